"""Answers in a line of text, as a verb prints them."""

from __future__ import annotations

import json

from forms.answers import Value
from forms.events import to_data

LONGEST = 200
NOTHING = "(no answer)"


def spoken(value: Value | None) -> str:
    """A value in one line; a long one is cut, and says so."""
    if value is None:
        return NOTHING
    data = to_data(value)
    if isinstance(data, list) and all(isinstance(one, dict) for one in data):
        data = [one["name"] for one in data]
    told = data if isinstance(data, str) and "\n" not in data else json.dumps(data, ensure_ascii=False)
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}… ({len(told):,} characters)"
