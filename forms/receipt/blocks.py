"""The plain blocks that a printed document consists of; values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["body", "help", "small", "strong", "notice"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title, 2 a section, 3 a question."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of ours or of the questionnaire."""

    text: str
    tone: Tone = "body"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person wrote, word by word."""

    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its words, whether it is chosen, and what was written beside it."""

    words: str
    chosen: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """Choices with their marks, round for one and square for several."""

    options: tuple[Option, ...]
    several: bool


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its words, the positions of the chosen columns, and the answer in words."""

    label: str
    chosen: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix: column heads, rows with marks, and each answer in words."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    several: bool


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with their values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Empty lines to write on."""

    count: int


@dataclass(frozen=True, slots=True)
class Room:
    """What follows stands on one page: it begins overleaf unless so many points are left."""

    points: float


Block = Heading | Paragraph | Answer | Options | Grid | Pairs | WritingLines | Room


@dataclass(frozen=True, slots=True)
class Document:
    """A document to print. `language` is a tag; `mark` stands on every page where it is not empty; `foot` beside the page
    number; `subject` says what it is in the file's properties."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    mark: str = ""
    foot: str = ""
    subject: str = ""
