"""The group: the screens of drafting together around one open draft, and the ways between them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from shiboken6 import isValid

from desktop.desks.filling import OpenDesk
from desktop.desks.incoming import in_one_line
from desktop.desks.reconciling import ReconcilingDesk
from desktop.desks.signing import SigningDesk
from desktop.desks.talking import OpenTalk
from desktop.desks.together import PeopleDesk
from desktop.desks.word import DraftWordDesk
from desktop.work.office import Office
from forms.answers import Target
from forms.change import Change
from forms.trouble import Trouble
from ui.fill.question import QuestionCard
from ui.fill.screen import FillScreen
from ui.parts.ask import Ask
from ui.parts.back import back_on_escape
from ui.reconcile.decide_screen import DecideScreen
from ui.reconcile.inbox_screen import InboxScreen
from ui.reconcile.look_screen import LookScreen
from ui.reconcile.notices import AnswerNotices
from ui.sign_off.screen import SignOffScreen
from ui.talk.companion import Talk
from ui.together.chip import show_status, status_chip
from ui.together.people_screen import PeopleScreen
from ui.word.screen import WordScreen
from ui.words import tr

KEEP_MS = 200
"""What is typed as a suggestion is in the archive this soon."""


class Stage(Protocol):
    """What the group asks of the program around it."""

    def show_beside(self, screen: QWidget) -> None:
        """Show one of the screens of the group; the one before goes away for good."""

    def show_questions(self, target: Target = "") -> None:
        """Go back to the questions, at `target` if one is named."""

    def show_finalise(self) -> None: ...
    def look_at(self, pdf: bytes) -> None: ...
    def new_key(self) -> object:
        """Make another key for this computer."""

    def tell_quietly(self, line: str) -> None:
        """Say one line to who looks and to who listens, without a dialogue."""


class Group(QObject):
    """Goes with one open, shared draft. As `ui.fill.companion.Companion` it goes with one fill screen at a time: `begin` anew for each."""

    def __init__(self, office: Office, desk: OpenDesk, ask: Ask, stage: Stage) -> None:
        super().__init__()
        self._office, self._desk, self._ask, self._stage = office, desk, ask, stage
        self._reconcile = ReconcilingDesk(office, desk.draft, self._redraw, busy=self.busy, suggests=desk.why_suggest)
        self._people = PeopleDesk(
            office,
            desk.draft,
            self._came_in,
            new_key=stage.new_key,
            busy=self.busy,
            told=stage.tell_quietly,
            words=in_one_line,
        )
        self._notices: dict[str, AnswerNotices] = {}
        self._list: QWidget | None = None
        self._chip: QPushButton | None = None
        self._keep_soon = QTimer(self)
        self._keep_soon.setSingleShot(True)
        self._keep_soon.setInterval(KEEP_MS)
        self._keep_soon.timeout.connect(self._keep)
        desk.on_edit(self._edited)
        self._people.on_altered(self._show_status)
        self._people.start()

    def begin(self) -> None:
        """A new fill screen is about to be made: it gets a chip, a panel and a filter of its own."""
        self._notices.clear()
        self._talk = Talk(OpenTalk(self._office, self._desk.draft, self._desk.redraw), self._ask)
        self._talk.place_asked.connect(self._stage.show_questions)
        self._chip = status_chip(self._people.status())
        self._chip.clicked.connect(self.show_people)

    def goes_with(self, fill: FillScreen) -> None:
        """The panel keeps its question in view, or stands in the place of the questions where both do not fit."""
        self._talk.look_asked.connect(lambda question: fill.go_to(question, take=False, told=False))
        self._talk.panel.covering.connect(lambda on: fill.cover(on=on))

    # As the companion of the fill screen

    def dress(self, card: QuestionCard) -> None:
        """A card was built: what others say above it, what can be said below."""
        question = card.question.id
        notices = AnswerNotices(self._reconcile, question, self._reconcile.voice.plain(card.question.label))
        notices.decide_asked.connect(self.show_differences)
        notices.look_asked.connect(self.show_look)
        notices.talk_asked.connect(self._talk_about)
        card.notices.addWidget(notices)
        notices.apply_lock(card)
        self._notices[question] = notices
        self._talk.dress(card)

    def refresh(self, items: Sequence[str]) -> None:
        """The state of these questions altered."""
        for one in items:
            if one in self._notices:
                self._notices[one].refresh()
        self._talk.refresh(items)
        self._show_status()

    def outline(self) -> QWidget:
        """Which questions to go through."""
        return self._talk.filter

    def shortcuts(self, screen: QWidget) -> None:
        """F7, F8 and Shift+F8."""
        self._talk.shortcuts(screen)

    def panel(self) -> QWidget:
        """What is said about a question, beside it."""
        return self._talk.panel

    def chip(self) -> QWidget:
        """Who is up to date, what waits."""
        assert self._chip is not None
        return self._chip

    def close(self) -> None:
        """The fill screen goes away for good."""
        self._talk.close()

    def stop(self) -> None:
        """The draft is put away: what is left goes out to the folder. Raises nothing: what cannot be kept now is told by the saver."""
        self._keep_soon.stop()
        self._keep()
        self._people.forget(self._show_status)
        self._people.stop()
        self._desk.on_edit(None)

    def _came_in(self, change: Change) -> None:
        """Colleagues' work came in through the folder: the questions show it, and a list that is being looked at too."""
        self._desk.redraw(change)
        if (
            isinstance(self._list, DecideScreen | LookScreen | SignOffScreen)
            and isValid(self._list)
            and self._list.isVisible()
        ):
            self._list.refresh()

    def _redraw(self, change: Change) -> None:
        """Something came in through the inbox, or was decided here."""
        self._desk.redraw(change)
        self._people.altered()

    def _edited(self) -> None:
        self._people.edited()
        self._keep_soon.start()
        self._show_status()

    def _keep(self) -> None:
        try:
            self._desk.keep_suggestions()
        except Trouble as trouble:
            self._stage.tell_quietly(str(trouble))
            self._keep_soon.start()

    def _show_status(self) -> None:
        if self._chip is not None and isValid(self._chip):
            show_status(self._chip, self._people.status())

    # The screens

    def show_people(self) -> None:
        """Who takes part, what each has, and the ways to send."""
        screen = PeopleScreen(self._people, self._ask)
        screen.back_asked.connect(self._stage.show_questions)
        self._show(screen)

    def show_inbox(self, path: Path | None = None, passphrase: str = "") -> None:
        """What a colleague's file would do."""
        screen = InboxScreen(self._reconcile, self._ask)
        screen.back_asked.connect(self._stage.show_questions)
        screen.differences_asked.connect(self.show_differences)
        screen.look_asked.connect(self.show_look)
        self._show(screen)
        if path is not None:
            screen.open_file(path, passphrase)

    def show_differences(self, target: Target = "") -> None:
        """Where people answered differently."""
        self._reconcile.forget_decided()
        self._list = screen = DecideScreen(self._reconcile)
        screen.back_asked.connect(self._stage.show_questions)
        screen.place_asked.connect(self._stage.show_questions)
        screen.ask_asked.connect(self._ask_them)
        self._show(screen)
        if target:
            screen.go_to(target)

    def show_look(self, target: Target = "") -> None:
        """What was combined, suggested or hidden."""
        self._list = screen = LookScreen(self._reconcile)
        screen.talk_asked.connect(self._talk_about)
        screen.back_asked.connect(self._stage.show_questions)
        screen.place_asked.connect(self._stage.show_questions)
        self._show(screen)
        if target:
            screen.go_to(target)

    def show_word(self) -> None:
        """Word files for colleagues without Satchel."""
        screen = WordScreen(DraftWordDesk(self._desk.draft, self._desk.name, self._desk.redraw), self._ask)
        screen.back_asked.connect(self._stage.show_questions)
        screen.look_asked.connect(self.show_look)
        self._show(screen)

    def show_sign_off(self) -> None:
        """The list before the signature."""
        self._list = screen = SignOffScreen(SigningDesk(self._desk.draft, self._desk.name))
        screen.back_asked.connect(self._stage.show_questions)
        screen.place_asked.connect(self._stage.show_questions)
        screen.differences_asked.connect(self.show_differences)
        screen.people_asked.connect(self.show_people)
        screen.look_asked.connect(self.show_look)
        screen.talk_asked.connect(self._talk_about)
        screen.finalise_asked.connect(self._stage.show_finalise)
        screen.preview_asked.connect(self._stage.look_at)
        self._show(screen)

    def _show(self, screen: QWidget) -> None:
        back_on_escape(screen, self._stage.show_questions)
        self._stage.show_beside(screen)
        focused = screen.window().focusWidget()
        if focused is None or not screen.isAncestorOf(focused):  # what had it is gone: no key would reach the screen
            screen.setFocus()
            if screen.focusProxy() is None:
                screen.focusNextChild()

    def _talk_about(self, target: Target) -> None:
        """Open what is said about a question, or about the whole draft."""
        self._stage.show_questions(target)
        if target:
            self._talk.open_at(target.partition("/")[0])
        else:
            self._talk.open_whole()

    def toggle_suggesting(self) -> None:
        """From now on change, or only suggest, where a question is somebody else's to answer."""
        mode = self._desk.suggesting
        assert mode is not None
        mode.chosen = not mode.chosen
        for notices in self._notices.values():
            notices.refresh()
        words = (
            tr("Shell", "Where a question is assigned to others, what you write is a suggestion from now on.")
            if mode.chosen
            else tr("Shell", "Where a question is assigned to others, what you write changes the answer again.")
        )
        self._stage.tell_quietly(words)

    def toggle_talk(self) -> None:
        """Open or close what is said about the question."""
        self._talk.toggle()

    def busy(self) -> Target:
        """The question whose field the person is in just now; empty for none."""
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, QuestionCard):
            widget = widget.parentWidget()
        return widget.question.id if widget is not None else ""

    def _ask_them(self, target: Target, persons: Sequence[str]) -> None:
        self._stage.show_questions(target)
        self._talk.open_at(target.partition("/")[0], persons)
