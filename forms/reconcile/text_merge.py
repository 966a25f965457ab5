"""Several people's versions of one text, combined sentence by sentence (merge rules 1): no word lost, no order, no guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.reconcile.passages import Passages, Touch
from forms.reconcile.readings import Readings
from forms.reconcile.tokens import Tokens, normal, tokens

_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Agreed:
    """A piece that one or more versions made what it is, all alike, or nobody (`by` is empty)."""

    text: str
    before: str
    by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """What the versions `by` make of a passage; "" where they took it out."""

    text: str
    by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A passage that versions changed in two or more ways. Variants stand in the order of their texts.

    A version that left the passage as it was is no variant: its author said nothing about it, perhaps never saw that it
    was in question. That text is at hand as `before`."""

    before: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class TextMerge:
    """The text from beginning to end, piece by piece."""

    pieces: tuple[Agreed | Differing, ...]

    @property
    def clean(self) -> bool:
        """True where nobody has to decide anything."""
        return not any(isinstance(one, Differing) for one in self.pieces)

    @property
    def text(self) -> str:
        """The combined text; a passage that differs reads as it was before."""
        return "".join(one.before if isinstance(one, Differing) else one.text for one in self.pieces)


@dataclass(frozen=True, slots=True)
class _Changed:
    """One text that differs from the one before, whose versions say so, and what it changed there."""

    by: tuple[int, ...]
    read: Tokens
    touches: list[Touch]


@dataclass(slots=True)
class _Group:
    """Passages that belong together because somebody's edit reaches over them."""

    first: int
    last: int
    members: list[tuple[int, Touch]]


def combine(before: str, versions: Sequence[str], readings: Readings | None = None) -> TextMerge:
    """All `versions`, each made from `before`, as one text, whatever their order; indexes in it are those of `versions`.

    What one version alone changed, or several in the same way, is taken over. What several changed differently in one
    sentence, or put into one place between two, differs. Texts that only differ in normal form are the same text; of
    those the smallest stands. Where only one text was changed, the result is that text as it was typed. `readings` may know
    the texts already."""
    readings = readings or Readings()
    touched: dict[str, list[int]] = {}
    for index, version in enumerate(versions):
        touched.setdefault(normal(version), []).append(index)
    if not touched.keys() - {normal(before)}:
        written = min((one for one in versions if one != before), default=before)
        return TextMerge((Agreed(written, before, ()),) if before else ())
    old, passages = readings.read(before)
    changed = []
    for key in sorted(touched.keys() - {normal(before)}):
        version = min(versions[index] for index in touched[key])
        read, _ = readings.read(version)
        changed.append(_Changed(tuple(touched[key]), read, readings.touches(before, version)))
    groups = _groups(changed)
    for _ in range(_ROUNDS):
        pieces, rows = _pieces(old, passages, changed, groups)
        broken = _broken(pieces, rows)
        if not broken:
            return _merge(pieces)
        groups = _united(groups, broken, passages)
    groups = _united(groups, set(range(2 * len(groups) + 1)), passages)
    return _merge(_pieces(old, passages, changed, groups)[0])


def _merge(pieces: Sequence[Agreed | Differing]) -> TextMerge:
    return TextMerge(tuple(one for one in pieces if isinstance(one, Differing) or one.text or one.before))


def _groups(changed: Sequence[_Changed]) -> list[_Group]:
    """All touches, those that share a passage together, in the order of the text."""
    found: list[_Group] = []
    every = [(touch, number) for number, one in enumerate(changed) for touch in one.touches]
    for touch, number in sorted(every, key=lambda one: (one[0].first, one[0].last, one[1], one[0].edit.start)):
        if found and touch.first <= found[-1].last:
            found[-1].last = max(found[-1].last, touch.last)
            found[-1].members.append((number, touch))
        else:
            found.append(_Group(touch.first, touch.last, [(number, touch)]))
    return found


def _pieces(
    old: Tokens, passages: Passages, changed: Sequence[_Changed], groups: Sequence[_Group]
) -> tuple[list[Agreed | Differing], list[list[str]]]:
    """What stayed and what was changed in turn, beginning and ending with what stayed; and the tokens of each."""
    pieces: list[Agreed | Differing] = []
    rows: list[list[str]] = []
    at = new_at = 0
    for group in groups:
        start, end = passages.bounds[group.first], passages.bounds[group.last + 1]
        pieces.append(_stayed(old, changed, at, start, new_at))
        rows.append(old.keys[at:start])
        piece, row, new_at = _changed_piece(old, changed, group, start, end)
        pieces.append(piece)
        rows.append(row)
        at = end
    pieces.append(_stayed(old, changed, at, len(old.keys), new_at))
    rows.append(old.keys[at:])
    return pieces, rows


def _stayed(old: Tokens, changed: Sequence[_Changed], start: int, end: int, new_start: int) -> Agreed:
    before = "".join(old.raw[start:end])
    if len(changed) == 1:
        # The only text that was changed stands as it was typed, in its own normal form too.
        return Agreed("".join(changed[0].read.raw[new_start : new_start + end - start]), before, ())
    return Agreed(before, before, ())


def _changed_piece(
    old: Tokens, changed: Sequence[_Changed], group: _Group, start: int, end: int
) -> tuple[Agreed | Differing, list[str], int]:
    edited: dict[int, list[Touch]] = {}
    for number, touch in group.members:
        edited.setdefault(number, []).append(touch)
    said: dict[str, tuple[list[str], list[str], list[int]]] = {}
    new_end = 0
    for number, ones in sorted(edited.items()):
        first, last = min(one.edit.start for one in ones), max(one.edit.end for one in ones)
        new_start = min(one.edit.new_start for one in ones) - (first - start)
        new_end = max(one.edit.new_end for one in ones) + (end - last)
        read = changed[number].read
        row = read.keys[new_start:new_end]
        texts, _, by = said.setdefault("".join(row), ([], row, []))
        texts.append("".join(read.raw[new_start:new_end]))
        by.extend(changed[number].by)
    before = "".join(old.raw[start:end])
    said.pop("".join(old.keys[start:end]), None)
    if not said:
        return Agreed(before, before, ()), old.keys[start:end], new_end
    if len(said) == 1:
        ((texts, row, by),) = said.values()
        return Agreed(min(texts), before, tuple(sorted(by))), row, new_end
    variants = tuple(Variant(min(texts), tuple(sorted(by))) for _, (texts, _, by) in sorted(said.items()))
    return Differing(before, variants), old.keys[start:end], new_end


def _broken(pieces: Sequence[Agreed | Differing], rows: Sequence[list[str]]) -> set[int]:
    """The seams, by the number of the piece before, where what two people left would run together into one word or one
    character that nobody wrote."""
    texts = [one.before if isinstance(one, Differing) else one.text for one in pieces]
    read = tokens("".join(texts))
    if read.keys == [key for row in rows for key in row]:
        return set()
    ends, at = {0}, 0
    for raw in read.raw:
        at += len(raw)
        ends.add(at)
    found, at = set(), 0
    for number, text in enumerate(texts):
        at += len(text)
        if at not in ends:
            found.add(number)
    return found


def _united(groups: Sequence[_Group], broken: set[int], passages: Passages) -> list[_Group]:
    """The groups on both sides of a broken seam as one; where one side has none, the group takes in the next sentence."""
    found: list[_Group] = []
    joins = False
    for number, group in enumerate(groups):
        # Piece 2 * number stayed, piece 2 * number + 1 is the group's.
        first, last = group.first, group.last
        if number == 0 and 0 in broken:
            first = max(first - 2, 0)
        if number == len(groups) - 1 and 2 * number + 1 in broken:
            last = min(last + 2, passages.last)
        if found and (joins or 2 * number in broken or first <= found[-1].last):
            before = found.pop()
            found.append(_Group(before.first, max(before.last, last), before.members + group.members))
        else:
            found.append(_Group(first, last, group.members))
        joins = 2 * number + 1 in broken
    return found
