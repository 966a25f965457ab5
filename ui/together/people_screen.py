"""The screen “Work together”: begin, who takes part, the file to send, and the shared folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from forms.trouble import Trouble
from ui import theme
from ui.parts.ask import Ask
from ui.parts.fields import LineField
from ui.parts.page import Page, buttons, card, empty, lay_out
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.saving import place_to_save
from ui.reconcile.focusing import focus_soon
from ui.together.begin import BeginCard
from ui.together.desk import FolderCard, Overview, PersonCard, TogetherDesk
from ui.together.folder_card import FolderView
from ui.together.let_in import LetInCard
from ui.together.letters import letters
from ui.together.person import PersonView
from ui.together.role_choice import RoleChoice
from ui.together.send import SendCard
from ui.trouble import TroubleBanner, announce
from ui.words import tr

PLAIN, LOCKED = ".exchange.zip", ".exchange.zip.age"


def ask_folder(window: QWidget) -> Path | None:
    """A folder of the person's choice."""
    name = QFileDialog.getExistingDirectory(window, tr("Together", "A folder that all of you can open"))
    return Path(name) if name else None


class PeopleScreen(QWidget):
    """Shows a `TogetherDesk`. `choose` asks for a folder."""

    back_asked = Signal()
    began = Signal()
    """The draft is a shared one from now on."""

    def __init__(self, desk: TogetherDesk, ask: Ask, choose: Callable[[QWidget], Path | None] = ask_folder) -> None:
        super().__init__()
        self._desk, self._ask, self._choose = desk, ask, choose
        self._comparing = ""
        self._told = ""
        self._shown: Overview | None = None
        self._folder_place: QVBoxLayout | None = None
        self._banner, self._page = TroubleBanner(), Page()
        lay_out(self, self._banner, self._page)
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew, unless it is all the same, or only the folder altered: the focus stays where it is."""
        told = self._desk.overview()
        if self._shown is not None and told == self._shown:
            return
        before, self._shown = self._shown, told
        same = before is not None and before.shared and replace(before, folder=told.folder) == told
        if told.shared and self._folder_place is not None and (same or self._is_in_use()):
            self._show_folder(told.folder)
            return
        self._draw(told)

    def showEvent(self, event: QShowEvent) -> None:
        """Hear of changes while it is looked at."""
        super().showEvent(event)
        self._desk.on_altered(self.refresh)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._desk.forget(self.refresh)

    def _is_in_use(self) -> bool:
        """Whether something is typed or chosen that drawing anew would throw away."""
        typed = any(one.text() for one in self.findChildren(LineField) if one.isVisibleTo(self))
        return typed or any(one.isVisibleTo(self) for one in self.findChildren(RoleChoice))

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong, above everything."""
        self._banner.show_trouble(trouble)

    def compare(self, key: str) -> None:
        """Open the comparison with somebody who asks."""
        self._comparing = key
        self._redraw()

    def _redraw(self) -> None:
        self._shown = self._desk.overview()
        self._draw(self._shown)

    def _draw(self, told: Overview) -> None:
        page = self._page
        page.clear()
        self._folder_place = None
        back = page.way_back(tr("Together", "Back to the questions"), self.back_asked)
        page.heading(tr("Together", "Work together"), "title")
        page.add(PlainLabel(told.draft_name, "help"))
        if not told.shared:
            begin = BeginCard()
            begin.begin_asked.connect(self._begin)
            page.add(begin)
            page.end()
            self.setFocusProxy(begin.field)
            focus_soon(self, lambda: begin.field)
            return
        self.setFocusProxy(back)
        if self._told:
            page.add(_note(self._told))
        if told.key_trouble:
            page.add(self._key_trouble(told))
        if told.my_place:
            page.add(_note(told.my_place))
        page.heading(tr("Together", "People"))
        for one in told.people:
            page.add(self._person(one, told))
        for sentence in told.notes:
            page.add(_note(sentence))
        page.add(self._own_letters(told))
        page.heading(tr("Together", "Send my work, or invite somebody"))
        self._send = SendCard(told)
        self._send.save_asked.connect(self._save)
        page.add(self._send)
        page.heading(tr("Together", "Shared folder"))
        holder = QWidget()
        self._folder_place = QVBoxLayout(holder)
        self._folder_place.setContentsMargins(0, 0, 0, 0)
        page.add(holder)
        self._show_folder(told.folder)
        page.end()

    def _person(self, one: PersonCard, told: Overview) -> QWidget:
        if one.key == self._comparing and one.state != "in":
            known = [other for other in told.people if other.state != "asks" and not other.is_me and other is not one]
            opened = LetInCard(one, known if one.state == "asks" else [])
            opened.let_in.connect(lambda key, roles: self._try(lambda: self._desk.let_in(key, roles)))
            opened.same.connect(
                lambda key, person, lost: self._try(lambda: self._desk.let_in_again(key, person, lost=lost))
            )
            opened.closed.connect(lambda: self.compare(""))
            return opened
        view = PersonView(one, may_decide=told.may_decide)
        view.compare_asked.connect(self.compare)
        view.roles_chosen.connect(lambda key, roles: self._change(one, key, roles))
        view.take_out_asked.connect(self._take_out)
        return view

    def _own_letters(self, told: Overview) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(tr("Together", "Your letters"), "question"))
        box.addWidget(letters(told.my_groups))
        box.addWidget(PlainLabel(tr("Together", "Read them out when a colleague calls to compare."), "help"))
        return frame

    def _key_trouble(self, told: Overview) -> QWidget:
        frame, box = card()
        theme.mark(frame, "notice-box")
        if told.key_trouble == "twice":
            words = tr(
                "Together", "Two computers work under your name with the same key. Perhaps this computer was copied."
            )
            then = tr(
                "Together",
                "No word is lost. So that the two are told apart, this computer needs a key of its own, and has to be let in again.",
            )
            deed = tr("Together", "Make a new key and ask to join again")
        else:
            words = tr("Together", "This computer has a new key, which your colleagues do not know yet.")
            then = tr(
                "Together",
                "Ask to join again, then send your file: a coordinator lets you in as the same person. If you have a backup of the old key, you can restore it in the settings instead.",
            )
            deed = tr("Together", "Ask to join again")
        box.addWidget(PlainLabel(words, "question"))
        box.addWidget(PlainLabel(then))
        button = plain_button(deed, "primary", "key-round")
        button.clicked.connect(lambda: self._try(self._desk.join_again))
        box.addWidget(buttons(button))
        return frame

    def _show_folder(self, one: FolderCard) -> None:
        assert self._folder_place is not None
        empty(self._folder_place)
        view = FolderView(one)
        view.choose_asked.connect(self._choose_folder)
        view.stop_asked.connect(lambda: self._try(lambda: self._desk.watch(None)))
        view.look_asked.connect(lambda: self._try(self._desk.look_now))
        view.passphrase_asked.connect(self._give_passphrase)
        self._folder_place.addWidget(view)

    def _begin(self, name: str) -> None:
        if self._try(lambda: self._desk.begin(name)):
            self.began.emit()

    def _save(self, passphrase: str) -> None:
        locked = self._send.is_locked
        if locked and len(passphrase) < 8:
            self.show_trouble(Trouble("passphrase-short", tr("Together", "The passphrase has fewer than 8 characters."),
                                      tr("Together", "Nothing was written."), tr("Together", "Choose a longer one.")))  # fmt: skip
            return
        ending = LOCKED if locked else PLAIN
        name = self._desk.file_name() + (".age" if locked else "")
        path = place_to_save(
            self._ask, tr("Together", "Save the file for my colleagues"), name, ending, f"Satchel (*{ending})"
        )
        if path is not None:
            self._try(lambda: self._say(self._desk.send(path, passphrase)))

    def _say(self, sentence: str) -> None:
        self._told = sentence
        announce(self, sentence)

    def _change(self, one: PersonCard, key: str, roles: frozenset[str]) -> None:
        if roles == one.role_ids:
            self._redraw()
        else:
            self._try(lambda: self._desk.change_roles(key, roles))

    def _take_out(self, one: PersonCard) -> None:
        told = tr(
            "Together",
            "What {name} wrote so far stays. What {name} writes from now on is kept, but not counted.",
            name=one.name,
        )
        question = tr("Together", "Take {name} out?", name=one.name)
        if self._ask.confirm(question, told, tr("Together", "Take out"), danger=True):
            self._try(lambda: self._desk.take_out(one.key))

    def _choose_folder(self) -> None:
        folder = self._choose(self)
        if folder is not None:
            self._try(lambda: self._desk.watch(folder))

    def _give_passphrase(self) -> None:
        word = self._ask.text(
            tr("Together", "The passphrase of the locked files"), "", tr("Together", "Open"), secret=True
        )
        if word:
            self._try(lambda: self._desk.open_locked(word))

    def _try(self, deed: Callable[[], object]) -> bool:
        self._told = ""
        try:
            deed()
        except Trouble as trouble:
            self.show_trouble(trouble)
            if trouble.code == "no-name":
                self.setFocus()  # that is, the field for it
            return False
        self._banner.hide()
        self._redraw()
        return True


def _note(words: str) -> QWidget:
    frame, box = card()
    theme.mark(frame, "notice-box")
    box.addWidget(PlainLabel(words))
    return frame
