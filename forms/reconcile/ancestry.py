"""Ancestry: the latest common past of several events (rule 2 of docs/drafting-together.md)."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence

MOST_HEADS = 100
"""With more heads than this there is no common past: merge rules 1."""


def common_past(
    heads: Sequence[str], parents: Callable[[str], Sequence[str]], generation: Callable[[str], int]
) -> tuple[str, ...]:
    """The latest events that are ancestors of all `heads`, sorted by id; none of the heads is an ancestor of another. `generation`
    is larger than that of each parent. Walks back only as far as the heads differ."""
    if not 1 < len(heads) <= MOST_HEADS:
        return ()
    everybody = (1 << len(heads)) - 1
    reach = {head: 1 << number for number, head in enumerate(heads)}
    waiting = [(-generation(head), head) for head in reach]
    heapq.heapify(waiting)
    apart = len(waiting)  # in the queue, and not known to be common
    found: set[str] = set()
    covered: set[str] = set()  # common, but with a later one that is common too
    undecided = apart  # in the queue and not covered, or found: while more than one, one may be the past of another
    while waiting and (apart or undecided > 1):
        _, one = heapq.heappop(waiting)
        bits = reach[one]
        common = bits == everybody
        if not common:
            apart -= 1
            undecided -= 1
        elif one not in covered:
            found.add(one)
        for parent in parents(one):
            before = reach.get(parent)
            after = bits | (before or 0)
            if common and parent not in covered:
                covered.add(parent)
                undecided -= before is not None
            if after == before:
                continue
            reach[parent] = after
            if before is None:
                heapq.heappush(waiting, (-generation(parent), parent))
                undecided += parent not in covered
                apart += after != everybody
            elif after == everybody:
                apart -= 1
    found.update(one for _, one in waiting if reach[one] == everybody and one not in covered)
    return tuple(sorted(found))
