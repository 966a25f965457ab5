"""A matrix offers what is shown, and says the help of its rows and columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.ui.small_form import asked, card, choices, words_on
from ui import theme

SIZES = [(1180, 820), (420, 700)]
GRID: dict[str, Any] = {"id": "grid", "kind": "matrix", "label": "How good?"}


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("size", SIZES)
def test_a_hidden_column_is_not_offered(qtbot: QtBot, size: tuple[int, int]) -> None:
    """A column comes and goes with its condition, head and buttons, and what was answered in others stays and can change."""
    columns = choices("Good", "Bad", "Ugly")
    columns[2]["show_if"] = {"includes": ["kinds", "a0"]}
    kinds = {"id": "kinds", "kind": "multiple_choice", "label": "Which?", "choices": choices("All", "Best")}
    grid = GRID | {"columns": columns, "rows": choices("Music", "Films"), "multiple": True}
    screen, desk = asked(qtbot, kinds, grid, sheet={"grid/m0": ("g0", "u2")}, size=size)
    view = card(screen, "grid").view
    names = [one.accessibleName() for one in view.controls()]
    assert names == [f"How good?: {row}: {column}" for row in ("Music", "Films") for column in ("Good", "Bad")]
    assert "Ugly" not in words_on(card(screen, "grid"))
    bad = view.controls()[1]
    QTest.mouseClick(bad, Qt.MouseButton.LeftButton)
    assert set(desk.filling.sheet()["grid/m0"]) == {"g0", "b1", "u2"}  # type: ignore[arg-type]  # a tuple of ids
    bad.setFocus()
    desk.answer("kinds", ("a0",))
    view.show_state(desk.filling.state("grid"))

    assert [one.accessibleName() for one in view.controls()][2] == "How good?: Music: Ugly"
    assert [one.isChecked() for one in view.controls() if isinstance(one, QAbstractButton)] == [True] * 3 + [False] * 3
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "How good?: Music: Bad"


@pytest.mark.parametrize("size", SIZES)
def test_help_is_shown_and_described(qtbot: QtBot, size: tuple[int, int]) -> None:
    """The help of a row and of a column stands on the card and in the description of the buttons it is about, no others."""
    columns, rows = choices("Good", "Bad"), choices("Music", "Films")
    columns[1]["help"], rows[0]["help"] = "Below what you hoped for.", "Of every kind."
    screen, _ = asked(qtbot, GRID | {"columns": columns, "rows": rows, "required": True}, size=size)
    found = card(screen, "grid")
    assert "Below what you hoped for." in words_on(found)
    assert "Of every kind." in words_on(found)
    told = [one.accessibleDescription() for one in found.view.controls()]

    assert ["Below what you hoped for" in one for one in told] == [False, True, False, True]
    assert ["Of every kind" in one for one in told] == [True, True, False, False]
    assert {one.partition(".")[0] for one in told} == {"Required"}


def test_the_focus_goes_to_a_row_that_is_shown(qtbot: QtBot) -> None:
    """Going to the matrix comes to its first row that is shown."""
    rows = choices("Music", "Films")
    rows[0]["show_if"] = {"answered": "name"}
    name = {"id": "name", "kind": "text", "label": "Your name"}
    screen, _ = asked(qtbot, name, GRID | {"columns": choices("Good", "Bad"), "rows": rows})
    focused = card(screen, "grid").focus()

    assert focused is not None
    assert focused.accessibleName() == "How good?: Films: Good"
