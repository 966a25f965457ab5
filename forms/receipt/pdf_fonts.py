"""The fonts of printed documents: Noto Sans, embedded as far as it is used."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache

REGULAR, BOLD = "SatchelSans", "SatchelSans-Bold"
_FACES = {REGULAR: "notos", BOLD: "notosbo"}


@cache
def load() -> Mapping[str, frozenset[int]]:
    """Register the faces once; the code points that each can show."""
    import pymupdf_fonts
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    known: dict[str, frozenset[int]] = {}
    for name, face in _FACES.items():
        font = TTFont(name, io.BytesIO(pymupdf_fonts.myfont(face)))
        pdfmetrics.registerFont(font)
        known[name] = frozenset(font.face.charToGlyph)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return known
