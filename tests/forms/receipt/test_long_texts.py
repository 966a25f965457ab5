"""Very long texts on paper: set in parts, so that time grows with their length and not with its square, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.work.shelf import find
from forms.filling import Filling
from forms.receipt.content import Facts, preview
from forms.receipt.pdf import render
from forms.receipt.pdf_page import Sheet
from forms.receipt.pdf_text import PIECE, WHOLE, extractable, pieces
from tests.samples import library_answers

TEXTS = {
    "words": "Some words of a long answer. " * 3_000,
    "lines": "A line of its own\r\n" * 3_000,
    "empty lines": "\n" * 20_000,
    "one word": "é" * 20_001,
    "spaces": " " * 20_000 + "end",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_parts_are_the_whole(text: str) -> None:
    """No part is long, nothing but line breaks between parts is missing."""
    known = range(0x110000)
    found = list(pieces(text))

    assert max(map(len, found)) <= PIECE
    assert extractable("".join(found), known) == extractable(text, known)
    assert "\n".join(found).replace("\r", "").count("\n") >= text.count("\n")


def test_usual_texts_are_left_whole() -> None:
    """Up to some pages a text is one paragraph, as it always was, so that its receipt stays the same byte for byte."""
    text = "Some words. " * (WHOLE // 12)

    assert list(pieces(text)) == [text]
    assert list(pieces("")) == [""]


def test_no_long_paragraph_is_ever_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing a draft with a very long answer sets only short paragraphs."""
    lengths: list[int] = []
    set_one = Sheet.paragraph

    def noting(sheet: Sheet, text: str, style: str, width: float) -> Any:
        lengths.append(len(text))
        return set_one(sheet, text, style, width)

    monkeypatch.setattr(Sheet, "paragraph", noting)
    filling = Filling(find("every-kind"), {**library_answers(), "ideas": TEXTS["words"]})
    assert render(preview(filling, Facts(program="Satchel")))

    assert sum(lengths) > len(TEXTS["words"])
    assert max(lengths) <= WHOLE
