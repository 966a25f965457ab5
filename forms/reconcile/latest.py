"""Latest: which of several events nobody who saw them has gone beyond; by ancestry, never by time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forms.reconcile.entries import Entry


class Pasts:
    """The ancestry among the events of one target; `entries` come earlier before later, as `Ledger.of` gives them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._number = {one.id: number for number, one in enumerate(entries)}
        self._seen: list[int] = []  # for each event a bit for everything its author had seen
        for one in entries:
            seen = 0
            for parent in one.parents:
                number = self._number.get(parent)
                if number is not None:
                    seen |= self._seen[number] | (1 << number)
            self._seen.append(seen)

    def saw(self, later: Entry, earlier: Entry) -> bool:
        """Whether the author of `later` had `earlier` in view."""
        return bool(self._seen[self._number[later.id]] >> self._number[earlier.id] & 1)

    def latest(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Those of `entries` that none of the others has in its past, sorted by id."""
        chosen = sorted(entries, key=lambda one: one.id)
        seen = 0
        for one in chosen:
            seen |= self._seen[self._number[one.id]]
        return tuple(one for one in chosen if not seen >> self._number[one.id] & 1)


def latest(known: Sequence[Entry], entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The latest of `entries`, with the ancestry of all `known` events of their target."""
    return Pasts(known).latest(entries)
