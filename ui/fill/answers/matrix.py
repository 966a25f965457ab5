"""A grid of rows and columns; where it is narrow its rows stack, each with its choices below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from forms.filling import QuestionState
from forms.questionnaire import Matrix, Question
from ui import theme
from ui.fill.answers.contract import AnswerView
from ui.parts.choice_box import WrappedCheck, WrappedRadio, mirror
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.voice import Voice
from ui.words import tr

COLUMN_EMS, LABEL_EMS = 6.2, 16


class _Cell(QWidget):
    """The whole cell is the target of its button."""

    hit = Signal()

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


class MatrixView(AnswerView):
    """Radio buttons or tick boxes in a grid; one group for each row."""

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        assert isinstance(question, Matrix)
        self._matrix = question
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None
        self._stacked: bool | None = None
        self._state: QuestionState | None = None
        self._description = ""
        self._buttons: dict[str, dict[str, QAbstractButton]] = {}
        self._groups: dict[str, QButtonGroup] = {}
        self._parts: dict[str, list[QWidget]] = {}
        self._marks: dict[str, PlainLabel] = {}
        self._clears: dict[str, QAbstractButton] = {}

    def show_state(self, state: QuestionState) -> None:
        """Show each row's answer, which rows are shown, and which still need one."""
        self._state = state
        if self._body is None:
            self._build(stacked=self._is_narrow())
        wrong = {one.target: self.voice.problem(one) for one in state.problems}
        for row, buttons in self._buttons.items():
            target = f"{self.question.id}/{row}"
            hidden = target in state.hidden
            for part in self._parts[row]:
                part.setVisible(not hidden)
            value = state.values.get(target)
            chosen = value if isinstance(value, tuple) else (value,) if value else ()
            group = self._groups[row]
            checked = group.checkedButton()
            if not chosen and group.exclusive() and checked is not None:
                group.setExclusive(False)
                checked.setChecked(False)
                group.setExclusive(True)
            for column, button in buttons.items():
                if button.isChecked() != (column in chosen) and (column in chosen or not group.exclusive()):
                    mirror(button, on=column in chosen)
            if row in self._clears:
                self._clears[row].setVisible(bool(chosen) and not hidden)
            mark = self._marks[row]
            told = wrong.get(target, "")
            if mark.text() != told:
                mark.setText(told)
            mark.setVisible(bool(told) and not hidden)

    def show_problems(self, *, on: bool) -> None:
        """Rows keep their problems to themselves until the question was left."""
        for mark in self._marks.values():
            mark.setVisible(on and bool(mark.text()))
        self._describe_rows()

    def controls(self) -> list[QWidget]:
        """All buttons, row by row."""
        return [button for buttons in self._buttons.values() for button in buttons.values()]

    def control_at(self, target: str) -> QWidget | None:
        """The chosen, or first, button of a row."""
        row = target.partition("/")[2]
        buttons = self._buttons.get(row) or next(iter(self._buttons.values()), {})
        checked = [one for one in buttons.values() if one.isChecked()]
        return (checked or list(buttons.values()) or [None])[0]  # type: ignore[list-item]

    def describe(self, description: str) -> None:
        """Kept for when the rows are laid out anew."""
        self._description = description
        self._describe_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the rows where the grid does not fit, and the other way round."""
        super().resizeEvent(event)
        narrow = self._is_narrow()
        if self._body is not None and narrow != self._stacked:
            focused = self._focused()
            self._build(stacked=narrow)
            if self._state is not None:
                self.show_state(self._state)
            if focused:
                self._buttons[focused[0]][focused[1]].setFocus()

    def _is_narrow(self) -> bool:
        em = self.fontMetrics().height()
        needed = em * (LABEL_EMS * 0.7 + COLUMN_EMS * 0.75 * len(self._matrix.columns))
        return 0 < self.width() < needed

    def _focused(self) -> tuple[str, str] | None:
        for row, buttons in self._buttons.items():
            for column, button in buttons.items():
                if button.hasFocus():
                    return row, column
        return None

    def _build(self, *, stacked: bool) -> None:
        if self._body is not None:
            self._box.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._buttons, self._groups, self._parts, self._marks, self._clears = {}, {}, {}, {}, {}
        self._stacked = stacked
        self._body = QWidget()
        if stacked:
            self._stack(self._body)
        else:
            self._grid(self._body)
        self._box.addWidget(self._body)
        self._body.show()
        self._describe_rows()

    def _describe_rows(self) -> None:
        """Each button says whether its row is required and, once that is shown, what is wrong with it."""
        for row in self._matrix.rows if self._buttons else ():
            mark = self._marks[row.id]
            needed = tr("Fill", "Required") if row.required and not self.question.required else ""
            told = "" if mark.isHidden() else mark.text()
            words = ". ".join(one.rstrip(".") for one in (needed, told, self._description) if one)
            for button in self._buttons[row.id].values():
                if button.accessibleDescription() != words:
                    button.setAccessibleDescription(words)

    def _words(self) -> list[tuple[str, str]]:
        return [(one.id, self.voice.plain(one.label)) for one in self._matrix.columns]

    def _grid(self, body: QWidget) -> None:
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        em = self.fontMetrics().height()
        columns = self._words()
        for position, (_, words) in enumerate(columns, 1):
            head = PlainLabel(words, "column")
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(head, 0, position)
            grid.setColumnMinimumWidth(position, int(em * COLUMN_EMS * 0.7))
        grid.setColumnStretch(0, 1)
        for number, row in enumerate(self._matrix.rows):
            line = QFrame()
            theme.mark(line, "line")
            label = PlainLabel(self._label(row.id))
            label.setContentsMargins(0, 8, 8, 8)
            mark = PlainLabel("", "problem")
            mark.hide()
            at = 1 + 3 * number
            grid.addWidget(line, at, 0, 1, len(columns) + 2)
            grid.addWidget(label, at + 1, 0)
            mark.setContentsMargins(0, 0, 8, 8)
            grid.addWidget(mark, at + 2, 0)
            group, buttons = self._group(row.id)
            parts: list[QWidget] = [line, label]
            for position, (column, words) in enumerate(columns, 1):
                button = QCheckBox() if self._matrix.multiple else QRadioButton()
                button.setAccessibleName(self.name(self.voice.plain(row.label), words))
                self._connect(button, row.id, column)
                group.addButton(button)
                buttons[column] = button
                cell = _Cell(button)
                grid.addWidget(cell, at + 1, position)
                parts.append(cell)
            self._marks[row.id], self._parts[row.id] = mark, parts
            self._add_clear(row.id, row.required, grid, (at + 1, len(columns) + 1))

    def _stack(self, body: QWidget) -> None:
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for row in self._matrix.rows:
            part = QWidget()
            inner = QGridLayout(part)
            inner.setContentsMargins(0, 8, 0, 8)
            inner.setVerticalSpacing(2)
            line = QFrame()
            theme.mark(line, "line")
            inner.addWidget(line, 0, 0)
            inner.addWidget(PlainLabel(self._label(row.id), "question"), 1, 0)
            group, buttons = self._group(row.id)
            for position, (column, words) in enumerate(self._words(), 2):
                button = WrappedCheck(words) if self._matrix.multiple else WrappedRadio(words)
                button.setAccessibleName(self.name(self.voice.plain(row.label), words))
                self._connect(button, row.id, column)
                group.addButton(button)
                buttons[column] = button
                inner.addWidget(button, position, 0)
            mark = PlainLabel("", "problem")
            mark.hide()
            inner.addWidget(mark, len(buttons) + 2, 0)
            self._add_clear(row.id, row.required, inner, (len(buttons) + 3, 0))
            self._marks[row.id], self._parts[row.id] = mark, [part]
            box.addWidget(part)

    def _group(self, row: str) -> tuple[QButtonGroup, dict[str, QAbstractButton]]:
        group = QButtonGroup(self._body)
        group.setExclusive(not self._matrix.multiple)
        self._groups[row] = group
        self._buttons[row] = {}
        return group, self._buttons[row]

    def _add_clear(self, row: str, required: bool, grid: QGridLayout, at: tuple[int, int]) -> None:
        if required or self._matrix.multiple:
            return
        clear = plain_button(tr("Fill", "Clear"), "link")
        clear.setAccessibleName(self.name(self._label(row), clear.text()))
        clear.clicked.connect(lambda: self.answered.emit(f"{self.question.id}/{row}", None))
        clear.hide()
        grid.addWidget(clear, *at)
        self._clears[row] = clear

    def _label(self, row: str) -> str:
        return next(self.voice.plain(one.label) for one in self._matrix.rows if one.id == row)

    def _connect(self, button: QAbstractButton, row: str, column: str) -> None:
        target = f"{self.question.id}/{row}"
        if not self._matrix.multiple:
            button.toggled.connect(lambda on: self._taken(target, column) if on else None)
            return
        button.toggled.connect(lambda on: self._ticked(target, column, on=on))

    def _taken(self, target: str, column: str) -> None:
        self.answered.emit(target, column)
        self.left.emit(target)

    def _ticked(self, target: str, column: str, *, on: bool) -> None:
        value = self._state.values.get(target) if self._state else None
        before = tuple(str(one) for one in value) if isinstance(value, tuple) else ()
        after = (*before, column) if on else tuple(one for one in before if one != column)
        self.answered.emit(target, after or None)
        self.left.emit(target)
