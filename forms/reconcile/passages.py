"""Which sentences of a text, and which places between them, another version of it touches."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from forms.reconcile.diffing import Edit, Work, edits
from forms.reconcile.tokens import sentences


@dataclass(frozen=True, slots=True)
class Touch:
    """An edit and the passages, first and last, that it claims."""

    first: int
    last: int
    edit: Edit


class Passages:
    """A row of tokens as passages: place, sentence, place, … sentence, place. A place is the white space there, or
    nothing; passage `p` is made of the tokens from `bounds[p]` to before `bounds[p + 1]`, and sentences have odd numbers."""

    __slots__ = ("bounds", "keys", "sentences")

    def __init__(self, keys: list[str]) -> None:
        self.keys = keys
        self.sentences = sentences(keys)
        self.bounds = [0, *(bound for one in self.sentences for bound in one), len(keys)]

    @property
    def last(self) -> int:
        """The number of the place at the end."""
        return len(self.bounds) - 2

    def around(self, at: int) -> int:
        """The passage that the point before token `at` is in: a sentence only where it is inside of one."""
        passage = min(bisect_right(self.bounds, at) - 1, self.last)
        return passage - 1 if passage % 2 and self.bounds[passage] == at else passage

    def holding(self, at: int) -> int:
        """The passage that token `at` belongs to."""
        return bisect_right(self.bounds, at) - 1

    def between(self, at: int) -> bool:
        """True where the point before token `at` is inside no sentence."""
        return self.around(at) % 2 == 0


def touches(before: Passages, after: Passages) -> list[Touch]:
    """What was changed from `before` to `after`, in order. Sentences that stayed are found first and words are
    compared in between, so that a sentence put in or taken out is seen as a whole."""
    return [_touch(before, after, edit) for edit in _edits(before, after)]


def _edits(before: Passages, after: Passages) -> list[Edit]:
    work = Work()
    found: list[Edit] = []
    start, new_start = 0, 0
    old = [tuple(before.keys[first:end]) for first, end in before.sentences]
    new = [tuple(after.keys[first:end]) for first, end in after.sentences]
    at, new_at = 0, 0
    for edit in [*edits(old, new, work), Edit(len(old), len(old), len(new), len(new))]:
        while at < edit.start:
            found += _inside(
                before, after, Edit(start, before.sentences[at][0], new_start, after.sentences[new_at][0]), work
            )
            start, new_start = before.sentences[at][1], after.sentences[new_at][1]
            at, new_at = at + 1, new_at + 1
        at, new_at = edit.end, edit.new_end
    found += _inside(before, after, Edit(start, len(before.keys), new_start, len(after.keys)), work)
    return found


def _inside(before: Passages, after: Passages, stretch: Edit, work: Work) -> list[Edit]:
    """The edits between two sentences that stayed, each moved to where a sentence begins or ends if it can be."""
    old = before.keys[stretch.start : stretch.end]
    new = after.keys[stretch.new_start : stretch.new_end]
    if old == new:
        return []
    found = edits(old, new, work)
    moved: list[Edit] = []
    for number, edit in enumerate(found):
        low = moved[-1].end + 1 if moved else 0
        high = found[number + 1].start - 1 if number + 1 < len(found) else len(old)
        one = _moved(before, old, new, edit, stretch.start, low, high)
        moved.append(one)
    return [one.moved(stretch.start, stretch.new_start) for one in moved]


def _moved(before: Passages, old: list[str], new: list[str], edit: Edit, shift: int, low: int, high: int) -> Edit:
    """The same addition or removal at the place that a reader would name: "X. " in front of a sentence, not ". X"."""
    if edit.start < edit.end and edit.new_start < edit.new_end:
        return edit
    row, first, end = (new, edit.new_start, edit.new_end) if edit.start == edit.end else (old, edit.start, edit.end)
    left = 0
    while edit.start - left > low and row[first - left - 1] == row[end - left - 1]:
        left += 1
    right = 0
    while edit.end + right < high and row[first + right] == row[end + right]:
        right += 1
    good = [step for step in range(-left, right + 1) if before.between(shift + edit.start + step)]
    if not good:
        return edit
    # Where a sentence begins, or else where the text ends, or else where one ended.
    step = min(good, key=lambda step: (not _begins(before, shift + edit.start + step), step))
    return edit.moved(step, step)


def _begins(before: Passages, at: int) -> bool:
    passage = before.around(at)
    return at == before.bounds[passage + 1]


def _touch(before: Passages, after: Passages, edit: Edit) -> Touch:
    if edit.start < edit.end:
        first, last = before.holding(edit.start), before.holding(edit.end - 1)
    else:
        first = last = before.around(edit.start)
    # What is put beside a sentence and runs on into it changes that sentence.
    if first % 2 == 0 and not after.between(edit.new_start):
        first = max(first - 1, 0)
    at_end = last % 2 == 0 or edit.end == before.bounds[last + 1]
    if at_end and not after.between(edit.new_end):
        last = min(last + (1 if last % 2 == 0 else 2), before.last)
    return Touch(first, last, edit)
