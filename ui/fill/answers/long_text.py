"""Text of several lines: everything kept, what is too much marked in place."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.filling import QuestionState
from forms.limits import length
from forms.questionnaire import LongText, Question
from ui.fill.answers.contract import AnswerView
from ui.parts.fields import TextField, units
from ui.parts.voice import Voice


class LongTextView(AnswerView):
    """A field for several lines."""

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        self._field = TextField()
        self._field.setAccessibleName(self.name())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._field)
        self._field.edited.connect(lambda text: self.answered.emit(question.id, text or None))
        self._field.left.connect(lambda: self.left.emit(question.id))

    def show_state(self, state: QuestionState) -> None:
        """Show the text as kept, and from where on it is too much."""
        value = state.values.get(self.question.id)
        text = value if isinstance(value, str) else ""
        self._field.show_text(text)
        limit = self.question.max_length if isinstance(self.question, LongText) else None
        count = state.counts.get(self.question.id, 0)
        self._field.mark_over(self._overflow(text, limit) if limit is not None and count > limit else -1)

    def controls(self) -> list[QWidget]:
        """The one field."""
        return [self._field]

    def _overflow(self, text: str, limit: int) -> int:
        """Where, in UTF-16 units, the text goes over its limit; by halving, since only the count is known."""
        counting = self.voice.questionnaire.counting
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if length(text[:middle], counting) <= limit:
                low = middle
            else:
                high = middle - 1
        return units(text, low)
