"""The passphrase for a verb: the first line of a file, and never too short a one."""

from __future__ import annotations

from pathlib import Path

from desktop.keys import SHORTEST_PASSPHRASE
from desktop.work.reply import Refusal

LONGEST_LINE = 10_000


def passphrase_in(path: Path | None) -> str:
    """The first line of `path`; empty where no file is given. Raises `Refusal` for one that cannot be read, or is too short."""
    return "" if path is None else long_enough(_first_line(path))


def long_enough(word: str) -> str:
    """`word` itself. Raises `Refusal` for one that is too short."""
    if len(word) < SHORTEST_PASSPHRASE:
        raise Refusal([f"passphrase: at least {SHORTEST_PASSPHRASE} characters, please."])
    return word


def _first_line(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.readline(LONGEST_LINE).decode("utf-8-sig").rstrip("\r\n")
    except OSError as fault:
        raise Refusal([f"{path}: cannot be read: {fault.strerror}."]) from fault
    except UnicodeDecodeError as fault:
        raise Refusal([f"{path}: its first line is no text (UTF-8)."]) from fault
