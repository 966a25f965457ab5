"""A long text that people changed: agreed passages in reading order, a card where they differ, and the length of what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from forms.limits import length
from forms.questionnaire import Counting
from ui import theme
from ui.parts.page import buttons
from ui.parts.plain import PlainLabel, plain_button
from ui.reconcile.closing import close_for
from ui.reconcile.focusing import first_stop, focus_soon
from ui.reconcile.passage_card import PassageCard
from ui.reconcile.saying import headed
from ui.reconcile.sheets import Difference, Passage
from ui.trouble import announce
from ui.words import tr, trn

BAR = 4
"""The bar beside what somebody changed, in pixels."""


class TextCards(QWidget):
    """`decided(text)` is the whole text once every passage was decided, None where nothing is left of it."""

    decided = Signal(object)

    def __init__(self, difference: Difference, counting: Counting, why_not: str = "") -> None:
        super().__init__()
        self._difference, self._counting = difference, counting
        self._why_not = why_not
        self._parts: list[str | PassageCard] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE.s)
        count = sum(bool(one.options) for one in difference.passages)
        apart = count == len(difference.passages) == 1 and not difference.passages[0].text
        if apart:
            box.addWidget(PlainLabel(_apart_words(difference.passages[0]), "help"))
        number = 0
        for passage in difference.passages:
            if passage.options:
                number += 1
                card = PassageCard(passage, number, count, apart=apart, why_not=why_not)
                card.changed.connect(partial(self._changed, card))
                self._parts.append(card)
                box.addWidget(card)
            else:
                self._parts.append(passage.text)
                if passage.text.strip():
                    box.addWidget(PlainLabel(passage.text.strip("\n ")))
        self._count = PlainLabel("", "counter")
        self._left = PlainLabel("", "help")
        box.addWidget(self._count)
        box.addWidget(self._left)
        self._use = plain_button(tr("Decide", "Use this text"), "primary")
        self._use.setAccessibleName(tr("Decide", "Use this text: {place}", place=difference.words))
        self._use.clicked.connect(lambda: self.decided.emit(self.text() or None))
        box.addWidget(buttons(self._use))
        self._tell()

    def text(self) -> str:
        """What the text would be now; a passage that is open reads as it was before."""
        return "".join(self._text_of(one) for one in self._parts)

    def open_passages(self) -> int:
        """How many passages are still to decide."""
        return sum(isinstance(one, PassageCard) and one.chosen is None for one in self._parts)

    def _text_of(self, part: str | PassageCard) -> str:
        if isinstance(part, str):
            return part
        return part.chosen if part.chosen is not None else part.before

    def _changed(self, card: PassageCard) -> None:
        self._tell()
        if card.chosen is not None:  # the keyboard goes on, and does not open again what was just chosen
            still = next((one for one in self._parts if isinstance(one, PassageCard) and one.chosen is None), None)
            focus_soon(self, lambda: first_stop(still) if still is not None else self._use)
        announce(self, self._left.text() or tr("Decide", "Every passage is decided."))

    def _tell(self) -> None:
        count, limit = length(self.text(), self._counting), self._difference.limit
        told = trn("Decide", "{n} character", "{n} characters", count)
        if limit is not None:
            told = tr("Fill", "{count} of {limit} characters", count=f"{count:,}", limit=f"{limit:,}")
        self._count.setText(told)
        theme.mark(self._count, "counter-over" if limit is not None and count > limit else "counter")
        left = self.open_passages()
        words = (
            trn("Decide", "{n} passage is still to decide.", "{n} passages are still to decide.", left) if left else ""
        )
        self._left.setText(words)
        self._left.setVisible(bool(words))
        self._use.setEnabled(not left)
        self._use.setAccessibleDescription(words)
        close_for(self._why_not, self._use)


def _apart_words(passage: Passage) -> str:
    told = tr("Decide", "Each of you began with a text of your own.")
    if len(passage.options) != 2:
        return told
    first, second = (one.people for one in passage.options)
    marks = tr("Decide", "The marks in the text of {second} show where it differs from that of {first}.",
               first=first, second=second)  # fmt: skip
    if first == tr("Decide", "you"):
        marks = tr("Decide", "The marks in the text of {second} show where it differs from yours.", second=second)
    return f"{told} {marks}"


class WrittenBy(QWidget):
    """A combined text to read: beside each passage that somebody changed stands a thin bar and who it was."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE.xs)
        for one in passages:
            if not one.text.strip():
                if one.people:
                    box.addWidget(_marked(tr("Decide", "(a passage was taken out)"), one.people))
                continue
            words = one.text.strip("\n ")
            box.addWidget(_marked(words, one.people) if one.people else _plain(words))


def _plain(words: str) -> QWidget:
    label = PlainLabel(words)
    label.setContentsMargins(theme.SPACE.s + BAR, 0, 0, 0)
    return label


def _marked(words: str, people: str) -> QWidget:
    holder = QFrame()
    holder.setAccessibleName(tr("Decide", "Written by {people}", people=people))
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE.s)
    bar = QFrame()
    bar.setFixedWidth(BAR)
    bar.setAutoFillBackground(True)
    palette = bar.palette()
    palette.setColor(bar.backgroundRole(), theme.colour("accent"))
    bar.setPalette(palette)
    row.addWidget(bar)
    inside = QVBoxLayout()
    inside.setSpacing(0)
    inside.addWidget(PlainLabel(words))
    inside.addWidget(PlainLabel(headed(people), "small"))
    row.addLayout(inside, 1)
    return holder
