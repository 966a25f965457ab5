"""History: who said what on which ground, what came of it, and the whole draft at an earlier point."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from forms.reconcile.effective import effective_sheet
from forms.reconcile.history import as_of, in_order, timeline, up_to
from tests.forms.reconcile.stories import ANNA, BEN, CLEO, Story


def team() -> Story:
    """Anna and Ben edit, Cleo comments only."""
    story = Story()
    story.admit(ANNA, name="aa")
    story.admit(BEN, name="Ben")
    story.admit(CLEO, "commenter", name="Cleo")
    return story


def test_a_timeline_tells_who_on_what_ground_and_what_came_of_it() -> None:
    """Two different answers, a decision against one of them, and an answer after that."""
    story = team()
    first = story.answer(ANNA, "single", "a")
    one = story.answer(ANNA, "single", "b", [first])
    other = story.answer(BEN, "single", "c", [first])
    assert [moment.fate for moment in timeline(story.ledger(), "single")] == ["gone-beyond", *["one-of-several"] * 2]

    story.answer(BEN, "single", "b", [one, other])
    moments = timeline(story.ledger(), "single")
    assert {(each.value, each.fate) for each in moments} == {
        ("a", "gone-beyond"), ("b", "gone-beyond"), ("c", "decided-against"), ("b", "stands"),
    }  # fmt: skip
    assert [each.before for each in moments] == [None, "a", "a", "a"]  # while they differed: what was before
    assert (moments[-1].name, set(moments[-1].on)) == ("Ben", {one.id, other.id})


def test_what_was_combined_is_not_decided_against() -> None:
    """An edit of a combined answer keeps what both said: neither was decided against; its ground is the combination."""
    story = team()
    first = story.answer(ANNA, "several", ["a"])
    one = story.answer(ANNA, "several", ["a", "b"], [first])
    other = story.answer(BEN, "several", None, [first])
    story.answer(ANNA, "several", ["b"], [one, other])
    moments = timeline(story.ledger(), "several")

    assert "decided-against" not in {each.fate for each in moments}
    assert moments[-1].before == ("b",)


def test_suggestions_and_what_came_of_them() -> None:
    """A suggestion is open, taken or declined; the answer of somebody who may not edit is one; a decline says what it closes."""
    story = team()
    answer = story.answer(ANNA, "words", "Before.")
    taken = story.say(CLEO, "words", "suggestion", "Better.", [answer])
    closed = story.say(CLEO, "words", "suggestion", "Worse.", [answer])
    story.answer(CLEO, "words", "Mine.", [answer])
    story.say(BEN, "words", "relayed", {"answer": "Printed.", "from": "Dora"}, [answer])
    story.answer(ANNA, "words", "Better.", [answer, taken])
    story.say(ANNA, "words", "decline", None, [closed])

    found = {(one.name, one.deed, one.value, one.before, one.fate) for one in timeline(story.ledger(), "words")}
    assert found == {
        ("aa", "answer", "Before.", None, "gone-beyond"),
        ("Cleo", "suggestion", "Better.", "Before.", "taken"),
        ("Cleo", "suggestion", "Worse.", "Before.", "declined"),
        ("Cleo", "suggestion", "Mine.", "Before.", "open"),
        ("Dora", "suggestion", "Printed.", "Before.", "open"),
        ("aa", "answer", "Better.", "Before.", "stands"),
        ("aa", "decline", "Worse.", None, "stands"),
    }


def test_the_draft_at_an_earlier_point() -> None:
    """Up to each event the draft is what it came to then, also while answers differed; up to the last it is what it is now."""
    story = team()
    first = story.answer(ANNA, "single", "a")
    story.answer(ANNA, "words", "Early.")
    one = story.answer(ANNA, "single", "b", [first])
    other = story.answer(BEN, "single", "c", [first])
    last = story.answer(BEN, "single", "c", [one, other])
    ledger = story.ledger()

    assert as_of(ledger, up_to(ledger, first.id)) == {"single": "a"}
    assert as_of(ledger, up_to(ledger, one.id)) == {"single": "b", "words": "Early."}
    assert as_of(ledger, up_to(ledger, other.id)) == {"words": "Early."}
    assert as_of(ledger, up_to(ledger, last.id)) == effective_sheet(ledger) == {"single": "c", "words": "Early."}
    assert as_of(ledger, frozenset()) == {}


@given(st.data())
def test_the_order_fits_what_everybody_had_seen(data: st.DataObject) -> None:
    """Whatever order the events come in and whatever times they claim, no event stands before one that it was built on or before
    an earlier one of its author, and the order is the same."""
    story = team()
    for number in range(12):
        target = data.draw(st.sampled_from(["single", "words"]))
        known = [one for one in story.entries if one.target == target]
        after = data.draw(st.lists(st.sampled_from(known), max_size=2)) if known else []
        story.answer(data.draw(st.sampled_from([ANNA, BEN])), target, str(number % 3) and "abc"[number % 3], after)
    ledger = story.ledger()
    order = in_order(ledger)
    place = {identity: at for at, identity in enumerate(order)}

    assert set(order) == {one.id for one in story.entries}
    for one in story.entries:
        assert all(place[parent] < place[one.id] for parent in one.parents)
        earlier = [other for other in story.entries if other.author == one.author and other.seq < one.seq]
        assert all(place[other.id] < place[one.id] for other in earlier)
    story.entries.reverse()
    assert in_order(story.ledger()) == order
