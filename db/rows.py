"""Rows as they come from the disk: what a flipped bit left of a column must not keep the other rows from being listed."""

from __future__ import annotations

from datetime import datetime

LONG_AGO = "1970-01-01T00:00:00+00:00"


def text(value: object) -> str:
    """Text, whatever became of it."""
    return value if isinstance(value, str) else ""


def text_or_none(value: object) -> str | None:
    """Text where there is some."""
    return value if isinstance(value, str) else None


def number(value: object) -> int:
    """A whole number, 0 for anything else."""
    return value if isinstance(value, int) else 0


def moment(value: object) -> str:
    """A moment as ISO 8601 with its offset; long ago for anything else."""
    try:
        return text(value) if datetime.fromisoformat(text(value)).tzinfo else LONG_AGO
    except ValueError:
        return LONG_AGO


def blob(value: object) -> bytes:
    """Bytes; none for anything else, which then match no digest."""
    return value if isinstance(value, bytes) else b""
