"""Entries: events as the ledger holds them, slim, with the id at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

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


class Payloads(Protocol):
    """The payloads at hand, by their hash."""

    def __contains__(self, hashed: object, /) -> bool: ...

    def __getitem__(self, hashed: str, /) -> Any:
        """The plain value. Raises `KeyError`."""


def chains(entries: Iterable[Entry]) -> dict[str, int]:
    """For each author the `seq` up to which, without a gap, every event is there."""
    seqs: dict[str, set[int]] = {}
    for one in entries:
        if one.sent:
            seqs.setdefault(one.author, set()).add(one.seq)
    found = {}
    for author in sorted(seqs):
        upto = 0
        while upto + 1 in seqs[author]:
            upto += 1
        found[author] = upto
    return found
