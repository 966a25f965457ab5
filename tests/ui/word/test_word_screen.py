"""The screen for colleagues without Satchel, over a real draft and a real Word file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.desks.word import DraftWordDesk
from tests.desktop.colleagues import Colleague
from tests.desktop.test_word_copies import edited
from tests.samples import questionnaire
from tests.ui.accessibility import faults
from tests.ui.engine_desk import Answers
from ui import theme
from ui.word.screen import WordScreen


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    """A coordinator with a draft."""
    one = Colleague(tmp_path / "anna", "Anna").begin(questionnaire(), {"surname": "Exemplarius"})
    yield one
    one.close()


def press(screen: WordScreen, words: str) -> None:
    """Press the button with these words."""
    QTest.qWait(5)
    found = [
        one for one in screen.findChildren(QPushButton) if one.isVisibleTo(screen) and one.accessibleName() == words
    ]
    assert len(found) == 1, [one.accessibleName() for one in screen.findChildren(QPushButton)]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    QTest.qWait(5)


def said(screen: WordScreen) -> str:
    """All words on it."""
    QTest.qWait(5)
    return "\n".join(one.text() for one in screen.findChildren(QLabel) if one.isVisibleTo(screen))


def test_out_and_back(qtbot: QtBot, tmp_path: Path, anna: Colleague) -> None:
    """A file is saved, comes back with another answer, is looked at before anything changes, and is taken as a suggestion once it is
    said whose words they are."""
    file = tmp_path / "ours.docx"
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    screen = WordScreen(DraftWordDesk(anna.draft, "Ours", lambda _change: None), Answers([file, file]))
    qtbot.addWidget(screen)
    screen.resize(900, 900)
    screen.show()
    QTest.qWait(5)
    assert faults(screen) == []
    press(screen, "Save a Word file…")
    edited(file, ("Exemplarius", "Mustermann"))

    press(screen, "Open a Word file that came back…")
    assert "1 answer differs" in said(screen)
    assert "Now: Exemplarius" in said(screen)
    assert "Suggested: Mustermann" in said(screen)
    assert faults(screen) == []
    press(screen, "Take in as suggestions")
    assert "whose words" in said(screen)
    assert not anna.together.ledger.suggestions("surname")

    screen.findChildren(QLineEdit)[0].setText("Dora Example")
    press(screen, "Take in as suggestions")
    assert "1 suggestion" in said(screen)
    assert anna.value("surname") == "Exemplarius"
    (one,) = anna.together.ledger.suggestions("surname")
    assert anna.together.ledger.said_by(one) == "Dora Example"
    with qtbot.waitSignal(screen.look_asked):
        press(screen, "Look at the suggestions")


def test_a_file_that_is_none_is_refused(qtbot: QtBot, tmp_path: Path, anna: Colleague) -> None:
    """Something else with that name is told in a sentence, and nothing changes."""
    wrong = tmp_path / "wrong.docx"
    wrong.write_bytes(b"no word file")
    screen = WordScreen(DraftWordDesk(anna.draft, "Ours", lambda _change: None), Answers([wrong]))
    qtbot.addWidget(screen)
    screen.show()
    press(screen, "Open a Word file that came back…")
    assert "not a Word document" in said(screen)
    assert len(anna.together.ledger) == 3
