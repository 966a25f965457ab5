"""The composition root: opens the archive, wires desks to screens, and keeps everything when it ends."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from db.archive import Archive
from desktop import NAME, VERSION
from desktop.backing_up import BackingUp
from desktop.desks.filling import OpenDesk
from desktop.desks.home import OfficeDesk
from desktop.desks.settings import HouseDesk
from desktop.dressing import Dressing
from desktop.held_key import HeldKey
from desktop.keys import DeviceKey
from desktop.leaving import Leaving
from desktop.looking import forget_copies, look_at
from desktop.menus import menus
from desktop.paths import Paths
from desktop.work.office import Office
from forms.trouble import Trouble
from ui.contribution.screen import ContributionScreen
from ui.fill.screen import FillScreen
from ui.finalise.screen import FinaliseScreen
from ui.home.screen import HomeScreen
from ui.parts.ask import Ask, WindowAsk
from ui.review.screen import ReviewScreen
from ui.settings.screen import SettingsScreen
from ui.shell import Shell
from ui.trouble import announce, tell_trouble
from ui.words import tr

if TYPE_CHECKING:
    from desktop.group import Group


QUIET_MS = 12_000


class Program:
    """One running window over one home folder."""

    def __init__(self, paths: Paths, archive: Archive, ask: Callable[[QWidget], Ask] = WindowAsk) -> None:
        self._paths = paths
        self._device_key = HeldKey(paths.keys, lambda: bool(self._office.contributions.all()))
        self._office = self._office_over(archive)
        self._desk: OpenDesk | None = None
        self._fill: FillScreen | None = None
        self._group: Group | None = None
        self.shell = Shell(self.close)
        self._ask = ask(self.shell)
        self.leaving = Leaving(self._ask, lambda: None if self._closed else self._desk)
        self._home_desk = OfficeDesk(self._office)
        self._backing_up = BackingUp(lambda: self._office, paths.backups, self._backup_failed, self.shell)
        self._dressing = Dressing(self.shell)
        self._house = HouseDesk(
            lambda: self._office, paths, self._dressing.dress, self._reopened, self._make_way_for_restoring
        )
        self._dressing.dress(self._house.chosen)
        self._home = self._home_screen()
        for look in (self._home_desk.drafts, self._home_desk.contributions):
            look()  # damage that lies deeper than opening looks comes up here, where it can still be mended
        self._closed = False

    def start(self, file: str = "") -> None:
        """Show the window: at the draft that was open last, or at home; `file` is taken in first."""
        self.shell.set_menus(menus(self, self.shell))
        last = self._house.chosen.open_draft
        if last and any(one.draft_id == last and not one.trashed for one in self._office.drafts.all()):
            self._open_draft(lambda: self._home_desk.open(last))
        else:
            self.go_home()
        if file:
            self.take(file)
        self.shell.show()

    def take(self, file: str) -> None:
        """Take in a file from the command line or a second start."""
        if self.go_home():
            self._home.take(Path(file))

    def raise_window(self, file: str) -> None:
        """A second start happened: come to the front, and open its file once no question stands open."""
        if self._closed:
            return
        self.shell.setWindowState(self.shell.windowState() & ~Qt.WindowState.WindowMinimized)
        self.shell.show()
        self.shell.raise_()
        self.shell.activateWindow()
        if file and QApplication.activeModalWidget() is not None:
            QTimer.singleShot(300, self.shell, lambda: self.raise_window(file))
        elif file:
            self.take(file)

    def go_home(self) -> bool:
        """Put the draft away and show home; False where the person stays with edits that cannot be saved."""
        if not self.leaving.may_leave(tr("Shell", "Leave the draft and lose them")):
            return False
        self._put_draft_away()
        self._home.refresh()
        self._show(self._home)
        return True

    def close(self) -> bool:
        """Keep everything; whether the window may go."""
        if self._closed:
            return True
        if not self.leaving.may_leave(tr("Shell", "Close and lose them")):
            return False
        self._closed = True
        self._put_draft_away(remember=self._desk.draft.draft_id if self._desk else "")
        self._backing_up.stop()
        self._office.archive.close()
        forget_copies(self._paths.copies)
        return True

    def stop(self) -> None:
        """The system wants the program to end: open questions are put away first, then the window goes as by a person."""
        question = QApplication.activeModalWidget()
        if question is None:
            self.shell.close()
            return
        question.close()
        QTimer.singleShot(50, self.shell, self.stop)

    def _office_over(self, archive: Archive) -> Office:
        return Office.over(
            archive,
            copies=self._paths.copies,
            now=lambda: datetime.now().astimezone(),
            new_id=lambda: str(uuid.uuid4()),
            random_bytes=os.urandom,
            key=self._device_key,
        )

    def _home_screen(self) -> HomeScreen:
        home = HomeScreen(self._home_desk, self._ask)
        home.setParent(self.shell)  # it belongs to the window, even if it never comes to the front
        home.hide()  # a child would be drawn over the draft that the program opens at
        home.begin_asked.connect(lambda digest: self._open_draft(lambda: self._home_desk.begin(digest)))
        home.draft_asked.connect(self._open_draft_of)
        home.contribution_asked.connect(self._show_contribution)
        home.settings_asked.connect(self._show_settings)
        home.join_asked.connect(self._show_invitation)
        home.exchange_asked.connect(self._show_incoming)
        return home

    def _open_draft_of(self, draft: str) -> None:
        self._open_draft(lambda: self._home_desk.open(draft))

    def _open_draft(self, opening: Callable[[], OpenDesk]) -> None:
        if not self.leaving.may_leave(tr("Shell", "Leave the draft and lose them")):
            return
        self._put_draft_away()
        try:
            desk = opening()
        except Trouble as trouble:
            self._show(self._home)
            self._home.show_trouble(trouble)
            return
        self._desk = desk
        self._gather()
        self._show_questions(desk)
        self._go_to_last_place()
        self._house.remember_draft(desk.draft.draft_id)

    def _gather(self) -> None:
        """What drafting together adds, where the draft is a shared one."""
        self._group = None
        if self._desk is not None and self._desk.draft.together is not None:
            from desktop.group import Group  # who drafts alone does without it

            self._group = Group(self._office, self._desk, self._ask, self)

    def _show_questions(self, desk: OpenDesk) -> FillScreen:
        if self._group is not None:
            self._group.begin()
        self._fill = fill = FillScreen(desk, self._ask, self._group)
        if self._group is not None:
            self._group.goes_with(fill)
        fill.home_asked.connect(self.go_home)
        fill.review_asked.connect(self._show_review)
        fill.language_asked.connect(self._speak)
        self._show(fill, desk.name)
        return fill

    def _speak(self, language: str) -> None:
        """Show the questions in another language, at the section where the person is."""
        if self._desk is None or self._fill is None:
            return
        try:
            self._desk.speak(language)
        except Trouble as trouble:
            self._fill.show_trouble(trouble)
            return
        self._questions_anew()

    def _questions_anew(self) -> None:
        desk, before = self._desk, self._fill
        assert desk is not None
        assert before is not None
        section = before.current_section
        before.close_screen()
        self._show_questions(desk).go_to_section(section)
        self.shell.drop(before)

    def _go_to_last_place(self) -> None:
        """The keyboard can be brought to a question only once its screen is in the window."""
        if self._desk is not None and self._fill is not None and self._desk.last_place:
            self._fill.go_to(self._desk.last_place, told=False)

    def _put_draft_away(self, remember: str = "") -> None:
        if self._desk is None or self._fill is None:
            return
        if self._group is not None:
            self._group.stop()
        self._fill.close_screen()
        self.shell.drop(self._fill)
        self._desk.close()
        self._desk = self._fill = self._group = None
        self._house.remember_draft(remember)

    def _show_review(self) -> None:
        assert self._desk is not None
        review = ReviewScreen(self._desk)
        review.back_asked.connect(self._show_fill)
        review.place_asked.connect(self._show_place)
        review.finalise_asked.connect(self.show_finalise if self._group is None else self._group.show_sign_off)
        self._show(review, self._desk.name)

    def _show_fill(self) -> None:
        assert self._fill is not None
        assert self._desk is not None
        self._show(self._fill, self._desk.name)

    def _show_place(self, target: str) -> None:
        self._show_fill()
        assert self._fill is not None
        self._fill.go_to(target)

    # Drafting together

    def show_people(self) -> None:
        """Who drafts together; a draft of one person can be shared there."""
        if self._group is not None:
            self._group.show_people()
        elif self._desk is not None and self._fill is not None:
            from desktop.meeting import begin_screen

            self.show_beside(begin_screen(self._office, self._desk, self._ask, self, self._began_to_share))
        else:
            self.tell_quietly(tr("Shell", "Open a draft first: people work together in a draft."))

    def _began_to_share(self) -> None:
        """From now on the questions have what belongs to drafting together."""
        self._gather()
        self._questions_anew()
        self.show_people()

    def _show_invitation(self, path: Path, passphrase: str) -> None:
        from desktop.meeting import join_screen

        try:
            screen = join_screen(self._office, self._ask, path, passphrase, self._open_draft_of)
        except Trouble as trouble:
            self._home.show_trouble(trouble)
            return
        screen.home_asked.connect(self.go_home)
        self._show(screen)

    def _show_incoming(self, draft_id: str, path: Path, passphrase: str) -> None:
        self._open_draft_of(draft_id)
        self.in_group(lambda group: group.show_inbox(path, passphrase))

    def new_key(self) -> object:
        """Make another key for this computer."""
        return DeviceKey.replace(self._paths.keys, f"{datetime.now().astimezone():%Y%m%d-%H%M%S}")

    def tell_quietly(self, line: str) -> None:
        """Say one line without a dialogue."""
        self.shell.statusBar().showMessage(line, QUIET_MS)
        announce(self.shell, line)

    def show_beside(self, screen: QWidget) -> None:
        """Show one of the screens of drafting together."""
        assert self._desk is not None
        self._show(screen, self._desk.name)

    def show_questions(self, target: str = "") -> None:
        """Go back to the questions, at `target` if one is named."""
        self._show_fill()
        if target:
            self._show_place(target)

    def show_finalise(self) -> None:
        """Go on to finalise."""
        assert self._desk is not None
        screen = FinaliseScreen(self._desk)
        screen.back_asked.connect(self._show_review)
        screen.preview_asked.connect(self.look_at)
        screen.finalised.connect(self._finalised)
        self._show(screen, self._desk.name)

    def _finalised(self, identity: str) -> None:
        self._put_draft_away()
        self._backing_up.begin()
        self._show_contribution(identity)

    def _show_contribution(self, identity: str) -> None:
        try:
            screen = ContributionScreen(identity, self._home_desk, self._ask)
        except Trouble as trouble:
            self._home.show_trouble(trouble)
            return
        screen.home_asked.connect(self.go_home)
        screen.preview_asked.connect(self.look_at)
        screen.print_asked.connect(lambda pdf, title: self._print(screen, pdf, title))
        screen.revise_asked.connect(lambda one: self._open_draft(lambda: self._home_desk.revise(one)))
        self._show(screen)

    def _show_settings(self) -> None:
        screen = SettingsScreen(self._house, self._ask)
        screen.home_asked.connect(self.go_home)
        screen.restored.connect(self.go_home)
        self._show(screen)

    def _show(self, screen: QWidget, title: str = "") -> None:
        before = self.shell.screen_shown
        self.shell.show_screen(screen, title)
        if before is not None and before not in (screen, self._home, self._fill):
            self.shell.drop(before)

    def _print(self, screen: ContributionScreen, pdf: bytes, title: str) -> None:
        from desktop.paper import asking, print_pdf  # seldom needed: the start does without it

        try:
            print_pdf(pdf, title, asking(self.shell))
        except Trouble as trouble:
            screen.show_trouble(trouble)

    def look_at(self, pdf: bytes) -> None:
        """Show a PDF in the program of the system."""
        try:
            look_at(pdf, self._paths.copies)
        except Trouble as trouble:
            tell_trouble(self._ask, trouble)

    def _make_way_for_restoring(self) -> None:
        self._put_draft_away()
        self._backing_up.finish()

    def _reopened(self, archive: Archive) -> None:
        self._office = self._office_over(archive)
        self._home_desk = OfficeDesk(self._office)
        home, self._home = self._home, self._home_screen()
        self._show(self._home)
        self.shell.drop(home)

    def _backup_failed(self, trouble: Trouble) -> None:
        self._home.show_trouble(trouble)

    def open_file(self) -> None:
        """Ask for a file and take it in."""
        if self.go_home():
            self._home.open_file()

    def show_settings(self) -> None:
        """Put the draft away and show the settings."""
        if self.go_home():
            self._show_settings()

    def in_fill(self, deed: Callable[[FillScreen], object]) -> None:
        """Do something on the fill screen, if that is what the person sees."""
        if self._fill is not None and self.shell.screen_shown is self._fill:
            deed(self._fill)

    def in_group(self, deed: Callable[[Group], object]) -> None:
        """Do something of drafting together, if the draft that is open is shared."""
        if self._group is not None:
            deed(self._group)
        else:
            self.show_people()

    def tell_about(self) -> None:
        """Say which version this is, and where everything is kept."""
        self._ask.tell(
            f"{NAME} {VERSION}", tr("Shell", "Everything stays on this computer: {home}", home=self._paths.home)
        )
