"""The page: a column filled from the top, with what does not fit going on overleaf."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph as Words

from forms.receipt import pdf_fonts
from forms.receipt.pdf_mark import mark
from forms.receipt.pdf_tags import Node, TaggedCanvas
from forms.receipt.pdf_text import markup, pieces

WIDTH, HEIGHT = float(A4[0]), float(A4[1])
LEFT = RIGHT = 54.0
TOP, BOTTOM = 54.0, 58.0
INK, SOFT, LINE, ACCENT, TINT, ALERT = (
    HexColor(one) for one in ("#1d1f23", "#565a63", "#c9c6bf", "#1f5fa8", "#eef3fa", "#a61b1b")
)


class Sheet:
    """Where the next thing goes. `scale` enlarges all type; lengths are points."""

    def __init__(self, canvas: TaggedCanvas, known: Mapping[str, frozenset[int]], scale: float) -> None:
        self.canvas, self.scale = canvas, scale
        self._known = known[pdf_fonts.REGULAR]
        self._known_bold = known[pdf_fonts.BOLD]
        self.y = HEIGHT - TOP
        self.pages = 1

    @property
    def width(self) -> float:
        """The width of the column."""
        return WIDTH - LEFT - RIGHT

    @property
    def room(self) -> float:
        """What is left on this page."""
        return self.y - BOTTOM

    def new_page(self) -> None:
        """Go on overleaf."""
        self.canvas.end_page()
        self.pages += 1
        self.y = HEIGHT - TOP

    def keep(self, height: float) -> None:
        """Go on overleaf unless `height` fits here."""
        if self.room < height and self.y < HEIGHT - TOP:
            self.new_page()

    def space(self, height: float) -> None:
        """Leave room, but none at the top of a page."""
        if self.y < HEIGHT - TOP:
            self.y -= height * self.scale

    def widest_word(self, texts: Iterable[str], style: str) -> float:
        """The width in points of the longest word, which a narrower column would have to break."""
        look = _style(style, self.scale)
        words = (word for text in texts for word in text.split())
        return max((stringWidth(word, look.fontName, look.fontSize) for word in words), default=0.0)

    def paragraph(self, text: str, style: str, width: float) -> tuple[Any, float]:
        """Set text without drawing it: the words and their height."""
        look = _style(style, self.scale)
        known = self._known_bold if look.fontName == pdf_fonts.BOLD else self._known
        words = Words(markup(text, known), look)
        return words, words.wrap(width, 100_000)[1]

    def text(
        self, text: str, style: str, node: Node, *, indent: float = 0, bar: bool = False, before: float = 0
    ) -> None:
        """Draw text as content of `node`, over as many pages as it takes."""
        self.space(before)
        for piece in pieces(text):
            self._piece(piece, style, node, indent, bar=bar)

    def _piece(self, text: str, style: str, node: Node, indent: float, *, bar: bool) -> None:
        width = self.width - indent
        words, height = self.paragraph(text, style, width)
        while height > self.room:
            parts = words.split(width, self.room) if self.room > 2 * words.style.leading else []
            if len(parts) < 2:
                if self.y >= HEIGHT - TOP:
                    break
                self.new_page()
                continue
            self._draw(parts[0], parts[0].wrap(width, 100_000)[1], indent, node, bar=bar)
            words = parts[1]
            height = words.wrap(width, 100_000)[1]
            self.new_page()
        self._draw(words, height, indent, node, bar=bar)

    def _draw(self, words: Any, height: float, indent: float, node: Node, *, bar: bool) -> None:
        if bar:
            with self.canvas.artifact():
                self.canvas.setStrokeColor(ACCENT)
                self.canvas.setLineWidth(1.5)
                self.canvas.line(LEFT + indent - 8, self.y, LEFT + indent - 8, self.y - height)
        with self.canvas.content(node):
            words.drawOn(self.canvas, LEFT + indent, self.y - height)
        self.y -= height

    def draw_at(self, words: Any, height: float, x: float, top: float, node: Node | None) -> None:
        """Draw set text at a place; decoration where `node` is None."""
        with self.canvas.content(node) if node is not None else self.canvas.artifact():
            words.drawOn(self.canvas, x, top - height)

    def rule(self) -> None:
        """A thin line across the column."""
        with self.canvas.artifact():
            self.canvas.setStrokeColor(LINE)
            self.canvas.setLineWidth(0.5)
            self.canvas.line(LEFT, self.y, WIDTH - RIGHT, self.y)

    def mark(self, x: float, middle: float, size: float, *, chosen: bool, several: bool) -> None:
        """A round or square mark, filled when chosen; always beside its words."""
        with self.canvas.artifact():
            self.canvas.stamp(x, middle, mark(size, INK if chosen else SOFT, chosen=chosen, several=several))


_STYLES: dict[str, tuple[float, float, str, Any]] = {
    "h1": (19, 23, pdf_fonts.BOLD, INK),
    "h2": (14, 18, pdf_fonts.BOLD, ACCENT),
    "h3": (10, 13, pdf_fonts.BOLD, INK),
    "body": (9.5, 12.5, pdf_fonts.REGULAR, INK),
    "help": (9, 12, pdf_fonts.REGULAR, SOFT),
    "small": (8, 10.5, pdf_fonts.REGULAR, SOFT),
    "strong": (10.5, 14, pdf_fonts.BOLD, INK),
    "notice": (11, 15, pdf_fonts.BOLD, INK),
    "option": (9.5, 12, pdf_fonts.REGULAR, INK),
    "chosen": (9.5, 12, pdf_fonts.BOLD, INK),
    "cell": (9, 11, pdf_fonts.REGULAR, INK),
    "cell-chosen": (8.5, 10.5, pdf_fonts.BOLD, INK),
    "code": (7.2, 12.5, pdf_fonts.REGULAR, INK),
    "head": (7, 8.4, pdf_fonts.REGULAR, SOFT),
}


@cache
def _style(name: str, scale: float) -> ParagraphStyle:
    size, leading, font, colour = _STYLES[name]
    return ParagraphStyle(
        name, fontName=font, fontSize=size * scale, leading=leading * scale, textColor=colour, bulletFontName=font,
        splitLongWords=1, allowWidows=1, allowOrphans=1, alignment=1 if name == "head" else 0,
    )  # fmt: skip
