"""One of many choices, found by typing any part of its words; accents and case do not matter."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import Question, SingleChoice
from ui.fill.answers.choice_list import ChoiceList, hits
from ui.fill.answers.contract import AnswerView
from ui.fill.answers.description import with_own
from ui.fill.answers.other_text import OtherTextView
from ui.parts.fields import LONGEST
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.voice import Voice
from ui.trouble import announce
from ui.words import tr, trn


class DropdownView(AnswerView):
    """A list with a field to type in; typing never loses the answer given before, nor what was typed."""

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        assert isinstance(question, SingleChoice)
        self._labels = {one.id: voice.plain(one.label) for one in question.choices}
        self._ids: list[str] = []
        self._words: list[str] = []
        self._value = ""
        self._open = False
        self._showing = False
        self._description = ""
        self._combo = ChoiceList()
        self._combo.setMaximumWidth(520)
        self._combo.setMinimumWidth(1)  # else its longest choice would hold the whole page wide
        self._combo.activated.connect(lambda index: self._choose(self._ids[index]))
        line = self._combo.lineEdit()
        assert line is not None
        self._line = line
        line.setMaxLength(LONGEST)
        line.setPlaceholderText(tr("Fill", "Type a part of the name, or open the list"))
        line.returnPressed.connect(self._finished)
        line.textChanged.connect(self._written)
        self._combo.left.connect(self._on_left)
        self._combo.setAccessibleName(self.name())
        line.setAccessibleName(self.name())
        self._clear = plain_button(tr("Fill", "Clear"), "quiet")
        self._clear.setAccessibleName(self.name(self._clear.text()))
        self._clear.clicked.connect(lambda: self._choose(""))
        self._told = PlainLabel("", "advice")
        self._told.hide()
        row = QHBoxLayout()
        row.addWidget(self._combo, 1)
        row.addWidget(self._clear)
        row.addStretch(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(row)
        box.addWidget(self._told)
        self._others: dict[str, OtherTextView] = {}
        for choice in question.choices:
            if choice.text is not None:
                other = OtherTextView(question, choice, voice)
                other.answered.connect(self.answered)
                other.left.connect(self.left)
                other.hide()
                self._others[choice.id] = other
                box.addWidget(other)
        self.describe("")

    def show_state(self, state: QuestionState) -> None:
        """Show the chosen words, and what can be chosen; words that chose nothing stay until another answer is given."""
        value = state.values.get(self.question.id)
        before, self._value = self._value, value if isinstance(value, str) else ""
        ids = [one for one in self._labels if one == self._value or f"{self.question.id}/{one}" not in state.hidden]
        typed = self._line.text()
        self._showing = True
        if ids != self._ids:
            self._ids, self._words = ids, [self._labels[one] for one in ids]
            self._combo.offer(self._words)
        index = self._ids.index(self._value) if self._value in self._ids else -1
        if self._combo.currentIndex() != index:
            self._combo.setCurrentIndex(index)
        if self._value == before and (self._line.hasFocus() or self._open):
            at = self._line.cursorPosition()
            if self._line.text() != typed:
                self._line.setText(typed)
                self._line.setCursorPosition(at)
        else:
            self._line.setText(self._labels.get(self._value, ""))
            self._tell("")
        self._showing = False
        self._clear.setVisible(bool(self._value) or self._open)
        for identity, other in self._others.items():
            other.show_state(state)
            other.setVisible(identity == self._value)

    def controls(self) -> list[QWidget]:
        """The list, what clears it, and the text boxes."""
        return [self._combo, self._clear, *(one.controls()[0] for one in self._others.values())]

    def control_at(self, target: str) -> QWidget | None:
        """The text box for its target, else the list."""
        for identity, other in self._others.items():
            if target == f"{self.question.id}/{identity}/text":
                return other.controls()[0]
        return self._combo

    def describe(self, description: str) -> None:
        """The field inside carries the same words, and what is said beside it."""
        self._description = description
        told = with_own(self._told.text(), description)
        super().describe(told)
        self._line.setAccessibleDescription(told)
        for other in self._others.values():
            other.describe(description)

    def _written(self, words: str) -> None:
        """A screen reader can write the words of a choice while the focus is elsewhere; then nobody leaves the field."""
        if self._showing or self._line.hasFocus():
            return
        if words in self._words:
            self._finished()
        elif words:
            self._tell_of(words, hits(words, self._words))

    def _on_left(self) -> None:
        self._finished()
        self.left.emit(self.question.id)

    def _finished(self) -> None:
        typed = self._line.text().strip()
        if typed == self._labels.get(self._value, "").strip():
            self._choose(self._value)
            return
        found = hits(typed, self._words) if typed else []
        if not typed:
            self._choose("")
        elif len(found) == 1:
            self._choose(self._ids[found[0]])
        else:
            self._tell_of(typed, found)

    def _choose(self, identity: str) -> None:
        self._tell("")
        self._showing = True
        if identity != self._value or self._line.text() != self._labels.get(identity, ""):
            self._line.setText(self._labels.get(identity, ""))
        self._showing = False
        self._clear.setVisible(bool(identity))
        if identity != self._value:
            self._value = identity
            self.answered.emit(self.question.id, identity or None)
            self.left.emit(self.question.id)

    def _tell_of(self, typed: str, found: list[int]) -> None:
        """Say that the words chose nothing, what helps, and which answer stays."""
        shown = typed if len(typed) <= 80 else typed[:79] + "…"
        told = (
            trn("Fill", "“{words}” is in {n} choice.", "“{words}” is in {n} choices.", len(found), words=shown)
            if found
            else tr("Fill", "“{words}” is not in the list.", words=shown)
        )
        told += " " + tr("Fill", "Type a part of a name, or open the list.")
        stays = self._labels.get(self._value, "")
        told += " " + (
            tr("Fill", "Your answer is still “{words}”.", words=stays)
            if stays
            else tr("Fill", "Nothing is chosen yet.")
        )
        self._tell(told)

    def _tell(self, told: str) -> None:
        self._open = bool(told)
        if self._told.text() == told:
            return
        self._told.setText(told)
        self._told.setVisible(self._open)
        self._clear.setVisible(self._open or bool(self._value))
        self.describe(self._description)
        if told:
            announce(self, told)  # the focus is elsewhere by now, where nobody hears a description
