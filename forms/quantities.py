"""Numbers, dates and times: what was typed, read as a value that can be compared."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})?")


def as_number(text: str) -> Decimal | None:
    """The number that `text` writes (docs/answers.md: `[+-]?[0-9]+([.,][0-9]+)?` after trimming), or `None`."""
    trimmed = text.strip()
    return Decimal(trimmed.replace(",", ".")) if _NUMBER.fullmatch(trimmed) else None


def as_date(text: str) -> str | None:
    """The calendar date `YYYY-MM-DD` that `text` writes, or `None` when there is no such day."""
    trimmed = text.strip()
    if not _DATE.fullmatch(trimmed):
        return None
    try:
        date.fromisoformat(trimmed)
    except ValueError:
        return None
    return trimmed


def as_time(text: str) -> str | None:
    """The time of day that `text` writes as `HH:MM` or `HH:MM:SS`, always given as `HH:MM:SS`; or `None`."""
    trimmed = text.strip()
    if not _TIME.fullmatch(trimmed):
        return None
    try:
        return time.fromisoformat(trimmed).isoformat()
    except ValueError:
        return None
