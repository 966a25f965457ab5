"""A grid of short texts; each cell is an answer of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import Question, Table
from ui.fill.answers.contract import AnswerView
from ui.parts.fields import LineField
from ui.parts.plain import PlainLabel
from ui.parts.voice import Voice


class TableView(AnswerView):
    """Row labels, column heads and a field in each cell."""

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        assert isinstance(question, Table)
        self._fields: dict[str, LineField] = {}
        self._rows: dict[str, list[QWidget]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for position, column in enumerate(question.columns, 1):
            grid.addWidget(PlainLabel(voice.plain(column.label), "column"), 0, position)
            grid.setColumnStretch(position, 2)
        grid.setColumnStretch(0, 2)
        for number, row in enumerate(question.rows, 1):
            label = PlainLabel(voice.plain(row.label))
            grid.addWidget(label, number, 0)
            parts: list[QWidget] = [label]
            for position, column in enumerate(question.columns, 1):
                target = f"{question.id}/{row.id}/{column.id}"
                field = LineField()
                field.setMinimumWidth(80)
                field.setAccessibleName(self.name(voice.plain(row.label), voice.plain(column.label)))
                field.edited.connect(lambda text, at=target: self.answered.emit(at, text or None))
                field.left.connect(lambda at=target: self.left.emit(at))
                grid.addWidget(field, number, position)
                self._fields[target] = field
                parts.append(field)
            self._rows[f"{question.id}/{row.id}"] = parts

    def show_state(self, state: QuestionState) -> None:
        """Show every cell as kept, and the rows that are shown."""
        for row, parts in self._rows.items():
            for part in parts:
                part.setVisible(row not in state.hidden)
        for target, field in self._fields.items():
            value = state.values.get(target)
            field.show_text(value if isinstance(value, str) else "")

    def controls(self) -> list[QWidget]:
        """All fields, row by row."""
        return list(self._fields.values())

    def control_at(self, target: str) -> QWidget | None:
        """The field of a cell, or the first of a row."""
        return self._fields.get(target) or next(
            (one for at, one in self._fields.items() if at.startswith(target)), None
        )
