"""A grid of short texts; each cell is an answer of its own; where it is narrow its rows stack, as those of a matrix do."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import Choice, Question, Row, Table
from ui.fill.answers.contract import AnswerView
from ui.fill.answers.table_cell import TableCell
from ui.fill.answers.table_line import TableLine
from ui.parts.fields import LineField
from ui.parts.plain import PlainLabel
from ui.parts.voice import Voice

LABEL_EMS, COLUMN_EMS = 6.0, 4.0
"""What the words of a row and each field need at least to stand beside one another."""


class TableView(AnswerView):
    """Row words, column heads and a field in each cell. The fields stay the same ones however they are laid out."""

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        assert isinstance(question, Table)
        self._table = question
        self._fields: dict[str, LineField] = {}
        self._heads: dict[str, QWidget] = {one.id: self._head(one) for one in question.columns}
        self._lines = {one.id: self._line(one) for one in question.rows}
        self._state: QuestionState | None = None
        self._stacked: bool | None = None
        self._hidden: frozenset[str] = frozenset()
        self._description = ""
        self._problems_on = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setMinimumWidth(1)  # else what stands side by side would hold the page wide, and nothing would stack

    def show_state(self, state: QuestionState) -> None:
        """Show every cell as kept, and the rows and columns that are shown."""
        self._state = state
        if self._stacked is None or state.hidden != self._hidden:
            self._hidden = state.hidden
            self._lay_out(stacked=self._is_narrow())
        for target, field in self._fields.items():
            value = state.values.get(target)
            field.show_text(value if isinstance(value, str) else "")
        for row, line in self._lines.items():
            for column, cell in line.cells.items():
                cell.counter.show_count(state.counts.get(f"{self.question.id}/{row}/{column}", 0))
        self.describe(self._description)

    def describe(self, description: str) -> None:
        """What holds for the whole table; each row and field adds its own."""
        self._description = description
        self._tell()

    def show_problems(self, *, on: bool) -> None:
        """Rows keep their problems to themselves until the question was left; only a text too long is told at once."""
        self._problems_on = on
        self._tell()

    def _tell(self) -> None:
        problems = [one for one in (self._state.problems if self._state else ()) if one.target in self._fields]
        told = {one.target: one for one in problems if self._problems_on or one.code == "too-long"}
        for row, line in self._lines.items():
            here = {column: told.get(f"{self.question.id}/{row}/{column}") for column in line.cells}
            wrong = {column: self.voice.problem(one) for column, one in here.items() if one is not None}
            missing = [column for column, one in here.items() if one is not None and one.code == "cell-required"]
            line.show_problems(missing, {at: words for at, words in wrong.items() if at not in missing})
            line.describe(self._description, wrong)

    def controls(self) -> list[QWidget]:
        """All fields, row by row."""
        return list(self._fields.values())

    def control_at(self, target: str) -> QWidget | None:
        """The field of a cell, or the first that is shown of a row or of all."""
        inside = (one for at, one in self._fields.items() if f"{at}/".startswith(f"{target}/"))
        return next((one for one in inside if one.isVisibleTo(self)), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the rows where they do not fit, and the other way round."""
        super().resizeEvent(event)
        if self._stacked is not None and self._is_narrow() != self._stacked:
            QTimer.singleShot(0, self, self._lay_out_anew)  # inside a resize Qt would lose that the layout has changed

    def _head(self, column: Choice) -> QWidget:
        head = QWidget(self)
        box = QVBoxLayout(head)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addStretch(1)
        for words, role in ((self.voice.plain(column.label), "column"), (self.voice.plain(column.help), "small")):
            if words:
                box.addWidget(PlainLabel(words, role))
        return head

    def _line(self, row: Row) -> TableLine:
        words, cells = self.voice.plain(row.label), {}
        for column in self._table.columns:
            target = f"{self.question.id}/{row.id}/{column.id}"
            said = self.voice.plain(column.label)
            cell = TableCell(said, self.voice.plain(column.help), self.name(words, said), self._table.max_length)
            cell.field.edited.connect(lambda text, at=target: self.answered.emit(at, text or None))
            cell.field.left.connect(lambda at=target: self.left.emit(at))
            cell.setParent(self)
            self._fields[target] = cell.field
            cells[column.id] = cell
        return TableLine(words, self.voice.plain(row.help), cells, required=row.required)

    def _columns(self) -> list[Choice]:
        return [one for one in self._table.columns if f"{self.question.id}/{one.id}" not in self._hidden]

    def _is_narrow(self) -> bool:
        metrics, columns = self.fontMetrics(), self._columns()
        words = [max(self.voice.plain(one.label).split(), key=len, default="") for one in columns]
        least = sum(max(80, metrics.horizontalAdvance(one)) + self._grid.horizontalSpacing() for one in words)
        fair = metrics.height() * (LABEL_EMS + COLUMN_EMS * len(columns))
        return self.width() < max(fair, least + metrics.height() * LABEL_EMS)

    def _lay_out_anew(self) -> None:
        narrow = self._is_narrow()
        if narrow != self._stacked:
            self._lay_out(stacked=narrow)

    def _lay_out(self, *, stacked: bool) -> None:
        self._stacked = stacked
        while self._grid.count():
            self._grid.takeAt(0)
        columns = [one.id for one in self._columns()]
        for position in range(self._grid.columnCount()):
            self._grid.setColumnStretch(position, 0 if stacked or position > len(columns) else 2)
        for column, head in self._heads.items():
            head.setVisible(not stacked and column in columns)
            if not head.isHidden():
                self._grid.addWidget(head, 0, columns.index(column) + 1)
        at = 1
        for row, line in self._lines.items():
            shown = f"{self.question.id}/{row}" not in self._hidden
            line.stack(on=stacked)
            self._grid.addWidget(line, at, 0)
            line.setVisible(shown)
            for column, cell in line.cells.items():
                cell.setVisible(shown and column in columns)
                if not cell.isHidden():
                    beside = columns.index(column) + 1
                    self._grid.addWidget(cell, at + beside if stacked else at, 0 if stacked else beside)
            at += 1 + (len(columns) if stacked else 0)
        for position in range(0 if stacked else len(columns) + 1):
            self._grid.setColumnStretch(position, 2)
