"""A fill screen over a real shared draft, with the margins and the panel for talking, for tests."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.desks.filling import OpenDesk
from desktop.desks.talking import OpenTalk
from tests.desktop.colleagues import Colleague
from tests.ui.engine_desk import Answers
from ui.fill.question import QuestionCard
from ui.fill.screen import FillScreen
from ui.talk.companion import Talk


class Beside:
    """A companion that only talks."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._chip = QWidget()

    def dress(self, card: QuestionCard) -> None:
        self._talk.dress(card)

    def refresh(self, items: Sequence[str]) -> None:
        self._talk.refresh(items)

    def chip(self) -> QWidget:
        return self._chip

    def outline(self) -> QWidget:
        return self._talk.filter

    def shortcuts(self, screen: QWidget) -> None:
        self._talk.shortcuts(screen)

    def close(self) -> None:
        self._talk.close()

    def panel(self) -> QWidget:
        return self._talk.panel


class Sat:
    """One colleague at the questions. `close` in the end."""

    def __init__(self, who: Colleague, replies: Sequence[object] = ()) -> None:
        self.who = who
        draft_id = who.draft.draft_id
        who.draft.close()
        self.desk = OpenDesk(who.office, draft_id)
        who._draft = self.desk.draft
        self.ask = Answers(replies)
        self.talk = Talk(OpenTalk(who.office, self.desk.draft, self.desk.redraw), self.ask)
        self.screen = FillScreen(self.desk, self.ask, Beside(self.talk))
        self.talk.place_asked.connect(self.screen.go_to)
        self.talk.look_asked.connect(lambda one: self.screen.go_to(one, take=False, told=False))
        self.talk.panel.covering.connect(lambda on: self.screen._stack.setVisible(not on))

    def card(self, question: str) -> QuestionCard:
        """The card of a question, brought into view."""
        self.screen.go_to(question, told=False)
        card = self.screen.page().card(question)
        assert card is not None
        return card

    def close(self) -> None:
        """Put the screen away."""
        self.screen.close_screen()
