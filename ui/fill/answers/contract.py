"""The contract of an answer view: it shows a state and reports what a person does; it owns no truth."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.filling import QuestionState
from forms.questionnaire import Question
from ui.parts.voice import Voice


class AnswerView(QWidget):
    """Base of all answer views.

    `answered(target, value)`: a person gave (or, with None, cleared) an answer. `left(target)`: the focus went elsewhere.
    """

    answered = Signal(str, object)
    left = Signal(str)

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__()
        self.question = question
        self.voice = voice

    def show_state(self, state: QuestionState) -> None:
        """Mirror `state`; never moves the cursor and never reports."""
        raise NotImplementedError

    def describe(self, description: str) -> None:
        """Tell screen readers help, limit, "required" and problem."""
        for control in self.controls():
            control.setAccessibleDescription(description)

    def controls(self) -> list[QWidget]:
        """The widgets that take the focus, in order."""
        raise NotImplementedError

    def control_at(self, _target: str) -> QWidget | None:
        """The widget to focus for a target."""
        controls = self.controls()
        return controls[0] if controls else None

    def name(self, *parts: str) -> str:
        """An accessible name: the question's words, then row and column."""
        return ": ".join([self.voice.plain(self.question.label), *parts])
