"""The order of the Tab key: Qt puts what is made later at its end, wherever it stands on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops(widget: QWidget) -> list[QWidget]:
    """What can take the focus inside, as it stands there."""
    return [one for one in widget.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]


def put_in_order(widgets: Sequence[QWidget]) -> None:
    """Let the Tab key go through `widgets` one after the other."""
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)


@contextmanager
def kept_place(widget: QWidget) -> Iterator[None]:
    """What is made anew inside `widget` stands where the old stood."""
    inside = stops(widget)
    before = inside[0].previousInFocusChain() if inside else None
    while before is not None and (before.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.isAncestorOf(before)):
        before = before.previousInFocusChain() if before is not inside[0] else None
    yield
    if before is not None:
        put_in_order([before, *stops(widget)])
