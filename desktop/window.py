"""One window from its start to its end: enter the home folder, show the program, keep everything when it goes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from db.archive import Archive
from desktop import NAME, VERSION, crash, log
from desktop.app import Program
from desktop.entering import enter
from desktop.paths import Paths, default_home
from desktop.single import Doorbell
from desktop.stopping import Stopping
from forms.trouble import Trouble
from ui import theme
from ui.parts.ask import WindowAsk
from ui.shell import Shell


def main(arguments: Sequence[str]) -> int:
    """Open the window; returns the exit code. A second start over the same home folder raises the first window."""
    home, file = _parse(arguments)
    paths = Paths(home or default_home())
    app = QApplication([NAME])
    app.setApplicationName(NAME)
    app.setApplicationVersion(VERSION)
    try:
        archive = enter(paths, str(Path(file).resolve()) if file else "")
        if archive is None:
            return 0
        program = _over(paths, archive)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        theme.apply(app, "system")
        from desktop.rescue import rescue  # seldom needed: the start does without it

        archive = rescue(paths, trouble, WindowAsk(Shell(lambda: True)), datetime.now().astimezone())
        if archive is None:
            return 1
        program = Program(paths, archive)
    handler = log.start(paths.log)
    bell = Doorbell(paths.home, program.raise_window)
    told = crash.Told(program.leaving.tell_of_bug)
    sys.excepthook = crash.hook(paths.reports, datetime.now, told.tell)
    threading.excepthook = crash.thread_hook(sys.excepthook)
    stopping = Stopping(program.stop)
    app.commitDataRequest.connect(program.leaving.session_ends)
    program.start(file)
    code = app.exec()
    program.close()  # a session that ends may quit the program without closing its window
    stopping.close()
    bell.close()
    sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
    log.stop(handler)
    return code


def _over(paths: Paths, archive: Archive) -> Program:
    try:
        return Program(paths, archive)
    except Trouble:
        archive.close()  # damage may lie deeper than opening looks
        raise


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
