"""The mark that says whether everything typed is on the disk. It never lies, and costs a small repaint for each key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.fill.desk import SaveState
from ui.icons import icon
from ui.words import tr

_LOOKS: dict[SaveState, tuple[str, str, str]] = {
    "saved": ("circle-check", "done", "soft"),
    "saving": ("refresh-cw", "soft", "soft"),
    "failing": ("triangle-alert", "problem", "problem"),
}


class SaveMark(QWidget):
    """Shows a `SaveState` in words and by an icon; as wide as its widest words, so that nothing beside it moves."""

    def __init__(self) -> None:
        super().__init__()
        self._state: SaveState = "saved"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.words(self._state))

    @staticmethod
    def words(state: SaveState) -> str:
        """What is said in a state."""
        return {"saved": tr("Fill", "Saved"), "saving": tr("Fill", "Saving…"), "failing": tr("Fill", "Not saved")}[
            state
        ]

    def show_state(self, state: SaveState) -> None:
        """From now on say this."""
        if state != self._state:
            self._state = state
            self.setAccessibleName(self.words(state))
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the widest words."""
        widest = max(self.fontMetrics().horizontalAdvance(self.words(one)) for one in _LOOKS)
        return QSize(widest + self._side() + 2 * theme.SPACE.xs, max(self.fontMetrics().height(), self._side()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon and words."""
        picture, colour, ink = _LOOKS[self._state]
        side, middle = self._side(), self.height() // 2
        painter = QPainter(self)
        icon(picture, colour).paint(painter, QRect(0, middle - side // 2, side, side))
        painter.setPen(theme.colour(ink))
        room = self.rect().adjusted(side + theme.SPACE.xs, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.words(self._state))
        painter.end()

    def _side(self) -> int:
        return theme.scaled(18)
