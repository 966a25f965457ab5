"""Nothing overridden: answers that sending, taking in, removing or a second computer once lost, altered or hid without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.work import inviting
from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire


class Group:
    """Anna, who began, and whoever she let in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.anna = Colleague(folder / "anna", "Anna").begin(questionnaire(), {"surname": "Example"})
        self.people = [self.anna]

    def more(self, name: str, person: Colleague | None = None) -> Colleague:
        """Somebody new, or another computer of a person."""
        one = Colleague(self._folder / f"{name}-{len(self.people)}", name).join(self.anna.file())
        self.anna.take(one.file())
        if person is None:
            self.anna.admit(one)
        else:
            inviting.readmit(self.anna.together, one.key.public_hex, person.key.public_hex, lost=False)
        self.people.append(one)
        meet(*self.people)
        return one


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Group]:
    """A group at the beginning of its work."""
    one = Group(tmp_path)
    yield one
    for person in one.people:
        person.close()


def versions(one: Colleague, target: str) -> set[object]:
    """The answers that stand side by side at somebody's computer."""
    return {version.value for version in one.together.ledger.standing(target).versions}


def test_a_suggestion_taken_as_the_first_answer_is_sent(group: Group) -> None:
    """A question nobody answered has only the suggestion behind its answer: taking it word for word is an answer, not a way back."""
    anna, ben = group.anna, group.more("Ben")
    ben.together.suggest("country", "fr")
    anna.take(ben.file())
    (suggestion,) = anna.together.ledger.suggestions("country")
    anna.together.decide("country", "fr", taking=[suggestion.id])
    ben.take(anna.file())
    assert (versions(anna, "country"), versions(ben, "country")) == ({"fr"}, {"fr"})
    assert not ben.together.ledger.suggestions("country")


def test_sending_changes_nothing_that_is_seen(group: Group) -> None:
    """Who goes on with their version, back to what was before, still stands beside the colleague's answer after sending."""
    anna, ben = group.anna, group.more("Ben")
    ben.answer("surname", "Muster")
    anna.answer("surname", "Exemple")
    anna.take(ben.file())
    anna.answer("surname", "Example")
    assert versions(anna, "surname") == {"Example", "Muster"}
    anna.file()
    assert versions(anna, "surname") == {"Example", "Muster"}


def test_what_no_longer_counts_leaves_the_archive_too(group: Group) -> None:
    """The only answer was that of somebody taken out: it is not shown, and it does not come back when the draft is opened again."""
    anna, ben, carl = group.anna, group.more("Ben"), group.more("Carl")
    ben.answer("country", "fr")
    carl.take(ben.file())
    inviting.remove(anna.together, ben.key.public_hex)
    carl.take(anna.file())
    assert carl.value("country") is None
    assert carl.reopen().value("country") is None


def test_the_other_computer_is_not_overridden(group: Group) -> None:
    """One person answered differently at two computers: going on at one never takes the place of what only the other one shows."""
    anna, ben = group.anna, group.more("Ben")
    other = group.more("Ben", ben)
    anna.answer("surname", "Anna's")
    ben.answer("surname", "at the desk")
    other.answer("surname", "on the train")
    meet(*group.people)
    for one, mine, others in ((ben, "at the desk", "on the train"), (other, "on the train", "at the desk")):
        assert one.value("surname") == mine
        one.answer("surname", f"{mine}, more")
        assert versions(one, "surname") == {"Anna's", others, f"{mine}, more"}


def test_going_back_to_the_own_version_while_more_comes_in_is_an_edit(group: Group) -> None:
    """The field showed what two had written together. Another file comes in meanwhile; taking the colleague's sentence out again
    leaves just one's own, and that is an edit like any other."""
    anna, ben = group.anna, group.more("Ben")
    carl = group.more("Carl")
    place = "anything-else"
    anna.answer(place, "Rooms are cold. Tea is weak.")
    meet(*group.people)
    anna.answer(place, "Rooms are cold. Tea is fine.")
    ben.answer(place, "Rooms are warm. Tea is weak.")
    carl.answer(place, "Rooms are cold. Tea is weak. Chess is fun.")
    anna.take(ben.file())
    assert anna.value(place) == "Rooms are warm. Tea is fine."
    anna.take(carl.file(), busy=place)
    anna.answer(place, "Rooms are cold. Tea is fine.")
    assert anna.value(place) == "Rooms are cold. Tea is fine. Chess is fun."
