"""Faults of a definition or an answers file: place, words, reason, remedy; never only the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `place` is a JSON path (`sections[0].items[3].label`), `words` what the question there says, if any."""

    place: str
    words: str
    reason: str
    remedy: str

    def __post_init__(self) -> None:
        # These words come from files of others and go to screens and terminals: nothing in them may move a cursor.
        for name in ("place", "words", "reason", "remedy"):
            object.__setattr__(self, name, _printable(getattr(self, name)))

    def __str__(self) -> str:
        words = f"“{self.words}”: " if self.words else ""
        return f"{self.place}: {words}{self.reason} {self.remedy}".rstrip()


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else " " if one.isspace() else "\N{REPLACEMENT CHARACTER}" for one in text)


class Faulty(Trouble):
    """Refused with every fault; nothing was changed."""

    def __init__(self, code: str, what: str, faults: Sequence[Fault]) -> None:
        count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(
            code, f"{what} has {count}.", "Nothing was changed.", "; ".join(str(one) for one in faults[:3])
        )
        self.faults = tuple(faults)
