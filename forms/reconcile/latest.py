"""Latest: which of several events nobody who saw them has gone beyond; by ancestry, never by time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forms.reconcile.entries import Entry


class Pasts:
    """The ancestry among the events of one target; `entries` come earlier before later, as `Ledger.of` gives them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._number = {one.id: number for number, one in enumerate(entries)}
        self._seen: list[int] = []  # for each event a bit for everything its author had seen, once somebody asks

    def saw(self, later: Entry, earlier: Entry) -> bool:
        """Whether the author of `later` had `earlier` in view."""
        if not self._seen:
            self._look()
        return bool(self._seen[self._number[later.id]] >> self._number[earlier.id] & 1)

    def latest(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Those of `entries` that none of the others has in its past, sorted by id."""
        chosen = {one.id: one for one in entries}
        places = [self._number[identity] for identity in chosen]
        behind: set[str] = set()  # in the past of one of them
        for number in range(max(places, default=-1), min(places, default=0) - 1, -1):
            one = self._entries[number]
            if one.id in chosen or one.id in behind:
                behind.update(one.parents)
        return tuple(chosen[identity] for identity in sorted(chosen.keys() - behind))

    def _look(self) -> None:
        for one in self._entries:
            seen = 0
            for parent in one.parents:
                number = self._number.get(parent)
                if number is not None:
                    seen |= self._seen[number] | (1 << number)
            self._seen.append(seen)


def latest(known: Sequence[Entry], entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The latest of `entries`, with the ancestry of all `known` events of their target."""
    return Pasts(known).latest(entries)
