"""Who counts: strangers, people let in late, people removed meanwhile, copied machines, two coordinators, and who may erase."""

from __future__ import annotations

from tests.forms.reconcile.stories import ANNA, BEN, CLEO, DORA, EVE, Story


def test_a_stranger_and_then_a_colleague() -> None:
    """What a stranger wrote is kept apart, and counts from the moment a coordinator lets them in."""
    story = Story()
    said = story.answer(EVE, "single", "a")
    assert [one.id for one in story.ledger().apart()] == [said.id]
    assert story.ledger().standing("single").versions == ()

    story.admit(EVE, "editor")
    assert story.ledger().standing("single").value == "a"
    assert story.ledger().apart() == ()


def test_removed_meanwhile() -> None:
    """What somebody wrote up to the point of removal counts; what they wrote after it, or beside it unknown, is apart."""
    story = Story()
    story.admit(BEN, "editor")
    story.answer(BEN, "single", "a")
    story.say(ANNA, f"@member/{BEN}", "remove", {"upto": "1"})
    late = story.answer(BEN, "single", "b")
    ledger = story.ledger()

    assert ledger.standing("single").value == "a"
    assert [one.id for one in ledger.apart()] == [late.id]


def test_what_was_built_on_work_set_apart_still_counts() -> None:
    """Ben was taken out by somebody who did not know his newest steps, while Cleo went on from them: her words count, and take the
    place of what he had built on; nothing waits. It is the same in whatever order the events come, and without what he wrote."""
    story = Story()
    story.admit(BEN, "editor")
    story.admit(CLEO, "editor")
    first = story.answer(ANNA, "single", "a")
    steps = [story.answer(BEN, "single", value) for value in ("b", "c")]
    hers = story.answer(CLEO, "single", "b")
    story.say(ANNA, f"@member/{BEN}", "remove", {"upto": "0"})
    ledger = story.ledger()

    assert ledger.heads("single") == (hers.id,)
    assert (ledger.standing("single").value, ledger.waiting()) == ("b", ())
    assert [one.id for one in ledger.apart()] == sorted(one.id for one in steps)
    beside = story.answer(ANNA, "single", "c", [first])
    assert story.ledger().before("single") == (first.id,)
    one_by_one = story.ledger(without=story.entries)
    for one in reversed(story.entries):
        one_by_one.add([one])
    assert one_by_one.data_bytes() == story.ledger().data_bytes()
    assert set(one_by_one.heads("single")) == {hers.id, beside.id}


def test_leaving_makes_nobody_an_editor() -> None:
    """What somebody without the right to edit wrote as an answer was a suggestion, and is one after they left."""
    story = Story()
    story.admit(BEN, "commenter")
    said = story.answer(BEN, "single", "a")
    story.say(ANNA, f"@member/{BEN}", "remove", {"upto": "9"})
    ledger = story.ledger()

    assert ledger.standing("single").value is None
    assert [one.id for one in ledger.suggestions("single")] == [said.id]


def test_a_copied_machine() -> None:
    """Two machines with one key give two events one number: both are kept, both count, neither hides the other."""
    story = Story()
    story.admit(BEN, "editor")
    both = [story.say(BEN, "single", "answer", value, [], seq=1) for value in ("a", "b")]
    ledger = story.ledger()

    assert set(ledger.heads("single")) == {one.id for one in both}
    assert ledger.standing("single").state == "differing"
    assert ledger.chains()[BEN] == 1


def test_two_coordinators_at_once() -> None:
    """Of two who speak about the same person side by side only the roles count that both give, and a removal wins."""
    story = Story()
    story.admit(BEN, "coordinator")
    story.admit(CLEO, "approver", "editor", after=[])
    story.admit(CLEO, "editor", "signer", by=BEN, after=[])
    member = story.ledger().people.member(CLEO)
    assert member is not None
    assert member.roles == {"editor"}

    story.say(BEN, f"@member/{CLEO}", "remove", {"upto": "0"}, [])
    member = story.ledger().people.member(CLEO)
    assert member is not None
    assert member.state == "removed"


def test_nobody_else_speaks_about_the_founder() -> None:
    """A coordinator can neither remove who began the draft nor take a right from them."""
    story = Story()
    story.admit(BEN, "coordinator")
    story.admit(ANNA, "commenter", by=BEN)
    story.say(BEN, f"@member/{ANNA}", "remove", {"upto": "0"})
    people = story.ledger().people

    assert all(people.has(ANNA, role) for role in ("coordinator", "editor", "signer"))


def test_an_erasure_before_what_it_erases() -> None:
    """The author's erasure may come in an earlier file than the answer, from another machine of theirs, and counts all the same."""
    story = Story()
    story.admit(BEN, "editor")
    story.admit(CLEO, "editor", person=BEN)
    said = story.answer(BEN, "words", "secret")
    story.say(CLEO, f"@erase/{said.payload}", "erase")
    ledger = story.ledger(without=[said])
    ledger.add([said])

    assert ledger.erased() == {said.payload}
    assert ledger.standing("words").value is None
    del story.payloads[story.entries[-1].payload]
    assert story.ledger().erased() == {said.payload}
    assert story.ledger().waiting() == ()


def test_nobody_erases_the_work_of_others() -> None:
    """Neither plainly nor by naming the same payload in an event of one's own; a coordinator may; who takes part is never erased."""
    story = Story()
    story.admit(BEN, "editor")
    admitted = story.admit(DORA, "editor")
    said = story.answer(ANNA, "words", "mine")
    story.say(BEN, f"@erase/{said.payload}", "erase")
    assert story.ledger().erased() == frozenset()

    copied = story.say(BEN, "more", "suggestion", "x")
    story.entries[-1] = type(copied)(copied.id, "more", "suggestion", BEN, (), said.payload, "", copied.seq)
    assert story.ledger().erased() == frozenset()

    story.say(ANNA, f"@erase/{admitted.payload}", "erase")
    assert story.ledger().erased() == frozenset()
    assert story.ledger().people.has(DORA, "editor")
    story.say(ANNA, f"@erase/{said.payload}", "erase")
    assert story.ledger().erased() == {said.payload}


def test_who_closes_a_suggestion() -> None:
    """Editors take or decline it, its author writes a better one; nobody else makes it vanish."""
    story = Story()
    story.admit(BEN, "commenter")
    story.admit(CLEO, "commenter")
    said = story.say(BEN, "words", "suggestion", "x")
    story.say(CLEO, "words", "decline", None, [said])
    assert [one.id for one in story.ledger().suggestions("words")] == [said.id]
    other = story.say(CLEO, "words", "suggestion", "y", [said])
    better = story.say(BEN, "words", "suggestion", "z", [said])
    assert {one.id for one in story.ledger().suggestions("words")} == {other.id, better.id}

    story.say(ANNA, "words", "decline", None, [other])
    story.answer(ANNA, "words", "z", [better])
    assert story.ledger().suggestions("words") == ()
