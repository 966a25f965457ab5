"""One question as a calm card: its words first, then help, the answer, the counter and what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import (
    Consent,
    Email,
    LongText,
    MultipleChoice,
    Question,
    Text,
)
from ui import theme
from ui.fill.answers import view_of
from ui.fill.answers.consent import ConsentView
from ui.fill.answers.dropdown import DropdownView
from ui.fill.answers.long_text import LongTextView
from ui.fill.answers.matrix import MatrixView
from ui.fill.answers.table import TableView
from ui.fill.answers.text import LineView
from ui.fill.limit_words import limit_words
from ui.parts.page import card_box
from ui.parts.plain import PlainLabel
from ui.parts.rich import RichText
from ui.parts.voice import Voice
from ui.words import tr, trn


class QuestionCard(QFrame):
    """Shows a `QuestionState`; problems of a question appear once it was left, or when it is asked to show them."""

    answered = Signal(str, object)
    left = Signal(str)

    def __init__(self, question: Question, voice: Voice, open_link: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self.question = question
        self._voice = voice
        self._visited = False
        self._state: QuestionState | None = None
        self._described = ""
        box = card_box(self)
        if not isinstance(question, Consent):
            box.addWidget(PlainLabel(voice.plain(question.label), "question"))
        if question.help:
            box.addWidget(RichText(voice.say(question.help), open_link, role="help"))
        self.notices = QVBoxLayout()
        """Above the answer: what others say that matters before one answers."""
        box.addLayout(self.notices)
        limit = limit_words(question)
        self._told_limit = "" if _has_counter(question) else limit
        self._meta = PlainLabel("", "small")
        box.addWidget(self._meta)
        self.view = view_of(question, voice)
        self.view.answered.connect(self.answered)
        self.view.left.connect(self.left)
        if isinstance(self.view, ConsentView) and open_link is not None:
            self.view.link_asked.connect(open_link)
        self._counter = PlainLabel("", "counter")
        self._problems = PlainLabel("", "problem")
        self._advices = PlainLabel("", "advice")
        told = (self._problems, self._advices)
        # Below one field it is in view; above a long list, where one would have to look for it at the end.
        below = isinstance(self.view, LineView | LongTextView | DropdownView | ConsentView)
        for part in (self.view, self._counter, *told) if below else (*told, self.view, self._counter):
            box.addWidget(part)
        self._because = PlainLabel("", "small")
        box.addWidget(self._because)
        self.margin = QHBoxLayout()
        """Below the answer: small marks and buttons about it."""
        box.addLayout(self.margin)
        self._help = " ".join(part for part in (voice.plain(question.help), limit) if part)

    def show_state(self, state: QuestionState) -> None:
        """Mirror `state`."""
        self._state = state
        self.view.show_state(state)
        self._because.setText(state.because)
        self._because.setVisible(bool(state.because))
        meta = " · ".join(one for one in (tr("Fill", "Required") if state.required else "", self._told_limit) if one)
        self._meta.setText(meta)
        self._meta.setVisible(bool(meta))
        self._show_counter(state)
        self._show_problems(state)

    @property
    def tells_problems(self) -> bool:
        """Whether it says already what is wrong."""
        return self._visited

    def show_problems(self) -> None:
        """From now on say what is wrong here."""
        if not self._visited:
            self._visited = True
            if self._state is not None:
                self._show_problems(self._state)

    def mark_found(self, *, on: bool) -> None:
        """Stand out among the others as what was looked for."""
        theme.mark(self, "found" if on else "card")

    def focus(self, target: str = "") -> QWidget | None:
        """Put the focus to the place of `target`; the widget that has it."""
        control = self.view.control_at(target or self.question.id)
        if control is not None:
            control.setFocus()
        return control

    def _show_counter(self, state: QuestionState) -> None:
        limit = getattr(self.question, "max_length", None)
        if limit is None or not _has_counter(self.question):
            self._counter.hide()
            return
        count = state.counts.get(self.question.id, 0)
        self._counter.show()
        self._counter.setText(tr("Fill", "{count} of {limit} characters", count=f"{count:,}", limit=f"{limit:,}"))
        theme.mark(self._counter, "counter-over" if count > limit else "counter")

    def _show_problems(self, state: QuestionState) -> None:
        over = [one for one in state.problems if one.code == "too-long"]
        problems = (
            [one for one in state.problems if not one.advice and one.code != "two-answers"] if self._visited else over
        )
        if isinstance(self.view, MatrixView | TableView):
            self.view.show_problems(on=self._visited)
            beside = [one for one in problems if one.target == self.question.id]
            rows = {one.target.split("/")[1] for one in problems if "/" in one.target}
            told = []
            if rows and (self._visited or isinstance(self.view, TableView)):
                one, many = "{n} row still needs an answer or a change.", "{n} rows still need an answer or a change."
                told.append(trn("Fill", one, many, len(rows)))
            spoken = [self._voice.problem(one) for one in beside]  # of the rows each tells its own
            told += spoken
        else:
            told = spoken = [self._voice.problem(one) for one in problems]
        self._problems.setText("\n".join(told))
        self._problems.setVisible(bool(told))
        advice = [self._voice.problem(one) for one in state.problems if one.advice] if self._visited else []
        self._advices.setText("\n".join(advice))
        self._advices.setVisible(bool(advice))
        if isinstance(self.view, LineView):
            self.view.flag(wrong=bool(problems))
        parts = [tr("Fill", "Required") if state.required else "", self._help, *spoken, *advice]
        description = ". ".join(part.rstrip(".") for part in parts if part)
        if description != self._described:
            self._described = description
            self.view.describe(description)


def _has_counter(question: Question) -> bool:
    """Whether a counter below the answer says the limit already."""
    if isinstance(question, MultipleChoice):
        return question.max_choices is not None
    return isinstance(question, (Text, LongText, Email)) and question.max_length is not None
