"""The marked places of a Word text: from the mark before an answer to the end mark, or to the end of its table cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from forms.word.lines import Line, Piece
from forms.word.marks import FILLERS, pieces, told_by_lead

_END = "/"


@dataclass(slots=True)
class Region:
    """What stands in one marked place. `ended` is false where its end mark is gone and the next mark cuts it off."""

    place: str
    seal: str
    cell: int
    lines: list[list[Piece]] = field(default_factory=list)
    ended: bool = False

    def text(self) -> str:
        """All that is written here, without fillers and without the white space around it."""
        return "\n".join("".join(shown(one) for one in line) for line in self.lines).strip()

    def loose(self) -> list[str]:
        """The lines of what is written here beside content controls, without empty ones."""
        found = ["".join(shown(one) for one in line if one.control is None).strip() for line in self.lines]
        return [one for one in found if one]


@dataclass(slots=True)
class Marked:
    """All regions by place, the lines outside with the line they stand in, and what the first mark says."""

    regions: dict[str, list[Region]] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)
    lead: tuple[str, str] | None = None
    lead_seal: str = ""
    where: dict[int, str] = field(default_factory=dict)
    """For the number of each line that has comments or pictures, the place in which it begins."""


def shown(piece: Piece) -> str:
    """What a piece says: nothing for a filler."""
    if piece.control is not None:
        return piece.text if piece.control.text else ""
    text = piece.text
    for filler in FILLERS:
        text = text.replace(filler, "")
    return text


def marked(lines: Sequence[Line], known: Collection[str]) -> Marked:
    """Cut a text into its places. `known` are the places of the questionnaire: an unknown mark inside an answer is a part of
    that answer."""
    found = Marked()
    region: Region | None = None
    for number, line in enumerate(lines):
        if region is not None and region.cell and region.cell != line.cell:
            region.ended, region = True, None
        kept: list[Piece] = []
        outside: list[str] = []
        for place, seal, piece in _cut(line):
            if piece is not None:
                if region is not None:
                    kept.append(piece)
                elif piece.control is None:
                    outside.append(shown(piece))
                continue
            if region is not None and place != _END and place not in known:
                kept.append(Piece(f"[[{place}{' ' if seal else ''}{seal}]]"))
                continue
            if region is not None:
                region.lines.append(kept)
                kept = []
                region.ended = place == _END
                region = None
            if (lead := told_by_lead(place)) is not None:
                found.lead, found.lead_seal = lead, seal
            elif place != _END:
                region = Region(place, seal, line.cell)
                found.regions.setdefault(place, []).append(region)
        if region is not None:
            region.lines.append(kept)
            found.where[number] = region.place
        if text := "".join(outside).strip():
            found.outside.append(text)
    if region is not None and region.cell:
        region.ended = True
    return found


def _cut(line: Line) -> Iterator[tuple[str, str, Piece | None]]:
    """The line as marks `(place, seal, None)` and pieces `("", "", piece)`. Runs may be split anywhere, so text beside controls
    is put together before marks are looked for."""
    loose: list[str] = []
    for piece in line.pieces:
        if piece.control is None:
            loose.append(piece.text)
            continue
        yield from _marks("".join(loose))
        loose.clear()
        yield "", "", piece
    yield from _marks("".join(loose))


def _marks(text: str) -> Iterator[tuple[str, str, Piece | None]]:
    for place, seal, words in pieces(text):
        yield (place, seal, None) if place else ("", "", Piece(words))
