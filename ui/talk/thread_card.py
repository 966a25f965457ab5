"""A conversation about one thing as a card: what it is about, what was said, and the ways to go on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from ui import theme
from ui.parts.page import buttons
from ui.parts.plain import PlainLabel, plain_button
from ui.talk.cards import Person, Said, ThreadCard
from ui.talk.said_row import SaidRow
from ui.talk.writing import Writing
from ui.words import tr


class ThreadView(QFrame):
    """Shows a `ThreadCard`. Every signal begins with the id of the thread."""

    replied = Signal(str, str)
    edited = Signal(str, str, str)
    deleted = Signal(str, str)
    resolved = Signal(str)
    reopened = Signal(str)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.shown: ThreadCard | None = None
        self._number = number
        theme.mark(self, "card")
        self.setAccessibleName(tr("Talk", "Conversation {number}", number=number))
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.SPACE.m, theme.SPACE.s, theme.SPACE.m, theme.SPACE.s)
        box.setSpacing(theme.SPACE.s)
        self._place, self._quoted = PlainLabel("", "column"), PlainLabel("", "help")
        self._lost, self._to, self._state = PlainLabel("", "advice"), PlainLabel("", "small"), PlainLabel("", "done")
        self._said = QVBoxLayout()
        self._said.setSpacing(theme.SPACE.s)
        for one in (self._state, self._place, self._quoted, self._lost, self._to):
            box.addWidget(one)
        box.addLayout(self._said)
        self._reply = self._way(tr("Talk", "Reply"), "message-square")
        self._reply.clicked.connect(lambda: self._open(on=True))
        self._resolve = self._way(tr("Talk", "Resolve"), "check")
        self._resolve.clicked.connect(lambda: self.resolved.emit(self._id))
        self._reopen = self._way(tr("Talk", "Reopen"), "undo-2")
        self._reopen.clicked.connect(lambda: self.reopened.emit(self._id))
        self._ways = buttons(self._reply, self._resolve, self._reopen)
        box.addWidget(self._ways)
        self._writing = Writing(tr("Talk", "Reply in conversation {number}", number=number), tr("Talk", "Send reply"))
        self._writing.sent.connect(self._send)
        self._writing.put_away.connect(lambda: self._open(on=False))
        self._writing.hide()
        box.addWidget(self._writing)

    def show_thread(self, thread: ThreadCard, people: Sequence[Person], *, may_say: bool) -> None:
        """Show it; what is being written in it stays."""
        before, self.shown = self.shown, thread
        self._tell(self._state, tr("Talk", "Resolved") if thread.resolved else "")
        self._tell(self._place, tr("Talk", "About: {place}", place=thread.place) if thread.place else "")
        self._tell(self._quoted, f"“{thread.quoted}”" if thread.quoted else "")
        lost = tr("Talk", "The quoted words are not there any more.") if thread.quoted and thread.found is None else ""
        self._tell(self._lost, lost)
        self._tell(self._to, tr("Talk", "Asks: {names}", names=", ".join(thread.to)) if thread.to else "")
        self._writing.show_people(people)
        self._ways.setVisible(may_say and self._writing.isHidden())
        self._resolve.setVisible(not thread.resolved)
        self._reopen.setVisible(thread.resolved)
        if before is None or before.said != thread.said:
            self._build(thread)

    def event(self, event: QEvent) -> bool:
        """Something inside came, went or grew: Qt keeps the heights that wrapped words needed before, unless it is told."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            QTimer.singleShot(0, self, self._grow)
        return done

    def _grow(self) -> None:
        needed = self.heightForWidth(self.width())
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)

    @property
    def _id(self) -> str:
        return self.shown.id if self.shown is not None else ""

    def _rows(self) -> list[SaidRow]:
        found = (self._said.itemAt(at).widget() for at in range(self._said.count()))  # type: ignore[union-attr]
        return [one for one in found if isinstance(one, SaidRow)]

    def _build(self, thread: ThreadCard) -> None:
        kept = {row.said: row for row in self._rows()}
        while self._said.count():
            self._said.takeAt(0)
        for number, said in enumerate(thread.said, 1):
            row = kept.pop(said, None) or self._row(said, number)
            self._said.addWidget(row)
        for row in kept.values():
            row.hide()
            row.deleteLater()

    def _row(self, said: Said, number: int) -> SaidRow:
        row = SaidRow(said, f"{self._number}.{number}")
        row.edited.connect(self._edit)
        row.deleted.connect(lambda one: self.deleted.emit(self._id, one))
        return row

    def _edit(self, comment: str, text: str) -> None:
        self.edited.emit(self._id, comment, text)

    def _send(self, text: str, _to: tuple[str, ...]) -> None:
        self.replied.emit(self._id, text)

    def sent(self) -> None:
        """The reply is in the draft: the field may forget it."""
        self._writing.clear()
        self._open(on=False)

    def _open(self, *, on: bool) -> None:
        come, goes = (self._writing, self._ways) if on else (self._ways, self._writing)
        come.show()
        (self._writing.field if on else self._reply).setFocus()  # before what has it goes, and Qt would lead elsewhere
        goes.hide()

    def _way(self, words: str, picture: str) -> QPushButton:
        button = plain_button(words, "quiet", picture)
        button.setAccessibleName(tr("Talk", "{deed}, conversation {number}", deed=words, number=self._number))
        return button

    @staticmethod
    def _tell(label: PlainLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))
