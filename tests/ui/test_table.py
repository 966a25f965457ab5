"""A table says what is needed where it is needed, shows what is shown, and stacks where it is narrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import faults
from tests.ui.small_form import asked, card, choices, words_on
from ui import theme

WIDE, NARROW = (1180, 820), (420, 700)
TABLE: dict[str, Any] = {"id": "hours", "kind": "table", "label": "When?"}


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_each_row_says_what_it_needs(qtbot: QtBot, size: tuple[int, int]) -> None:
    """A required row is marked; what is missing is named in its row; a field that needs nothing is told nothing of it."""
    rows = choices("Monday", "Sunday")
    rows[0]["required"] = True
    table = TABLE | {"columns": choices("From", "Until"), "rows": rows, "help": "In hours."}
    screen, desk = asked(qtbot, table, sheet={"hours/m0/f0": "9"}, size=size)
    found = card(screen, "hours")
    fields = found.view.controls()
    assert words_on(found).splitlines().count("Required") == 1
    told = [one.accessibleDescription() for one in fields]
    assert told == ["Required. In hours"] * 2 + ["In hours"] * 2
    assert "Still to be filled in" not in words_on(found)
    found.show_problems()
    assert "Still to be filled in: Until" in words_on(found)
    told = [one.accessibleDescription() for one in fields]
    assert told == [
        "Required. In hours",
        "Required. This field of the table needs an answer. Fill in this field. In hours",
        "In hours",
        "In hours",
    ]
    desk.answer("hours/m0/u1", "17")
    found.show_state(desk.filling.state("hours"))

    assert "Still to be filled in" not in words_on(found)
    assert fields[1].accessibleDescription() == "Required. In hours"


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_hidden_columns_and_rows_are_not_shown(qtbot: QtBot, size: tuple[int, int]) -> None:
    """Head and cells of a column, and a whole row, come and go with their conditions; the cursor stays where it was."""
    columns, rows = choices("From", "Until"), choices("Monday", "Sunday")
    columns[0]["show_if"] = rows[0]["show_if"] = {"answered": "name"}
    name = {"id": "name", "kind": "text", "label": "Your name"}
    screen, desk = asked(qtbot, name, TABLE | {"columns": columns, "rows": rows}, size=size)
    found = card(screen, "hours")

    def shown() -> list[str]:
        return [one.accessibleName() for one in found.view.controls() if one.isVisibleTo(screen)]

    assert shown() == ["When?: Sunday: Until"]
    assert "From" not in words_on(found)
    field = found.focus()
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "When?: Sunday: Until"
    field.insert("17")
    desk.answer("name", "Ana")
    found.show_state(desk.filling.state("hours"))

    assert shown() == [f"When?: {row}: {column}" for row in ("Monday", "Sunday") for column in ("From", "Until")]
    assert "From" in words_on(found)
    assert QApplication.focusWidget() is field
    assert field.text() == desk.filling.value("hours/s1/u1") == "17"


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_help_and_length_are_told(qtbot: QtBot, size: tuple[int, int]) -> None:
    """The help of rows and columns is shown and described; a cell with a limit counts once something is written."""
    columns, rows = choices("From", "Until"), choices("Monday", "Sunday")
    columns[1]["help"], rows[0]["help"] = "When the last one leaves.", "Not a holiday."
    screen, _ = asked(qtbot, TABLE | {"columns": columns, "rows": rows, "max_length": 3, "required": True}, size=size)
    found = card(screen, "hours")
    for one in ("When the last one leaves.", "Not a holiday."):
        assert one in words_on(found)
    told = [one.accessibleDescription() for one in found.view.controls()]
    assert ["last one leaves" in one for one in told] == [False, True, False, True]
    assert ["Not a holiday" in one for one in told] == [True, True, False, False]
    assert {one.partition(".")[0] for one in told} == {"Required"}
    assert "of 3 characters" not in words_on(found)
    field = found.view.controls()[0]
    assert isinstance(field, QLineEdit)
    field.insert("1234")

    assert "4 of 3 characters" in words_on(found)


def test_a_wide_table_stacks(qtbot: QtBot, qapp: QApplication) -> None:
    """Seven columns at 800 × 600 and double size: nothing is wider than the page, each field stands below its words; and back."""
    theme.apply(qapp, "light", 2.0)
    table = TABLE | {"columns": choices(*"ABCDEFG"), "rows": choices("Monday", "Sunday")}
    screen, _ = asked(qtbot, table, size=(800, 600))
    qtbot.wait(80)
    found = card(screen, "hours")

    def places(of: QWidget) -> list[int]:
        return [one.mapTo(of, QPoint(0, 0)).x() for one in found.view.controls()]

    assert faults(screen) == []
    assert len(set(places(screen))) == 1
    assert all(0 <= one.mapTo(screen, QPoint(one.width(), 0)).x() <= 800 for one in found.view.controls())
    theme.apply(qapp, "light", 1.0)
    screen.resize(1180, 820)
    qtbot.waitUntil(lambda: len(set(places(screen))) == 7)

    assert faults(screen) == []
