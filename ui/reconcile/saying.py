"""People and moments in words: "you and Ben", "Tuesday 14:10"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from ui.words import tr


def listed(names: Sequence[str]) -> str:
    """Names as one says them: "Anna", "Anna and Ben", "Anna, Ben and Cleo"."""
    if len(names) < 2:
        return "".join(names)
    return tr("Decide", "{first} and {last}", first=", ".join(names[:-1]), last=names[-1])


def headed(people: str) -> str:
    """People in words at the beginning of a line: "You and Ben"."""
    return people[:1].upper() + people[1:]


def when_words(stamp: str, now: datetime) -> str:
    """A moment that somebody's computer claims, by its weekday where it is not long ago; "" for what is no moment."""
    try:
        here = datetime.fromisoformat(stamp).astimezone(now.tzinfo)
    except ValueError:
        return ""
    clock = f"{here:%H:%M}"
    if here.date() == now.date():
        return tr("Decide", "today, {time}", time=clock)
    if timedelta(0) < now - here < timedelta(days=6):
        return f"{QLocale().dayName(here.isoweekday())} {clock}"
    return f"{QLocale().toString(QDate(here.year, here.month, here.day), QLocale.FormatType.LongFormat)}, {clock}"
