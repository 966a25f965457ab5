"""What approvers say about an answer, and for an approver the two things to say."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.parts.page import buttons
from ui.parts.plain import PlainLabel, plain_button
from ui.talk.cards import ReviewCard
from ui.talk.writing import Writing
from ui.words import tr

_ROLES = {"approved": "done", "changes": "problem", "stale": "advice", "none": "small"}


class ReviewRow(QWidget):
    """Shows a `ReviewCard`; `said(state, note)` comes from its buttons."""

    said = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE.xs)
        self._words, self._why_not = PlainLabel(), PlainLabel("", "small")
        box.addWidget(self._words)
        box.addWidget(self._why_not)
        approve = plain_button(tr("Talk", "Approve"), "", "user-check")
        approve.clicked.connect(lambda: self.said.emit("approved", ""))
        self._ask = plain_button(tr("Talk", "Ask for changes"), "", "circle-alert")
        self._ask.clicked.connect(lambda: self._open(on=True))
        self._ways = buttons(approve, self._ask)
        box.addWidget(self._ways)
        self._writing = Writing(
            tr("Talk", "What should change?"), tr("Talk", "Ask for changes"), prompt=tr("Talk", "What should change?")
        )
        self._writing.sent.connect(lambda text, _to: self.said.emit("changes", text))
        self._writing.put_away.connect(lambda: self._open(on=False))
        self._writing.hide()
        box.addWidget(self._writing)

    def show_review(self, card: ReviewCard) -> None:
        """Show what was said; what is being written stays."""
        self._words.setText("\n".join(card.sentences) or tr("Talk", "Nobody has approved this answer yet."))
        theme.mark(self._words, _ROLES[card.state])
        self._why_not.setText(card.why_not)
        self._why_not.setVisible(bool(card.why_not))
        self._ways.setVisible(not card.why_not and self._writing.isHidden())
        if card.why_not:
            self._writing.hide()

    def clear(self) -> None:
        """What was written is in the draft, or belongs to another question."""
        self._writing.clear()
        self._writing.hide()

    def _open(self, *, on: bool) -> None:
        come, goes = (self._writing, self._ways) if on else (self._ways, self._writing)
        come.show()
        (self._writing.field if on else self._ask).setFocus()  # before what has it goes, and Qt would lead elsewhere
        goes.hide()
