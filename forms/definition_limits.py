"""Limits of a definition that no answer could meet, or that cannot be read: key, reason, remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from forms.quantities import as_date, as_number, as_time
from forms.questionnaire import (
    Asked,
    Date,
    Matrix,
    MultipleChoice,
    Number,
    Ranking,
    SingleChoice,
    Time,
)

Finding = tuple[str, str, str]
_PAIRS = (("min_length", "max_length"), ("min_choices", "max_choices"), ("min_rows", "max_rows"))
_NEVER_ZERO = ("max_length", "max_choices", "max_rows", "max_bytes")


def limits(item: Asked) -> Iterator[Finding]:
    """Every limit of one question that contradicts another, or the question itself."""
    for low, high in _PAIRS:
        least, most = getattr(item, low, None), getattr(item, high, None)
        if least is not None and most is not None and least > most:
            yield low, f"At least {least} and at most {most} cannot both hold.", f"Lower {low} or raise {high}."
    for key in _NEVER_ZERO:
        if getattr(item, key, None) == 0:
            yield key, "A limit of 0 lets nobody answer.", "Leave the limit out, or raise it."
    if isinstance(item, (MultipleChoice, Ranking)):
        yield from _of_choices(item)
    if isinstance(item, (SingleChoice, MultipleChoice)):
        for number, choice in enumerate(item.choices):
            if choice.text is not None and choice.text.max_length == 0:
                yield f"choices[{number}].text.max_length", "A limit of 0 lets nobody answer.", "Leave the limit out."
    if isinstance(item, Matrix):
        yield from _of_rows(item)
    if isinstance(item, Number):
        yield from _bounds(item, "minimum", "maximum", as_number, 'Write a number such as 3 or "0.5".')
    elif isinstance(item, Date):
        yield from _bounds(item, "earliest", "latest", as_date, "Write a day of the calendar such as 2026-12-31.")
    elif isinstance(item, Time):
        yield from _bounds(item, "earliest", "latest", as_time, "Write a time of day such as 14:30.")


def _of_choices(item: MultipleChoice | Ranking) -> Iterator[Finding]:
    together = [one for one in item.choices if not one.exclusive]
    if item.min_choices is not None and item.min_choices > len(together):
        count = "is only one choice" if len(together) == 1 else f"are only {len(together)} choices"
        yield "min_choices", f"There {count} to tick together.", "Lower it."


def _of_rows(item: Matrix) -> Iterator[Finding]:
    if item.min_rows is not None and item.min_rows > len(item.rows):
        yield "min_rows", f"There are only {len(item.rows)} rows.", "Lower it."
    required = sum(row.required for row in item.rows if row.show_if is None)
    if item.max_rows is not None and required > item.max_rows:
        yield "max_rows", f"{required} rows are required.", "Raise it, or require fewer rows."


def _bounds(
    item: Number | Date | Time, low: str, high: str, read: Callable[[str], Any], remedy: str
) -> Iterator[Finding]:
    bounds: list[Any] = []
    for key in (low, high):
        written = getattr(item, key)
        # A person may type blanks and a comma; a definition is read by other programs too.
        bound = None if written is None or set(str(written)) & set(" ,\t\n") else read(str(written))
        if written is not None and bound is None:
            yield key, f"“{written}” cannot be read.", remedy
        bounds.append(bound)
    least, most = bounds
    if least is not None and most is not None and least > most:
        yield low, "The lower bound is above the upper one.", "Exchange them."
