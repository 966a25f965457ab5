"""Text fields that keep every character: no cutting, no own undo, no-break spaces stay, Tab moves on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QTextEdit

from ui import theme

LONGEST = 2**31 - 1
"""Without it Qt cuts what is longer than 32,767 characters, in silence."""

_BREAKS = str.maketrans({"\u2029": "\n", "\u2028": "\n"})
_SPACES = str.maketrans({"\n": " ", "\r": " ", "\u2028": " ", "\u2029": " "})


def _is_history(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )


class LineField(QLineEdit):
    """One line of text. Line breaks in pasted text become spaces where the person sees it."""

    edited = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self.setMaxLength(LONGEST)
        self.textChanged.connect(self._edited)  # not textEdited: what a screen reader puts in is no key stroke

    def show_text(self, text: str) -> None:
        """Show `text` unless it stands there already; the cursor keeps its place."""
        if self.text() != text:
            at = self.cursorPosition()
            self._showing = True
            self.setText(text)
            self._showing = False
            self.setCursorPosition(min(at, len(text)))

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the draft's history, not to the field."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_history(event):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Report that the person went elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _edited(self, text: str) -> None:
        if self._showing:
            return
        one_line = text.translate(_SPACES)
        at = self.cursorPosition()
        self.show_text(one_line)
        self.setCursorPosition(at)
        self.edited.emit(one_line)


class TextField(QPlainTextEdit):
    """Text of several lines; grows with it up to a third of a screen."""

    edited = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._showing = False
        self._over = -1
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())

    def text(self) -> str:
        """The text as typed, with `\\n` for line breaks; no-break spaces stay what they are."""
        return self.document().toRawText().translate(_BREAKS)

    def show_text(self, text: str) -> None:
        """Show `text` unless it stands there already; the cursor keeps its place."""
        if self.text() == text:
            return
        at = self.textCursor().position()
        self._showing = True
        self.setPlainText(text)
        self._showing = False
        cursor = self.textCursor()
        cursor.setPosition(min(at, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)

    def mark_over(self, at: int) -> None:
        """Mark everything from position `at` (UTF-16 units) on as too much; -1 marks nothing."""
        if at == self._over and at < 0:
            return
        self._over = at
        if at < 0:
            self.setExtraSelections([])
            return
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(at)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(theme.colour("problem-soft"))
        look.setForeground(theme.colour("problem"))
        look.setFontUnderline(True)
        selection.cursor, selection.format = cursor, look
        self.setExtraSelections([selection])

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the draft's history, not to the field."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_history(event):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Report that the person went elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._grow)  # inside a resize Qt would lose that the layout has changed

    def sizeHint(self) -> QSize:
        """As high as the text, between three and sixteen lines."""
        line = self.fontMetrics().lineSpacing()
        lines = max(3, min(16, int(self.document().size().height()) + 1))
        return QSize(super().sizeHint().width(), lines * line + 18)

    def _grow(self) -> None:
        height = self.sizeHint().height()
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit(self.text())


def units(text: str, at: int) -> int:
    """The place in Qt's UTF-16 units of a place in characters."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
