"""The composition root: opens the archive, wires desks to screens, and keeps everything when it ends."""

from __future__ import annotations

import secrets
import signal
import socket
import sys
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication

from db import backups
from db.archive import Archive
from desktop import NAME, VERSION, crash, log
from desktop.desks.filling import OpenDesk
from desktop.desks.home import OfficeDesk
from desktop.desks.settings import HouseDesk
from desktop.keys import DeviceKey
from desktop.paths import Paths, default_home
from desktop.preferences import Preferences
from desktop.publishing import sweep
from desktop.single import Doorbell, hand_over
from desktop.work.office import Office
from forms.trouble import Trouble
from ui import theme
from ui.contribution.screen import ContributionScreen
from ui.fill.screen import FillScreen
from ui.finalise.screen import FinaliseScreen
from ui.home.screen import HomeScreen
from ui.parts.ask import Ask, WindowAsk
from ui.review.screen import ReviewScreen
from ui.settings.screen import SettingsScreen
from ui.shell import Deed, Shell
from ui.trouble import tell_trouble
from ui.words import tr

BACKUP_MINUTES = 10


class Program:
    """One running window over one home folder."""

    def __init__(self, paths: Paths, archive: Archive) -> None:
        self._paths = paths
        self._key: DeviceKey | None = None
        self._key_mark: tuple[int, int] | None = None
        self._office = self._office_over(archive)
        self._desk: OpenDesk | None = None
        self._fill: FillScreen | None = None
        self.shell = Shell(self.close)
        self._ask: Ask = WindowAsk(self.shell)
        self._home_desk = OfficeDesk(self._office)
        self._house = HouseDesk(lambda: self._office, paths, self._dress, self._reopened, self._put_draft_away)
        self._dress(self._house.chosen)
        self._home = self._home_screen()
        self._backups = QTimer(self.shell)
        self._backups.timeout.connect(self._back_up)
        self._backups.start(BACKUP_MINUTES * 60_000)
        self._backed_up = False

    def start(self, file: str = "") -> None:
        """Show the window: at the draft that was open last, or at home; `file` is taken in first."""
        self.shell.set_menus(self._menus())
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
        self.go_home()
        self._home.take(Path(file))

    def raise_window(self, message: str) -> None:
        """A second start happened: come to the front."""
        self.shell.showNormal()
        self.shell.raise_()
        self.shell.activateWindow()
        if message:
            self.take(message)

    def go_home(self) -> None:
        """Put the draft away and show home."""
        self._put_draft_away()
        self._home.refresh()
        self._show(self._home)

    def close(self) -> bool:
        """Keep everything; whether the window may go."""
        if self._desk is not None:
            draft_id = self._desk.draft.draft_id
            if not self._desk.draft.flush() and not self._ask.confirm(
                tr("Shell", "The last edits are not saved. Close all the same?"),
                str(self._desk.draft.trouble or ""),
                tr("Shell", "Close and lose them"),
                danger=True,
            ):
                return False
            self._put_draft_away(remember=draft_id)
        self._backups.stop()
        self._back_up()
        self._office.archive.close()
        return True

    def _office_over(self, archive: Archive) -> Office:
        return Office.over(
            archive,
            copies=self._paths.copies,
            now=lambda: datetime.now().astimezone(),
            new_id=lambda: str(uuid.uuid4()),
            random_bytes=secrets.token_bytes,
            key=self._device_key,
        )

    def _device_key(self) -> DeviceKey:
        mark = DeviceKey.mark(self._paths.keys)
        if self._key is None or mark not in (self._key_mark, None):
            # Restoring and replacing, in the settings or by the verb, put another key there while this window is open.
            self._key = DeviceKey.at(self._paths.keys, expected=bool(self._office.contributions.all()))
            self._key_mark = DeviceKey.mark(self._paths.keys)
        return self._key

    def _home_screen(self) -> HomeScreen:
        home = HomeScreen(self._home_desk, self._ask)
        home.begin_asked.connect(lambda digest: self._open_draft(lambda: self._home_desk.begin(digest)))
        home.draft_asked.connect(lambda draft: self._open_draft(lambda: self._home_desk.open(draft)))
        home.contribution_asked.connect(self._show_contribution)
        home.settings_asked.connect(self._show_settings)
        return home

    def _open_draft(self, opening: Callable[[], OpenDesk]) -> None:
        try:
            desk = opening()
        except Trouble as trouble:
            self._show(self._home)
            self._home.show_trouble(trouble)
            return
        self._put_draft_away()
        self._desk = desk
        self._fill = FillScreen(desk, self._ask)
        self._fill.home_asked.connect(self.go_home)
        self._fill.review_asked.connect(self._show_review)
        self._show(self._fill, desk.name)
        self._house.remember_draft(desk.draft.draft_id)

    def _put_draft_away(self, remember: str = "") -> None:
        if self._desk is None or self._fill is None:
            return
        self._fill.close_screen()
        self.shell.drop(self._fill)
        self._desk.close()
        self._desk = self._fill = None
        self._house.remember_draft(remember)

    def _show_review(self) -> None:
        assert self._desk is not None
        review = ReviewScreen(self._desk)
        review.back_asked.connect(self._show_fill)
        review.place_asked.connect(self._show_place)
        review.finalise_asked.connect(self._show_finalise)
        self._show(review, self._desk.name)

    def _show_fill(self) -> None:
        assert self._fill is not None
        self._show(self._fill)

    def _show_place(self, target: str) -> None:
        self._show_fill()
        assert self._fill is not None
        self._fill.go_to(target)

    def _show_finalise(self) -> None:
        assert self._desk is not None
        screen = FinaliseScreen(self._desk)
        screen.back_asked.connect(self._show_review)
        screen.preview_asked.connect(self._look_at)
        screen.finalised.connect(self._finalised)
        self._show(screen, self._desk.name)

    def _finalised(self, identity: str) -> None:
        self._put_draft_away()
        self._back_up()
        self._show_contribution(identity)

    def _show_contribution(self, identity: str) -> None:
        try:
            screen = ContributionScreen(identity, self._home_desk, self._ask)
        except Trouble as trouble:
            self._home.show_trouble(trouble)
            return
        screen.home_asked.connect(self.go_home)
        screen.preview_asked.connect(self._look_at)
        screen.revise_asked.connect(lambda one: self._open_draft(lambda: self._home_desk.revise(one)))
        self._show(screen)

    def _show_settings(self) -> None:
        screen = SettingsScreen(self._house, self._ask)
        screen.home_asked.connect(self.go_home)
        screen.restored.connect(self.go_home)
        self._show(screen)

    def _show(
        self,
        screen: HomeScreen | FillScreen | ReviewScreen | FinaliseScreen | ContributionScreen | SettingsScreen,
        title: str = "",
    ) -> None:
        before = self.shell.screen_shown
        self.shell.show_screen(screen, title)
        if before is not None and before not in (screen, self._home, self._fill):
            self.shell.drop(before)

    def _look_at(self, pdf: bytes) -> None:
        self._paths.copies.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._paths.copies / "satchel.pdf"
        path.unlink(missing_ok=True)
        path.write_bytes(pdf)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            tell_trouble(
                self._ask, Trouble("no-viewer", tr("Shell", "No program for PDF files was found."), "", str(path))
            )

    def _dress(self, chosen: Preferences) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, chosen.appearance, chosen.text_scale)

    def _reopened(self, archive: Archive) -> None:
        self._office = self._office_over(archive)
        self._home_desk = OfficeDesk(self._office)
        home, self._home = self._home, self._home_screen()
        self.shell.show_screen(self._home)
        self.shell.drop(home)

    def _back_up(self) -> None:
        archive = self._office.archive
        if not archive.changed:
            return
        try:
            backups.take(archive, self._paths.backups, self._office.now())
            backups.rotate(self._paths.backups, self._office.now())
        except Trouble as trouble:
            self._home.show_trouble(trouble)
            return
        archive.changed = False

    def _menus(self) -> dict[str, list[Deed]]:
        fill = self._in_fill
        return {
            tr("Shell", "&Satchel"): [
                (tr("Shell", "&Home"), QKeySequence("Ctrl+H"), self.go_home),
                (
                    tr("Shell", "&Open a file…"),
                    QKeySequence.StandardKey.Open,
                    self._open_file,
                ),
                (tr("Shell", "S&ettings"), QKeySequence("Ctrl+,"), self._settings_from_menu),
                (tr("Shell", "&About"), None, self._about),
                (tr("Shell", "&Quit"), QKeySequence.StandardKey.Quit, self.shell.close),
            ],
            tr("Shell", "&Draft"): [
                (tr("Shell", "&Undo") + "\tCtrl+Z", None, lambda: fill("undo")),
                (tr("Shell", "&Redo") + "\tCtrl+Shift+Z", None, lambda: fill("redo")),
                (tr("Shell", "&Find…") + "\tCtrl+F", None, lambda: fill("open_find")),
                (tr("Shell", "&Next section") + "\tCtrl+PgDown", None, lambda: fill("next_section")),
                (tr("Shell", "&Previous section") + "\tCtrl+PgUp", None, lambda: fill("previous_section")),
                (tr("Shell", "Re&view"), QKeySequence("Ctrl+R"), self._review_from_menu),
            ],
        }

    def _open_file(self) -> None:
        self.go_home()
        self._home.open_file()

    def _settings_from_menu(self) -> None:
        self.go_home()
        self._show_settings()

    def _in_fill(self, deed: str) -> None:
        if self._fill is not None and self.shell.screen_shown is self._fill:
            getattr(self._fill, deed)()

    def _review_from_menu(self) -> None:
        if self._fill is not None and self.shell.screen_shown is self._fill:
            self._show_review()

    def _about(self) -> None:
        self._ask.tell(
            f"{NAME} {VERSION}", tr("Shell", "Everything stays on this computer: {home}", home=self._paths.home)
        )


def main(arguments: Sequence[str]) -> int:
    """Open the window; returns the exit code. A second start over the same home folder raises the first window."""
    home, file = _parse(arguments)
    paths = Paths(home or default_home())
    app = QApplication([NAME, *arguments])
    app.setApplicationName(NAME)
    app.setApplicationVersion(VERSION)
    if hand_over(paths.home, str(Path(file).resolve()) if file else ""):
        return 0
    try:
        archive = _opened(paths)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        theme.apply(app, "system")
        shell = Shell(lambda: True)
        tell_trouble(WindowAsk(shell), trouble)
        return 1
    handler = log.start(paths.log)
    program = Program(paths, archive)
    bell = Doorbell(paths.home, program.raise_window)
    sys.excepthook = crash.hook(
        paths.reports, datetime.now, lambda path: tell_trouble(
            program._ask,
            Trouble("bug", tr("Shell", "Something went wrong in Satchel."), tr("Shell", "Your answers are saved."),
                    tr("Shell", "A report without answers is in {path}.", path=path)),
        )
    )  # fmt: skip
    notifier = _close_on_signals(program)
    app.commitDataRequest.connect(lambda _manager: program.close())
    program.start(file)
    code = app.exec()
    notifier.setEnabled(False)
    bell.close()
    log.stop(handler)
    return code


def _opened(paths: Paths) -> Archive:
    try:
        paths.make()
    except OSError as fault:
        raise Trouble("no-folder", f"The folder “{paths.home}” cannot be made: {fault.strerror}.", "Nothing was changed.",
                      "Choose another folder with --home.") from fault  # fmt: skip
    sweep(paths.home)
    sweep(paths.backups)
    for copy in paths.copies.glob("*"):
        copy.unlink(missing_ok=True)
    return Archive.open(paths.archive)


def _close_on_signals(program: Program) -> QSocketNotifier:
    """SIGTERM and SIGINT close the window as a person would, so that everything is kept."""
    ours, theirs = socket.socketpair()
    for one in (ours, theirs):
        one.setblocking(False)
    signal.set_wakeup_fd(theirs.fileno())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: None)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, program.shell)

    def caught() -> None:
        ours.recv(16)
        theirs.fileno()
        program.shell.close()

    notifier.activated.connect(caught)
    return notifier


def _parse(arguments: Sequence[str]) -> tuple[Path | None, str]:
    words = list(arguments)
    home: Path | None = None
    file = ""
    while words:
        word = words.pop(0)
        if word == "--home" and words:
            home = Path(words.pop(0))
        elif word.startswith("--home="):
            home = Path(word.partition("=")[2])
        else:
            file = word
    return home, file
