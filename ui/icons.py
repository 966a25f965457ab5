"""The icon set (Lucide, ISC licence, resources/icons/lucide): drawn in a colour role of the theme, also after it changes."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import theme


def icon(name: str, role: str = "text") -> QIcon:
    """The icon `name`, a file of the set without its ending, in the colour of `role`."""
    return QIcon(_Engine(name, role))


class _Engine(QIconEngine):
    """Asks the theme for its colour each time it draws."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw into `rect`."""
        role = "disabled" if mode == QIcon.Mode.Disabled else self._role
        renderer = QSvgRenderer(QByteArray(_picture(self._name, theme.colour(role).name())))
        renderer.render(painter, _square(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """Draw on nothing."""
        role = "disabled" if mode == QIcon.Mode.Disabled else self._role
        return _drawn(self._name, theme.colour(role).name(), size.width(), size.height())

    def clone(self) -> QIconEngine:
        """Another of the same."""
        return _Engine(self._name, self._role)


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, width: int, height: int) -> QPixmap:
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(_picture(name, colour))).render(painter, _square(QRect(QPoint(), pixmap.size())))
    painter.end()
    return pixmap


def _square(rect: QRect) -> QRectF:
    """The square at the left: a wider rectangle keeps a distance to the words beside it."""
    side = min(rect.width(), rect.height())
    return QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side)


@cache
def _source(name: str) -> str:
    return (theme.ICONS / "lucide" / f"{name}.svg").read_text(encoding="utf-8")


def _picture(name: str, colour: str) -> bytes:
    return _source(name).replace("currentColor", colour).encode()
