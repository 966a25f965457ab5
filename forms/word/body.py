"""The body of the Word file: each block of the layout as WordprocessingML, with marks and content controls."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from forms.answers import Sheet, Value
from forms.word.controls import Controls, paragraph, runs, told
from forms.word.layout import AGREE, Block, Grid, Heading, Line, Place, Words
from forms.word.marks import END, RANK, mark, seal, title, writable

_STYLES = {"plain": "SatchelWords", "help": "SatchelHelp", "strong": "SatchelWords", "bullet": "SatchelBullet"}
_WIDTH = 9638
"""Between the margins of A4, in twentieths of a point."""


class Body:
    """Writes blocks with the answers of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._controls = Controls()
        self.written: list[Place] = []
        """The places so far, in order."""

    def xml(self, blocks: Iterable[Block]) -> str:
        """The paragraphs and tables."""
        return "".join(self._block(one) for one in blocks)

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            style = f"Heading{block.level}" if block.level else "Title"
            return paragraph(style, runs(block.text))
        if isinstance(block, Words):
            return paragraph(_STYLES[block.style], told(block.runs), keep=block.style == "help")
        if isinstance(block, Grid):
            return self._grid(block)
        return self._place(block) + paragraph("SatchelMark", runs(END))

    def _place(self, place: Place) -> str:
        self.written.append(place)
        value = self._sheet.get(place.target)
        return paragraph("SatchelMark", runs(mark(place.target, sealed(place, value))), keep=True) + self._answer(
            place, value
        )

    def _answer(self, place: Place, value: Value | None) -> str:
        target, controls = place.target, self._controls
        if place.manner in ("ticks", "consent"):
            ticked = (AGREE,) if value is True else value if isinstance(value, tuple) else ()
            return "".join(
                paragraph("SatchelChoice", controls.tick(f"{target}#{one}", f"{place.words} – {label}", ticked=one in ticked) + runs(f" {label}"))
                for one, label in place.options.items()
            )  # fmt: skip
        if place.manner == "ranking":
            order = [str(one) for one in value] if isinstance(value, tuple) else []
            return "".join(
                paragraph("SatchelChoice", controls.text(f"{target}#{one}", f"Rank of: {label}", str(order.index(one) + 1) if one in order else "", lines=False, filler=RANK) + runs(f" {label}"))
                for one, label in place.options.items()
            )  # fmt: skip
        if place.manner == "files":
            return "".join(paragraph("SatchelWords", runs(name)) for name in place.options.values())
        text = writable(value) if isinstance(value, str) else ""
        if place.manner == "choice":
            return paragraph("SatchelAnswer", controls.choice(target, place.words, place.options, text))
        return paragraph("SatchelAnswer", controls.text(target, place.words, text, lines=place.manner == "long"))

    def _grid(self, grid: Grid) -> str:
        count = len(grid.head)
        first = _WIDTH * (55 if count == 2 else 28) // 100
        widths = [first, *[(_WIDTH - first) // (count - 1)] * (count - 1)]
        columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
        lines = "".join(self._line(line, widths) for line in grid.lines)
        head = "".join(
            _cell(width, paragraph("SatchelHead", runs(text))) for width, text in zip(widths, grid.head, strict=True)
        )
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={quoteattr(title(grid.words))}/></w:tblPr>"
            f"<w:tblGrid>{columns}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{lines}</w:tbl>"
            + paragraph("SatchelMark", "")
        )

    def _line(self, line: Line, widths: list[int]) -> str:
        styles = ["SatchelCell"] + ["SatchelHelp"] * (len(line.words) - 1)
        told = "".join(paragraph(style, runs(text)) for style, text in zip(styles, line.words, strict=True))
        cells = [told, *(self._place(one) for one in line.places)]
        inside = "".join(_cell(width, one) for width, one in zip(widths, cells, strict=True))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inside}</w:tr>"


def sealed(place: Place, value: Value | None) -> str:
    """The seal of what stands in a place when it goes out; of files, their names."""
    if place.manner == "files":
        return seal(" ".join(place.options.values()))
    return seal(value)


def _cell(width: int, inside: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'
