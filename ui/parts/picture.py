"""A picture of the icon set beside words; what it says, it says in words too."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from ui import theme
from ui.icons import icon
from ui.parts.plain import tooltip


class Picture(QLabel):
    """The icon `name` in a colour role; `said` is what it means."""

    def __init__(self, name: str, said: str, role: str = "text") -> None:
        super().__init__()
        self._name, self._role = name, role
        self.setAccessibleName(said)
        tooltip(self, said)

    def sizeHint(self) -> QSize:
        """As high as a line of text."""
        return QSize(theme.scaled(20), theme.scaled(22))

    def minimumSizeHint(self) -> QSize:
        """Never less."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colours of now."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.scaled(18)
        icon(self._name, self._role).paint(painter, QRect(0, (theme.scaled(22) - side) // 2, side, side))
        painter.end()
