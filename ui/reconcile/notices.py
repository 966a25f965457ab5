"""What stands above an answer while people draft together: that it differs, was combined, changed, or that somebody suggests another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from forms.trouble import Trouble
from ui import theme
from ui.fill.question import QuestionCard
from ui.parts.page import buttons, empty
from ui.parts.plain import PlainLabel, plain_button
from ui.reconcile.desk import ReconcileDesk
from ui.reconcile.lock import Lock
from ui.reconcile.sheets import Notice
from ui.trouble import announce
from ui.words import tr


class AnswerNotices(QWidget):
    """Goes into `QuestionCard.notices` of one question; not there at all while nothing is to be said. Call `refresh` when the state
    of the question altered."""

    decide_asked = Signal(str)
    look_asked = Signal(str)
    go_on_asked = Signal(str)
    talk_asked = Signal(str)

    def __init__(self, desk: ReconcileDesk, question: str, name: str = "") -> None:
        super().__init__()
        self._desk, self._question, self._name = desk, question, name
        self._shown: tuple[Notice, ...] = ()
        self._lock: Lock | None = None
        self._card: QuestionCard | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.SPACE.xs)
        self.hide()
        self.refresh()

    def apply_lock(self, card: QuestionCard) -> None:
        """From now on keep the fields of `card` closed while their answers differ and the person has not gone on with their own.
        Who is writing there already goes on."""
        self._card, self._lock = card, Lock(card.view)
        card.installEventFilter(self)
        self._apply()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The card comes into view again: meanwhile the answers may have been frozen, or this person's place may be another."""
        if event.type() == QEvent.Type.Show and watched is self._card:
            self.refresh()
        return super().eventFilter(watched, event)

    def refresh(self) -> None:
        """Say what is to be said now; nothing where the question went off the screen for good."""
        if not isValid(self):
            return  # its page was far away and was let go
        self._apply()
        found = self._desk.notices(self._question)
        if found == self._shown:
            return
        new = [one.words for one in found if one not in self._shown]
        had_focus = self.isAncestorOf(focused) if (focused := self.focusWidget()) is not None else False
        self._shown = found
        empty(self._box)
        for one in found:
            self._box.addWidget(self._line(one))
        self.setVisible(bool(found))
        if new and self.isVisible():
            announce(self, " ".join(new))
        if had_focus and self._card is not None:
            self._card.focus()

    def _line(self, notice: Notice) -> QFrame:
        frame = QFrame()
        theme.mark(frame, "notice-box")
        frame.setAccessibleName(notice.words)
        box = QVBoxLayout(frame)
        box.setContentsMargins(theme.SPACE.m, theme.SPACE.s, theme.SPACE.m, theme.SPACE.s)
        box.setSpacing(theme.SPACE.xs)
        box.addWidget(PlainLabel(notice.words))
        locked = notice.kind == "differing" and bool(self._desk.locked(self._question))
        if locked:
            told = tr("Decide", "The answer below is closed until you choose one of these:")
            box.addWidget(PlainLabel(told, "help"))
        ways = self._ways(notice, locked=locked)
        if ways:
            box.addWidget(buttons(*ways))
        return frame

    def _ways(self, notice: Notice, *, locked: bool) -> list[QPushButton]:
        target = notice.target
        if notice.kind == "suggesting":
            return []
        if notice.kind == "asked":
            look = self._button(tr("Decide", "Look"), notice, "primary", "message-square")
            look.clicked.connect(lambda: self.talk_asked.emit(self._question))
            return [look]
        if notice.kind == "differing":
            decide = self._button(tr("Decide", "Decide"), notice, "primary")
            decide.clicked.connect(lambda: self.decide_asked.emit(target))
            on = self._button(tr("Decide", "Go on with my version"), notice)
            on.clicked.connect(self._go_on)
            return [decide, on] if locked else [decide]
        if notice.kind == "hidden":
            look = self._button(tr("Decide", "Look"), notice, "", "eye")
            look.clicked.connect(lambda: self.look_asked.emit(target))
            know = self._button(tr("Decide", "I know"), notice, "quiet")
            know.clicked.connect(partial(self._do, self._desk.acknowledge, target))
            return [look, know]
        if notice.kind == "changed":
            seen = self._button(tr("Decide", "I have seen it"), notice, "quiet", "check")
            seen.clicked.connect(partial(self._do, self._desk.mark_read, target))
            return [seen]
        look = self._button(tr("Decide", "Look"), notice, "", "eye")
        look.clicked.connect(lambda: self.look_asked.emit(target))
        return [look]

    def _button(self, words: str, notice: Notice, role: str = "", picture: str = "") -> QPushButton:
        button = plain_button(words, role, picture)
        parts = [words, self._name, notice.words if notice.kind != "differing" else ""]
        button.setAccessibleName(": ".join(one for one in parts if one))
        button.setAccessibleDescription(notice.words)
        return button

    def _do(self, deed: Callable[[str], None], target: str) -> None:
        try:
            deed(target)
        except Trouble as trouble:
            announce(self, str(trouble))
        self.refresh()

    def _go_on(self) -> None:
        self._desk.go_on(self._question)
        self.go_on_asked.emit(self._question)
        self.refresh()
        if self._card is not None:
            self._card.focus()

    def _apply(self) -> None:
        if self._lock is None:
            return
        locked = self._desk.locked(self._question)
        if locked and self._lock.is_writing(locked):
            self._desk.go_on(self._question)
            locked = frozenset()
        self._lock.close(locked)
