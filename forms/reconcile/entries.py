"""Entries: events as the ledger holds them, slim, with the id at hand."""

from __future__ import annotations

from dataclasses import dataclass

from forms.answers import Target
from forms.events import Event

UNSENT = 1 << 62
"""Stands in the place of `seq` for what was not sent yet: later than everything that was."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: `payload` is the hash of its payload, `parents` are ids, `author` is a key in hex, `time` is for people alone."""

    id: str
    target: Target
    kind: str
    author: str
    parents: tuple[str, ...]
    payload: str
    time: str
    seq: int = UNSENT

    @property
    def sent(self) -> bool:
        """Whether colleagues may have it."""
        return self.seq != UNSENT


def entry_of(event: Event, identity: str | None = None) -> Entry:
    """The entry of an event; `identity` saves computing its id where it is known."""
    return Entry(
        identity or event.id,
        event.target,
        event.kind,
        event.author,
        event.parents,
        event.payload,
        event.claimed_time,
        UNSENT if event.seq is None else event.seq,
    )
