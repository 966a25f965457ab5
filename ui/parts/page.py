"""A page: a scrolling column of readable width, as home, review and the other calm screens use it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.parts.column import Column, grow_with_words
from ui.parts.flow import FlowLayout
from ui.parts.plain import PlainLabel, plain_button

AT_ONCE = 3


class Page(QScrollArea):
    """`column` takes what the screen adds, in order, and last what it puts off; `clear` empties it."""

    def __init__(self, width: int = 860) -> None:
        super().__init__()
        self._later: list[Callable[[], QWidget]] = []
        self._ended = False
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.mark(self, "window")
        outer = Column()
        row = QHBoxLayout(outer)
        row.setContentsMargins(theme.SPACE.m, theme.SPACE.l, theme.SPACE.m, theme.SPACE.xl)
        inner = QWidget()
        inner.setMaximumWidth(theme.scaled(width))
        row.addStretch(0)
        row.addWidget(inner, 1)
        row.addStretch(0)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.SPACE.m)
        self.setWidget(outer)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(lambda _least, most: self._scrolled(most and self._at()))

    def clear(self) -> None:
        """Take everything out of the column."""
        self._later, self._ended = [], False
        empty(self.column)

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget below the others."""
        self.column.addWidget(widget)
        return widget

    def way_back(self, words: str, asked: SignalInstance, picture: str = "arrow-left") -> QPushButton:
        """Put a button below the others that asks to leave the screen."""
        button = plain_button(words, "quiet", picture)
        button.clicked.connect(asked)
        self.add(buttons(button))
        return button

    def heading(self, words: str, role: str = "heading") -> PlainLabel:
        """Put a heading below the others."""
        label = PlainLabel(words, role)
        self.column.addWidget(label)
        return label

    def add_later(self, build: Callable[[], QWidget]) -> None:
        """Put what `build` makes below the others, once the person comes near: a long list costs what is looked at."""
        self._later.append(build)

    def end(self) -> None:
        """Keep everything at the top; what was put off begins to come."""
        self._build_some()
        self.column.addStretch(1)
        self._ended = True

    def _at(self) -> int:
        return self.verticalScrollBar().value()

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if self._later and self._ended and value > bar.maximum() - 2 * bar.pageStep():
            self._build_some()

    def _build_some(self) -> None:
        for _ in range(min(AT_ONCE, len(self._later))):
            place = self.column.count() - (1 if self._ended else 0)
            self.column.insertWidget(place, self._later.pop(0)())


def lay_out(screen: QWidget, *parts: QWidget) -> None:
    """Have `screen` consist of these parts, one below the other and from edge to edge."""
    theme.mark(screen, "window")
    box = QVBoxLayout(screen)
    box.setContentsMargins(0, 0, 0, 0)
    for one in parts:
        box.addWidget(one)


def card() -> tuple[QFrame, QVBoxLayout]:
    """An empty card and its layout."""
    frame = QFrame()
    return frame, card_box(frame)


def card_box(frame: QFrame, role: str = "card") -> QVBoxLayout:
    """The layout of a frame that is a card from now on."""
    theme.mark(frame, role)
    box = QVBoxLayout(frame)
    box.setContentsMargins(theme.SPACE.l, theme.SPACE.m, theme.SPACE.l, theme.SPACE.m)
    box.setSpacing(theme.SPACE.s)
    return box


def buttons(*widgets: QWidget) -> QWidget:
    """Buttons side by side, in as many lines as they need."""
    holder = QWidget()
    flow = FlowLayout(holder)
    for widget in widgets:
        flow.addWidget(widget)
    grow_with_words(holder)
    return holder


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, for good."""
    while layout.count():
        item = layout.takeAt(0)
        assert item is not None
        widget, inside = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        if inside is not None:
            empty(inside)
