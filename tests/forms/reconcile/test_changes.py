"""Changes: what a file would do is told before, truly, and a second time there is nothing to tell."""

from __future__ import annotations

import random
from collections.abc import Callable

from forms.reconcile.changes import Changes, sentence, what_changes
from forms.reconcile.effective import effective_sheet
from forms.reconcile.ledger import Ledger
from forms.reconcile.signing import freeze_value, sign_off_value
from forms.reconcile.threads import About, comment_value, reply_value
from tests.forms.reconcile.histories import play
from tests.forms.reconcile.stories import ANNA, BEN, CLEO, EVE, Story
from tests.forms.reconcile.test_checklist import filling
from tests.forms.reconcile.test_laws import moves_of


def team() -> Story:
    """Anna and Ben, with some answers."""
    story = Story()
    story.admit(ANNA, name="Anna")
    story.admit(BEN, name="Ben")
    story.answer(ANNA, "single", "b")
    story.answer(ANNA, "more", "because")
    story.answer(ANNA, "several", ["a"])
    return story


def taken(story: Story, happens: Callable[[], object]) -> tuple[Changes, Ledger]:
    """What a file with what happens now would do, and the ledger after it."""
    before = story.ledger()
    after = before.copy()
    happens()
    after.add(story.entries)
    return what_changes(before, after, story.questionnaire), after


def test_each_sort() -> None:
    """New, changed, cleared, combined, differing, hidden, talk and people: each under its name, with who did it."""
    story = team()
    first = [one for one in story.entries if one.target == "several"]

    def happens() -> None:
        story.answer(BEN, "single", "a")
        story.answer(BEN, "grid/r1", "c")
        story.answer(BEN, "several", ["a", "b"], first)
        story.answer(BEN, "order", ["a"], [])
        story.answer(ANNA, "order", ["b"], [])
        story.say(BEN, "@thread/1", "comment", comment_value("?", About("words")))
        story.say(BEN, "@thread/1", "reply", reply_value("!"))
        story.say(BEN, "@thread/1", "resolve")
        story.say(BEN, "words", "suggestion", "x")
        story.say(BEN, "@review/words", "review", {"state": "changes", "content": "", "note": ""})
        story.say(BEN, "@assign/first", "assign", [ANNA])
        story.say(BEN, "@freeze", "freeze", freeze_value(True))
        story.say(CLEO, f"@member/{CLEO}", "join", {"name": "Cleo"})
        story.answer(EVE, "words", "x")

    found, _ = taken(story, happens)

    assert (found.changed, found.new, found.combined, found.differing, found.cleared) == (
        ("several", "single"), ("grid/r1",), (), ("order",), (),
    )  # fmt: skip
    assert (found.hidden, found.reviews, found.assignments, found.talk) == (("more",), ("words",), ("first",), ("1",))
    assert (found.asking, found.people, len(found.apart), found.freezes) == ((CLEO,), (), 1, True)
    assert found.by == {"several": ("Ben",), "single": ("Ben",), "grid/r1": ("Ben",), "order": ("Anna", "Ben")}
    assert sentence(found) == (
        "2 changed, 1 new, 1 needs a decision, 1 would be hidden, 2 comments, 1 thread edited or closed, 1 suggestion, "
        "1 review, 1 assignment, 1 person asks to join, 1 entry set apart, frozen or opened again"
    )


def test_combined_and_decided() -> None:
    """Two who add to one list: combined; who then names both: changed to what was decided, or cleared."""
    story = team()
    first = [one for one in story.entries if one.target == "several"]
    found, _ = taken(
        story, lambda: [story.answer(key, "several", ids, first) for key, ids in ((ANNA, ["a", "b"]), (BEN, None))]
    )
    assert found.combined == ("several",)
    assert effective_sheet(story.ledger())["several"] == ("b",)

    for key, value in ((ANNA, "a"), (BEN, "c")):
        story.answer(key, "single", value, [])
    assert taken(story, lambda: None)[0] == Changes()
    found, after = taken(story, lambda: story.answer(BEN, "single", "c"))
    assert found.changed == ("single",)
    assert effective_sheet(after)["single"] == "c"
    assert taken(story, lambda: story.answer(BEN, "single", None))[0].cleared == ("single",)
    for key, value in ((ANNA, "a"), (BEN, "c")):
        story.answer(key, "single", value, [])
    assert taken(story, lambda: story.answer(BEN, "single", None))[0].cleared == ("single",)


def test_the_sign_off_would_no_longer_hold() -> None:
    """A change after a sign-off says so, and one that changes no answer does not."""
    story = team()
    ledger = story.ledger()
    story.say(ANNA, "@sign-off", "sign-off", sign_off_value(ledger, filling(ledger)))

    same, _ = taken(story, lambda: story.answer(BEN, "single", "b"))
    assert same.hidden == ()
    assert (same.signing, sentence(same)) == (False, "no answer changes")
    assert taken(story, lambda: story.answer(BEN, "single", "a"))[0].signing
    assert taken(story, lambda: story.answer(BEN, "single", "c"))[0].hidden == ()  # it was hidden before


def test_taking_twice_changes_nothing() -> None:
    """Whatever happened: the second time the same file is taken the report is empty, and an empty report means nothing changed."""
    for seed in range(8):
        history = play(moves_of(seed))
        part = random.Random(seed).sample(history.entries, len(history.entries) // 2)
        before, after = history.ledger(part), history.ledger()
        again = after.copy()
        again.add(part)
        found = what_changes(before, after, history.story.questionnaire)

        assert what_changes(after, again, history.story.questionnaire) == Changes()
        assert sentence(Changes()) == "nothing new"
        assert found.entries == len(after) - len(before)
        sheets = effective_sheet(before), effective_sheet(after)
        moved = {one for one in sheets[0].keys() | sheets[1].keys() if sheets[0].get(one) != sheets[1].get(one)}
        assert moved <= {*found.new, *found.changed, *found.cleared, *found.combined, *found.differing}
