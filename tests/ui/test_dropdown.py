"""A dropdown takes what was meant, keeps what was typed, and offers only what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from forms.answers import Target, Value
from tests.ui.engine_desk import EngineDesk
from tests.ui.small_form import asked, card, choices, words_on
from ui import theme
from ui.fill.answers.dropdown import DropdownView
from ui.fill.screen import FillScreen

NAME = {"id": "name", "kind": "text", "label": "Your name"}


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def listed(
    qtbot: QtBot, offered: list[dict[str, Any]], sheet: dict[Target, Value] | None = None
) -> tuple[FillScreen, EngineDesk, QComboBox, QLineEdit]:
    """A screen with one dropdown and a text after it."""
    where = {"id": "where", "kind": "single_choice", "style": "dropdown", "label": "Where?", "choices": offered}
    screen, desk = asked(qtbot, where, NAME, sheet=sheet)
    combo = card(screen, "where").view.controls()[0]
    assert isinstance(combo, QComboBox)
    line = combo.lineEdit()
    assert line is not None
    return screen, desk, combo, line


def typed(line: QLineEdit, words: str, key: Qt.Key) -> None:
    """Type instead of what stands there, and go on with a key; the popup below is closed first."""
    line.setFocus()
    line.selectAll()
    if words.isascii():
        QTest.keyClicks(line, words)
    else:
        line.insert(words)
    completer = line.completer()
    popup = completer.popup() if completer is not None else None
    if popup is not None:
        popup.hide()
    QTest.keyClick(line, key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
@pytest.mark.parametrize("chosen", ["p1", "d3"])
def test_leaving_changes_nothing(qtbot: QtBot, key: Qt.Key, chosen: str) -> None:
    """A choice whose words are those of another but for an accent, or just those of another, stays when the field is left."""
    _, desk, _, line = listed(qtbot, choices("Peru", "Perú", "Dover", "Dover"), {"where": chosen})
    line.setFocus()
    QTest.keyClick(line, key)

    assert desk.filling.value("where") == chosen
    assert desk.steps == []


def test_just_the_words_are_taken(qtbot: QtBot) -> None:
    """Exact words go before words alike; of two with equal words none is taken by typing, and either from the list."""
    screen, desk, combo, line = listed(qtbot, choices("Peru", "Perú", "Dover", "Dover"))
    typed(line, "Perú", Qt.Key.Key_Tab)
    assert desk.filling.value("where") == "p1"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
        typed(line, "Dover", key)
        assert desk.filling.value("where") == "p1"
        assert "“Dover” is in 2 choices." in words_on(card(screen, "where"))
    combo.showPopup()
    combo.view().setCurrentIndex(combo.model().index(3, 0))
    QTest.keyClick(combo.view(), Qt.Key.Key_Return)

    assert desk.filling.value("where") == "d3"
    assert "is in 2 choices" not in words_on(card(screen, "where"))


def test_the_popup_takes_what_it_shows(qtbot: QtBot) -> None:
    """While one types, a choice picked from what was found is taken, the second of two with equal words too."""
    _, desk, _, line = listed(qtbot, choices("Peru", "Perú", "Dover", "Dover"))
    line.setFocus()
    QTest.keyClicks(line, "dov")
    completer = line.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    assert popup.isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(popup, key)

    assert desk.filling.value("where") == "d3"


def test_what_matches_nothing_stays_and_is_said(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that are not in the list stay in the field, with a sentence beside it, in its description and spoken; the answer stays."""
    spoken: list[str] = []
    monkeypatch.setattr("ui.fill.answers.dropdown.announce", lambda _widget, told: spoken.append(told))
    screen, desk, combo, line = listed(qtbot, choices("Malta", "Mali"))
    typed(line, "xyz", Qt.Key.Key_Tab)
    told = "“xyz” is not in the list. Type a part of a name, or open the list. Nothing is chosen yet."
    assert spoken == [told]
    assert told in words_on(card(screen, "where"))
    assert told.rstrip(".") in combo.accessibleDescription()
    assert told.rstrip(".") in line.accessibleDescription()
    desk.answer("name", "Ana")
    card(screen, "where").show_state(desk.filling.state("where"))
    assert line.text() == "xyz"
    typed(line, "malt", Qt.Key.Key_Tab)
    assert desk.filling.value("where") == "m0"
    assert "not in the list" not in words_on(card(screen, "where")) + combo.accessibleDescription()
    typed(line, "ma", Qt.Key.Key_Tab)

    assert desk.filling.value("where") == "m0"
    assert line.text() == "ma"
    assert "Your answer is still “Malta”." in words_on(card(screen, "where"))


def test_other_has_its_text_box(qtbot: QtBot) -> None:
    """A chosen “Other” shows its text box, which answers and is found by its target; another choice hides it."""
    offered = choices("Malta", "Other")
    offered[1]["text"] = {"max_length": 20}
    screen, desk, _, line = listed(qtbot, offered)
    typed(line, "other", Qt.Key.Key_Return)
    box = card(screen, "where").focus("where/o1/text")
    assert isinstance(box, QLineEdit)
    assert box.isVisibleTo(screen)
    QTest.keyClicks(box, "Gozo")
    assert desk.filling.value("where/o1/text") == "Gozo"
    assert desk.filling.complete()
    typed(line, "malta", Qt.Key.Key_Return)

    assert not box.isVisibleTo(screen)


def test_a_hidden_choice_is_not_offered(qtbot: QtBot) -> None:
    """A choice that is hidden is neither in the list nor found by typing, unless it is the answer kept."""
    offered = choices("Malta", "Mali")
    offered[1]["show_if"] = {"answered": "name"}
    screen, desk, combo, line = listed(qtbot, offered)
    view = card(screen, "where").view
    assert isinstance(view, DropdownView)
    assert [combo.itemText(at) for at in range(combo.count())] == ["Malta"]
    typed(line, "mali", Qt.Key.Key_Return)
    assert desk.filling.value("where") is None
    desk.answer("name", "Ana")
    desk.answer("where", "m1")
    view.show_state(desk.filling.state("where"))
    assert line.text() == "Mali"
    desk.answer("name", None)
    view.show_state(desk.filling.state("where"))

    assert [combo.itemText(at) for at in range(combo.count())] == ["Malta", "Mali"]
    assert line.text() == "Mali"


def test_nothing_is_cut(qtbot: QtBot) -> None:
    """A line of 40,000 characters is kept whole."""
    screen, desk = asked(qtbot, NAME)
    line = card(screen, "name").view.controls()[0]
    assert isinstance(line, QLineEdit)
    line.insert("x" * 40_000)

    assert desk.filling.value("name") == "x" * 40_000
