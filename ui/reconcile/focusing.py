"""Where the focus goes on after something was drawn anew: Qt shows new widgets only when it comes to rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def first_stop(widget: QWidget | None) -> QWidget | None:
    """The first thing inside that can take the focus; None where nothing can, or nothing is there."""
    if widget is None:
        return None
    inside = (one for one in widget.findChildren(QWidget) if one.focusPolicy() and one.isEnabled())
    return next((one for one in inside if one.isVisibleTo(widget)), None)


def focus_soon(owner: QWidget, find: Callable[[], QWidget | None]) -> None:
    """Put the focus to what `find` finds once everything is shown, as long as `owner` lives, and scroll there."""

    def go() -> None:
        found = find()
        if found is None:
            return
        found.setFocus()
        area: QWidget | None = found.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(found)

    QTimer.singleShot(0, owner, go)
