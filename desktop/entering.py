"""Entering a home folder: hand over to the window that runs there already, or open the archive and tidy up."""

from __future__ import annotations

import time
from datetime import datetime

from db.archive import Archive
from desktop.looking import forget_copies
from desktop.paths import Paths
from desktop.publishing import sweep
from desktop.single import hand_over
from desktop.work.opening import make_home, open_archive
from forms.trouble import Trouble

TRIES, PAUSE_SECONDS = 6, 0.3
"""A window that is just opening or closing holds the archive for a moment without answering."""


def enter(paths: Paths, file: str) -> Archive | None:
    """The archive of this home folder; None where a window that has it open took over. Raises `Trouble`."""
    for left in reversed(range(TRIES)):
        if hand_over(paths.home, file):
            return None
        try:
            return _opened(paths)
        except Trouble as trouble:
            if trouble.code != "locked" or not left:
                raise
        time.sleep(PAUSE_SECONDS)
    return None


def _opened(paths: Paths) -> Archive:
    make_home(paths)
    archive = open_archive(paths, datetime.now().astimezone())
    for folder in (paths.home, paths.backups):  # only now: before, another window might be writing there
        sweep(folder)
    forget_copies(paths.copies)
    return archive
