"""One line of a matrix: its words, a button for each column, and what is wrong with it; in a row or stacked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.fill.answers.choice_help import ChoiceHelp
from ui.fill.answers.description import with_own
from ui.parts.choice_box import WrappedCheck, WrappedRadio, mirror
from ui.parts.plain import PlainLabel, plain_button
from ui.words import tr

WHOLE = 100
"""The width of a line, of which each part has a share; so all lines and their head agree without knowing one another."""


def cell_share(columns: int) -> int:
    """The share of one column: all together at most 65, so that the words of the row have room, and none wider than needed."""
    return min(16, 65 // max(1, columns))


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """What can be chosen in each line, as it is said in one language."""

    id: str
    words: str
    help: str


class Cell(QWidget):
    """The whole cell is the target of its button."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(button, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self._button = button

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the button is a click on it."""
        if self.rect().contains(event.position().toPoint()):
            self._button.setFocus(Qt.FocusReason.MouseFocusReason)
            self._button.click()


class MatrixLine(QFrame):
    """`toggled(column, on)` says what a person did, `cleared` that they took the answer back. `name` makes accessible names."""

    toggled = Signal(str, bool)
    cleared = Signal()

    def __init__(
        self, words: str, help_words: str, columns: Sequence[MatrixColumn], name: Callable[..., str],
        *, several: bool, optional: bool, stacked: bool,
    ) -> None:  # fmt: skip
        super().__init__()
        self.required = not optional
        self.buttons: dict[str, QAbstractButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not several)
        self.mark = PlainLabel("", "problem")
        self.mark.hide()
        self.clear = plain_button(tr("Fill", "Clear"), "link")
        self.clear.setAccessibleName(name(words, self.clear.text()))
        self.clear.clicked.connect(self.cleared)
        self.clear.hide()
        self._clearable = optional and not several
        self._help = help_words
        self._columns = columns
        for column in columns:
            button = _button(column.words, several=several, stacked=stacked)
            button.setAccessibleName(name(words, column.words))
            button.toggled.connect(lambda on, one=column.id: self.toggled.emit(one, on))
            self._group.addButton(button)
            self.buttons[column.id] = button
        theme.mark(self, "matrix-line")
        if stacked:
            self._lay_stacked(words)
        else:
            self._lay_in_a_row(words)

    def show_answer(self, chosen: tuple[str, ...], told: str) -> None:
        """Mirror the answer of this line, and keep what is wrong with it for when that is shown."""
        checked = self._group.checkedButton()
        if not chosen and self._group.exclusive() and checked is not None:
            self._group.setExclusive(False)
            mirror(checked, on=False)
            self._group.setExclusive(True)
        for column, button in self.buttons.items():
            if button.isChecked() != (column in chosen) and (column in chosen or not self._group.exclusive()):
                mirror(button, on=column in chosen)
        self.clear.setVisible(self._clearable and bool(chosen))
        if self.mark.text() != told:
            self.mark.setText(told)

    def show_mark(self, *, on: bool) -> None:
        """Say what is wrong, or keep it back."""
        self.mark.setVisible(on and bool(self.mark.text()))

    def describe(self, told: str, description: str) -> None:
        """Tell screen readers, button by button; the help of line and column goes with it."""
        for column in self._columns:
            own = ". ".join(one.rstrip(".") for one in (told, column.help, self._help) if one)
            button, whole = self.buttons[column.id], with_own(own, description)
            if button.accessibleDescription() != whole:
                button.setAccessibleDescription(whole)

    def _lay_in_a_row(self, words: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        said = QVBoxLayout()
        said.setContentsMargins(theme.SPACE.xs, theme.SPACE.s, theme.SPACE.s, theme.SPACE.s)
        said.setSpacing(0)
        said.addWidget(PlainLabel(words))
        if self._help:
            said.addWidget(PlainLabel(self._help, "small"))
        said.addWidget(self.mark)
        said.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        share = cell_share(len(self.buttons))
        row.addLayout(said, WHOLE - share * len(self.buttons))
        for button in self.buttons.values():
            row.addWidget(Cell(button), share)

    def _lay_stacked(self, words: str) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.SPACE.xs, theme.SPACE.s, theme.SPACE.xs, theme.SPACE.s)
        box.setSpacing(2)
        box.addWidget(PlainLabel(words, "question"))
        if self._help:
            box.addWidget(PlainLabel(self._help, "help"))
        for column in self._columns:
            box.addWidget(self.buttons[column.id])
            if column.help:
                box.addWidget(ChoiceHelp(column.help))
        box.addWidget(self.mark)
        box.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)


def _button(words: str, *, several: bool, stacked: bool) -> QAbstractButton:
    if stacked:
        return WrappedCheck(words) if several else WrappedRadio(words)
    return QCheckBox() if several else QRadioButton()
