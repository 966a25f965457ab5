"""One answer where people differ, as a card: the ways to decide, or what was decided and the way to decide otherwise."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from forms.places import Places
from ui.parts.page import buttons, card_box
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.voice import Voice
from ui.reconcile.cards import AnswerCards, ask_words
from ui.reconcile.closing import close_for
from ui.reconcile.focusing import first_stop, focus_soon
from ui.reconcile.new_answer import NewAnswer
from ui.reconcile.set_table import SetTable
from ui.reconcile.sheets import Difference
from ui.reconcile.text_cards import TextCards
from ui.words import tr


class DifferenceCard(QFrame):
    """`decided(target, value)` and `ask_asked(target, persons)` say what a person does; deciding is closed where `why_not` says why.
    `reopened(target, on)` tells that what was decided is open again (`again` where it begins so), or is left as decided."""

    decided = Signal(str, object)
    ask_asked = Signal(str, object)
    reopened = Signal(str, bool)

    def __init__(
        self, difference: Difference, places: Places, voice: Voice, why_not: str = "", *, again: bool = False
    ) -> None:
        super().__init__()
        self._difference, self._places, self._voice = difference, places, voice
        self._why_not = why_not
        self.setAccessibleName(tr("Decide", "Different answers: {place}", place=difference.words))
        self._box = card_box(self)
        if difference.part:
            self._box.addWidget(PlainLabel(difference.part, "question"))
        if difference.decided is None:
            self._box.addWidget(self._ways())
        else:
            self._draw_decided(difference.decided)
            if again:
                self._open_again()

    @property
    def target(self) -> str:
        """The answer that it is about."""
        return self._difference.target

    def focus(self) -> None:
        """Go to the first way to decide."""
        focus_soon(self, lambda: first_stop(self))

    def _draw_decided(self, words: str) -> None:
        self._said = QWidget()
        box = QVBoxLayout(self._said)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(PlainLabel(tr("Decide", "Decided"), "done"))
        box.addWidget(PlainLabel(words or tr("Decide", "No answer"), "question"))
        otherwise = plain_button(tr("Decide", "Decide otherwise"), "quiet", "rotate-ccw")
        otherwise.setAccessibleName(tr("Decide", "Decide otherwise: {place}", place=self._difference.words))
        otherwise.clicked.connect(self._otherwise)
        close_for(self._why_not, otherwise)
        box.addWidget(buttons(otherwise))
        self._box.addWidget(self._said)
        self._again = QWidget()
        self._again.hide()
        self._box.addWidget(self._again)

    def _otherwise(self) -> None:
        self._open_again()
        self.reopened.emit(self.target, True)
        self.focus()

    def _open_again(self) -> None:
        if self._again.layout() is None:
            box = QVBoxLayout(self._again)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(self._ways())
            leave = plain_button(tr("Decide", "Leave it as decided"), "quiet", "x")
            leave.setAccessibleName(tr("Decide", "Leave it as decided: {place}", place=self._difference.words))
            leave.clicked.connect(self._leave)
            box.addWidget(buttons(leave))
        self._said.hide()
        self._again.show()

    def _leave(self) -> None:
        self._again.hide()
        self._said.show()
        self.reopened.emit(self.target, False)
        self.focus()

    def _ways(self) -> QWidget:
        difference = self._difference
        if difference.manner == "set":
            ways: AnswerCards | SetTable | TextCards = SetTable(difference, self._why_not)
        elif difference.manner == "text":
            ways = TextCards(difference, self._voice.questionnaire.counting, self._why_not)
        else:
            ways = AnswerCards(difference, self._new, self._why_not)
            ways.ask_asked.connect(lambda persons: self.ask_asked.emit(difference.target, persons))
        ways.decided.connect(lambda value: self.decided.emit(difference.target, value))
        if difference.manner == "one":
            return ways
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(ways)
        persons = tuple(dict.fromkeys(person for one in difference.versions for person in one.persons))
        if persons:
            ask = plain_button(ask_words(persons), "quiet")
            ask.setAccessibleName(tr("Decide", "Ask about this: {place}", place=difference.words))
            ask.clicked.connect(lambda: self.ask_asked.emit(difference.target, persons))
            box.addWidget(buttons(ask))
        return holder

    def _new(self) -> NewAnswer:
        mine = next((one.value for one in self._difference.versions if one.mine), None)
        return NewAnswer(self._difference.target, self._places, self._voice, mine)
