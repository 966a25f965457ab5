"""Suggest mode over real drafts: the answer stays, what was typed is kept and reaches the colleagues, who take it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.work.suggesting import SuggestMode
from forms.reconcile.assignments import PREFIX
from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    """The coordinator."""
    one = Colleague(tmp_path / "anna", "Anna").begin(questionnaire(), {"surname": "Example"})
    yield one
    one.close()


@pytest.fixture
def cleo(tmp_path: Path, anna: Colleague) -> Iterator[Colleague]:
    """A colleague who may comment and suggest."""
    one = anna.let_in(tmp_path / "cleo", "Cleo", "commenter")
    one.take(anna.file())
    yield one
    one.close()


def test_who_may_not_edit_suggests(anna: Colleague, cleo: Colleague) -> None:
    """The answer and what depends on it stay; the suggestion reaches the colleague, who takes it; then nothing is open."""
    mode = SuggestMode(cleo.draft)
    assert (mode.reason("surname"), SuggestMode(anna.draft).reason("surname")) == ("no-editor", None)

    for typed in ("M", "Mu", "Muster"):
        assert mode.answer("surname", typed).items == ()
        mode.keep()
    assert mode.shown("surname") == ("Muster", True)
    change = mode.leave("surname")
    assert change is not None
    assert change.items == ("surname",)
    assert cleo.value("surname") == "Example"
    assert mode.leave("surname") is None

    meet(anna, cleo)
    (suggestion,) = anna.together.ledger.suggestions("surname")
    assert anna.together.ledger.answer(suggestion) == "Muster"
    anna.together.decide("surname", "Muster", taking=[suggestion.id])
    anna.draft.show(["surname"])
    meet(anna, cleo)
    assert cleo.value("surname") == anna.value("surname") == "Muster"
    assert cleo.together.ledger.suggestions("surname") == ()


def test_a_crash_loses_no_suggestion(cleo: Colleague) -> None:
    """What was kept is there after the program ended in the middle of the field."""
    mode = SuggestMode(cleo.draft)
    mode.answer("reasons", ("too-expensive",))
    mode.keep()
    cleo.crash()
    (suggestion,) = cleo.together.ledger.suggestions("reasons")
    assert cleo.together.ledger.answer(suggestion) == ("too-expensive",)


def test_typed_and_taken_back_suggests_nothing(cleo: Colleague) -> None:
    """What says the same as the answer is no suggestion."""
    mode = SuggestMode(cleo.draft)
    mode.answer("surname", "Examples")
    mode.answer("surname", "Example")
    mode.leave("surname")
    assert cleo.together.ledger.suggestions("surname") == ()


def test_suggesting_by_choice_where_others_answer(anna: Colleague, cleo: Colleague) -> None:
    """Who chose to suggest changes what is theirs or nobody's, and suggests where somebody else answers."""
    anna.together.say((PREFIX + "surname", "assign", [cleo.together.person]))
    mode = SuggestMode(anna.draft)
    assert mode.reason("surname") is None
    mode.chosen = True
    assert mode.reason("surname") == "others"
    assert mode.reason("first-name") is None
    anna.together.say((PREFIX + "surname", "assign", [anna.together.person, cleo.together.person]))
    assert mode.reason("surname") is None
