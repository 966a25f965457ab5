"""What the screen for Word files asks of the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Written:
    """One thing that came back: the question's words, what it says now, what is suggested instead."""

    place: str
    now: str
    suggested: str


@dataclass(frozen=True, slots=True)
class WordPreview:
    """What a Word file would bring: whose it is as far as it says, the answers that differ, and what is kept as a remark."""

    person: str
    answers: tuple[Written, ...]
    remarks: tuple[str, ...]


class WordDesk(Protocol):
    """Word files of one shared draft. Every verb may raise Trouble; then nothing changed."""

    @property
    def name(self) -> str: ...

    def sections(self) -> tuple[tuple[str, str], ...]:
        """The sections that can be given alone: id and title."""

    def file_name(self) -> str:
        """A name for the file to give."""

    def give(self, path: Path, section: str) -> None:
        """Write the file, with all questions where `section` is empty."""

    def look_at(self, path: Path) -> WordPreview: ...

    def take_back(self, person: str) -> str:
        """Take in what was looked at last, in the name of `person`; what was done in one sentence."""
