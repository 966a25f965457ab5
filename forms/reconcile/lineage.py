"""Lineage: what comes before each answer to one target, remembered, so that a common past is found without walking there again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from forms.reconcile.ancestry import MOST_HEADS

MOST_ANSWERS = 2_000
"""With more answers to one target than this the memory would grow with their square."""


class Lineage:
    """Each answer has a number, larger than those of all before it, and the set of these as the bits of a number."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._ids: list[str] = []
        self._before: list[int] = []
        self._full = False
        self._lock = threading.Lock()  # the screen may look while the saver does

    def common_past(self, heads: Sequence[str], parents: Callable[[str], Sequence[str]]) -> tuple[str, ...] | None:
        """The same as `ancestry.common_past`; None where there are too many answers to remember."""
        if not 1 < len(heads) <= MOST_HEADS:
            return ()
        with self._lock:
            if not all(self._learn(head, parents) for head in heads):
                return None
            common = -1
            for head in heads:
                common &= self._before[self._number[head]]
            found = []
            while common:
                latest = common.bit_length() - 1
                found.append(self._ids[latest])
                common &= ~(self._before[latest] | 1 << latest)
        return tuple(sorted(found))

    def _learn(self, head: str, parents: Callable[[str], Sequence[str]]) -> bool:
        """Give numbers to an answer and all before it; whether there was room."""
        pending = [] if self._full or head in self._number else [head]
        while pending:
            one = pending[-1]
            unknown = [it for it in parents(one) if it not in self._number]
            if unknown:
                pending += unknown
                continue
            pending.pop()
            if one in self._number:
                continue
            before = 0
            for it in parents(one):
                before |= self._before[self._number[it]] | 1 << self._number[it]
            self._number[one] = len(self._ids)
            self._ids.append(one)
            self._before.append(before)
            if len(self._ids) > MOST_ANSWERS:
                self._number, self._ids, self._before, self._full = {}, [], [], True
                return False
        return not self._full
