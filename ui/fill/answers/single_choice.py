"""One of several choices, as radio buttons; a chosen "Other" opens its text box."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import Question, SingleChoice
from ui import theme
from ui.fill.answers.contract import AnswerView
from ui.fill.answers.other_text import OtherTextView
from ui.parts.choice_box import EDGE, GAP, WrappedRadio, mirror
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.voice import Voice
from ui.style_sheet import INDICATOR
from ui.words import tr


class SingleChoiceView(AnswerView):
    """Radio buttons, one below the other; a scale stands in one line where there is room."""

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        assert isinstance(question, SingleChoice)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        self._group = QButtonGroup(self)
        self._radios: dict[str, WrappedRadio] = {}
        self._helps: dict[str, PlainLabel] = {}
        self._others: dict[str, OtherTextView] = {}
        line = QHBoxLayout() if question.style == "scale" else None
        for choice in question.choices:
            radio = WrappedRadio(voice.plain(choice.label))
            radio.setAccessibleName(self.name(radio.words))
            radio.toggled.connect(lambda on, one=choice.id: self._taken(one) if on else None)
            self._group.addButton(radio)
            self._radios[choice.id] = radio
            (line or box).addWidget(radio)
            if choice.help:
                words = PlainLabel(voice.plain(choice.help), "help")
                words.setContentsMargins(theme.scaled(INDICATOR) + GAP + EDGE, 0, 0, 8)
                self._helps[choice.id] = words
                box.addWidget(words)
            if choice.text is not None:
                other = OtherTextView(question, choice, voice)
                other.answered.connect(self.answered)
                other.left.connect(self.left)
                self._others[choice.id] = other
                box.addWidget(other)
        if line is not None:
            line.addStretch(1)
            box.insertLayout(0, line)
        self._clear = plain_button(tr("Fill", "Clear this answer"), "link")
        self._clear.setAccessibleName(self.name(self._clear.text()))
        self._clear.clicked.connect(lambda: self.answered.emit(question.id, None))
        box.addWidget(self._clear)
        self._clear.hide()

    def show_state(self, state: QuestionState) -> None:
        """Show which choice is taken and which are shown."""
        value = state.values.get(self.question.id)
        chosen = value if isinstance(value, str) else ""
        checked = self._group.checkedButton()
        if not chosen and checked is not None:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)
        for identity, radio in self._radios.items():
            hidden = f"{self.question.id}/{identity}" in state.hidden
            if radio.isHidden() != hidden:
                radio.setHidden(hidden)
                if identity in self._helps:
                    self._helps[identity].setHidden(hidden)
            if radio.isChecked() != (identity == chosen) and identity == chosen:
                mirror(radio, on=True)
        for identity, other in self._others.items():
            other.show_state(state)
            other.setVisible(identity == chosen)
        self._clear.setVisible(bool(chosen) and not self.question.required)

    def controls(self) -> list[QWidget]:
        """The radio buttons, then the text boxes."""
        return [*self._radios.values(), *(one.controls()[0] for one in self._others.values()), self._clear]

    def control_at(self, target: str) -> QWidget | None:
        """The text box for its target; else the chosen radio button, or the first."""
        for identity, other in self._others.items():
            if target == f"{self.question.id}/{identity}/text":
                return other.controls()[0]
        return self._group.checkedButton() or next(iter(self._radios.values()))

    def _taken(self, choice: str) -> None:
        self.answered.emit(self.question.id, choice)
