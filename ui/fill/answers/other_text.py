"""The text box that a choice such as "Other" carries."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import Choice, Question
from ui.fill.answers.contract import AnswerView
from ui.fill.answers.description import with_own
from ui.fill.answers.length_counter import LengthCounter
from ui.parts.fields import LineField
from ui.parts.plain import PlainLabel
from ui.parts.voice import Voice
from ui.words import tr, trn


class OtherTextView(AnswerView):
    """A field below its choice, with the choice's words in its name."""

    def __init__(self, question: Question, choice: Choice, voice: Voice) -> None:
        super().__init__(question, voice)
        self._target = f"{question.id}/{choice.id}/text"
        words = voice.plain(choice.text.label) if choice.text and choice.text.label else tr("Fill", "Please specify")
        self._field = LineField()
        self._field.setAccessibleName(self.name(voice.plain(choice.label), words))
        box = QVBoxLayout(self)
        box.setContentsMargins(40, 0, 0, 8)
        box.setSpacing(4)
        box.addWidget(PlainLabel(words, "help"))
        box.addWidget(self._field)
        limit = choice.text.max_length if choice.text else None
        self._limit = "" if limit is None else trn("Fill", "At most {n} character", "At most {n} characters", limit)
        self._counter = LengthCounter(limit)
        box.addWidget(self._counter)
        self._field.edited.connect(lambda text: self.answered.emit(self._target, text or None))
        self._field.left.connect(lambda: self.left.emit(self._target))

    def show_state(self, state: QuestionState) -> None:
        """Show the text as kept."""
        value = state.values.get(self._target)
        self._field.show_text(value if isinstance(value, str) else "")
        self._counter.show_count(state.counts.get(self._target, 0))

    def describe(self, description: str) -> None:
        """Its own limit is told too."""
        super().describe(with_own(self._limit, description))

    def controls(self) -> list[QWidget]:
        """The one field."""
        return [self._field]
