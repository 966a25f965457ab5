"""Text on paper: every character stays, or stands visibly as `[U+XXXX]`; and the one rule by which extracted text is compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from xml.sax.saxutils import escape

_SPACE = re.compile(r"[\s\u00a0\u202f\u2009\u200a\u2007]+")
_RUNS = re.compile(r"  +")
WHOLE, PIECE = 8_000, 2_500
_KEPT = "\n\t"


def visible(text: str, known: Container[int]) -> str:
    """`text` with each character that the font lacks, or that cannot be seen (controls, directions, joiners, half characters),
    written as `[U+XXXX]`. Line breaks of every kind become `\\n`; tabs become four spaces."""
    lines = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .replace("\t", "    ")
    )
    return "".join(one if _is_seen(one, known) else f"[U+{ord(one):04X}]" for one in lines)


def markup(text: str, known: Container[int]) -> str:
    """`text` for ReportLab's paragraphs: never markup, line breaks and runs of spaces kept."""
    safe = escape(visible(text, known))
    safe = _RUNS.sub(lambda found: "\u00a0" * (len(found[0]) - 1) + " ", safe)
    return "<br/>".join(("\u00a0" + line[1:]) if line.startswith(" ") else line for line in safe.split("\n"))


def pieces(text: str) -> Iterator[str]:
    """`text` as it is, or a very long one in parts that end at the end of a line or of a word where they can: setting a paragraph takes
    time by the square of its length."""
    start = 0
    if len(text) > WHOLE:
        while len(text) - start > PIECE:
            end = text.rfind("\n", start + PIECE // 2, start + PIECE)
            if end < 0:
                end = text.rfind(" ", start + PIECE // 2, start + PIECE)
            if end < 0:
                end = start + PIECE - 1
            part = text[start : end + 1]
            yield part.removesuffix("\n").removesuffix("\r") if part.endswith("\n") else part
            start = end + 1
    yield text[start:]


def extractable(text: str, known: Container[int]) -> str:
    """The rule of docs/receipt.md: `text` as a reader finds it in the PDF, without any white space, since lines are broken anew
    on paper, and in the composed form of Unicode."""
    return unicodedata.normalize("NFC", _SPACE.sub("", visible(text, known)))


def extracted(text: str) -> str:
    """Text taken out of a PDF, made comparable with `extractable`."""
    return unicodedata.normalize("NFC", _SPACE.sub("", text))


def _is_seen(one: str, known: Container[int]) -> bool:
    if one in _KEPT or one in " \u00a0":
        return True
    return ord(one) in known and unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
