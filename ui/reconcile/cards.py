"""One answer that people gave differently, where one value is to be chosen: a card for each value, and room for another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import theme
from ui.parts.page import buttons, card
from ui.parts.plain import PlainLabel, plain_button
from ui.reconcile.beside import Beside
from ui.reconcile.closing import close_for
from ui.reconcile.new_answer import NewAnswer
from ui.reconcile.saying import headed
from ui.reconcile.sheets import Difference, Version
from ui.words import tr, trn

SHORT = 90


class AnswerCards(QWidget):
    """`decided(value)` is what the person chose or wrote; `ask_asked(persons)` that they want to ask those who answered."""

    decided = Signal(object)
    ask_asked = Signal(object)

    def __init__(self, difference: Difference, new: Callable[[], NewAnswer], why_not: str = "") -> None:
        super().__init__()
        self._difference, self._new = difference, new
        self._why_not = why_not
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.SPACE.s)
        self._box.addWidget(PlainLabel(_before_words(difference.before), "help"))
        self._box.addWidget(Beside([self._card(one) for one in difference.versions]))
        self._writing: NewAnswer | None = None
        if difference.can_write:
            write = plain_button(tr("Decide", "Write another answer"), "quiet", "pencil")
            write.setAccessibleName(tr("Decide", "Write another answer: {place}", place=difference.words))
            write.clicked.connect(self._write)
            close_for(why_not, write)
            self._box.addWidget(buttons(write))

    def _card(self, version: Version) -> QFrame:
        frame, box = card()
        frame.setAccessibleName(card_name(version))
        box.addWidget(PlainLabel(_who(version), "help"))
        box.addWidget(PlainLabel(version.words or tr("Decide", "No answer (it was cleared)"), "question"))
        if version.when:
            box.addWidget(PlainLabel(version.when, "small"))
        box.addStretch(1)
        use = plain_button(tr("Decide", "Use this"), "primary")
        place = self._difference.words
        use.setAccessibleName(tr("Decide", "Use this: {answer} ({place})", answer=card_name(version), place=place))
        use.clicked.connect(partial(self.decided.emit, version.value))
        close_for(self._why_not, use)
        row = [use]
        if version.persons:
            ask = plain_button(ask_words(version.persons), "quiet")
            ask.setAccessibleName(
                tr("Decide", "Ask about this: {answer} ({place})", answer=card_name(version), place=place)
            )
            ask.clicked.connect(partial(self.ask_asked.emit, version.persons))
            row.append(ask)
        box.addWidget(buttons(*row))
        return frame

    def _write(self) -> None:
        if self._writing is None:
            self._writing = self._new()
            self._writing.given.connect(self.decided)
            self._box.addWidget(self._writing)
        self._writing.focus()


def ask_words(persons: Sequence[str]) -> str:
    """What stands on the button that asks these people."""
    return tr("Decide", "Ask them") if len(persons) > 1 else tr("Decide", "Ask")


def card_name(version: Version) -> str:
    """A card's name for a screen reader: "Answer of Ben: 25 to 34"."""
    words = version.words or tr("Decide", "no answer")
    if len(words) > SHORT:
        words = words[:SHORT].rstrip() + "…"
    if version.people == tr("Decide", "you"):
        return tr("Decide", "Your answer: {answer}", answer=words)
    return tr("Decide", "Answer of {people}: {answer}", people=version.people, answer=words)


def _who(version: Version) -> str:
    count = len(version.persons) + version.mine
    if count > 1:
        one, many = "{n} person: {people}", "{n} people agree: {people}"
        return trn("Decide", one, many, count, people=version.people)
    return headed(version.people)


def _before_words(before: str) -> str:
    return tr("Decide", "Before: {answer}", answer=before) if before else tr("Decide", "Before: nothing was answered")
