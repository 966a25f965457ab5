"""Checks of numbers, dates and times: can it be read, and does it keep its bounds."""

from __future__ import annotations

from decimal import Decimal

from forms.checks.sight import Sight
from forms.problems import Problem
from forms.quantities import as_date, as_number, as_time
from forms.questionnaire import Date, Number, Time


def check_number(question: Number, value: str | None, _sight: Sight) -> tuple[Problem, ...]:
    """A decimal number. Zeros at the end of the fraction do not count as decimals."""
    if value is None or value.isspace():
        return _missing(question)
    number = as_number(value)
    if number is None:
        return (Problem("not-number", question.id, question.id),)
    found = []
    if question.minimum is not None and number < Decimal(question.minimum):
        found.append(Problem("too-small", question.id, question.id, {"limit": str(question.minimum)}))
    if question.maximum is not None and number > Decimal(question.maximum):
        found.append(Problem("too-large", question.id, question.id, {"limit": str(question.maximum)}))
    if question.decimals is not None:
        fraction = value.strip().replace(",", ".").partition(".")[2].rstrip("0")
        if len(fraction) > question.decimals:
            code = "too-many-decimals" if question.decimals else "not-whole"
            found.append(Problem(code, question.id, question.id, {"n": question.decimals}))
    return tuple(found)


def check_date(question: Date, value: str | None, _sight: Sight) -> tuple[Problem, ...]:
    """A calendar date."""
    if value is None or value.isspace():
        return _missing(question)
    day = as_date(value)
    if day is None:
        return (Problem("not-date", question.id, question.id),)
    return _outside(question, day, question.earliest, question.latest)


def check_time(question: Time, value: str | None, _sight: Sight) -> tuple[Problem, ...]:
    """A time of day."""
    if value is None or value.isspace():
        return _missing(question)
    moment = as_time(value)
    if moment is None:
        return (Problem("not-time", question.id, question.id),)
    earliest = as_time(question.earliest) if question.earliest is not None else None
    latest = as_time(question.latest) if question.latest is not None else None
    return _outside(question, moment, earliest, latest)


def _missing(question: Number | Date | Time) -> tuple[Problem, ...]:
    return (Problem("required", question.id, question.id),) if question.required else ()


def _outside(question: Date | Time, moment: str, earliest: str | None, latest: str | None) -> tuple[Problem, ...]:
    # The bound is told as the definition writes it (09:30, not 09:30:00).
    if earliest is not None and moment < earliest:
        return (Problem("too-early", question.id, question.id, {"limit": question.earliest or ""}),)
    if latest is not None and moment > latest:
        return (Problem("too-late", question.id, question.id, {"limit": question.latest or ""}),)
    return ()
