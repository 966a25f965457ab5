"""The shell: one window, one screen at a time, and a menu with everything a person can do there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QWidget

from ui.words import tr

Deed = tuple[str, QKeySequence | QKeySequence.StandardKey | None, Callable[[], object]]


class Shell(QMainWindow):
    """Shows the screens that the program hands it. `closing` is asked before the window goes; False keeps it open."""

    def __init__(self, closing: Callable[[], bool]) -> None:
        super().__init__()
        self._closing = closing
        self.setWindowTitle(tr("Shell", "Satchel"))
        self.setMinimumSize(480, 400)
        self.resize(1180, 820)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._menus: list[QMenu] = []

    def show_screen(self, screen: QWidget, title: str = "") -> None:
        """Show a screen; the one before is shown again by `show_screen`, or put away by `drop`."""
        if self._stack.indexOf(screen) < 0:
            self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        self.setWindowTitle(f"{title} – {tr('Shell', 'Satchel')}" if title else tr("Shell", "Satchel"))

    def drop(self, screen: QWidget) -> None:
        """Put a screen away for good."""
        self._stack.removeWidget(screen)
        screen.hide()
        screen.deleteLater()

    @property
    def screen_shown(self) -> QWidget | None:
        """The screen in front."""
        return self._stack.currentWidget()

    def set_menus(self, menus: dict[str, list[Deed]]) -> None:
        """Replace the menus. Shortcuts of a screen itself are shown, but handled there."""
        bar = self.menuBar()
        bar.clear()
        for menu in self._menus:
            menu.deleteLater()
        self._menus = []
        for title, deeds in menus.items():
            menu = QMenu(title, self)
            for words, keys, deed in deeds:
                action = QAction(words, menu)
                if keys is not None:
                    action.setShortcut(keys)
                action.triggered.connect(lambda _on=False, do=deed: do())
                menu.addAction(action)
            bar.addMenu(menu)
            self._menus.append(menu)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything typed is kept before the window goes."""
        if self._closing():
            event.accept()
        else:
            event.ignore()
