"""What was changed between two rows of tokens: the shortest list of edits, given up in time where it would be long."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

MOST_EDITS = 800
MOST_WORK = 1_000_000


@dataclass(frozen=True, slots=True)
class Edit:
    """`before[start:end]` became `after[new_start:new_end]`."""

    start: int
    end: int
    new_start: int
    new_end: int

    def moved(self, by: int, new_by: int) -> Edit:
        """The same edit so many tokens further on."""
        return Edit(self.start + by, self.end + by, self.new_start + new_by, self.new_end + new_by)

    def joined(self, following: Edit) -> Edit:
        """This edit and a later one as one, with all that lies between them."""
        return Edit(self.start, following.end, self.new_start, following.new_end)


class Work:
    """How many comparisons may still be made: whoever compares takes from it, so that no text takes long."""

    __slots__ = ("left",)

    def __init__(self, left: int = MOST_WORK) -> None:
        self.left = left


def edits(before: Sequence[Hashable], after: Sequence[Hashable], work: Work) -> list[Edit]:
    """The edits that make `after` of `before`, in order, none touching the next.

    Above `MOST_EDITS`, or when the work is used up, everything between the common beginning and the common end is one
    edit."""
    start = 0
    shorter = min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    tail = 0
    while tail < shorter - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    old, new = before[start : len(before) - tail], after[start : len(after) - tail]
    if not old and not new:
        return []
    if not old or not new:
        return [Edit(start, start + len(old), start, start + len(new))]
    numbers: dict[Hashable, int] = {}
    left = [numbers.setdefault(one, len(numbers)) for one in old]
    right = [numbers.setdefault(one, len(numbers)) for one in new]
    trace = _search(left, right, work)
    if trace is None:
        return [Edit(start, start + len(old), start, start + len(new))]
    return [one.moved(start, start) for one in _walk_back(len(old), len(new), trace)]


def _search(old: list[int], new: list[int], work: Work) -> list[list[int]] | None:
    """Myers' greedy search, "An O(ND) difference algorithm" (1986): for each number of edits, how far along `old` each
    diagonal gets. None where it was given up."""
    n, m = len(old), len(new)
    trace: list[list[int]] = []
    reached: list[int] = []
    for edited in range(min(MOST_EDITS, n + m) + 1):
        now: list[int] = []
        for index in range(edited + 1):
            diagonal = 2 * index - edited
            if not edited:
                x = 0
            elif _goes_down(reached, index, edited):
                x = reached[index]
            else:
                x = reached[index - 1] + 1
            came = x
            while x < n and x - diagonal < m and old[x] == new[x - diagonal]:
                x += 1
            now.append(x)
            work.left -= 2 + x - came
            if x >= n and x - diagonal >= m:
                trace.append(now)
                return trace
            if work.left < 0:
                return None
        trace.append(now)
        reached = now
    return None


def _goes_down(reached: list[int], index: int, edited: int) -> bool:
    return index == 0 or (index != edited and reached[index - 1] < reached[index])


def _walk_back(x: int, y: int, trace: list[list[int]]) -> list[Edit]:
    found: list[Edit] = []
    for edited in range(len(trace) - 1, 0, -1):
        diagonal, reached = x - y, trace[edited - 1]
        index = (diagonal + edited) // 2
        if _goes_down(reached, index, edited):
            was, whence = reached[index], diagonal + 1
            one = Edit(was, was, was - whence, was - whence + 1)
        else:
            was, whence = reached[index - 1], diagonal - 1
            one = Edit(was, was + 1, was - whence, was - whence)
        x, y = was, was - whence
        if found and (one.end, one.new_end) == (found[-1].start, found[-1].new_start):
            one = one.joined(found.pop())
        found.append(one)
    return found[::-1]
