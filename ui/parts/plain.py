"""Text from people and definitions, shown as text: never guessed to be markup, `&` never a shortcut (DESIGN rule 7)."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui import theme


class PlainLabel(QLabel):
    """A label that shows exactly its text and wraps it."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)
        theme.mark(self, role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def escape_mnemonic(text: str) -> str:
    """`text` for a button, tick box or menu: `&` stays a character."""
    return text.replace("&", "&&")


def grouped(code: str, size: int = 8) -> str:
    """A long code in groups, so that it can be read aloud and broken into lines."""
    return " ".join(code[at : at + size] for at in range(0, len(code), size))


def plain_button(text: str, role: str = "") -> QPushButton:
    """A button with exactly this text."""
    button = QPushButton(escape_mnemonic(text))
    button.setAccessibleName(text)
    if role:
        theme.mark(button, role)
    return button


def tooltip(widget: QWidget, text: str) -> None:
    """A tooltip with exactly this text."""
    widget.setToolTip(f"<p style='white-space:pre-wrap'>{escape(text)}</p>" if text else "")
