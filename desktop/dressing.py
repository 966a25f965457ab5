"""Dressing: the window wears what a person chose, and “as the system” follows the system while it runs."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.preferences import Preferences
from ui import theme


class Dressing(QObject):
    """Dresses the program, again whenever the system turns dark, light or high in contrast."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._chosen = Preferences()
        self._worn: tuple[str, float] | None = None
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        accessibility = getattr(hints, "accessibility", None)  # from Qt 6.10 on
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def dress(self, chosen: Preferences) -> None:
        """Wear `chosen` from now on. Dressing costs a moment, so the same again does nothing."""
        self._chosen = chosen
        worn = (theme.resolved(chosen.appearance), chosen.text_scale)
        if worn == self._worn:
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, chosen.appearance, chosen.text_scale)
        self._worn = worn

    def _system_changed(self) -> None:
        self.dress(self._chosen)
