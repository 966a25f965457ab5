"""How a receipt is set: no heading alone at the foot of a page, no two full stops, lists with bullets."""

from __future__ import annotations

import io
import json
from typing import Any

import pypdf
import pytest

from forms.filling import Filling
from forms.questionnaire import Questionnaire
from forms.reading import read
from forms.receipt.content import Facts, preview
from forms.receipt.pdf import render
from forms.receipt.pdf_text import extracted

FACTS = Facts("Satchel 0.1.0")
COLUMNS = [{"id": f"c{n}", "label": "Neither agree nor disagree with this at all"} for n in range(5)]
ROWS = [{"id": f"r{n}", "label": f"Statement {n} " + "in some more words " * 12} for n in range(3)]


def asked(items: list[dict[str, Any]]) -> Questionnaire:
    """A questionnaire of these, the last in a section of its own."""
    sections = [
        {"id": "before", "title": "Before", "items": items[:-1]},
        {"id": "after", "title": "After", "items": items[-1:]},
    ]
    return read(
        json.dumps(
            {"satchel": 1, "id": "a", "version": "1", "language": "en", "title": "A", "sections": sections}
        ).encode(),
        {},
    )


def pages(questionnaire: Questionnaire, sheet: dict[str, Any], style: str) -> list[str]:
    """The text of each page of a preview."""
    data = render(preview(Filling(questionnaire, sheet), FACTS), style)
    return [extracted(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("style", ["full", "large"])
@pytest.mark.parametrize("kind", ["matrix", "table"])
def test_a_heading_stands_with_its_table(kind: str, style: str) -> None:
    """Wherever on a page it comes to stand, the page with the heading of a section and of a grid has its first row too."""
    for lines in range(40):
        filler = {"id": "q", "kind": "long_text", "label": "Q"}
        grid = {"id": "grid", "kind": kind, "label": "Which of these?", "columns": COLUMNS, "rows": ROWS}
        found = pages(asked([filler, grid]), {"q": "\n".join(["x"] * (lines + 1))}, style)
        first = next(page for page in found if "Whichofthese?" in page)
        assert "Statement0" in first, lines
        assert "After" in first, lines


def test_stops_and_bullets() -> None:
    """A label that ends in a full stop gets no second one, and a list in a consent has bullets."""
    consent = {
        "id": "agree",
        "kind": "consent",
        "label": "My answers are kept.",
        "text": "For:\n\n- one year\n- no longer",
        "publish": "never",
    }
    found = "".join(pages(asked([{"id": "q", "kind": "text", "label": "Q"}, consent]), {"agree": True}, "full"))

    assert "Notpublished:Myanswersarekept." in found
    assert ".." not in found
    assert "•oneyear" in found
