"""What became of an answer, the newest first: who, when, what changed word by word, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui import theme
from ui.parts.page import Page, buttons, card
from ui.parts.plain import PlainLabel, plain_button
from ui.reconcile.marked import MarkedText
from ui.talk.cards import MomentCard, Placed
from ui.words import tr


class HistoryView(Page):
    """Shows `MomentCard`s, or the whole draft as it stood after one of them."""

    restore_asked = Signal(str, str)
    draft_asked = Signal(str)
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__(760)

    def show_moments(self, moments: Sequence[MomentCard]) -> None:
        """Show the steps of one question."""
        self.clear()
        if not moments:
            self.add(PlainLabel(tr("Talk", "Nobody has answered this question yet."), "help"))
        for number, one in enumerate(moments, 1):
            self.add_later(partial(self._step, one, number))
        self.end()

    def show_draft(self, headline: str, placed: Sequence[Placed]) -> None:
        """Show the draft as it stood, to read only."""
        self.clear()
        back = self.way_back(tr("Talk", "Back to the history"), self.back_asked)
        self.heading(tr("Talk", "The draft as it was then"))
        self.add(PlainLabel(headline, "small"))
        self.add(PlainLabel(tr("Talk", "You can read it here. It changes nothing in the draft of today."), "small"))
        if not placed:
            self.add(PlainLabel(tr("Talk", "Nothing was answered yet."), "help"))
        for one in placed:
            self.add_later(partial(_placed, one))
        self.end()
        back.setFocus()

    def _step(self, one: MomentCard, number: int) -> QFrame:
        frame, box = card()
        frame.setAccessibleName(one.headline)
        box.setContentsMargins(theme.SPACE.m, theme.SPACE.s, theme.SPACE.m, theme.SPACE.s)
        if one.place:
            box.addWidget(PlainLabel(one.place, "column"))
        box.addWidget(PlainLabel(one.headline, "column"))
        if one.runs:
            box.addWidget(MarkedText(one.runs))
        if one.note:
            box.addWidget(PlainLabel(one.note, "small"))
        whole = plain_button(tr("Talk", "See the whole draft then"), "link")
        whole.setAccessibleName(tr("Talk", "See the whole draft then, step {number}", number=number))
        whole.clicked.connect(lambda: self.draft_asked.emit(one.id))
        if one.why_not:
            box.addWidget(PlainLabel(one.why_not, "small"))
            box.addWidget(buttons(whole))
            return frame
        back = plain_button(tr("Talk", "Bring this back"), "", "rotate-ccw")
        back.setAccessibleName(tr("Talk", "Bring this back, step {number}", number=number))
        back.clicked.connect(lambda: self.restore_asked.emit(one.target, one.id))
        box.addWidget(buttons(back, whole))
        return frame


def _placed(one: Placed) -> QFrame:
    frame, box = card()
    box.setContentsMargins(theme.SPACE.m, theme.SPACE.s, theme.SPACE.m, theme.SPACE.s)
    box.addWidget(PlainLabel(one.question, "column"))
    box.addWidget(PlainLabel(one.answer))
    return frame
