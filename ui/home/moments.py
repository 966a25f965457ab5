"""Moments in words: today with its hour, else the day."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from ui.words import tr


def moment_words(moment: datetime, today: datetime | None = None) -> str:
    """`moment` as people say it; `today` is now unless given."""
    here = moment.astimezone()
    now = today or datetime.now().astimezone()
    if here.date() == now.date():
        return tr("Home", "today at {time}", time=f"{here:%H:%M}")
    return QLocale().toString(QDate(here.year, here.month, here.day), QLocale.FormatType.LongFormat)


def deadline_words(deadline: str) -> str:
    """A deadline in the person's own time zone; `deadline` is ISO 8601 with its zone."""
    here = datetime.fromisoformat(deadline).astimezone()
    day = QLocale().toString(QDate(here.year, here.month, here.day), QLocale.FormatType.LongFormat)
    return tr("Home", "{day}, {time}", day=day, time=f"{here:%H:%M}")
