"""What a verb says back: lines for a person, facts for a program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    """Done: `lines` say what, `facts` hold the same as plain data."""

    lines: Sequence[str]
    facts: dict[str, Any] = field(default_factory=dict)


class Refusal(Exception):
    """Refused with reasons, one line each (`place: sentence`); nothing was written. `sound` are the lines about what was found
    in order beside it."""

    def __init__(self, lines: Sequence[str], facts: dict[str, Any] | None = None, sound: Sequence[str] = ()) -> None:
        super().__init__("; ".join(lines))
        self.lines = tuple(lines)
        self.facts = facts or {}
        self.sound = tuple(sound)
