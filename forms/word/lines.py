"""A Word text as lines: what is written, by which content control it is held, in which cell of which table it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.word.marks import FILLERS
from forms.word.markup import Node

_SKIPPED = frozenset({"w:del", "w:moveFrom", "w:instrText", "w:delInstrText", "w:rPr", "w:pPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sectPr", "mc:Fallback"})  # fmt: skip
_PICTURES = frozenset({"w:drawing", "w:pict", "w:object"})
_BREAKS = {"w:br": "\n", "w:cr": "\n", "w:tab": "\t", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}


@dataclass(slots=True)
class Control:
    """A content control. `checked` is the state of a box to tick, `None` for other controls."""

    tag: str
    empty: bool
    checked: bool | None
    said: list[str] = field(default_factory=list)
    paragraphs: int = 0
    styled: bool = False

    @property
    def text(self) -> str:
        """What is written in it; nothing where it shows its filler. Word shows fillers in a style of their own: plain text is
        somebody's, whatever the control says of itself."""
        text = "".join(self.said)
        return "" if text in FILLERS or (self.empty and self.styled) else text


@dataclass(slots=True)
class Piece:
    """A stretch of a line; `control` is the control with a tag that holds it."""

    text: str
    control: Control | None = None


@dataclass(slots=True)
class Line:
    """A paragraph. `cell` numbers the table cell in which it stands, 0 outside; `comments` are the ids of those that
    begin in it."""

    cell: int
    pieces: list[Piece] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    pictures: int = 0

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(one.text for one in self.pieces)


class Lines:
    """The lines of one part of a Word file, what was struck out in it, and its content controls."""

    def __init__(self, root: Node) -> None:
        self.lines: list[Line] = []
        self.controls: list[Control] = []
        self.struck: list[str] = []
        self.tracked = False
        self._cells = 0
        self._walk(root, 0, (), None)

    def _walk(self, node: Node, cell: int, held: tuple[Control, ...], line: Line | None) -> None:
        for child in node.children:
            self._take(child, cell, held, line)

    def _take(self, node: Node, cell: int, held: tuple[Control, ...], line: Line | None) -> None:
        name = node.name
        if name in _SKIPPED:
            if name in ("w:del", "w:moveFrom"):
                self.tracked = True
                struck = "".join(_struck(node))
                if struck and name == "w:del":
                    self.struck.append(struck)
            return
        if name in ("w:ins", "w:moveTo"):
            self.tracked = True
        if name == "w:p":
            line = Line(cell)
            self.lines.append(line)
            for control in held:
                if control.paragraphs:
                    control.said.append("\n")
                control.paragraphs += 1
        elif name == "w:tc":
            self._cells += 1
            cell = self._cells
        elif name == "w:sdt":
            found = _control(node)
            if found is not None:
                self.controls.append(found)
                held = (*held[-2:], found)  # nobody nests them deeper but to make us copy
        elif line is not None:
            self._write(node, held, line)
        self._walk(node, cell, held, line)

    def _write(self, node: Node, held: tuple[Control, ...], line: Line) -> None:
        name = node.name
        text = node.text if name in ("w:t", "t") else _BREAKS.get(name, "")
        if name == "w:sym":
            text = _symbol(node)
        if text:
            line.pieces.append(Piece(text, held[-1] if held else None))
            for control in held:
                control.said.append(text)
        elif name == "w:commentRangeStart":
            line.comments.append(node.facts.get("id", ""))
        elif name in _PICTURES:
            line.pictures += 1
        elif name == "w:r" and (manner := node.find("w:rPr")) is not None and manner.find("w:rStyle") is not None:
            for control in held:
                control.styled = True


def _control(node: Node) -> Control | None:
    """The control where it has a tag; one without is only a frame around text."""
    facts = node.find("w:sdtPr")
    tag = facts.fact("w:tag") if facts is not None else ""
    if facts is None or not tag:
        return None
    box = facts.find("w14:checkbox")
    shows = facts.find("w:showingPlcHdr")
    empty = shows is not None and shows.facts.get("val", "1") not in ("0", "false", "off")
    return Control(tag, empty, None if box is None else box.fact("w14:checked", "0") in ("1", "true", "on"))


def _symbol(node: Node) -> str:
    code = node.facts.get("char", "")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    # Symbol fonts keep their signs in a private corner; the ticks of Wingdings are the ones that people use.
    return {0xF0FE: "☒", 0xF0FD: "☒", 0xF0FC: "✓", 0xF0A8: "☐", 0xF06F: "☐"}.get(number, chr(number) if 0x20 <= number < 0xD800 else "\ufffd")  # fmt: skip


def _struck(node: Node) -> Iterator[str]:
    if node.name in ("w:delText", "w:t"):
        yield node.text
    for child in node.children:
        yield from _struck(child)
