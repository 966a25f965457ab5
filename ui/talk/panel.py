"""The panel beside the questions: what was said about the current one, who answers and approves it, and its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from forms.trouble import Trouble
from ui import theme
from ui.parts.ask import Ask
from ui.parts.flow import FlowLayout
from ui.parts.page import Page
from ui.parts.plain import PlainLabel, plain_button
from ui.talk.assign_list import AssignList
from ui.talk.compose import Compose
from ui.talk.desk import TalkDesk
from ui.talk.history_view import HistoryView
from ui.talk.review_row import ReviewRow
from ui.talk.thread_card import ThreadView
from ui.trouble import TroubleBanner, announce
from ui.words import tr

WIDTH, ROOM = 360, 900
"""The width of the panel, and how wide a window must be to show it beside the questions."""
Tab = Literal["talk", "history", "whole"]
WHOLE = ""
"""Stands for the whole draft, where a question could."""


class TalkPanel(QFrame):
    """Hidden until `open_at`. `closed` when the person puts it away; `covering(on)`: there is no room beside the questions, so that
    whoever shows both hides them meanwhile."""

    closed = Signal()
    covering = Signal(bool)

    def __init__(self, desk: TalkDesk, ask: Ask) -> None:
        super().__init__()
        self._desk, self._ask = desk, ask
        self.question = ""
        self._tab: Tab = "talk"
        self._threads: dict[str, ThreadView] = {}
        self._covers = False
        theme.mark(self, "panel")
        self.setAccessibleName(tr("Talk", "Talk about this question"))
        self._title = PlainLabel("", "question")
        head = QHBoxLayout()
        tabs = QWidget()
        flow = FlowLayout(tabs, 4)
        self._tabs = {
            "talk": plain_button(tr("Talk", "Comments"), "tab", "message-square"),
            "history": plain_button(tr("Talk", "History"), "tab", "history"),
            "whole": plain_button(tr("Talk", "About the whole draft"), "tab"),
        }
        for name, button in self._tabs.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _on, at=name: self.show_tab(at))
            flow.addWidget(button)
        head.addWidget(tabs, 1)
        away = plain_button("", "quiet", "x")
        away.setAccessibleName(tr("Talk", "Close the panel (F7)"))
        away.setToolTip(tr("Talk", "Close the panel (F7)"))
        away.clicked.connect(self.put_away)
        head.addWidget(away)
        self._banner = TroubleBanner()
        self._pages = QStackedWidget()
        self._page = Page(760)
        self._history = HistoryView()
        self._pages.addWidget(self._page)
        self._pages.addWidget(self._history)
        self._fill_page()
        self._history.restore_asked.connect(self._restore)
        self._history.draft_asked.connect(self._show_draft)
        self._history.back_asked.connect(lambda: self.show_tab("history"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.SPACE.s, 0, 0)
        box.setSpacing(theme.SPACE.s)
        top = QVBoxLayout()
        top.setContentsMargins(theme.SPACE.m, 0, theme.SPACE.m, 0)
        top.addLayout(head)
        top.addWidget(self._title)
        top.addWidget(self._banner)
        box.addLayout(top)
        box.addWidget(self._pages, 1)
        self.hide()

    def open_at(self, question: str, tab: Tab = "talk") -> None:
        """Show what there is about a question, and bring the focus there."""
        self.show()
        # Before the button that was pressed may go, and Qt would lead on to the next question.
        self._tabs[tab].setFocus()
        self.show_question(question)
        self.show_tab(tab)
        if tab != "history":
            QTimer.singleShot(0, self, self._compose.take_focus)

    def begin_asking(self, persons: Sequence[str]) -> None:
        """The new comment asks these people, by id."""
        names = [one.name for one in self._desk.people() if one.id in persons and not one.is_me]
        self._compose.begin_with("".join(f"@{name} " for name in names))

    def put_away(self) -> None:
        """Hide it."""
        self.hide()
        self.closed.emit()

    def show_question(self, question: str) -> None:
        """The person is at another question."""
        if self._tab == "whole":
            self.show_tab("talk")
        if question != self.question:
            self.question = question
            self._banner.hide()
            self._review.clear()
            self.refresh()

    def show_tab(self, tab: Tab) -> None:
        """Show the comments or the history."""
        self._tab = tab
        for name, button in self._tabs.items():
            button.setChecked(name == tab)
        self._pages.setCurrentWidget(self._history if tab == "history" else self._page)
        self._draw()
        if tab == "history" and self.question:
            self._desk.mark_looked(self.question)

    def refresh(self) -> None:
        """Something about the question changed."""
        if not self.isHidden():
            self._draw()

    def refresh_whole(self) -> None:
        """Something may have been said about the whole draft."""
        if self._tab == "whole":
            self.refresh()
        elif not self.isHidden():
            self._count_whole()

    def keep_writing(self) -> None:
        """The panel goes away for good: what is being written must be kept now."""
        self._compose.keep()

    def offer_words(self, words: str, span: tuple[int, int]) -> None:
        """The person marked words of the answer; `span` is where they stand."""
        if self.question and not self._desk.why_not_say():
            self._place_compose()
            self._compose.offer_words(self._desk.anchors(self.question)[0], words, span)

    def forget_words(self) -> None:
        """The person marks no words any more."""
        self._compose.forget_words()

    def showEvent(self, event: QShowEvent) -> None:
        """There is room for it, or it covers the questions."""
        super().showEvent(event)
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
        self._draw()
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """The questions have all the room again."""
        super().hideEvent(event)
        if self._covers and not event.spontaneous():
            self._covers = False
            self.covering.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window got another size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts it away; what is being written waits."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        window = self.parentWidget()
        width = window.width() if window is not None else 0
        covers = width < theme.scaled(ROOM)
        self.setMinimumWidth(0 if covers else min(theme.scaled(WIDTH), width // 2))
        self.setMaximumWidth(16777215 if covers else self.minimumWidth())
        if covers != self._covers:
            self._covers = covers
            self.covering.emit(covers)

    def _fill_page(self) -> None:
        self._assign, self._review, self._compose = AssignList(), ReviewRow(), Compose(self._desk.begun)
        self._may_not = PlainLabel("", "small")
        self._none = PlainLabel(tr("Talk", "No comments yet."), "help")
        holder = QWidget()  # a layout of its own: inside the column Qt would keep the heights from before a card grew
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.SPACE.s)
        self._of_question = (self._assign, _line(), self._review, _line())
        for part in (*self._of_question, self._may_not, self._compose, self._none):
            self._page.add(part)
        self._page.add(holder)
        self._page.end()
        self._assign.assigned.connect(lambda place, people: self._do(lambda: self._desk.assign(place, people)))
        self._review.said.connect(self._say_review)
        self._compose.composed.connect(self._comment)
        self._compose.begun.connect(self._keep_begun)

    def _draw(self) -> None:
        self._count_whole()
        whole = self._tab == "whole"
        if not self.question and not whole:
            return
        self._title.setText("" if whole else self._desk.title(self.question))
        self._title.setVisible(not whole)
        if self._tab == "history":
            self._history.show_moments(self._desk.history(self.question))
            return
        people, why_not = self._desk.people(), self._desk.why_not_say()
        for part in self._of_question:
            part.setVisible(not whole)
        if not whole:
            self._assign.show_assigned(self.question, self._desk.assigned(self.question), people)
            self._review.show_review(self._desk.review_of(self.question))
        self._may_not.setText(why_not)
        self._may_not.setVisible(bool(why_not))
        self._compose.setVisible(not why_not)
        self._place_compose()
        cards = self._desk.threads(self._spoken_of)
        self._none.setVisible(not cards)
        while self._list.count():
            self._list.takeAt(0)
        for one in cards:
            view = self._threads.get(one.id) or self._view(one.id)
            self._list.addWidget(view)
            view.show_thread(one, people, may_say=not why_not)
        shown = {one.id for one in cards}
        for identity, view in self._threads.items():
            view.setVisible(identity in shown)

    def _place_compose(self) -> None:
        self._compose.show_places(self._spoken_of, self._desk.anchors(self._spoken_of), self._desk.people())

    @property
    def _spoken_of(self) -> str:
        return WHOLE if self._tab == "whole" else self.question

    def _count_whole(self) -> None:
        count = sum(not one.resolved for one in self._desk.threads(WHOLE))
        words = tr("Talk", "About the whole draft ({n})", n=count) if count else tr("Talk", "About the whole draft")
        self._tabs["whole"].setText(words)
        self._tabs["whole"].setAccessibleName(words)

    def _view(self, identity: str) -> ThreadView:
        desk, ask = self._desk, self._ask
        view = self._threads[identity] = ThreadView(len(self._threads) + 1)
        view.replied.connect(lambda one, text: self._do(lambda: desk.reply(one, text), view.sent))
        view.edited.connect(lambda one, comment, text: self._do(lambda: desk.edit(one, comment, text)))
        view.resolved.connect(lambda one: self._do(lambda: desk.resolve(one)))
        view.reopened.connect(lambda one: self._do(lambda: desk.reopen(one)))

        def delete(one: str, comment: str) -> None:
            told = tr("Talk", "Your colleagues no longer see its words. That it was there stays visible.")
            if ask.confirm(tr("Talk", "Delete this comment?"), told, tr("Talk", "Delete"), danger=True):
                self._do(lambda: desk.delete(one, comment))

        view.deleted.connect(delete)
        return view

    def _comment(self, anchor: object, text: str, to: tuple[str, ...], span: object) -> None:
        self._do(
            lambda: self._desk.comment(anchor, text, to, span),  # type: ignore[arg-type]  # as `Compose` says
            self._compose.sent,
            tr("Talk", "Your comment was added."),
        )

    def _keep_begun(self, place: str, text: str) -> None:
        try:
            self._desk.keep_begun(place, text)
        except Trouble as trouble:
            self._banner.show_trouble(trouble)

    def _say_review(self, state: str, note: str) -> None:
        self._do(
            lambda: self._desk.review(self.question, "approved" if state == "approved" else "changes", note),
            self._review.clear,
        )

    def _restore(self, target: str, moment: str) -> None:
        self._do(lambda: self._desk.restore(target, moment), None, tr("Talk", "The earlier answer is back."))

    def _show_draft(self, moment: str) -> None:
        found = next((one for one in self._desk.history(self.question) if one.id == moment), None)
        if found is not None:
            self._history.show_draft(found.headline, self._desk.draft_at(moment))

    def _do(self, deed: Callable[[], None], done: Callable[[], None] | None = None, told: str = "") -> None:
        """Do it; where it cannot be done, say so and keep what was written."""
        before = self.focusWidget()
        self._tabs[self._tab].setFocus()  # what has the focus may go or grow dim, and Qt would leave the panel with it
        if not self._banner.attempt(deed):
            if before is not None:
                before.setFocus()
            return
        if done is not None:
            done()
        self._draw()
        if before is not None and isValid(before) and before.isVisibleTo(self) and before.isEnabled():
            before.setFocus()
        if told:
            announce(self, told)


def _line() -> QFrame:
    line = QFrame()
    theme.mark(line, "line")
    line.setFixedHeight(1)
    return line
