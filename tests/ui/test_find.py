"""Find: where it looks, where it leads, and that looking for something is no answer left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.test_coming_and_going import CHOICE, only_if, opened, text
from ui.fill.find import Hit, hits
from ui.fill.screen import FillScreen
from ui.parts.voice import Voice

GRID: dict[str, Any] = {
    "id": "grid",
    "kind": "matrix",
    "label": "How often?",
    "columns": [{"id": "often", "label": "Often"}, {"id": "never", "label": "Never"}],
    "rows": [{"id": f"r{at}", "label": f"Swimming {at}", "required": True} for at in range(3)],
}
SECTIONS: list[dict[str, Any]] = [
    {"id": "a", "title": "Beginning", "items": [{"id": "n", "kind": "note", "text": "About otters."}, CHOICE]},
    {"id": "b", "title": "Water", "items": [GRID, text("z", label="Otters or not", **only_if("c", "yes"))]},
]


def found(screen: FillScreen, wanted: str) -> list[Hit]:
    """All the places, each once."""
    filling = screen._desk.filling
    return list(dict.fromkeys(hits(filling, Voice(filling.questionnaire, "en"), wanted)))


def test_it_looks_everywhere_and_leads_to_the_row(qtbot: QtBot) -> None:
    """Notes, titles, choices and columns are looked at; each row is a place of its own; hidden questions are not found, and the
    id of a choice is no word."""
    screen, desk = opened(qtbot, SECTIONS)
    assert found(screen, "otters") == [Hit("n")]
    assert found(screen, "water") == [Hit("b", is_section=True)]
    assert found(screen, "never") == [Hit("grid")]
    assert found(screen, "swimming") == [Hit("grid/r0"), Hit("grid/r1"), Hit("grid/r2")]
    desk.answer("c", "yes")
    desk.answer("grid/r0", "often")

    assert found(screen, "otters") == [Hit("n"), Hit("z")]
    assert found(screen, "often") == [Hit("grid")]


def test_a_long_list_is_looked_at_too(qtbot: QtBot) -> None:
    """A choice in the middle of a list of fifty is found."""
    many = [{"id": f"c{at}", "label": f"Town {at}"} for at in range(50)]
    screen, _ = opened(qtbot, [{"id": "a", "items": [{**CHOICE, "choices": many}]}])
    assert found(screen, "town 37") == [Hit("c")]


def test_looking_scolds_nobody(qtbot: QtBot) -> None:
    """Going through the rows of a grid by Find, and closing it there, says of no row that it is missing."""
    screen, _ = opened(qtbot, SECTIONS)
    screen.open_find()
    field = screen._find.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "swimming")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "2 of 3" in [one.text() for one in screen._find.findChildren(QLabel)]
    screen._find.close_bar()
    card = screen.page().card("grid")
    assert card is not None
    told = [one.text() for one in card.findChildren(QLabel) if one.isVisibleTo(screen)]
    assert not [one for one in told if "needs an answer" in one or "need an answer" in one]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert "Swimming 1" in focused.accessibleName()
    screen.go_to("grid/r2")
    told = [one.text() for one in card.findChildren(QLabel) if one.isVisibleTo(screen)]

    assert "3 rows still need an answer or a change." in told


def test_a_note_and_a_section_are_gone_to(qtbot: QtBot) -> None:
    """From the second section a note of the first, and from there the title of the second."""
    screen, _ = opened(qtbot, SECTIONS)
    screen.go_to_section("b")
    screen._find.place_asked.emit("n")
    assert screen.current_section == "a"
    screen._find.section_asked.emit("b")

    assert screen.current_section == "b"
