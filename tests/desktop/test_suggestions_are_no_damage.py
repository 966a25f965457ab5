"""What colleagues suggest is kept beside the answers: nobody is told that an answer is missing, and none is brought back from it."""

from __future__ import annotations

from pathlib import Path

from db.soundness import flaws
from tests.desktop.colleagues import Colleague
from tests.samples import questionnaire


def test_a_suggestion_where_nobody_answered_is_no_missing_answer(tmp_path: Path) -> None:
    """A suggestion for an empty question, and its end, leave nothing damaged, in the draft and in the file."""
    anna = Colleague(tmp_path / "anna", "Anna").begin(questionnaire())
    suggested = anna.together.suggest("surname", "Muster")
    assert not anna.reopen().draft.damaged
    anna.together.decline("surname", suggested.id)
    assert not anna.reopen().draft.damaged
    assert anna.value("surname") is None
    anna.close()
    assert not flaws(anna.paths.archive)


def test_a_damaged_answer_comes_back_from_answers_alone(tmp_path: Path) -> None:
    """The last good value of a damaged answer is what somebody answered, never what somebody only suggested after."""
    anna = Colleague(tmp_path / "anna", "Anna").begin(questionnaire(), {"surname": "Example"})
    anna.together.suggest("surname", "Muster")
    with anna.office.archive.write() as connection:
        connection.execute("UPDATE answer SET value='\"Xxxxxxx\"' WHERE target='surname'")
    (damage,) = anna.reopen().draft.damaged
    assert damage.last_good == "Example"
    anna.close()
