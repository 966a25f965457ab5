"""The empty questionnaire says on paper what the window says while one fills it in."""

from __future__ import annotations

import json

from forms.reading import read
from forms.receipt.content import blank
from forms.receipt.pdf import render
from forms.receipt.pdf_text import extracted
from tests.forms.receipt.test_receipt import words

ONLY = {"eq": ["why", "more"]}
ITEMS = [
    {"id": "why", "kind": "text", "label": "Why", "min_length": 2, "max_length": 9, "pattern": "[a-z]+", "pattern_hint": "Small letters."},
    {"id": "num", "kind": "number", "label": "N", "minimum": 1, "maximum": "9.5", "decimals": 1, "unit": "km"},
    {"id": "day", "kind": "date", "label": "D", "earliest": "2026-01-01"},
    {"id": "tick", "kind": "multiple_choice", "label": "M", "min_choices": 1, "max_choices": 2,
     "choices": [{"id": "a", "label": "Apple", "help": "A fruit"}, {"id": "b", "label": "None", "exclusive": True}]},
    {"id": "rank", "kind": "ranking", "label": "R", "max_choices": 1,
     "choices": [{"id": "a", "label": "First", "show_if": ONLY}, {"id": "b", "label": "Second"}]},
    {"id": "grid", "kind": "matrix", "label": "G", "min_rows": 2, "columns": [{"id": "c", "label": "Column", "show_if": ONLY}],
     "rows": [{"id": "r", "label": "Row", "show_if": ONLY}, {"id": "t", "label": "Line", "help": "Row help"}]},
    {"id": "cells", "kind": "table", "label": "T", "max_length": 5, "columns": [{"id": "c", "label": "Head", "show_if": ONLY}],
     "rows": [{"id": "r", "label": "Needed", "required": True, "show_if": ONLY}]},
    {"id": "file", "kind": "attachment", "label": "F", "max_files": 2, "max_bytes": 1000, "extensions": ["pdf"]},
]  # fmt: skip


def test_what_belongs_on_paper() -> None:
    """Bounds, forms, conditions and help of choices, columns and rows, the deadline and where it goes all stand there."""
    definition = {
        "satchel": 1, "id": "a", "version": "1", "language": "en", "title": "A", "submit_to": "The town hall",
        "deadline": "2026-12-31T23:59:00+01:00", "sections": [{"id": "s", "title": "S", "items": ITEMS}],
    }  # fmt: skip
    found = words(render(blank(read(json.dumps(definition).encode(), {}), "en")))
    only = "(only if “Why” is “more”)"
    told = [
        "Write at least 2 and at most 9 characters. Small letters.", "Write a number (km), 1 or more, 9.5 or less. At most 1 digit after",
        "for example 2025-03-31. Not before 2026-01-01.", "Tick at least 1 and at most 2 answers.", "Apple – A fruit", "stands alone",
        "Rank at most 1 answer.", f"First {only}", "Answer at least 2 rows.", f"“Column” {only}", f"Row {only}", "Line – Row help",
        "In each field: at most 5 characters.", f"“Head” {only}", f"Needed (required) {only}", "Add at most 2 files. Taken are: pdf.",
        "Each at most 1,000 bytes.", "Answers are taken until 2026-12-31 23:59:00 (UTC+01:00).", "Hand it in at: The town hall",
    ]  # fmt: skip

    assert [one for one in told if extracted(one) not in found] == []
