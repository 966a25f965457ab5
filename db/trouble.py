"""SQLite's failures, told as Trouble: what happened, what is safe, what to do."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from forms.trouble import Trouble

SAFE = "Everything saved before is safe, and what you type stays on screen."


class ArchiveTrouble(Trouble):
    """The archive cannot be opened or written at present."""


def told(fault: sqlite3.Error | OSError | UnicodeDecodeError, path: Path) -> ArchiveTrouble:
    """The Trouble of an error that SQLite or the system raised over the archive at `path`."""
    name = getattr(fault, "sqlite_errorname", "") or ""
    if isinstance(fault, OSError):
        name = {28: "SQLITE_FULL", 30: "SQLITE_READONLY", 13: "SQLITE_READONLY", 122: "SQLITE_FULL"}.get(
            fault.errno or 0, "SQLITE_IOERR"
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return locked()
    if name.startswith("SQLITE_FULL"):
        return ArchiveTrouble(
            "disk-full",
            "The disk is full, so the last edits could not be saved.",
            SAFE,
            "Free some space; saving goes on by itself.",
        )
    if name.startswith("SQLITE_IOERR") and not os.access(path if path.exists() else path.parent, os.W_OK):
        name = "SQLITE_READONLY"  # what a file system that is mounted for reading only says to a lock
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return ArchiveTrouble(
            "read-only",
            f"The folder “{path.parent.name}” cannot be written to.",
            SAFE,
            "Allow writing there, or start with another folder (--home); saving goes on by itself.",
        )
    if isinstance(fault, UnicodeDecodeError) or name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return ArchiveTrouble(
            "damaged",
            "The file with your answers is damaged.",
            "Nothing in it was changed, and backups are kept beside it.",
            "Restore a backup in the settings.",
        )
    return ArchiveTrouble(
        "disk-error",
        f"The disk refused to save ({name or 'error'}).",
        SAFE,
        "Check the disk; saving is tried again every second.",
    )


def locked() -> ArchiveTrouble:
    """Another window or program has the archive open."""
    return ArchiveTrouble(
        "locked",
        "Satchel is already open with these answers.",
        "Nothing was changed.",
        "Use the window that is open, or close it first.",
    )


def gone(path: Path) -> ArchiveTrouble:
    """The archive was deleted or moved away while open."""
    return ArchiveTrouble(
        "gone",
        f"The folder “{path.parent.name}” with your answers was deleted or moved away.",
        "Your answers are still in the open window.",
        "Put the folder back, or keep the window open; saving goes on as soon as it can be written.",
    )


def too_new(path: Path) -> ArchiveTrouble:
    """A newer version of Satchel wrote the archive."""
    return ArchiveTrouble(
        "too-new",
        f"“{path.name}” was written by a newer version of Satchel.",
        "It was not changed in any way.",
        "Use the newer version to open it.",
    )


def foreign(path: Path) -> ArchiveTrouble:
    """The file is a database of another program."""
    return ArchiveTrouble(
        "not-ours",
        f"“{path.name}” does not belong to Satchel.",
        "It was not changed.",
        "Choose another folder (--home).",
    )
