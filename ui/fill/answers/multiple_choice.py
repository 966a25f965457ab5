"""Any of several choices, as tick boxes; an exclusive one stands alone."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import MultipleChoice, Question
from ui.fill.answers.choice_help import ChoiceHelp
from ui.fill.answers.contract import AnswerView
from ui.fill.answers.other_text import OtherTextView
from ui.parts.choice_box import WrappedCheck, mirror
from ui.parts.plain import PlainLabel
from ui.parts.voice import Voice
from ui.words import tr, trn


class MultipleChoiceView(AnswerView):
    """Tick boxes, one below the other, and how many are ticked."""

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        assert isinstance(question, MultipleChoice)
        self._asked = question
        self._chosen: tuple[str, ...] = ()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        self._boxes: dict[str, WrappedCheck] = {}
        self._helps: dict[str, ChoiceHelp] = {}
        self._others: dict[str, OtherTextView] = {}
        for choice in question.choices:
            tick = WrappedCheck(voice.plain(choice.label))
            tick.setAccessibleName(self.name(tick.words))
            tick.toggled.connect(lambda on, one=choice.id: self._ticked(one, on=on))
            self._boxes[choice.id] = tick
            box.addWidget(tick)
            if choice.help:
                self._helps[choice.id] = ChoiceHelp(voice.plain(choice.help))
                box.addWidget(self._helps[choice.id])
            if choice.text is not None:
                other = OtherTextView(question, choice, voice)
                other.answered.connect(self.answered)
                other.left.connect(self.left)
                self._others[choice.id] = other
                box.addWidget(other)
        self._count = PlainLabel("", "counter")
        box.addWidget(self._count)
        self.describe("")

    def show_state(self, state: QuestionState) -> None:
        """Show what is ticked and which choices are shown."""
        value = state.values.get(self.question.id)
        self._chosen = tuple(str(one) for one in value) if isinstance(value, tuple) else ()
        for identity, tick in self._boxes.items():
            hidden = f"{self.question.id}/{identity}" in state.hidden
            if tick.isHidden() != hidden:
                tick.setHidden(hidden)
                if identity in self._helps:
                    self._helps[identity].setHidden(hidden)
            if tick.isChecked() != (identity in self._chosen):
                mirror(tick, on=identity in self._chosen)
        for identity, other in self._others.items():
            other.show_state(state)
            if other.isHidden() == (identity in self._chosen):
                other.setVisible(identity in self._chosen)
        self._count.setText(self._told())

    def describe(self, description: str) -> None:
        """Each tick box tells its own help too."""
        super().describe(description)
        for identity, told in self._helps.items():
            told.tell(self._boxes[identity], description)
        for other in self._others.values():
            other.describe(description)

    def controls(self) -> list[QWidget]:
        """The tick boxes, then the text boxes."""
        return [*self._boxes.values(), *(one.controls()[0] for one in self._others.values())]

    def control_at(self, target: str) -> QWidget | None:
        """The text box for its target, else the first tick box."""
        for identity, other in self._others.items():
            if target == f"{self.question.id}/{identity}/text":
                return other.controls()[0]
        return next(iter(self._boxes.values()))

    def _ticked(self, choice: str, *, on: bool) -> None:
        alone = {one.id for one in self._asked.choices if one.exclusive}
        if on and choice in alone:
            chosen: tuple[str, ...] = (choice,)
        elif on:
            chosen = (*(one for one in self._chosen if one not in alone), choice)
        else:
            chosen = tuple(one for one in self._chosen if one != choice)
        self.answered.emit(self.question.id, chosen or None)
        self.left.emit(self.question.id)

    def _told(self) -> str:
        asked, count = self._asked, len(self._chosen)
        most = asked.max_choices if asked.max_choices is not None else asked.advise_max_choices
        if not count and most is None:
            return ""
        told = trn("Fill", "{n} chosen", "{n} chosen", count)
        if most is not None:
            told += " · " + trn("Fill", "please choose at most {n}", "please choose at most {n}", most)
        elif asked.min_choices and count < asked.min_choices:
            told += " · " + tr("Fill", "please choose at least {n}", n=asked.min_choices)
        return told
