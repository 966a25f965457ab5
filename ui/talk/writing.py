"""Writing: a field for words to colleagues with its two buttons, as comments, replies and reviews use it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.parts.page import buttons
from ui.parts.plain import PlainLabel, plain_button
from ui.talk.cards import Person
from ui.talk.comment_field import CommentField
from ui.words import tr


class Writing(QWidget):
    """`sent(text, to)` comes from its button or Ctrl+Enter, never for white space alone; `put_away` when the person thought better
    of it. What was written stays until `clear`."""

    sent = Signal(str, tuple)
    put_away = Signal()

    def __init__(
        self, name: str, deed: str, *, prompt: str = "", may_be_empty: bool = False, leave: bool = True
    ) -> None:
        super().__init__()
        self._may_be_empty = may_be_empty
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE.xs)
        if prompt:
            box.addWidget(PlainLabel(prompt, "small"))
        self.field = CommentField()
        self.field.setAccessibleName(name)
        box.addWidget(self.field)
        self._send = plain_button(deed, "primary")
        self._send.setAccessibleName(f"{deed}. {name}")
        self._send.clicked.connect(self.send)
        ways = [self._send]
        if leave:
            away = plain_button(tr("Talk", "Cancel"), "quiet")
            away.setAccessibleName(tr("Talk", "Cancel. {name}", name=name))
            away.clicked.connect(self.put_away)
            ways.append(away)
        box.addWidget(buttons(*ways))
        self.field.edited.connect(lambda _text: self._show_ways())
        self._show_ways()

    def show_people(self, people: Sequence[Person]) -> None:
        """These can be named behind an "@"."""
        self.field.show_people(people)

    def begin(self, text: str) -> None:
        """Begin with these words, the cursor behind them."""
        self.field.show_text(text)
        self._show_ways()
        cursor = self.field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.field.setTextCursor(cursor)

    def clear(self) -> None:
        """Forget what was written."""
        self.begin("")

    def send(self) -> None:
        """Hand over what was written."""
        text = self.field.text().strip()
        if text or self._may_be_empty:
            self.field.setFocus()  # the button grows dim once the words are gone
            self.sent.emit(text, self.field.to())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.send()
            return
        super().keyPressEvent(event)

    def _show_ways(self) -> None:
        self._send.setEnabled(self._may_be_empty or bool(self.field.text().strip()))
