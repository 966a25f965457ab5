"""Opening a home folder: the folder itself, its archive (an older one is copied before it is changed), its key."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from db import backups
from db.archive import Archive
from db.contributions import ContributionStore
from desktop.keys import DeviceKey
from desktop.paths import Paths
from forms.trouble import Trouble


def make_home(paths: Paths) -> None:
    """The folder, made where there is none. Raises `Trouble`."""
    try:
        paths.make()
    except OSError as fault:
        raise Trouble("no-folder", f"The folder “{paths.home}” cannot be made: {fault.strerror}.", "Nothing was changed.",
                      "Choose another folder with --home.") from fault  # fmt: skip


def open_archive(paths: Paths, now: datetime) -> Archive:
    """The archive of this home folder. Raises `Trouble`; a copy that cannot be made leaves an older archive as it is."""

    def copy_first(connection: sqlite3.Connection, _version: int) -> None:
        backups.take(Archive(paths.archive, connection), paths.backups, now)

    return Archive.open(paths.archive, copy_first)


def own_key(paths: Paths, now: datetime) -> DeviceKey:
    """The device key; a new one where there is none and nothing was ever signed here. Raises `Trouble`: a new key in the place of a
    lost one could neither revise nor withdraw what is there."""
    make_home(paths)
    expected = DeviceKey.mark(paths.keys) is None and _has_signed(paths, now)
    return DeviceKey.at(paths.keys, expected=expected)


def _has_signed(paths: Paths, now: datetime) -> bool:
    if not paths.archive.exists():
        return False
    try:
        archive = open_archive(paths, now)
    except Trouble as trouble:
        if trouble.code == "locked":
            return paths.keys.exists()  # an open window that has made no key yet has signed nothing
        raise
    try:
        return bool(ContributionStore(archive).all())
    finally:
        archive.close()
