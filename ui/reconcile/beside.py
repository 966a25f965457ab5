"""Cards side by side where there is room, below one another where there is not."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui import theme
from ui.parts.column import grow_with_words

LEAST = 260
"""What one card needs to be read well, in logical pixels."""


class Beside(QWidget):
    """Takes its cards once; each has the same share of the width."""

    def __init__(self, cards: list[QWidget]) -> None:
        super().__init__()
        self._count = len(cards)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.SPACE.s)
        for one in cards:
            self._row.addWidget(one, 1)
        grow_with_words(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction that fits."""
        super().resizeEvent(event)
        fits = self.width() >= self._count * theme.scaled(LEAST)
        wanted = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self.updateGeometry()
