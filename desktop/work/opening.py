"""Opening the archive of a home folder: one older than this version is copied before it is brought up to date."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from db import backups
from db.archive import Archive
from desktop.paths import Paths


def open_archive(paths: Paths, now: datetime) -> Archive:
    """The archive of this home folder. Raises `Trouble`; a copy that cannot be made leaves an older archive as it is."""

    def copy_first(connection: sqlite3.Connection, _version: int) -> None:
        backups.take(Archive(paths.archive, connection), paths.backups, now)

    return Archive.open(paths.archive, copy_first)
