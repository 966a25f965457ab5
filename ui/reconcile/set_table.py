"""A set of choices that people ticked differently: one list with a column for each of them, and the ticks of the result."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.parts.choice_box import WrappedCheck
from ui.parts.page import buttons
from ui.parts.plain import PlainLabel, plain_button
from ui.reconcile.closing import close_for
from ui.reconcile.saying import headed
from ui.reconcile.sheets import Difference, Line, Member
from ui.words import tr

COLUMN, WORDS = 130, 260
"""What a column and the words of a choice need at least, in logical pixels."""


class SetTable(QWidget):
    """`decided(members)` is the result as a tuple in the order of the lines, None where nothing is ticked. Where the columns do not
    fit, what people ticked stands below each choice in words."""

    decided = Signal(object)

    def __init__(self, difference: Difference, why_not: str = "") -> None:
        super().__init__()
        self._difference, self._why_not = difference, why_not
        self._ticks: dict[Member, WrappedCheck] = {}
        self._cells: list[QWidget] = []
        self._stacked: list[QWidget] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE.s)
        told = tr("Decide", "Tick what the answer should be. Ticks that anybody added or removed are marked.")
        box.addWidget(PlainLabel(told, "help"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE.s)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 3)
        box.addLayout(self._grid)
        heads = [tr("Decide", "Before"), *(headed(one.people) for one in difference.versions)]
        self._heads = heads
        for column, words in enumerate(heads, 1):
            self._cell(0, column, words, "column")
            self._grid.setColumnStretch(column, 1)
        for row, line in enumerate(difference.lines):
            self._line(2 * row + 1, line)
        self._count = PlainLabel("", "counter")
        self._wrong = PlainLabel("", "problem")
        box.addWidget(self._count)
        box.addWidget(self._wrong)
        self._use = plain_button(tr("Decide", "Use this result"), "primary")
        self._use.setAccessibleName(tr("Decide", "Use this result: {place}", place=difference.words))
        self._use.clicked.connect(lambda: self.decided.emit(self.result()))
        box.addWidget(buttons(self._use))
        self._tell()

    def result(self) -> tuple[Member, ...] | None:
        """What is ticked now."""
        chosen = tuple(line.member for line in self._difference.lines if self._ticks[line.member].isChecked())
        return chosen or None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns where they fit, else words below each choice."""
        super().resizeEvent(event)
        beside = self.width() >= theme.scaled(WORDS + COLUMN * len(self._heads))
        for column in range(1, 1 + len(self._heads)):
            self._grid.setColumnStretch(column, int(beside))
        for one in self._cells:
            one.setVisible(beside)
        for one in self._stacked:
            one.setVisible(not beside)

    def _line(self, row: int, line: Line) -> None:
        tick = WrappedCheck(line.words)
        tick.setChecked(any(line.ticks) if not line.before else all(line.ticks))
        tick.setAccessibleName(f"{self._difference.words}: {line.words}")
        tick.toggled.connect(lambda _on: self._tell())
        self._ticks[line.member] = tick
        self._grid.addWidget(tick, row, 0)
        said = [_before_words(on=line.before), *(tick_words(before=line.before, now=one) for one in line.ticks)]
        for column, words in enumerate(said, 1):
            changed = column > 1 and line.ticks[column - 2] != line.before
            self._cell(row, column, words, "question" if changed else "help")
        sentence = "; ".join(f"{who}: {words}" for who, words in zip(self._heads, said, strict=True))
        tick.setAccessibleDescription(sentence)
        below = PlainLabel(sentence, "small")
        below.setContentsMargins(theme.scaled(40), 0, 0, theme.SPACE.s)
        below.hide()
        self._stacked.append(below)
        self._grid.addWidget(below, row + 1, 0)

    def _cell(self, row: int, column: int, words: str, role: str) -> None:
        label = PlainLabel(words, role)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        holder = QWidget()
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(label)
        holder.setMinimumWidth(0)
        self._cells.append(holder)
        self._grid.addWidget(holder, row, column)

    def _tell(self) -> None:
        chosen, most = self.result() or (), self._difference.most
        over = most is not None and len(chosen) > most
        counted = tr("Decide", "{count} of {most} chosen", count=len(chosen), most=most)
        self._count.setText(counted if most is not None else tr("Decide", "{count} chosen", count=len(chosen)))
        theme.mark(self._count, "counter-over" if over else "counter")
        mixed = [one for one in self._difference.lines if one.member in self._difference.alone and one.member in chosen]
        told = ""
        if over:
            told = tr("Decide", "That is more than may be chosen: take {n} away.", n=len(chosen) - (most or 0))
        elif mixed and len(chosen) > 1:
            told = tr("Decide", "“{choice}” cannot stand together with others.", choice=mixed[0].words)
        self._wrong.setText(told)
        self._wrong.setVisible(bool(told))
        self._use.setEnabled(not told)
        self._use.setAccessibleDescription(told)
        close_for(self._why_not, self._use)


def tick_words(*, before: bool, now: bool) -> str:
    """A tick beside the one before it, as a sign with a word."""
    if before == now:
        return _before_words(on=now)
    return tr("Decide", "✚ added") if now else tr("Decide", "✖ removed")


def _before_words(*, on: bool) -> str:
    return tr("Decide", "✓ ticked") if on else tr("Decide", "– not")
