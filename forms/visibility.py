"""What is shown: switches kept true to the answers, each evaluated at most once for an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush

from forms.answers import Target, Value
from forms.conditions import Readable, readable
from forms.plan import NONE, Plan
from forms.questionnaire import Note, Question


class Visibility:
    """Which sections, items, rows and choices are shown for a sheet of kept answers. It holds that sheet."""

    __slots__ = ("_plan", "_seen", "_shown", "sheet")

    def __init__(self, plan: Plan, sheet: dict[Target, Value]) -> None:
        self.sheet = sheet
        self._plan = plan
        self._shown = bytearray(len(plan.switches))
        self._seen: dict[Target, Readable] = {}
        for target in plan.always:
            self._settle(target, self.effective(target))
        # By rank, so that whatever a condition reads is settled before it; what is read is then brought up to date.
        for rank, switch in enumerate(plan.switches):
            above, test = switch.above, switch.test
            if (above == NONE or self._shown[above]) and (test is None or test(self._seen)):
                self._shown[rank] = 1
                for target, alone in plan.watched.get(rank, ()):
                    self._settle(target, sheet.get(target) if alone else self.effective(target))

    def item_shown(self, number: int) -> bool:
        """Whether an item is shown."""
        rank = self._plan.item_switch[number]
        return rank == NONE or self._shown[rank] == 1

    def switched_on(self, rank: int) -> bool:
        """Whether the switch of that rank is on."""
        return self._shown[rank] == 1

    def look(self, numbers: Iterable[int]) -> Iterator[tuple[int, Question | None, Value | None]]:
        """For each of these items: the question and its answer as seen, or twice `None` for what is hidden and for notes.
        Grids have no answer of their own."""
        items, switches, shown = self._plan.places.items, self._plan.item_switch, self._shown
        sheet, optional = self.sheet, self._plan.optional
        for number in numbers:
            rank = switches[number]
            item = items[number]
            if (rank != NONE and not shown[rank]) or isinstance(item, Note):
                yield number, None, None
                continue
            value = sheet.get(item.id)
            if value is not None and item.id in optional:
                value = self._without_hidden(item.id, value)
            yield number, item, value

    def effective(self, target: Target) -> Value | None:
        """The kept answer, `None` where its place is hidden, without the choices that are hidden."""
        value = self.sheet.get(target)
        if value is None:
            return None
        plan = self._plan
        number = plan.places.numbers.get(target)
        if number is not None:
            rank = plan.item_switch[number]
            if rank != NONE and not self._shown[rank]:
                return None
            return self._without_hidden(target, value) if target in plan.optional else value
        return self._effective_below(target, value)

    def update(self, targets: Iterable[Target]) -> list[int]:
        """The ranks of all switches that changed because the kept answers of `targets` did."""
        sheet, shown, seen, switches = self.sheet, self._shown, self._seen, self._plan.switches
        below, watched, readers = self._plan.below, self._plan.watched, self._plan.readers
        waiting: list[int] = []
        ends: set[int] = set()
        flipped: list[int] = []
        for target in targets:
            if target in readers and self._settle(target, self.effective(target)):
                inner, last = readers[target]
                ends.update(last)
                waiting.extend(inner)
        heapify(waiting)
        while waiting:
            rank = heappop(waiting)
            switch = switches[rank]
            above, test = switch.above, switch.test
            on = (above == NONE or shown[above] == 1) and (test is None or test(seen))
            if on == shown[rank]:
                continue
            shown[rank] = on
            flipped.append(rank)
            for child in below.get(rank, ()):
                if child in below or child in watched:
                    heappush(waiting, child)
                else:
                    ends.add(child)
            for target, alone in watched.get(rank, ()):
                value = (sheet.get(target) if on else None) if alone else self.effective(target)
                if self._settle(target, value):
                    inner, last = readers[target]
                    ends.update(last)
                    for one in inner:
                        heappush(waiting, one)
        flipped += [rank for rank in ends if self._flip(rank)]
        return flipped

    def _flip(self, rank: int) -> bool:
        """Set a switch right; whether it changed."""
        switch = self._plan.switches[rank]
        above, test = switch.above, switch.test
        on = (above == NONE or self._shown[above] == 1) and (test is None or test(self._seen))
        if on == self._shown[rank]:
            return False
        self._shown[rank] = on
        return True

    def _settle(self, target: Target, value: Value | None) -> bool:
        """Let conditions read `value` at `target`; whether that is new to them."""
        now = None if value is None else readable(value, self._plan.natures[target])
        if now is None:
            return self._seen.pop(target, None) is not None
        if now == self._seen.get(target):
            return False
        self._seen[target] = now
        return True

    def _effective_below(self, target: Target, value: Value) -> Value | None:
        plan = self._plan
        spot = plan.places.find(target)
        rank = plan.item_switch[spot.item]
        if rank != NONE and not self._shown[rank]:
            return None
        question = spot.question.id
        if spot.row is not None:
            row = plan.row_switch.get(f"{question}/{spot.row.id}")
            if row is not None and not self._shown[row]:
                return None
        if spot.choice is None:
            return self._without_hidden(question, value) if question in plan.optional else value
        column = plan.optional.get(question, {}).get(spot.choice.id)
        if column is not None and not self._shown[column]:
            return None
        return value if spot.row is not None or self._ticked(question, spot.choice.id) else None

    def _ticked(self, question: str, choice: str) -> bool:
        value = self.sheet.get(question)
        return value == choice or (isinstance(value, tuple) and choice in value)

    def _without_hidden(self, question: str, value: Value) -> Value | None:
        optional = self._plan.optional[question]
        if isinstance(value, tuple):
            shown = tuple(one for one in value if self._is_on(optional.get(one)))  # type: ignore[arg-type]
            return shown or None  # type: ignore[return-value]
        return value if self._is_on(optional.get(str(value))) else None

    def _is_on(self, rank: int | None) -> bool:
        return rank is None or self._shown[rank] == 1
