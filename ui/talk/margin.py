"""The margin of a question: small buttons that tell what colleagues said and did, and lead to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.parts.column import grow_with_words
from ui.parts.flow import FlowLayout
from ui.parts.plain import escape_mnemonic, plain_button, tooltip
from ui.talk.cards import Marks
from ui.words import tr, trn

_REVIEWS = {"approved": "user-check", "changes": "circle-alert", "stale": "rotate-ccw"}


class Margin(QWidget):
    """Shows `Marks`. The comment button is always there, so that nothing jumps; the others only where there is something."""

    talk_asked = Signal(str)
    history_asked = Signal(str)

    def __init__(self, question: str, title: str) -> None:
        super().__init__()
        self._question, self._title = question, title
        flow = FlowLayout(self, 4)
        self._talk = self._button("message-square", self.talk_asked)
        self._assigned = self._button("user-round", self.talk_asked)
        self._changed = self._button("history", self.history_asked)
        self._reviews = {state: self._button(picture, self.talk_asked) for state, picture in _REVIEWS.items()}
        for one in (self._talk, self._assigned, *self._reviews.values(), self._changed):
            flow.addWidget(one)
        grow_with_words(self)
        self.show_marks(Marks())

    def show_marks(self, marks: Marks) -> None:
        """Say what there is."""
        said = trn("Talk", "{n} comment", "{n} comments", marks.comments)
        if marks.open:
            said = tr("Talk", "{comments}, {open} open", comments=said, open=marks.open)
        self._say(self._talk, said if marks.comments else tr("Talk", "Comment"))
        people = ", ".join(tr("Talk", "you") if one.is_me else one.name for one in marks.assigned)
        short = ", ".join(tr("Talk", "you") if one.is_me else one.initials for one in marks.assigned)
        self._say(self._assigned, short, tr("Talk", "Answered by: {people}", people=people) if people else "")
        told = {
            "approved": tr("Talk", "Approved"),
            "changes": tr("Talk", "Changes asked for"),
            "stale": tr("Talk", "Changed since the review"),
        }
        for state, button in self._reviews.items():
            self._say(button, told[state] if marks.review == state else "", marks.review_words)
        self._say(
            self._changed,
            tr("Talk", "Changed since you looked") if marks.changed_words else "",
            marks.changed_words,
        )

    def _button(self, picture: str, signal: object) -> QPushButton:
        button = plain_button("", "quiet", picture)
        button.clicked.connect(lambda: signal.emit(self._question))  # type: ignore[attr-defined]  # a bound signal
        return button

    def _say(self, button: QPushButton, words: str, whole: str = "") -> None:
        button.setText(escape_mnemonic(words))
        button.setAccessibleName(f"{whole or words}. {self._title}" if words else "")
        tooltip(button, whole)
        button.setVisible(bool(words))
