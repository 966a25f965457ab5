"""Text from people and definitions, shown as text: never guessed to be markup, `&` never a shortcut (DESIGN rule 7)."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.icons import icon
from ui.parts.column import grow_with_words
from ui.parts.long_words import breakable

_ICON_ROLES = {"primary": "on-accent", "danger": "problem", "link": "accent"}


class PlainLabel(QLabel):
    """A label that shows exactly its text and wraps it."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)
        theme.mark(self, role)
        grow_with_words(self)

    def text(self) -> str:
        """The real words, as a screen reader says them too."""
        return self._words

    def setText(self, text: str) -> None:
        """Show `text`; a long word in it may break."""
        shown = breakable(text)
        if shown != text or self.accessibleName() == self._words:
            self.setAccessibleName(text if shown != text else "")
        self._words = text
        super().setText(shown)


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


def plain_button(text: str, role: str = "", picture: str = "") -> QPushButton:
    """A button with exactly this text; `picture` names an icon of the set that stands before it."""
    button = _Button(escape_mnemonic(text))
    button.setAccessibleName(text)
    button.setAutoDefault(True)  # the Enter key presses what has the focus, as Space does; outside dialogs nothing else
    if role:
        theme.mark(button, role)
    if picture:
        button.setIcon(icon(picture, _ICON_ROLES.get(role, "text")))
    return button


class _Button(QPushButton):
    """A button whose icon grows with the type."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._fit_icon()

    def changeEvent(self, event: QEvent) -> None:
        """The type has another size, perhaps."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_icon()

    def _fit_icon(self) -> None:
        side = theme.scaled(18)
        self.setIconSize(QSize(side + theme.SPACE.xs, side))


def tooltip(widget: QWidget, text: str) -> None:
    """A tooltip with exactly this text."""
    widget.setToolTip(f"<p style='white-space:pre-wrap'>{escape(text)}</p>" if text else "")
