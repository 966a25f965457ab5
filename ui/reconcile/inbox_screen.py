"""The inbox: what a colleague's file would do, before anything changes; then what was done, and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from forms.trouble import Trouble
from ui import theme
from ui.parts.ask import Ask
from ui.parts.fields import LineField
from ui.parts.page import Page, buttons, card, lay_out
from ui.parts.plain import PlainLabel, plain_button
from ui.reconcile.desk import ReconcileDesk
from ui.reconcile.focusing import focus_soon
from ui.reconcile.sheets import Brought, Entry, Group, Preview
from ui.trouble import TroubleBanner, announce
from ui.words import tr, trn

AT_ONCE, MOST = 8, 20
"""So many cards are built at once, and so many answers stand in one card: a large file costs what is looked at."""
FILES = "Satchel (*.exchange.zip *.exchange.zip.age)"


class InboxScreen(QWidget):
    """Call `open_file`; asks to leave, and to look at what was brought in."""

    back_asked = Signal()
    differences_asked = Signal()
    look_asked = Signal()

    def __init__(self, desk: ReconcileDesk, ask: Ask) -> None:
        super().__init__()
        self._desk, self._ask = desk, ask
        self._path = Path()
        self._banner, self._page = TroubleBanner(), Page()
        lay_out(self, self._banner, self._page)
        self.show_nothing()

    def open_file(self, path: Path, passphrase: str = "") -> None:
        """Show what the file at `path` would do; where it is locked, ask for the passphrase first."""
        self._path = path
        self._banner.hide()
        try:
            found = self._desk.look_at(path, passphrase)
        except Trouble as trouble:
            if trouble.code == "locked-file":
                self._show_locked()
            elif passphrase:
                self._show_locked()
                self._banner.show_trouble(trouble)
            else:
                self.show_nothing()
                self._banner.show_trouble(trouble)
            return
        self._show_preview(found)

    def show_nothing(self) -> None:
        """No file is open: ask for one."""
        self._begin(tr("Inbox", "A colleague’s file"))
        self._page.add(PlainLabel(tr("Inbox", "Choose the file that a colleague sent you. You see what it would do before anything "
                                     "changes."), "help"))  # fmt: skip
        choose = self._choose_button()
        self._page.add(buttons(choose))
        self._page.end()
        focus_soon(self, lambda: choose)

    def _begin(self, title: str) -> None:
        self._page.clear()
        self._page.way_back(tr("Inbox", "Back to the questions"), self.back_asked)
        self._page.heading(title, "title")
        self._page.verticalScrollBar().setValue(0)

    def _choose_button(self) -> QWidget:
        choose = plain_button(tr("Inbox", "Choose a file"), "", "folder-open")
        choose.clicked.connect(self._choose)
        return choose

    def _choose(self) -> None:
        path = self._ask.open_file(tr("Inbox", "Choose a colleague’s file"), FILES)
        if path is not None:
            self.open_file(path)

    def _show_locked(self) -> None:
        self._begin(tr("Inbox", "This file is locked"))
        self._page.add(PlainLabel(tr("Inbox", "“{file}” opens with the passphrase that its sender chose. Nothing was changed.",
                                     file=self._path.name)))  # fmt: skip
        field = LineField()
        field.setEchoMode(LineField.EchoMode.Password)
        field.setAccessibleName(tr("Inbox", "Passphrase"))
        field.setPlaceholderText(tr("Inbox", "Passphrase"))
        self._page.add(field)
        unlock = plain_button(tr("Inbox", "Open"), "primary", "key-round")
        unlock.clicked.connect(lambda: self._unlock(field.text()))
        field.returnPressed.connect(lambda: self._unlock(field.text()))
        self._page.add(buttons(unlock, self._choose_button()))
        self._page.end()
        focus_soon(self, lambda: field)

    def _unlock(self, passphrase: str) -> None:
        if passphrase:
            self.open_file(self._path, passphrase)

    def _show_preview(self, found: Preview) -> None:
        who = tr("Inbox", "From {sender}, {when}", sender=found.sender, when=found.when)
        self._begin(who)
        if found.nothing_new:
            told = tr("Inbox", "Nothing new: you have everything that is in this file already.")
            self._page.add(PlainLabel(told))
            self._page.add(buttons(self._choose_button()))
            self._page.end()
            announce(self, f"{who}. {told}")
            return
        told = found.sentence or "; ".join(found.others)
        frame, box = card()
        box.addWidget(PlainLabel(told, "heading"))
        box.addWidget(
            PlainLabel(
                tr("Inbox", "Nothing has changed yet. Your own answers stay; where you both answered, you decide."),
                "help",
            )
        )
        bring = plain_button(tr("Inbox", "Bring in"), "primary", "download")
        bring.clicked.connect(self._bring_in)
        later = plain_button(tr("Inbox", "Not now"))
        later.clicked.connect(self.back_asked)
        box.addWidget(buttons(bring, later))
        self._page.add(frame)
        if found.sentence and found.others:  # else they stand above already
            self._page.add(_others(found.others))
        for number, piece in enumerate(_pieces(found.groups)):
            if number < AT_ONCE:
                self._page.add(group_card(*piece))
            else:
                self._page.add_later(partial(group_card, *piece))
        self._page.end()
        focus_soon(self, lambda: bring)
        announce(self, f"{who}: {told}")

    def _bring_in(self) -> None:
        try:
            done = self._desk.bring_in()
        except Trouble as trouble:
            self._banner.show_trouble(trouble)
            return
        self._banner.hide()
        self._show_brought(done)

    def _show_brought(self, done: Brought) -> None:
        title = tr("Inbox", "Brought in")
        self._begin(title)
        frame, box = card()
        box.addWidget(PlainLabel(done.sentence or tr("Inbox", "No answer changed."), "heading"))
        for words in done.others:
            box.addWidget(PlainLabel(words))
        if done.asking:
            told = "Nothing they write counts before a coordinator lets them in: menu Together, “Work together”."
            box.addWidget(PlainLabel(tr("Inbox", told), "help"))
        ways = []
        if done.differing:
            words = trn("Inbox", "Decide {n} answer", "Decide {n} answers", done.differing)
            decide = plain_button(words, "primary")
            decide.clicked.connect(self.differences_asked)
            ways.append(decide)
        if done.combined or done.suggestions or done.hidden:
            count = done.combined + done.suggestions + done.hidden
            look = plain_button(trn("Inbox", "Look at {n} thing", "Look at {n} things", count), "", "eye")
            look.clicked.connect(self.look_asked)
            ways.append(look)
        on = plain_button(tr("Inbox", "Go on with the questions"), "" if ways else "primary")
        on.clicked.connect(self.back_asked)
        ways.append(on)
        box.addWidget(buttons(*ways))
        self._page.add(frame)
        aside = plain_button(tr("Inbox", "Put aside again"), "quiet", "undo-2")
        aside.clicked.connect(self._put_aside)
        self._page.add(PlainLabel(tr("Inbox", "Not what you wanted? Put the whole file aside again. This works until somebody has "
                                     "built on it."), "help"))  # fmt: skip
        self._page.add(buttons(aside))
        self._page.end()
        focus_soon(self, lambda: ways[0])
        announce(self, ". ".join(one for one in (title, done.sentence, *done.others) if one))

    def _put_aside(self) -> None:
        if not self._banner.attempt(self._desk.put_aside):
            return
        told = tr("Inbox", "Put aside: everything is as it was before.")
        self._begin(told)
        again = plain_button(tr("Inbox", "Look at the file again"))
        again.clicked.connect(lambda: self.open_file(self._path))
        self._page.add(buttons(again, self._choose_button()))
        self._page.end()
        focus_soon(self, lambda: again)
        announce(self, told)


def _pieces(groups: Sequence[Group]) -> Iterator[tuple[Group, int, int]]:
    for group in groups:
        for first in range(0, len(group.entries), MOST):
            yield group, first, first + MOST


def group_card(group: Group, first: int, last: int) -> QFrame:
    """Answers of one sort from `first` to before `last`, each as it is and as it would be."""
    frame, box = card()
    words = f"{group.heading} ({len(group.entries)})"
    box.addWidget(PlainLabel(words, "problem" if group.weighty else "question"))
    for one in group.entries[first:last]:
        box.addWidget(_entry(one))
    return frame


def _entry(entry: Entry) -> QFrame:
    line = QFrame()
    theme.mark(line, "matrix-line")
    line.setAccessibleName(entry.place)
    box = QVBoxLayout(line)
    box.setContentsMargins(0, theme.SPACE.s, 0, theme.SPACE.s)
    box.setSpacing(theme.SPACE.xs)
    box.addWidget(PlainLabel(entry.place))
    for words in entry.versions:
        box.addWidget(PlainLabel(_short(words), "help"))
    if entry.versions:
        return line
    nothing = tr("Inbox", "nothing")
    told = tr(
        "Inbox", "{before} → {after}", before=_short(entry.before) or nothing, after=_short(entry.after) or nothing
    )
    box.addWidget(PlainLabel(told, "help"))
    if entry.people:
        box.addWidget(PlainLabel(entry.people, "small"))
    return line


def _others(words: tuple[str, ...]) -> QFrame:
    frame, box = card()
    box.addWidget(PlainLabel(tr("Inbox", "Also in the file"), "question"))
    for one in words:
        box.addWidget(PlainLabel(one))
    return frame


def _short(words: str) -> str:
    return words if len(words) <= 300 else words[:300].rstrip() + "…"
