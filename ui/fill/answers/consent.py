"""A statement to agree to: one tick box with the whole statement as its words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import Consent, Question
from ui.fill.answers.contract import AnswerView
from ui.parts.choice_box import WrappedCheck, mirror
from ui.parts.rich import RichText
from ui.parts.voice import Voice


class ConsentView(AnswerView):
    """Ticked or absent; `link_asked` gets the address of a link in the statement."""

    link_asked = Signal(str)

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        if isinstance(question, Consent) and question.text:
            box.addWidget(RichText(voice.say(question.text), self.link_asked.emit))
        self._tick = WrappedCheck(voice.plain(question.label))
        self._tick.setAccessibleName(self.name())
        box.addWidget(self._tick)
        self._tick.toggled.connect(self._ticked)

    def show_state(self, state: QuestionState) -> None:
        """Show whether it is agreed to."""
        agreed = state.values.get(self.question.id) is True
        if self._tick.isChecked() != agreed:
            mirror(self._tick, on=agreed)

    def controls(self) -> list[QWidget]:
        """The one tick box."""
        return [self._tick]

    def _ticked(self, on: bool) -> None:
        self.answered.emit(self.question.id, True if on else None)
        self.left.emit(self.question.id)
