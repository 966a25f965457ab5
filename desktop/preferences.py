"""Preferences: each setting declared once, kept in one small file that a person may read."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

Appearance = Literal["system", "light", "dark", "contrast"]
SMALLEST_TEXT, LARGEST_TEXT = 0.8, 2.5
LARGEST = 1_000_000
"""Bytes of the file that are read; a whole one has some hundred."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose for this machine."""

    appearance: Appearance = "system"
    text_scale: float = 1.0
    open_draft: str = ""
    """The draft that was on screen when the program last ended, to come back to."""


def load(path: Path) -> tuple[Preferences, dict[str, Any]]:
    """The preferences and the keys of newer versions, which are kept. A damaged file is moved aside and defaults serve."""
    try:
        with path.open("rb") as file:
            known = json.loads(file.read(LARGEST))
        if not isinstance(known, dict):
            raise ValueError("not an object")
    except FileNotFoundError:
        return Preferences(), {}
    except (OSError, ValueError, RecursionError):
        logging.getLogger(__name__).info("preferences were unreadable and moved aside")
        with suppress(OSError):
            path.replace(path.with_suffix(".damaged.json"))
        return Preferences(), {}
    names = {one.name for one in fields(Preferences)}
    extra = {key: value for key, value in known.items() if key not in names}
    chosen = Preferences()
    if known.get("appearance") in get_args(Appearance):
        chosen = replace(chosen, appearance=known["appearance"])
    scale = known.get("text_scale")
    if isinstance(scale, int | float) and SMALLEST_TEXT <= scale <= LARGEST_TEXT:
        chosen = replace(chosen, text_scale=float(scale))
    if isinstance(known.get("open_draft"), str):
        chosen = replace(chosen, open_draft=known["open_draft"])
    return chosen, extra


def to_bytes(preferences: Preferences, extra: dict[str, Any]) -> bytes:
    """The file's bytes, for `desktop.publishing.write_whole`."""
    told = json.dumps({**extra, **asdict(preferences)}, indent=2, ensure_ascii=False)
    return told.encode("utf-8", "surrogatepass") + b"\n"  # half a letter in a key of a newer version must not stop us
