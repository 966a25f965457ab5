"""Different answers: question by question, what each person says, until one answer counts for everyone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from forms.places import Places
from ui import theme
from ui.parts.page import Page, buttons
from ui.parts.plain import PlainLabel, plain_button
from ui.reconcile.desk import ReconcileDesk
from ui.reconcile.difference_card import DifferenceCard
from ui.reconcile.focusing import first_stop, focus_soon
from ui.reconcile.question_list import QuestionList
from ui.reconcile.sheets import Difference
from ui.trouble import TroubleBanner, announce
from ui.words import tr, trn

NARROW = 880


class DecideScreen(QWidget):
    """Shows what a `ReconcileDesk` says differs, one question at a time. Alt+Down and Alt+Up go on and back."""

    back_asked = Signal()
    place_asked = Signal(str)
    ask_asked = Signal(str, object)

    def __init__(self, desk: ReconcileDesk) -> None:
        super().__init__()
        self._desk = desk
        self._places = Places(desk.voice.questionnaire)
        self._groups: tuple[tuple[Difference, ...], ...] = ()
        self._current = ""
        self._drawn: object = None
        self._again: set[str] = set()
        self._done: list[QWidget] = []
        theme.mark(self, "window")
        self._list = QuestionList()
        self._list.setAccessibleName(tr("Decide", "Questions with different answers"))
        self._list.itemClicked.connect(self._chosen)
        self._list.itemActivated.connect(self._chosen)
        self._side = QFrame()
        theme.mark(self._side, "sidebar")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(theme.SPACE.s, theme.SPACE.m, theme.SPACE.s, theme.SPACE.m)
        side.addWidget(self._list)
        self._banner = TroubleBanner()
        self._page = Page()
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self._banner)
        main.addWidget(self._ways())
        main.addWidget(self._page, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._side)
        whole.addLayout(main, 1)
        QShortcut(QKeySequence("Alt+Down"), self, self.next)
        QShortcut(QKeySequence("Alt+Up"), self, self.previous)
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew; the question on screen stays."""
        self._groups = self._desk.differences()
        names = [_question(one) for one in self._groups]
        if self._current not in names:
            self._current = next((_question(one) for one in self._groups if _open(one)), names[0] if names else "")
        self._again &= {one.target for group in self._groups for one in group if one.decided is not None}
        self._show_list()
        if self._shown() != self._drawn:
            self._draw()  # else what the person has begun to decide would be gone

    def _show_list(self) -> None:
        self._list.clear()
        for group in self._groups:
            still = sum(self._is_open(one) for one in group)
            told = trn("Decide", "{n} to decide", "{n} to decide", still) if still else tr("Decide", "decided")
            line = self._list.add(group[0].question, told, still=bool(still))
            if _question(group) == self._current:
                self._list.setCurrentItem(line)

    def _is_open(self, one: Difference) -> bool:
        return one.decided is None or one.target in self._again

    def _reopened(self, target: str, on: bool) -> None:
        (self._again.add if on else self._again.discard)(target)
        self._show_list()
        for one in self._done:
            one.setVisible(not self._again)

    def _shown(self) -> object:
        """What the page depends on."""
        at = self._number()
        return (
            self._desk.why_not(),
            at,
            len(self._groups),
            [_open(one) for one in self._groups],
            self._groups[at : at + 1],
        )

    def go_to(self, target: str) -> None:
        """Show the question of a target, and go to the ways to decide."""
        question = target.partition("/")[0]
        if any(_question(one) == question for one in self._groups):
            self._current = question
            self.refresh()
            focus_soon(self, lambda: first_stop(self._card(target)))

    def _card(self, target: str) -> DifferenceCard | None:
        cards = [one for one in self._page.findChildren(DifferenceCard) if not one.isHidden()]
        return next((one for one in cards if one.target == target), cards[0] if cards else None)

    def next(self) -> None:
        """The next question, or stay at the last."""
        self._step(1)

    def previous(self) -> None:
        """The question before, or stay at the first."""
        self._step(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows one question; the buttons lead to the others."""
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= theme.scaled(NARROW) and len(self._groups) > 1)
        self._side.setFixedWidth(min(theme.scaled(300), max(theme.scaled(230), int(self.width() * 0.24))))

    def _ways(self) -> QWidget:
        bar = QFrame()
        theme.mark(bar, "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE.m, theme.SPACE.s, theme.SPACE.m, theme.SPACE.s)
        self._back = back = plain_button(tr("Decide", "Back"), "quiet", "arrow-left")
        back.setAccessibleName(tr("Decide", "Back to the questions"))
        back.clicked.connect(self.back_asked)
        self._at = PlainLabel("", "help")
        self._before = plain_button(tr("Decide", "Previous"), "", "arrow-up")
        self._before.clicked.connect(self.previous)
        self._after = plain_button(tr("Decide", "Next"), "", "arrow-down")
        self._after.clicked.connect(self.next)
        row.addWidget(back)
        row.addWidget(self._at, 1)
        row.addWidget(self._before)
        row.addWidget(self._after)
        return bar

    def _draw(self) -> None:
        page = self._page
        page.clear()
        self._done = []
        self._drawn = self._shown()
        at = self._number()
        self._at.setText(
            tr("Decide", "Question {n} of {count}", n=at + 1, count=len(self._groups)) if self._groups else ""
        )
        self._before.setEnabled(at > 0)
        self._after.setEnabled(at + 1 < len(self._groups))
        still = sum(_open(one) for one in self._groups)
        if not self._groups:
            page.heading(tr("Decide", "There are no different answers."), "title")
        elif not still:
            title = page.heading(tr("Decide", "Everything is decided"), "title")
            told = page.add(PlainLabel(tr("Decide", "There are no different answers at the moment. Your colleagues see what you decided once "
                                   "you send them your changes."), "help"))  # fmt: skip
            self._done = [title, told]
            for one in self._done:
                one.setVisible(not self._again)
        if self._groups:
            self._draw_group(self._groups[at])
        page.end()
        page.verticalScrollBar().setValue(0)
        self.resizeEvent(QResizeEvent(self.size(), self.size()))

    def _draw_group(self, group: tuple[Difference, ...]) -> None:
        page = self._page
        page.heading(group[0].question, "heading")
        told = tr("Decide", "People answered differently. Until somebody decides, none of these answers counts.")
        if _open(group):
            page.add(PlainLabel(told, "help"))
        why_not = self._desk.why_not()
        if why_not:
            page.add(PlainLabel(why_not))
        for one in group:
            card = DifferenceCard(one, self._places, self._desk.voice, why_not, again=one.target in self._again)
            card.reopened.connect(self._reopened)
            card.decided.connect(self._decide)
            card.ask_asked.connect(self.ask_asked)
            page.add(card)
        go = plain_button(tr("Decide", "Show the question"), "quiet", "eye")
        go.clicked.connect(lambda: self.place_asked.emit(group[0].target))
        page.add(buttons(go))

    def _decide(self, target: str, value: object) -> None:
        deed = partial(self._desk.decide, target, value)  # type: ignore[arg-type]  # cards bring answers
        if not self._banner.attempt(deed):
            return
        self._again.discard(target)
        self._drawn = None  # also where the same was decided once more
        self.refresh()
        still = sum(self._is_open(one) for group in self._groups for one in group)
        left = trn("Decide", "{n} answer is still to decide.", "{n} answers are still to decide.", still)
        announce(self, tr("Decide", "Decided.") + " " + (left if still else tr("Decide", "Everything is decided.")))
        focus_soon(
            self, lambda: self._to_go_on() if still else self._back
        )  # Return must not undo what was just decided

    def _focus_open(self) -> None:
        focus_soon(self, self._to_go_on)

    def _to_go_on(self) -> QWidget | None:
        """The first answer on the page that is open, else the way to the next question, else what is there."""
        cards = [one for one in self._page.findChildren(DifferenceCard) if not one.isHidden()]
        still = {one.target for group in self._groups for one in group if self._is_open(one)}
        card = next((one for one in cards if one.target in still), None)
        if card is None and self._after.isEnabled():
            return self._after
        return first_stop(card or (cards[0] if cards else None))

    def _step(self, by: int) -> None:
        at = self._number() + by
        if 0 <= at < len(self._groups):
            self._current = _question(self._groups[at])
            self._list.setCurrentRow(at)
            self._draw()
            announce(self, f"{self._at.text()}: {self._groups[at][0].question}")
            self._focus_open()

    def _number(self) -> int:
        return next((at for at, one in enumerate(self._groups) if _question(one) == self._current), 0)

    def _chosen(self, line: QListWidgetItem) -> None:
        self._current = _question(self._groups[self._list.row(line)])
        self._draw()
        self._focus_open()


def _question(group: tuple[Difference, ...]) -> str:
    return group[0].target.partition("/")[0]


def _open(group: tuple[Difference, ...]) -> int:
    return sum(one.decided is None for one in group)
