"""One line of text: text, e-mail, number, date and time, each kept as typed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import Question
from ui import theme
from ui.fill.answers.contract import AnswerView
from ui.parts.fields import LineField
from ui.parts.plain import PlainLabel
from ui.parts.voice import Voice

_WIDTHS = {"number": 220, "date": 220, "time": 160}


class LineView(AnswerView):
    """A field for one line."""

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        self._field = LineField()
        self._field.setAccessibleName(self.name())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._field)
        width = _WIDTHS.get(question.kind)
        if width:
            self._field.setMaximumWidth(width)
            unit = voice.plain(getattr(question, "unit", None))
            if unit:
                row.addWidget(PlainLabel(unit, "help"))
            row.addStretch(1)
        self._field.edited.connect(lambda text: self.answered.emit(question.id, text or None))
        self._field.left.connect(lambda: self.left.emit(question.id))

    def show_state(self, state: QuestionState) -> None:
        """Show the text as kept."""
        value = state.values.get(self.question.id)
        self._field.show_text(value if isinstance(value, str) else "")

    def flag(self, *, wrong: bool) -> None:
        """Dress the field as wrong, or not."""
        theme.mark(self._field, "field-wrong" if wrong else "field")

    def controls(self) -> list[QWidget]:
        """The one field."""
        return [self._field]
