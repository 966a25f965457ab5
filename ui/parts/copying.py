"""A button that copies a long code as it is: what stands on screen may be broken into lines."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from ui.parts.plain import plain_button
from ui.trouble import announce
from ui.words import tr


def copy_button(words: str, code: str) -> QPushButton:
    """A button named `words` that puts `code` into the clipboard, and says so to a screen reader."""
    button = plain_button(words, "quiet", "copy")

    def copy() -> None:
        QGuiApplication.clipboard().setText(code)
        announce(button, tr("Copy", "Copied"))

    button.clicked.connect(copy)
    return button
