"""The notices on the real fill screen: there where they belong, gone when decided, and no room taken anywhere else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.desks.filling import OpenDesk
from desktop.desks.reconciling import ReconcilingDesk
from tests.ui.accessibility import faults
from tests.ui.engine_desk import Answers
from tests.ui.reconcile.team import Team, press, shown, words_of
from ui import theme
from ui.fill.question import QuestionCard
from ui.fill.screen import FillScreen
from ui.reconcile.desk import ReconcileDesk
from ui.reconcile.notices import AnswerNotices


class Beside:
    """The least companion: notices on each card, and nothing else."""

    def __init__(self, desk: ReconcileDesk) -> None:
        self.desk = desk
        self.notices: dict[str, AnswerNotices] = {}
        self._chip, self._panel, self._outline = QWidget(), QWidget(), QWidget()
        self._panel.hide()

    def dress(self, card: QuestionCard) -> None:
        """Put the notices above the answer."""
        question = card.question
        found = AnswerNotices(self.desk, question.id, self.desk.voice.plain(question.label))
        card.notices.addWidget(found)
        found.apply_lock(card)
        self.notices[question.id] = found

    def refresh(self, items: Sequence[str]) -> None:
        """The state of these questions altered."""
        for one in items:
            if one in self.notices:
                self.notices[one].refresh()

    def outline(self) -> QWidget:
        """Nothing."""
        return self._outline

    def shortcuts(self, screen: QWidget) -> None:
        """None."""

    def close(self) -> None:
        """Nothing runs here."""

    def chip(self) -> QWidget:
        """Nothing."""
        return self._chip

    def panel(self) -> QWidget:
        """Nothing."""
        return self._panel


def test_on_the_fill_screen(qtbot: QtBot, qapp: QApplication, team: Team) -> None:
    """A field that differs takes no keys until its owner goes on; a decision made elsewhere opens it and takes the notice away."""
    theme.apply(qapp, "light")
    team.anna.answer("surname", "Muster")
    team.ben.answer("surname", "Mustermann")
    team.anna.answer("country", "de")
    team.ben.answer("country", "fr")
    team.meet()
    draft_id = team.anna.draft.draft_id
    team.anna.draft.close()
    opened = OpenDesk(team.anna.office, draft_id)
    team.anna._draft = opened.draft
    desk = ReconcilingDesk(team.anna.office, opened.draft, opened.redraw)
    companion = Beside(desk)
    screen = FillScreen(opened, Answers(), companion)
    shown(qtbot, screen)
    screen.go_to("surname")
    qtbot.wait(100)
    assert faults(screen) == []
    assert not companion.notices["first-name"].isVisibleTo(screen)
    card = screen.page().card("surname")
    assert card is not None
    field = card.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "x")
    assert opened.filling.value("surname") == "Muster"

    press(card, "Go on with my version")
    qtbot.waitUntil(field.hasFocus)
    field.end(False)
    QTest.keyClicks(field, "x", Qt.KeyboardModifier.NoModifier)
    assert opened.filling.value("surname") == "Musterx"
    assert "two" in words_of(card).lower()

    desk.decide("surname", "Both")
    qtbot.wait(10)
    assert field.text() == "Both"
    assert not companion.notices["surname"].isVisibleTo(screen)
    QTest.keyClicks(field, "!")
    assert opened.filling.value("surname") == "Both!"
    screen.close_screen()
