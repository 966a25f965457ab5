"""The checklist and the sign-off: what holds it up, when it stops to hold, and what was signed."""

from __future__ import annotations

from dataclasses import replace

from forms.filling import Filling
from forms.reconcile.checklist import acknowledge_value, checklist, may_sign
from forms.reconcile.effective import effective_sheet
from forms.reconcile.ledger import Ledger
from forms.reconcile.reviews import content_digest, review_value
from forms.reconcile.signing import difference, freeze_value, frozen, sign_off_value, signed_answers, signing
from forms.reconcile.threads import About, comment_value
from tests.forms.reconcile.stories import ANNA, BEN, CLEO, EVE, Story


def filling(ledger: Ledger) -> Filling:
    """The filling of what counts."""
    return Filling(Story().questionnaire, effective_sheet(ledger))


def open_checks(story: Story, me: str = ANNA) -> dict[str, tuple[int, tuple[str, ...]]]:
    """The lines with something open."""
    ledger = story.ledger()
    return {one.code: (one.count, one.places) for one in checklist(ledger, filling(ledger), me=me) if one.count}


def sign(story: Story, author: str = ANNA) -> None:
    """A sign-off of what is known."""
    ledger = story.ledger()
    story.say(author, "@sign-off", "sign-off", sign_off_value(ledger, filling(ledger)))


def test_the_lines() -> None:
    """Each thing that is open shows in its line with its place, and what is no bar does not hold up."""
    story = Story()
    story.admit(BEN)
    assert open_checks(story) == {}
    for author, value in ((ANNA, "a"), (BEN, "b")):
        story.answer(author, "single", value, [])
        story.answer(author, "several", [value], [])
    story.answer(ANNA, "more", "kept but hidden")
    story.say(BEN, "words", "suggestion", "better")
    story.say(EVE, "words", "answer", "from nobody")
    story.say(BEN, "order", "answer", ["a"], [replace(story.answer(EVE, "order", ["b"]), id="not here")])
    story.say(ANNA, "@review/words", "review", review_value("changes", content_digest("words", {})))
    story.say(ANNA, "@review/agree", "review", review_value("approved", content_digest("agree", {})))
    story.say(ANNA, "@thread/1", "comment", comment_value("?", About()))
    story.say(ANNA, "@freeze", "freeze", freeze_value(True))

    assert open_checks(story, BEN) == {
        "differences": (1, ("single",)), "combined": (1, ("several",)), "waiting": (1, ("order",)), "apart": (2, (EVE,)),
        "suggestions": (1, ("words",)), "hidden": (1, ("more",)), "reviews": (1, ("words",)), "threads": (1, ("1",)),
        "frozen": (1, ()),
    }  # fmt: skip
    ledger = story.ledger()
    assert [one.code for one in checklist(ledger, filling(ledger), me=CLEO) if one.holds_up] == [
        "differences", "waiting", "hidden", "reviews", "signer",
    ]  # fmt: skip
    assert not may_sign(checklist(ledger, filling(ledger), me=ANNA))


def test_hidden_on_purpose() -> None:
    """A hidden answer stops to be a bar once an editor saw this very text; another text is asked about again."""
    story = Story()
    story.admit(BEN, "commenter")
    story.answer(ANNA, "more", "one")
    story.say(BEN, "@hidden/more", "acknowledge", acknowledge_value(filling(story.ledger()), "more"))
    assert "hidden" in open_checks(story)

    story.say(ANNA, "@hidden/more", "acknowledge", acknowledge_value(filling(story.ledger()), "more"))
    assert "hidden" not in open_checks(story)
    story.answer(ANNA, "more", "two")
    assert "hidden" in open_checks(story)


def test_a_sign_off_and_what_came_after() -> None:
    """It holds while the answers are the same; afterwards the ledger tells what was signed, and so what changed since."""
    story = Story()
    story.admit(BEN)
    story.answer(ANNA, "words", "old")
    both = [story.answer(author, "several", [value], []) for author, value in ((ANNA, "a"), (BEN, "b"))]
    before = effective_sheet(story.ledger())
    sign(story)
    ledger = story.ledger()
    assert (signing(ledger, filling(ledger)).state, signing(ledger, filling(ledger)).by) == ("fresh", ANNA)

    story.answer(BEN, "words", "new")
    story.answer(BEN, "several", ["a"], both)
    ledger = story.ledger()
    signed = signing(ledger, filling(ledger))
    then = signed_answers(ledger, signed, story.questionnaire)

    assert signed.state == "stale"
    assert then == before == {"words": "old", "several": ("a", "b")}
    assert difference(then, filling(ledger).effective()) == ("several", "words")


def test_nothing_erased_lives_on_in_a_sign_off() -> None:
    """What was erased after it was signed is not among what was signed."""
    story = Story()
    said = story.answer(ANNA, "words", "secret")
    sign(story)
    story.say(ANNA, f"@erase/{said.payload}", "erase")
    ledger = story.ledger()

    assert signed_answers(ledger, signing(ledger, filling(ledger)), story.questionnaire) == {}
    assert "secret" not in repr([story.payloads[one.payload] for one in story.entries if one.kind == "sign-off"])


def test_who_signs() -> None:
    """Two who sign at once are told; who may not sign does not count."""
    story = Story()
    story.admit(BEN, "editor")
    story.admit(CLEO, "signer")
    ledger = story.ledger()
    value = sign_off_value(ledger, filling(ledger))
    story.say(BEN, "@sign-off", "sign-off", value, [])
    assert signing(story.ledger(), filling(ledger)).state == "none"
    story.say(ANNA, "@sign-off", "sign-off", value, [])
    assert signing(story.ledger(), filling(ledger)).by == ANNA
    story.say(CLEO, "@sign-off", "sign-off", value, [])
    assert signing(story.ledger(), filling(ledger)).state == "several"


def test_frozen_wins() -> None:
    """Of a freeze and its opposite side by side the freeze counts; only coordinators do either."""
    story = Story()
    story.admit(BEN, "coordinator")
    story.admit(CLEO, "editor")
    story.say(CLEO, "@freeze", "freeze", freeze_value(True), [])
    assert not frozen(story.ledger())
    first = story.say(ANNA, "@freeze", "freeze", freeze_value(True), [])
    story.say(BEN, "@freeze", "freeze", freeze_value(False), [])
    assert frozen(story.ledger())
    story.say(BEN, "@freeze", "freeze", freeze_value(False))
    assert not frozen(story.ledger())
    assert first.kind == "freeze"
