"""Escape on a screen leads back to where the person came from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def back_on_escape(screen: QWidget, deed: Callable[[], object]) -> QShortcut:
    """Call `deed` when Escape is pressed on `screen` or anything in it; an opened list or menu takes the key for itself. The shortcut
    comes back, for whoever must silence it."""
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), screen)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(deed)
    return shortcut
