"""The desk for reconciling: what it says of people and moments, what stays closed, and what it never does by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from desktop.desks.reconciling import ReconcilingDesk
from forms.change import Change
from forms.trouble import Trouble
from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire
from ui.reconcile.saying import listed, when_words

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    """The coordinator, at whose computer the desk is."""
    one = Colleague(tmp_path / "anna", "Anna").begin(questionnaire(), {"surname": "Example"})
    yield one
    one.close()


@pytest.fixture
def ben(tmp_path: Path, anna: Colleague) -> Iterator[Colleague]:
    """A colleague who was let in."""
    one = joined(tmp_path / "ben", "Ben", anna)
    yield one
    one.close()


def joined(home: Path, name: str, anna: Colleague) -> Colleague:
    """Somebody whom Anna let in."""
    one = anna.let_in(home, name)
    one.take(anna.file())
    return one


def desk_of(one: Colleague, changes: list[Change] | None = None, busy: str = "") -> ReconcilingDesk:
    """The desk at somebody's computer."""
    return ReconcilingDesk(one.office, one.draft, (changes if changes is not None else []).append, lambda: busy)


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        ("2026-11-26T09:05:00+00:00", "today, 09:05"),
        ("2026-11-24T14:10:00+00:00", "Tuesday 14:10"),
        ("2026-11-24T15:10:00+01:00", "Tuesday 14:10"),
        ("no moment", ""),
    ],
)
def test_moments_in_words(stamp: str, words: str) -> None:
    """Today by its hour, this week by its day, in the own time zone; what is no moment is not said."""
    assert when_words(stamp, NOW) == words


def test_older_and_future_moments_have_their_date() -> None:
    """A weekday that could be another week's, or that has not come, is never said alone."""
    assert "2026" in when_words((NOW - timedelta(days=7)).isoformat(), NOW)
    assert "2026" in when_words((NOW + timedelta(days=2)).isoformat(), NOW)


def test_names_are_listed() -> None:
    """As one says them."""
    assert [listed(one) for one in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A and B", "A, B and C"]


def test_two_people_of_one_name(anna: Colleague, ben: Colleague, tmp_path: Path) -> None:
    """They are told apart by a part of their fingerprint; whoever has a name alone is called by it."""
    other = joined(tmp_path / "other", "Ben", anna)
    ben.take(anna.file())
    ben.answer("country", "fr")
    other.answer("country", "it")
    anna.answer("country", "de")
    meet(anna, ben, other)
    ((difference,),) = desk_of(anna).differences()
    names = {one.people for one in difference.versions}
    assert "you" in names
    assert len(names) == 3
    assert all(one.startswith("Ben (") for one in names - {"you"})
    other.close()


def test_looking_writes_nothing(anna: Colleague, ben: Colleague) -> None:
    """A view writes nothing (rule 4): listing differences, notices, previews and ticking as read add no event."""
    anna.answer("country", "de")
    ben.answer("country", "fr")
    meet(anna, ben)
    ben.answer("awards", "no")
    view, desk = anna.view(), desk_of(anna)
    desk.look_at(ben.file())
    desk.differences()
    desk.combined()
    desk.suggestions()
    desk.hidden()
    desk.notices("country")
    desk.mark_read("country")
    desk.go_on("country")
    assert anna.view() == view
    assert anna.value("awards") is None


def test_a_decision_takes_the_place_of_all(anna: Colleague, ben: Colleague) -> None:
    """It names every latest answer, what is being typed just now among them, and is drawn at once."""
    anna.answer("country", "de")
    ben.answer("country", "fr")
    meet(anna, ben)
    changes: list[Change] = []
    desk = desk_of(anna, changes)
    anna.draft.answer("country", "it")
    heads = len(anna.together.ledger.heads("country"))
    desk.decide("country", "es")
    assert heads == 2
    assert anna.together.ledger.standing("country").state == "settled"
    assert anna.value("country") == "es"
    assert changes[-1].items == ("country",)
    meet(anna, ben)
    assert ben.value("country") == "es"


def test_the_decided_stay_listed_for_a_while(anna: Colleague, ben: Colleague) -> None:
    """So that one can decide otherwise; until they are forgotten, or differ anew."""
    anna.answer("country", "de")
    ben.answer("country", "fr")
    meet(anna, ben)
    desk = desk_of(anna)
    desk.decide("country", "de")
    ((decided,),) = desk.differences()
    assert decided.decided
    ben.answer("country", "it")
    meet(anna, ben)
    ((again,),) = desk.differences()
    assert again.decided is None
    desk.decide("country", None)
    desk.forget_decided()
    assert desk.differences() == ()


def test_going_on_opens_one_question(anna: Colleague, ben: Colleague) -> None:
    """What differs is closed until the person goes on with their own; other questions stay closed."""
    for target, mine, theirs in (("country", "de", "fr"), ("awards", "yes", "no")):
        anna.answer(target, mine)
        ben.answer(target, theirs)
    meet(anna, ben)
    desk = desk_of(anna)
    assert desk.locked("country") == {"country"}
    desk.go_on("country")
    assert desk.locked("country") == frozenset()
    assert desk.locked("awards") == {"awards"}


def test_nothing_is_brought_in_that_was_not_looked_at(anna: Colleague, ben: Colleague) -> None:
    """A file is taken in once; without one, and after a refused one, there is nothing to bring in."""
    desk = desk_of(anna)
    ben.answer("country", "fr")
    desk.look_at(ben.file())
    desk.bring_in()
    for _ in range(2):
        with pytest.raises(Trouble, match="No file was opened"):
            desk.bring_in()
    desk.look_at(ben.file())
    with pytest.raises(Trouble):
        desk.look_at(anna.home / "nowhere.exchange.zip")
    with pytest.raises(Trouble, match="No file was opened"):
        desk.bring_in()


def test_what_one_is_writing_is_left_alone(anna: Colleague, ben: Colleague) -> None:
    """The answer that the person is in does not change under their hands when a file is brought in."""
    before = "Learning should be near. It should be short."
    anna.answer("other-aims", before)
    meet(anna, ben)
    ben.answer("other-aims", before.replace("short", "quite short"))
    anna.draft.answer("other-aims", before.replace("near", "very near"))
    desk = desk_of(anna, busy="other-aims")
    desk.look_at(ben.file())
    desk.bring_in()
    assert anna.value("other-aims") == before.replace("near", "very near")
    anna.draft.leave("other-aims")
    assert anna.value("other-aims") == "Learning should be very near. It should be quite short."


@pytest.mark.parametrize("values", list(permutations(("A", "B", "C"))))
def test_this_person_stands_first_then_people_by_name(
    tmp_path: Path, anna: Colleague, ben: Colleague, values: tuple[str, str, str]
) -> None:
    """Whatever they answered: in cards, in the sentence above the question, in the passages of a text and in the inbox."""
    cleo = joined(tmp_path / "cleo", "cleo", anna)
    meet(anna, ben, cleo)
    for one, value in zip((cleo, anna, ben), values, strict=True):
        one.answer("surname", value)
        one.answer("other-aims", f"{value} is our aim.")
    ben.take(cleo.file())
    ben.take(anna.file())
    desk = desk_of(ben)
    wanted = ["you", "Anna", "cleo"]
    found = {one.target: one for group in desk.differences() for one in group}
    assert [one.people for one in found["surname"].versions] == wanted
    assert [one.people for one in found["other-aims"].passages[0].options] == wanted
    assert "you; Anna; cleo" in desk.notices("surname")[0].words

    preview = desk_of(anna).look_at(ben.file())
    entry = next(one for group in preview.groups for one in group.entries if one.target == "surname")
    assert [one.partition(":")[0] for one in entry.versions] == ["You", "Ben", "Cleo"]
    cleo.close()
