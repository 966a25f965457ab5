"""Lists of places in a draft: each question once, its parts below it, and a link to each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from forms.answers import Target
from ui.parts.page import card
from ui.parts.place_words import PlaceWords
from ui.parts.plain import PlainLabel, plain_button
from ui.words import tr

Go = Callable[[Target], None]
LONGEST = 40


class Entry(NamedTuple):
    """One place, what to tell of it, and where its link leads (to the place itself, unless named)."""

    target: Target
    told: str
    goal: Target = ""


def _question_of(entry: Entry) -> str:
    return entry.target.partition("/")[0]


def chunks(entries: Sequence[Entry], size: int = LONGEST) -> Iterator[Sequence[Entry]]:
    """The entries in pieces that are drawn at once; the entries of one question stay together where they fit."""
    piece: list[Entry] = []
    for _, group in groupby(entries, _question_of):
        together = list(group)
        if piece and len(piece) + len(together) > size:
            yield piece
            piece = []
        piece += together
    if piece:
        yield piece


def place_list(title: str, entries: Iterable[Entry], words: PlaceWords, go: Go, role: str) -> QWidget:
    """A card with these entries; what each tells is dressed as `role`, and every line leads to its place."""
    frame, box = card()
    box.addWidget(PlainLabel(title, "heading"))
    grid = QGridLayout()
    grid.setColumnStretch(0, 5)
    grid.setColumnStretch(1, 4)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(2)
    box.addLayout(grid)
    for _, group in groupby(entries, _question_of):
        _question(grid, title, list(group), words, go, role)
    return frame


def _question(grid: QGridLayout, title: str, entries: list[Entry], words: PlaceWords, go: Go, role: str) -> None:
    head = PlainLabel(words.question(entries[0].target), "question" if role == "body" else "body")
    head.setContentsMargins(0, 8, 0, 0)
    alone = entries[0] if len(entries) == 1 and not words.part(entries[0].target) else None
    line = grid.rowCount()
    if alone is not None:
        grid.addWidget(head, line, 0, 1, 2)
        grid.addWidget(_link(title, alone, words, go), line, 2, Qt.AlignmentFlag.AlignTop)
        if alone.told:
            grid.addWidget(PlainLabel(alone.told, role), line + 1, 0, 1, 2)
        return
    grid.addWidget(head, line, 0, 1, 3)
    for below, entry in enumerate(entries, line + 1):
        part = PlainLabel(words.part(entry.target), "help")
        part.setContentsMargins(12, 4, 0, 4)
        grid.addWidget(part, below, 0)
        grid.addWidget(PlainLabel(entry.told, role), below, 1)
        grid.addWidget(_link(title, entry, words, go), below, 2, Qt.AlignmentFlag.AlignTop)


def _link(title: str, entry: Entry, words: PlaceWords, go: Go) -> QWidget:
    link = plain_button(tr("Review", "Go there"), "link", "arrow-right")
    link.setAccessibleName(tr("Review", "Go to {title}: {place}", title=title, place=words.whole(entry.target)))
    link.clicked.connect(lambda: go(entry.goal or entry.target))
    return link
