"""Talk: the margins of the question cards, the panel and the filter, kept at one question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.fill.question import QuestionCard
from ui.parts.ask import Ask
from ui.parts.fields import TextField
from ui.talk.desk import TalkDesk
from ui.talk.margin import Margin
from ui.talk.outline import TalkFilter
from ui.talk.panel import Tab, TalkPanel
from ui.talk.quoted import field_of, marked, show_quoted
from ui.talk.thread_card import ThreadView

W = TypeVar("W", bound=QWidget)


class Talk(QObject):
    """Part of the companion of one fill screen: call `dress` and `refresh` from there, put `panel` and `filter` into it, and
    `close` it with the screen. `place_asked(question)` leads to a question; `look_asked(question)` brings it into view and leaves the
    focus where it is."""

    place_asked = Signal(str)
    look_asked = Signal(str)

    def __init__(self, desk: TalkDesk, ask: Ask) -> None:
        super().__init__()
        self._desk = desk
        self._margins: dict[str, Margin] = {}
        self._cards: dict[str, QuestionCard] = {}
        self._quoted: TextField | None = None
        self.current = ""
        self.panel = TalkPanel(desk, ask)
        self.panel.closed.connect(self._back)
        self.filter = TalkFilter(desk)
        self.filter.place_asked.connect(self.place_asked)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app, self._listening = app, True
        app.focusChanged.connect(self._focus_moved)

    def shortcuts(self, screen: QWidget) -> None:
        """F7 opens and closes the panel, F8 and Shift+F8 lead to the next and previous question of the filter."""
        QShortcut(QKeySequence("F7"), screen, self.toggle)
        QShortcut(QKeySequence("F8"), screen, lambda: self.filter.go(1))
        QShortcut(QKeySequence("Shift+F8"), screen, lambda: self.filter.go(-1))

    def dress(self, card: QuestionCard) -> None:
        """A card was built: give it its margin."""
        question = card.question.id
        margin = Margin(question, self._desk.title(question))
        margin.talk_asked.connect(self._open_talk)
        margin.history_asked.connect(self._open_history)
        margin.show_marks(self._desk.marks(question))
        card.margin.addWidget(margin, 1)
        self._margins[question], self._cards[question] = margin, card

    def refresh(self, items: Sequence[str]) -> None:
        """The state of these questions altered."""
        for one in items:
            margin = self._margins.get(one)
            if margin is not None and isValid(margin):
                margin.show_marks(self._desk.marks(one))
        if self.panel.question in items:
            self.panel.refresh()
        else:
            self.panel.refresh_whole()  # which `refresh` sees to as well
        self.filter.refresh()

    def toggle(self) -> None:
        """Open the panel at the current question, or put it away."""
        if self.panel.isHidden():
            question = self.current or next(iter(self._desk.matching("all")), "")
            if question:
                self._open_talk(question)
        else:
            self.panel.put_away()

    def open_at(self, question: str, asking: Sequence[str] = ()) -> None:
        """Open the panel at a question, to write about it; `asking` are people, by id, whom the comment is to ask."""
        self._open_talk(question)
        self.panel.begin_asking(asking)

    def open_whole(self) -> None:
        """Open the panel at what was said about the whole draft."""
        self.panel.open_at(self.panel.question or self.current, "whole")

    def close(self) -> None:
        """The screen goes away for good."""
        if self._listening:
            self._listening = False
            self.panel.keep_writing()
            self._app.focusChanged.disconnect(self._focus_moved)

    def _open_talk(self, question: str) -> None:
        self._open(question, "talk")

    def _open_history(self, question: str) -> None:
        self._open(question, "history")

    def _open(self, question: str, tab: Tab) -> None:
        self._go_to(question)
        self.panel.open_at(question, tab)
        QTimer.singleShot(0, self, lambda: self.look_asked.emit(question))  # the panel took room from the questions

    def _go_to(self, question: str) -> None:
        self.current = self.filter.current = question

    def _back(self) -> None:
        """Where the panel was put away, the question has the focus again."""
        self._show_quote(None)
        if self.panel.question:
            self.place_asked.emit(self.panel.question)

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and isValid(old) and isinstance(old, TextField):
            self._offer(old)
        if now is None or not isValid(self.panel):
            return
        card = _around(now, QuestionCard)
        if card is not None and self._cards.get(card.question.id) is card:
            self._go_to(card.question.id)
            self._show_quote(None)
            if not self.panel.isHidden():
                self.panel.show_question(card.question.id)
        elif self.panel.isAncestorOf(now):
            self._show_quote(_around(now, ThreadView))

    def _offer(self, field: TextField) -> None:
        """The person left a long text: words that are marked there can be spoken about."""
        card = _around(field, QuestionCard)
        if card is None or self._cards.get(card.question.id) is not card or field_of(card) is not field:
            return
        found = marked(field)
        if found is None or card.question.kind != "long_text":
            self.panel.forget_words()
            return
        self.panel.show_question(card.question.id)
        self.panel.offer_words(*found)

    def _show_quote(self, view: ThreadView | None) -> None:
        if self._quoted is not None and isValid(self._quoted):
            show_quoted(self._quoted, None)
        self._quoted = None
        shown = view.shown if view is not None else None
        card = self._cards.get(self.panel.question)
        if shown is None or shown.found is None or card is None or not isValid(card):
            return
        field = field_of(card)
        if field is not None:
            show_quoted(field, shown.found)
            self._quoted = field


def _around(widget: QWidget, kind: type[W]) -> W | None:
    """The nearest widget of a kind around another, or that one itself."""
    found: QWidget | None = widget
    while found is not None and not isinstance(found, kind):
        found = found.parentWidget()
    return found
