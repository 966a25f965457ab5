"""A grid of rows and columns; where it is narrow its rows stack, each with its choices below it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import Matrix, Question
from ui.fill.answers.contract import AnswerView
from ui.fill.answers.matrix_body import MatrixBody
from ui.fill.answers.matrix_line import WHOLE, MatrixColumn, MatrixLine, cell_share
from ui.parts.tab_order import kept_place
from ui.parts.voice import Voice
from ui.words import tr

LABEL_EMS, COLUMN_EMS = 11.2, 4.8
"""What the words of a row and each column need at least to stand beside one another."""


HEAD_EDGE = 10
"""What a word in the head needs beside itself: its edges, and bold type."""


class MatrixView(AnswerView):
    """Radio buttons or tick boxes in a grid; one group for each row."""

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        assert isinstance(question, Matrix)
        self._matrix = question
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._body: MatrixBody | None = None
        self._stacked: bool | None = None
        self._state: QuestionState | None = None
        self._description = ""
        self._marks_on = False
        self._lines: dict[str, MatrixLine] = {}
        self._all = [MatrixColumn(one.id, voice.plain(one.label), voice.plain(one.help)) for one in question.columns]
        self._columns = self._all

    def show_state(self, state: QuestionState) -> None:
        """Show each row's answer, which rows are shown, and which still need one."""
        self._state = state
        columns = [one for one in self._all if f"{self.question.id}/{one.id}" not in state.hidden]
        if self._body is None or columns != self._columns:
            self._columns = columns
            self._build_anew(stacked=self._is_narrow())
        wrong = {one.target: self.voice.problem(one) for one in state.problems}
        for row, line in self._lines.items():
            target = f"{self.question.id}/{row}"
            line.setVisible(target not in state.hidden)
            value = state.values.get(target)
            chosen = value if isinstance(value, tuple) else (value,) if value else ()
            line.show_answer(tuple(str(one) for one in chosen), wrong.get(target, ""))

    def show_problems(self, *, on: bool) -> None:
        """Rows keep their problems to themselves until the question was left."""
        self._marks_on = on
        for line in self._lines.values():
            line.show_mark(on=on)
        self._describe_rows()

    def controls(self) -> list[QWidget]:
        """All buttons, row by row."""
        return [button for line in self._lines.values() for button in line.buttons.values()]

    def control_at(self, target: str) -> QWidget | None:
        """The chosen, or first, button of a row; of the first row that is shown where the target names none."""
        shown = (one for one in self._lines.values() if not one.isHidden())
        line = self._lines.get(target.partition("/")[2]) or next(shown, None)
        if line is None:
            return None
        return next((one for one in line.buttons.values() if one.isChecked()), next(iter(line.buttons.values()), None))

    def describe(self, description: str) -> None:
        """Kept for when the rows are laid out anew."""
        self._description = description
        self._describe_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the rows where the grid does not fit, and the other way round."""
        super().resizeEvent(event)
        if self._body is not None and self._is_narrow() != self._stacked:
            QTimer.singleShot(0, self, self._lay_out_anew)  # inside a resize Qt would lose that the layout has changed

    def _lay_out_anew(self) -> None:
        narrow = self._is_narrow()
        if self._body is None or narrow == self._stacked:
            return
        self._build_anew(stacked=narrow)
        if self._state is not None:
            self.show_state(self._state)
            self.show_problems(on=self._marks_on)

    def _build_anew(self, *, stacked: bool) -> None:
        """Lay out the lines, and keep the focus where it was; a column that went away hands it to the first."""
        focused = self._focused()
        with kept_place(self):
            self._build(stacked=stacked)
        if focused:
            buttons = self._lines[focused[0]].buttons
            again = buttons.get(focused[1]) or next(iter(buttons.values()), None)
            if again is not None:
                again.setFocus()

    def _is_narrow(self) -> bool:
        metrics, columns = self.fontMetrics(), self._columns
        heads = (word for one in columns for word in one.words.split())
        widest = max((metrics.horizontalAdvance(word) for word in heads), default=0) + HEAD_EDGE
        fair = metrics.height() * (LABEL_EMS + COLUMN_EMS * len(columns))
        return 0 < self.width() < max(fair, widest * WHOLE / cell_share(len(columns)))

    def _focused(self) -> tuple[str, str] | None:
        for row, line in self._lines.items():
            for column, button in line.buttons.items():
                if button.hasFocus():
                    return row, column
        return None

    def _build(self, *, stacked: bool) -> None:
        if self._body is not None:
            self._box.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._stacked = stacked
        self._lines = {}
        for row in self._matrix.rows:
            line = MatrixLine(
                self.voice.plain(row.label),
                self.voice.plain(row.help),
                self._columns,
                self.name,
                several=self._matrix.multiple,
                optional=not row.required,
                stacked=stacked,
            )
            line.toggled.connect(lambda column, on, one=row.id: self._toggled(one, column, on=on))
            line.cleared.connect(lambda one=row.id: self.answered.emit(f"{self.question.id}/{one}", None))
            self._lines[row.id] = line
        self._body = MatrixBody(list(self._lines.values()), () if stacked else self._columns)
        self._box.addWidget(self._body)
        self._body.show()
        self._describe_rows()

    def _describe_rows(self) -> None:
        """Each button says whether its row is required and, once that is shown, what is wrong with it."""
        for line in self._lines.values():
            needed = tr("Fill", "Required") if line.required and not self.question.required else ""
            told = "" if line.mark.isHidden() else line.mark.text()
            line.describe(told, ". ".join(one for one in (needed, self._description) if one))

    def _toggled(self, row: str, column: str, *, on: bool) -> None:
        target = f"{self.question.id}/{row}"
        if not self._matrix.multiple:
            if on:
                self.answered.emit(target, column)
                self.left.emit(target)
            return
        value = self._state.values.get(target) if self._state else None
        before = tuple(str(one) for one in value) if isinstance(value, tuple) else ()
        after = (*before, column) if on else tuple(one for one in before if one != column)
        self.answered.emit(target, after or None)
        self.left.emit(target)
