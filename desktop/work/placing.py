"""Placing what a verb made: beside what is there already, never over it."""

from __future__ import annotations

import os
from pathlib import Path

from desktop.publishing import write_whole
from desktop.work.reply import Refusal


def folder_at(path: Path) -> Path:
    """The folder `path`, made where there is none yet. Raises `Refusal`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Refusal([f"{path}: the folder cannot be made: {fault.strerror}."]) from fault
    return path


def place(path: Path, data: bytes) -> None:
    """Write `data` to a new file; a file of the very same bytes may stand there. Raises `Refusal` or `Trouble`."""
    refuse_taken(path, data)
    write_whole(path, data)


def refuse_taken(path: Path, data: bytes) -> None:
    """Raise `Refusal` where `path` holds anything but `data`: it may be the only copy, or the very file that was given."""
    if os.path.lexists(path) and not _is_same(path, data):
        raise Refusal([f"{path}: there is a file of that name already. Choose another name."])


def _is_same(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:  # what cannot be read cannot be known to be the same
        return False
