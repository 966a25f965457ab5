"""Choices brought into an order: buttons and keys move them, the first is the most important."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import Question, Ranking
from ui.fill.answers.contract import AnswerView
from ui.fill.answers.description import with_own
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.tab_order import kept_place
from ui.parts.voice import Voice
from ui.words import tr


class RankingView(AnswerView):
    """Ranked choices with their place, then those not ranked yet."""

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        assert isinstance(question, Ranking)
        self._ranking = question
        self._order: tuple[str, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None
        self._controls: dict[tuple[str, str], QWidget] = {}
        self._description = ""

    def show_state(self, state: QuestionState) -> None:
        """Show the order; laid out anew only when it changed."""
        value = state.values.get(self.question.id)
        order = tuple(str(one) for one in value) if isinstance(value, tuple) else ()
        if self._body is not None and order == self._order and state.hidden == self._hidden:
            return
        focused = next((key for key, one in self._controls.items() if one.hasFocus()), None)
        self._order, self._hidden = order, state.hidden
        with kept_place(self):
            self._build()
        if focused:
            for key in (focused, (focused[0], "down"), (focused[0], "up"), (focused[0], "add")):
                control = self._controls.get(key)
                if control is not None and control.isEnabled():
                    control.setFocus()
                    break

    def describe(self, description: str) -> None:
        """Kept for when the list is laid out anew."""
        self._description = description
        helps = {one.id: self.voice.plain(one.help) for one in self._ranking.choices}
        for (identity, _), control in self._controls.items():
            control.setAccessibleDescription(with_own(helps[identity], description))

    def controls(self) -> list[QWidget]:
        """All buttons, from the first place on."""
        return list(self._controls.values())

    def _build(self) -> None:
        if self._body is not None:
            self._box.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body, self._controls = QWidget(), {}
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        words = {one.id: self.voice.plain(one.label) for one in self._ranking.choices}
        shown = [one for one in words if f"{self.question.id}/{one}" not in self._hidden]
        ranked = [one for one in self._order if one in shown]
        for place, identity in enumerate(ranked):
            grid.addWidget(PlainLabel(f"{place + 1}.", "question"), place, 0)
            grid.addLayout(self._said(identity), place, 1)
            self._button(grid, place, 2, identity, "up", tr("Fill", "Up"), words, enabled=place > 0)
            self._button(grid, place, 3, identity, "down", tr("Fill", "Down"), words, enabled=place + 1 < len(ranked))
            self._button(grid, place, 4, identity, "remove", tr("Fill", "Take out"), words)
        for offset, identity in enumerate(one for one in shown if one not in ranked):
            at = len(ranked) + offset
            grid.addWidget(PlainLabel("–", "help"), at, 0)
            grid.addLayout(self._said(identity), at, 1)
            told = tr("Fill", "Put in place {n}", n=len(ranked) + 1)
            self._button(grid, at, 2, identity, "add", told, words, span=3)
        self._box.addWidget(self._body)
        self._body.show()
        self.describe(self._description)

    def _said(self, identity: str) -> QVBoxLayout:
        """The words of a choice, its help below."""
        choice = next(one for one in self._ranking.choices if one.id == identity)
        box = QVBoxLayout()
        box.setSpacing(0)
        box.addWidget(PlainLabel(self.voice.plain(choice.label)))
        if choice.help:
            box.addWidget(PlainLabel(self.voice.plain(choice.help), "help"))
        return box

    def _button(
        self, grid: QGridLayout, row: int, column: int, identity: str, deed: str, told: str, words: dict[str, str],
        *, enabled: bool = True, span: int = 1,
    ) -> None:  # fmt: skip
        button = plain_button(told)
        button.setAccessibleName(self.name(words[identity], told))
        button.setEnabled(enabled)
        button.clicked.connect(lambda: self._move(identity, deed))
        grid.addWidget(button, row, column, 1, span)
        self._controls[identity, deed] = button

    def _move(self, identity: str, deed: str) -> None:
        """Move among what is shown; hidden choices keep their places for when they are shown again."""
        order = list(self._order)
        if deed == "add":
            order.append(identity)
        elif deed == "remove":
            order.remove(identity)
        else:
            places = [at for at, one in enumerate(order) if f"{self.question.id}/{one}" not in self._hidden]
            place = places.index(order.index(identity))
            here, there = places[place], places[place + (1 if deed == "down" else -1)]
            order[here], order[there] = order[there], order[here]
        self.answered.emit(self.question.id, tuple(order) or None)
        self.left.emit(self.question.id)
