"""Answers that are held: several people said different things, and nothing counts before somebody decides."""

from __future__ import annotations

import pytest

from forms.filling import Filling
from tests.samples import questionnaire


def test_a_held_answer_reads_as_absent_and_is_shown_to_its_author() -> None:
    """Conditions and what would be sent read no answer; the author still sees and edits the own version; it is a problem by name."""
    asked = questionnaire()
    filling = Filling(asked, {"reasons": ("uncertain-skills",)})
    assert filling.shown("responsible-skills")

    change = filling.hold("reasons", ("uncertain-skills", "time"))

    assert "responsible-skills" in change.vanished
    assert "reasons" in change.items
    assert not filling.shown("responsible-skills")
    assert "reasons" not in filling.effective()
    assert "reasons" not in filling.sheet()
    assert set(filling.state("reasons").values["reasons"]) == {"uncertain-skills", "time"}  # type: ignore[arg-type]
    assert [one.code for one in filling.problems() if one.target == "reasons"] == ["two-answers"]
    assert not filling.complete()


def test_editing_goes_on_with_the_own_version_until_it_is_released() -> None:
    """An edit of a held answer alters the own version alone; releasing makes a value count again."""
    filling = Filling(questionnaire(), {"reasons": ("uncertain-skills",)})
    filling.hold("reasons", ("uncertain-skills",))

    filling.answer("reasons", ("time",))
    assert filling.value("reasons") == ("time",)
    assert "reasons" not in filling.effective()

    change = filling.release("reasons", ("uncertain-skills",))
    assert "responsible-skills" in change.appeared
    assert filling.effective()["reasons"] == ("uncertain-skills",)
    assert not filling.held
    assert not [one for one in filling.problems() if one.code == "two-answers"]


def test_a_value_of_a_wrong_shape_neither_holds_nor_releases() -> None:
    """What several people said is held as before, whichever verb was given the wrong value, and the first answer still stands."""
    filling = Filling(questionnaire(), {"reasons": ("uncertain-skills",)})
    with pytest.raises(ValueError):
        filling.hold("reasons", ("no such choice",))
    assert filling.effective()["reasons"] == ("uncertain-skills",)

    filling.hold("reasons", ("time",))
    for refused in (filling.hold, filling.release):
        with pytest.raises(ValueError):
            refused("reasons", ("no such choice",))
        assert set(filling.held) == {"reasons"}
        assert filling.value("reasons") == ("time",)
        assert "reasons" not in filling.effective()
