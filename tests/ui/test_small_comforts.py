"""Long words, the Enter key and icons: what one meets in each screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.test_coming_and_going import opened, text
from ui import theme
from ui.parts.long_words import breakable
from ui.parts.page import Page
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.rich import RichText

LONG = "https://example.org/" + "abcdefghij" * 10


def test_only_long_words_break_and_never_inside_a_letter() -> None:
    """Thirty letters stay whole; a longer word breaks after twenty, before no accent and inside no joined sign."""
    assert breakable("a " + "b" * 30) == "a " + "b" * 30
    assert breakable("x " + "b" * 45) == "x " + "\u200b".join(["b" * 20, "b" * 20, "b" * 5])
    assert breakable("b" * 19 + "e\u0301" * 10).split("\u200b")[0] == "b" * 19 + "e\u0301"


def test_a_long_word_makes_no_page_wider_and_is_said_as_it_is(qtbot: QtBot) -> None:
    """In label, help and note a word of 120 letters breaks; what is said and read stays the real word."""
    items = [{"id": "n", "kind": "note", "text": LONG}, text("a1", label=LONG, help=LONG)]
    screen, _ = opened(qtbot, [{"id": "a", "title": LONG, "items": items}])
    screen.resize(480, 600)
    qtbot.wait(50)
    inside = screen.page().widget()
    assert inside is not None
    assert inside.width() <= screen.page().viewport().width()
    for label in (PlainLabel(LONG), RichText(LONG)):
        qtbot.addWidget(label)
        assert label.accessibleName() == LONG
    label = PlainLabel(LONG)
    assert label.text() == LONG
    label.setText("short")
    assert label.accessibleName() in ("", "short")


def test_enter_and_space_press_a_button_and_a_field_presses_none(qtbot: QtBot) -> None:
    """What has the focus is pressed by either key; Enter in a line of text presses nothing beside it."""
    window = QWidget()
    qtbot.addWidget(window)
    box, field, button = QVBoxLayout(window), QLineEdit(), plain_button("Go")
    box.addWidget(field)
    box.addWidget(button)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    window.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(button, key)
    assert len(pressed) == 3
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert len(pressed) == 3


def test_icons_grow_with_the_type(qtbot: QtBot, qapp: QApplication) -> None:
    """A button made before the size of text was changed has an icon of the new size."""
    theme.apply(qapp, "light", 1.0)
    button = plain_button("Go", picture="house")
    qtbot.addWidget(button)
    button.show()
    before = button.iconSize().height()
    theme.apply(qapp, "light", 2.0)
    after = button.iconSize().height()
    theme.apply(qapp, "light", 1.0)

    assert after == 2 * before


def test_escape_puts_the_contents_away(qtbot: QtBot, qapp: QApplication) -> None:
    """In a narrow window the contents stand in the place of the page; Escape brings the page back, with the focus in it."""
    theme.apply(qapp, "light", 2.0)
    screen, _ = opened(qtbot, [{"id": "a", "items": [text("a1")]}])
    screen.resize(800, 600)
    qtbot.wait(20)
    screen._bar.open_sections(on=True)
    assert not screen.page().isVisible()
    QTest.keyClick(screen._contents, Qt.Key.Key_Escape)
    theme.apply(qapp, "light", 1.0)

    assert screen.page().isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Question a1"


def test_what_is_wider_than_the_window_can_be_scrolled_to(qtbot: QtBot) -> None:
    """A button wider than a small window is not cut: a scroll bar leads to its end."""
    page = Page()
    qtbot.addWidget(page)
    page.add(plain_button("A very long name of a button " * 4))
    page.end()
    page.resize(480, 400)
    page.show()
    qtbot.wait(20)

    assert page.horizontalScrollBar().isVisible()
