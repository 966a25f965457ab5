"""Sections and questions that come and go while one answers: everything can be reached, and no way leads into the empty."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from forms.answers import Target, Value
from forms.reading import read
from tests.ui.engine_desk import Answers, EngineDesk
from ui.fill.screen import FillScreen


def text(item: str, **more: object) -> dict[str, Any]:
    """A question of one line."""
    return {"id": item, "kind": "text", "label": f"Question {item}", **more}


def only_if(item: str, value: str) -> dict[str, Any]:
    """Shown while `item` has this answer."""
    return {"show_if": {"eq": [item, value]}}


def opened(
    qtbot: QtBot, sections: list[dict[str, Any]], sheet: dict[Target, Value] | None = None, **more: object
) -> tuple[FillScreen, EngineDesk]:
    """A fill screen over these sections."""
    raw = {
        "satchel": 1, "id": "s", "version": "1", "language": "en", "title": "S",
        "sections": [{"title": f"Section {one['id']}", **one} for one in sections], **more,
    }  # fmt: skip
    desk = EngineDesk(read(json.dumps(raw).encode(), {}), sheet)
    screen = FillScreen(desk, Answers())
    qtbot.addWidget(screen)
    screen.resize(1180, 820)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen, desk


def ways(screen: FillScreen) -> list[str]:
    """The buttons at the end of the page."""
    known = ("Previous section", "Next section", "Review my answers")
    found = screen.page().findChildren(QAbstractButton)
    return [one.text() for one in found if one.text() in known and one.isVisibleTo(screen)]


def press(screen: FillScreen, words: str) -> None:
    """Press a button at the end of the page."""
    button = next(one for one in screen.page().findChildren(QAbstractButton) if one.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


CHOICE = {
    "id": "c",
    "kind": "single_choice",
    "label": "Which?",
    "choices": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}],
}


def test_a_question_after_many_hidden_ones_is_reached(qtbot: QtBot) -> None:
    """Sixty hidden questions and one required after them: the page is not empty, and the focus goes there."""
    hidden = [text(f"h{number}", **only_if("c", "yes")) for number in range(60)]
    screen, _ = opened(
        qtbot, [{"id": "a", "items": [CHOICE]}, {"id": "b", "items": [*hidden, text("z", required=True)]}]
    )
    screen.go_to_section("b")

    card = screen.page().card("z")
    assert card is not None
    assert card.isVisibleTo(screen)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert card.isAncestorOf(focused)


def test_a_page_without_a_scroll_bar_has_everything(qtbot: QtBot) -> None:
    """More and more is built while the page does not fill a tall window: all is there, or a scroll bar leads on to it."""
    items = [text(f"q{number}") for number in range(120)]
    screen, desk = opened(qtbot, [{"id": "a", "items": items}])
    screen.resize(1180, 16000)
    qtbot.waitUntil(lambda: screen.page().card("q119") is not None or screen.page().verticalScrollBar().maximum() > 0)
    assert screen.page().card("q60") is not None
    assert not desk.steps


def test_a_page_that_shrinks_goes_on(qtbot: QtBot) -> None:
    """Where an answer hides what filled the page, the questions behind come."""
    gone = [text(f"g{number}", **only_if("c", "yes")) for number in range(60)]
    items = [CHOICE, *gone, *[text(f"q{number}") for number in range(5)]]
    screen, desk = opened(qtbot, [{"id": "a", "items": items}], {"c": "yes"})
    qtbot.wait(100)
    assert screen.page().card("q4") is None
    screen.redraw(desk.answer("c", "no"))

    qtbot.waitUntil(lambda: screen.page().card("q4") is not None)


def test_next_goes_on_from_a_section_that_vanished(qtbot: QtBot) -> None:
    """A section whose own answer hides it is left for the one before, not for an empty page nor for the first of all."""
    screen, desk = opened(
        qtbot,
        [
            {"id": "a", "items": [text("a1")]},
            {"id": "b", "items": [text("b1")]},
            {"id": "c1", "items": [CHOICE], "show_if": {"not": {"eq": ["b1", "stop"]}}},
            {"id": "d", "items": [text("d1")]},
        ],
    )
    screen.go_to_section("c1")
    screen.redraw(desk.answer("b1", "stop"))
    assert screen.current_section == "b"
    press(screen, "Next section")
    assert screen.current_section == "d"
    screen.go_to("c")

    assert screen.current_section == "b"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Question b1"


def test_the_ways_on_follow_the_sections(qtbot: QtBot) -> None:
    """The last section says "Review my answers"; once another appears behind it, "Next section"; and back again."""
    screen, desk = opened(
        qtbot, [{"id": "a", "items": [CHOICE]}, {"id": "b", "items": [text("b1")], **only_if("c", "yes")}]
    )
    assert ways(screen) == ["Review my answers"]
    screen.redraw(desk.answer("c", "yes"))
    assert ways(screen) == ["Next section"]
    press(screen, "Next section")
    assert ways(screen) == ["Previous section", "Review my answers"]
    screen.redraw(desk.answer("c", "no"))

    assert screen.current_section == "a"
    assert ways(screen) == ["Review my answers"]


def test_sections_with_nothing_inside_are_passed_over(qtbot: QtBot) -> None:
    """A section whose questions are all hidden is neither offered in the contents nor stopped at."""
    screen, desk = opened(
        qtbot,
        [
            {"id": "a", "items": [CHOICE]},
            {"id": "b", "items": [text("b1", **only_if("c", "yes"))]},
            {"id": "d", "items": [text("d1")]},
        ],
    )
    contents = screen._contents
    assert [contents.item(at).isHidden() for at in range(3)] == [False, True, False]
    screen.next_section()
    assert screen.current_section == "d"
    screen.redraw(desk.answer("c", "yes"))
    assert not contents.item(1).isHidden()
    screen.previous_section()

    assert screen.current_section == "b"


def test_whom_to_ask_stands_before_the_first_section(qtbot: QtBot) -> None:
    """The contact of the questionnaire is shown under its introduction, on the first section only."""
    screen, _ = opened(
        qtbot,
        [{"id": "a", "items": [text("a1")]}, {"id": "b", "items": [text("b1")]}],
        introduction="Welcome.",
        contact="Ask help@example.org.",
    )
    told = [one.accessibleName() for one in screen.page().findChildren(QLabel) if one.isVisibleTo(screen)]
    assert told.index("Welcome.") + 1 == told.index("Ask help@example.org.")
    screen.next_section()
    told = [one.accessibleName() for one in screen.page().findChildren(QLabel) if one.isVisibleTo(screen)]

    assert "Ask help@example.org." not in told
