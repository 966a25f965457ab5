"""No word lost: what goes on being typed while work is sent, put aside or altered on the disk is found by everybody in the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.work import reconciling
from forms.reconcile.people import PREFIX
from forms.trouble import Trouble
from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    """The coordinator."""
    one = Colleague(tmp_path / "anna", "Anna").begin(questionnaire("every-kind"), {"ideas": "One. Two. Three."})
    yield one
    one.close()


@pytest.fixture
def ben(tmp_path: Path, anna: Colleague) -> Iterator[Colleague]:
    """A colleague who was let in."""
    one = anna.let_in(tmp_path / "ben", "Ben")
    meet(anna, one)
    yield one
    one.close()


@pytest.mark.parametrize("sent", ["One anna. Two. Three.", "One. Two. Three."])
def test_who_goes_on_typing_while_their_work_is_sent(anna: Colleague, ben: Colleague, sent: str) -> None:
    """Ben's file comes while Anna is in the field, what she has so far is sent (or was taken back to what it was), and she types on:
    the next sentence is built on what was sent, not on what was there before sending."""
    ben.answer("ideas", "One. Two. Three ben.")
    anna.draft.answer("ideas", "One anna. Two. Three.")
    anna.take(ben.file(), busy="ideas")
    anna.draft.answer("ideas", sent)
    anna.file()
    anna.draft.answer("ideas", "One. Two anna. Three.")
    anna.draft.leave("ideas")
    ben.take(anna.file())
    assert (anna.value("ideas"), ben.value("ideas")) == ("One. Two anna. Three ben.",) * 2
    assert not ben.together.ledger.waiting()


def test_a_suggestion_on_the_screen_was_sent_meanwhile(anna: Colleague, ben: Colleague) -> None:
    """Sending gives it another id, and the screen has the earlier one: it is taken, or declined, all the same. One that was put aside
    is refused, and no answer is built on what nobody has."""
    for target in ("card", "email"):
        anna.together.suggest(target, "ana@example.org")
    card, email = (anna.together.ledger.suggestions(one)[0].id for one in ("card", "email"))
    anna.file()
    anna.together.decide("card", "ana@example.org", taking=[card])
    anna.together.decline("email", email)
    ben.take(anna.file())
    assert ben.value("card") == "ana@example.org"
    assert not ben.together.ledger.waiting()
    assert not ben.together.ledger.suggestions("email")
    ben.together.suggest("email", "ben@example.org")
    anna.take(ben.file())
    (suggestion,) = anna.together.ledger.suggestions("email")
    reconciling.put_aside(anna.together)
    for verb in (
        lambda: anna.together.decide("email", "ben@example.org", taking=[suggestion.id]),
        lambda: anna.together.decline("email", suggestion.id),
    ):
        with pytest.raises(Trouble, match="not here any more"):
            verb()


@pytest.mark.parametrize("let_in", [True, False])
def test_who_takes_part_is_put_aside(anna: Colleague, ben: Colleague, tmp_path: Path, let_in: bool) -> None:
    """The step let somebody in whose answer was here before, or took them out: without it the field shows what counts again, and so
    does the archive."""
    cara = Colleague(tmp_path / "cara", "Cara").join(anna.file())
    cara.answer("card", "CA1234")
    for one in (anna, ben):
        one.take(cara.file())
    anna.admit(cara)
    if not let_in:
        ben.take(anna.file())
        anna.together.say((PREFIX + cara.key.public_hex, "remove", {"upto": "0"}))
    before = ben.value("card")
    ben.take(anna.file())
    assert ben.value("card") != before
    ben.draft.rest()
    ben.draft.show(reconciling.put_aside(ben.together))
    assert (ben.value("card"), ben.together.shown("card")) == (before, (before, False))
    assert ben.reopen().value("card") == before
    cara.close()


def test_an_older_file_does_not_tell_what_somebody_has(anna: Colleague, ben: Colleague) -> None:
    """A file read late, whether its sender sent something since or only took something in, leaves the newer word standing; a newer
    one that has less, since something was put aside, replaces it."""
    before = ben.file()
    anna.answer("card", "AB1234")
    ben.take(anna.file())
    took = ben.file()
    ben.answer("email", "ben@example.org")
    sent = ben.file()

    def told(*files: Path) -> object:
        for one in files:
            anna.take(one)
        return anna.office.shared.has(anna.draft.draft_id)[ben.key.public_hex]

    newest = told(took)
    assert told(before) == newest
    newest = told(sent)
    assert told(took, before) == newest
    reconciling.put_aside(ben.together)
    assert told(ben.file()) != newest


def test_undo_goes_on_from_what_a_person_sees(anna: Colleague, ben: Colleague) -> None:
    """Answers differ, and the field shows Anna's own: neither that, nor opening the draft again, takes her steps away. Where the field
    shows something else by now, there is nothing to take back."""
    ben.answer("card", "BE1234")
    file = ben.file()
    for words in ("AN1234", "BE1234", "AN5678"):
        anna.answer("card", words)
    anna.take(file)
    assert anna.together.shown("card") == ("AN5678", True)
    anna.reopen().draft.undo()
    assert anna.value("card") == "BE1234"
    assert not anna.draft.filling.held
    anna.draft.redo()
    assert anna.reopen().value("card") == "AN5678"
    ben.take(anna.file())
    assert ben.value("card") == "AN5678"
    assert not ben.draft.can_undo


def test_choices_in_another_order_hold_nobody_up(anna: Colleague, ben: Colleague) -> None:
    """A decision or a suggestion with its choices in the order of ticking is kept in the one order; a file with another one would be
    refused by everybody, again and again."""
    anna.together.decide("purpose", ("study", "books"))
    anna.together.suggest("good-times/sunday", ["evening", "morning"])
    ben.take(anna.file())
    assert ben.value("purpose") == ("books", "study")
    (suggestion,) = ben.together.ledger.suggestions("good-times/sunday")
    assert ben.together.ledger.answer(suggestion) == ("morning", "evening")
