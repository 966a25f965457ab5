"""Where people come to give the same answer, each going on with their own, nothing differs any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire

ASKED = "age-group"


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    """Somebody whose answer to one question differs from a colleague's."""
    anna = Colleague(tmp_path / "anna", "Anna").begin(questionnaire())
    ben = anna.let_in(tmp_path / "ben", "Ben")
    ben.take(anna.file())
    anna.answer(ASKED, "35-54")
    ben.answer(ASKED, "25-34")
    meet(anna, ben)
    yield anna
    anna.close()
    ben.close()


def test_one_gives_the_answer_of_the_other(anna: Colleague) -> None:
    """The field is held until then; from then on the answer counts, on screen and after opening again."""
    assert ASKED in anna.draft.filling.held
    anna.answer(ASKED, "25-34")
    for one in (anna, anna.reopen()):
        assert not one.draft.filling.held
        assert one.draft.filling.sheet()[ASKED] == "25-34"


def test_undoing_what_agreed_differs_again(anna: Colleague) -> None:
    """An own version that is still another one stays held, and can be taken back."""
    anna.answer(ASKED, "55-64")
    assert ASKED in anna.draft.filling.held
    assert anna.draft.undo() is not None
    assert anna.value(ASKED) == "35-54"
    assert ASKED in anna.draft.filling.held
