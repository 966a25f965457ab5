"""The floor: the same words through ReportLab's plain platypus, same fonts, without tags."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle
from reportlab.platypus import Paragraph as Words

from forms.receipt import pdf_fonts
from forms.receipt.pdf_text import markup
from tests.bench.same_words import Part

WIDTH = 487.0


def floor(parts: list[Part]) -> bytes:
    """The PDF of these parts."""
    known = pdf_fonts.load()[pdf_fonts.REGULAR]
    file = io.BytesIO()
    flow: list[Any] = [flowable for part in parts for flowable in _flowables(part, known)]
    SimpleDocTemplate(file, initialFontName=pdf_fonts.REGULAR, invariant=1).build(flow)
    return file.getvalue()


def _flowables(part: Part, known: frozenset[int]) -> list[Any]:
    if part["kind"] == "heading":
        return [Words(markup(part["text"], known), _style(19 - 4 * part["level"], pdf_fonts.BOLD))]
    if part["kind"] == "text":
        return [Words(markup(part["text"], known), _style(9.5))]
    if part["kind"] == "list":
        return [Words(markup(one, known), _style(9.5)) for one in part["items"]]
    rows = [[Words(markup(cell, known), _style(8)) for cell in row] for row in [part["head"], *part["rows"]] if row]
    marks = len(rows[0]) - 2
    widths = [WIDTH - 90 - 36 * marks, *([36.0] * marks), 90.0] if marks else [150.0, WIDTH - 150]
    look = TableStyle(
        [("FONTNAME", (0, 0), (-1, -1), pdf_fonts.REGULAR), ("LINEBELOW", (0, 0), (-1, -1), 0.5, "#c9c6bf")]
    )
    return [LongTable(rows, widths, style=look, repeatRows=1 if part["head"] else 0)]


def _style(size: float, font: str = pdf_fonts.REGULAR) -> ParagraphStyle:
    return ParagraphStyle(f"{font}{size}", fontName=font, fontSize=size, leading=size * 1.3, bulletFontName=font)
