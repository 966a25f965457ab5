"""Two colleagues over real archives, and the desk of one of them, for tests of the screens for reconciling."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.desks.reconciling import ReconcilingDesk
from forms.change import Change
from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire

LONG = "anything-else"
BEFORE = "Learning should be near. It should be cheap. It should be short."


class Team:
    """Anna, at whose computer the screens are, and Ben."""

    def __init__(self, home: Path, name: str = "micro-credentials") -> None:
        start = {"surname": "Example", LONG: BEFORE} if name == "micro-credentials" else {"name": "Example"}
        self.anna = Colleague(home / "anna", "Anna").begin(questionnaire(name), start)
        self.ben = self.anna.let_in(home / "ben", "Ben")
        self.ben.take(self.anna.file())
        self.changes: list[Change] = []
        self.desk = ReconcilingDesk(self.anna.office, self.anna.draft, self.changes.append)

    def meet(self) -> None:
        """Both take in what the other did."""
        meet(self.anna, self.ben)

    def close(self) -> None:
        """Put everything away."""
        self.anna.close()
        self.ben.close()


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Two colleagues over the seed."""
    found = Team(tmp_path)
    yield found
    found.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Team]:
    """Two colleagues over the questionnaire with every kind."""
    found = Team(tmp_path, "every-kind")
    yield found
    found.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(qtbot: QtBot, screen: QWidget, size: tuple[int, int] = (1180, 820)) -> QWidget:
    """Show a screen and let it find its layout."""
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    qtbot.wait(30)
    return screen


def button(screen: QWidget, words: str) -> QPushButton:
    """The button that is shown with this name, or the first whose name begins so."""
    QTest.qWait(2)
    found = [one for one in screen.findChildren(QPushButton) if one.isVisibleTo(screen)]
    named = [one for one in found if one.accessibleName() == words]
    near = [one for one in found if words in one.accessibleName()]
    assert named or near, f"there is no “{words}” among {[one.accessibleName() for one in found]}"
    return (named or near)[0]


def press(screen: QWidget, words: str) -> None:
    """Press a button by mouse."""
    QTest.mouseClick(button(screen, words), Qt.MouseButton.LeftButton)
    QTest.qWait(5)


def words_of(screen: QWidget) -> str:
    """Everything that is said on a screen."""
    QTest.qWait(2)
    return "\n".join(one.text() for one in screen.findChildren(QLabel) if one.isVisibleTo(screen))
