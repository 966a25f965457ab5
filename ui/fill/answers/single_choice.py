"""One of several choices, as radio buttons; a chosen "Other" opens its text box."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import Question, SingleChoice
from ui.fill.answers.choice_help import ChoiceHelp
from ui.fill.answers.contract import AnswerView
from ui.fill.answers.other_text import OtherTextView
from ui.parts.choice_box import WrappedRadio, mirror
from ui.parts.flow import FlowLayout
from ui.parts.plain import plain_button
from ui.parts.voice import Voice
from ui.words import tr


class SingleChoiceView(AnswerView):
    """Radio buttons, one below the other; a scale goes on in the next line where there is no room."""

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        assert isinstance(question, SingleChoice)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        self._group = QButtonGroup(self)
        self._radios: dict[str, WrappedRadio] = {}
        self._helps: dict[str, ChoiceHelp] = {}
        self._others: dict[str, OtherTextView] = {}
        line: FlowLayout | None = None
        if question.style == "scale":
            scale = QWidget()
            line = FlowLayout(scale)
            box.addWidget(scale)
        for choice in question.choices:
            radio = WrappedRadio(voice.plain(choice.label))
            radio.setAccessibleName(self.name(radio.words))
            radio.toggled.connect(lambda on, one=choice.id: self._taken(one) if on else None)
            self._group.addButton(radio)
            self._radios[choice.id] = radio
            (line or box).addWidget(radio)
            if choice.help:
                told = voice.plain(choice.help)
                beside = f"{radio.words}: {told}" if line is not None else told  # below a scale it must say whose it is
                self._helps[choice.id] = ChoiceHelp(beside)
                box.addWidget(self._helps[choice.id])
            if choice.text is not None:
                other = OtherTextView(question, choice, voice)
                other.answered.connect(self.answered)
                other.left.connect(self.left)
                self._others[choice.id] = other
                box.addWidget(other)
        self._clear = plain_button(tr("Fill", "Clear this answer"), "link")
        self._clear.setAccessibleName(self.name(self._clear.text()))
        self._clear.clicked.connect(lambda: self.answered.emit(question.id, None))
        box.addWidget(self._clear)
        self._clear.hide()
        self.describe("")

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

    def describe(self, description: str) -> None:
        """Each radio button tells its own help too."""
        super().describe(description)
        for identity, told in self._helps.items():
            told.tell(self._radios[identity], description)
        for other in self._others.values():
            other.describe(description)

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
