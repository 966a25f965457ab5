"""Text from people and definitions, shown as text: never guessed to be markup, `&` never a shortcut (DESIGN rule 7)."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.icons import icon

_ICON_ROLES = {"primary": "on-accent", "danger": "problem", "link": "accent"}


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


class OneLineLabel(QLabel):
    """A label in one line; what does not fit ends in "…" and stands whole in its tooltip and accessible name."""

    def __init__(self, text: str = "", role: str = "body") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        theme.mark(self, role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = text
        self.setAccessibleName(text)
        tooltip(self, text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shows more or less of it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width())))


def escape_mnemonic(text: str) -> str:
    """`text` for a button, tick box or menu: `&` stays a character."""
    return text.replace("&", "&&")


def grouped(code: str, size: int = 8) -> str:
    """A long code in groups, so that it can be read aloud and broken into lines."""
    return " ".join(code[at : at + size] for at in range(0, len(code), size))


def plain_button(text: str, role: str = "", picture: str = "") -> QPushButton:
    """A button with exactly this text; `picture` names an icon of the set that stands before it."""
    button = QPushButton(escape_mnemonic(text))
    button.setAccessibleName(text)
    if role:
        theme.mark(button, role)
    if picture:
        button.setIcon(icon(picture, _ICON_ROLES.get(role, "text")))
        button.setIconSize(QSize(theme.scaled(18) + theme.SPACE.xs, theme.scaled(18)))
    return button


def tooltip(widget: QWidget, text: str) -> None:
    """A tooltip with exactly this text."""
    widget.setToolTip(f"<p style='white-space:pre-wrap'>{escape(text)}</p>" if text else "")
