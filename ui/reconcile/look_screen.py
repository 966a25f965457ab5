"""Please look: who asks this person, what was combined from several people's answers, what somebody suggests, and what would not be sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from forms.places import Places
from ui.parts.page import Page, buttons, card, lay_out
from ui.parts.plain import PlainLabel, plain_button
from ui.reconcile.closing import close_for
from ui.reconcile.desk import ReconcileDesk
from ui.reconcile.focusing import first_stop, focus_soon
from ui.reconcile.saying import headed
from ui.reconcile.sheets import Asking, Combined, Hidden, Suggestion
from ui.reconcile.suggestion_card import SuggestionCard
from ui.reconcile.text_cards import WrittenBy
from ui.trouble import TroubleBanner, announce
from ui.words import tr

AT_ONCE = 8
"""So many cards are built at once, the others on the way down."""


class LookScreen(QWidget):
    """Shows what a `ReconcileDesk` says should be looked at; nothing here is urgent, and nothing counts less before one looks.
    `talk_asked(question)` asks for what is said about a question, "" for the whole draft."""

    back_asked = Signal()
    place_asked = Signal(str)
    talk_asked = Signal(str)

    def __init__(self, desk: ReconcileDesk) -> None:
        super().__init__()
        self._desk = desk
        self._places = Places(desk.voice.questionnaire)
        self._banner, self._page = TroubleBanner(), Page()
        lay_out(self, self._banner, self._page)
        self._first = ""
        self._drawn: object = None
        self._why_not = ""
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew."""
        page, desk = self._page, self._desk
        self._room = AT_ONCE
        combined = sorted((one for one in desk.combined() if not one.read), key=self._is_later)
        suggestions, hidden = sorted(desk.suggestions(), key=self._is_later), sorted(desk.hidden(), key=self._is_later)
        asking, why_not = desk.asking(), desk.why_not()
        if self._drawn == (asking, combined, suggestions, hidden, why_not):
            return  # else what the person has begun to write would be gone
        self._drawn = asking, combined, suggestions, hidden, why_not
        self._why_not = why_not
        page.clear()
        page.way_back(tr("Look", "Back to the questions"), self.back_asked)
        page.heading(tr("Look", "Please look"), "title")
        if not (asking or combined or suggestions or hidden):
            page.add(PlainLabel(tr("Look", "There is nothing to look at."), "help"))
        self._list(tr("Look", "You are asked"), "", [partial(self._asking, one) for one in asking])
        if why_not and (combined or suggestions or hidden):
            page.add(PlainLabel(why_not))
        self._list(tr("Look", "Suggestions"), "", [partial(self._suggestion, one) for one in suggestions])
        told = tr("Look", "The program put these answers together from what several people wrote. “I have read it” ticks it off for "
                  "you alone. “Accept for everyone” makes it the answer, under your name.")  # fmt: skip
        self._list(tr("Look", "Combined answers"), told, [partial(self._combined, one) for one in combined])
        told = tr("Look", "These answers are kept, but they would not be sent.")
        self._list(tr("Look", "Hidden answers"), told, [partial(self._hidden, one) for one in hidden])
        page.end()

    def go_to(self, target: str) -> None:
        """Put what is about a target before everything else, and the focus there."""
        self._first = target
        self.refresh()
        focus_soon(
            self, lambda: first_stop(next((one for one in self._cards() if one.property("place") == target), None))
        )

    def _is_later(self, one: Combined | Suggestion | Hidden) -> bool:
        return one.target != self._first

    def _list(self, title: str, told: str, cards: list[partial[QFrame]]) -> None:
        if not cards:
            return
        add: Callable[[PlainLabel], object] = self._page.add
        if self._room <= 0:
            add = self._put_off
        add(PlainLabel(f"{title} ({len(cards)})", "heading"))
        if told:
            add(PlainLabel(told, "help"))
        for one in cards:
            if self._room > 0:
                self._page.add(one())
            else:
                self._page.add_later(one)
            self._room -= 1

    def _put_off(self, label: PlainLabel) -> None:
        self._page.add_later(lambda: label)

    def _asking(self, one: Asking) -> QFrame:
        told = tr("Look", "{people} asks you ({when})", people=headed(one.people), when=one.when)
        frame, box = self._card(f"@thread/{one.thread}", one.place, told)
        box.addWidget(PlainLabel(one.words))
        go = self._button(tr("Look", "Go there"), f"{one.people}, {one.place}", "primary", "message-square")
        go.clicked.connect(lambda: self.talk_asked.emit(one.question))
        box.addWidget(buttons(go))
        return frame

    def _combined(self, one: Combined) -> QFrame:
        frame, box = self._card(one.target, one.place, tr("Look", "Combined from {people}", people=one.people))
        if one.passages:
            box.addWidget(WrittenBy(one.passages))
        else:
            box.addWidget(PlainLabel(one.words or tr("Look", "Nothing"), "body"))
            before = one.before or tr("Look", "nothing")
            box.addWidget(PlainLabel(tr("Look", "Before: {answer}", answer=before), "help"))
        read = self._button(tr("Look", "I have read it"), one.place, "primary", "check")
        read.clicked.connect(lambda: self._do(partial(self._desk.mark_read, one.target), tr("Look", "Ticked as read.")))
        accept = self._button(tr("Look", "Accept for everyone"), one.place)
        accept.clicked.connect(lambda: self._do(partial(self._desk.accept, one.target), tr("Look", "Accepted.")))
        close_for(self._why_not, accept)
        box.addWidget(buttons(read, accept, self._go(one.target, one.place)))
        return frame

    def _suggestion(self, one: Suggestion) -> QFrame:
        found = SuggestionCard(one, self._places, self._desk.voice, self._why_not)
        found.setProperty("place", one.target)
        found.taken.connect(
            lambda value: self._do(partial(self._desk.take, one.target, one.id, value), tr("Look", "Taken."))
        )
        found.declined.connect(
            lambda: self._do(partial(self._desk.decline, one.target, one.id), tr("Look", "Declined."))
        )
        return found

    def _hidden(self, one: Hidden) -> QFrame:
        frame, box = self._card(one.target, one.place_words, "")
        box.addWidget(PlainLabel(one.sentence))
        know = self._button(tr("Look", "I know"), one.place_words)
        know.clicked.connect(lambda: self._do(partial(self._desk.acknowledge, one.target), tr("Look", "Noted.")))
        close_for(self._why_not, know)
        box.addWidget(buttons(self._go(one.place, one.place_words, tr("Look", "Go there")), know))
        return frame

    def _card(self, target: str, place: str, told: str) -> tuple[QFrame, QVBoxLayout]:
        frame, box = card()
        frame.setAccessibleName(place)
        frame.setProperty("place", target)
        box.addWidget(PlainLabel(place, "question"))
        if told:
            box.addWidget(PlainLabel(told, "help"))
        return frame, box

    def _go(self, target: str, place: str, words: str = "") -> QWidget:
        go = self._button(words or tr("Look", "Show the question"), place, "quiet", "eye")
        go.clicked.connect(lambda: self.place_asked.emit(target))
        return go

    def _button(self, words: str, place: str, role: str = "", picture: str = "") -> QPushButton:
        button = plain_button(words, role, picture)
        button.setAccessibleName(f"{words}: {place}")
        return button

    def _do(self, deed: Callable[[], None], told: str) -> None:
        if not self._banner.attempt(deed):
            return
        at = self._page.verticalScrollBar().value()
        self.refresh()
        self._page.verticalScrollBar().setValue(at)
        announce(self, told)
        focus_soon(self, lambda: first_stop(next(iter(self._cards()), self._page)))

    def _cards(self) -> list[QFrame]:
        return [one for one in self._page.findChildren(QFrame) if one.property("place") and not one.isHidden()]
