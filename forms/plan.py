"""The plan of a questionnaire: its conditions in an order in which each is evaluated at most once for an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from forms.answers import Target
from forms.conditions import Compiler, Nature, Test
from forms.patterns import Patterns
from forms.places import Places, choices
from forms.questionnaire import Condition, Matrix, Note, Questionnaire, Table

NONE = -1
_EMPTY: tuple[int, ...] = ()
_NOTHING: frozenset[Target] = frozenset()


# Plain tuples underneath: a questionnaire of 10,000 questions makes thousands of them while someone waits.
class Switch(NamedTuple):
    """Something that can be shown or hidden: a section, item, row, choice or advice, with its own condition or below
    something that has one. `rank` is its place in the order of evaluation; `above` the rank of what it stands in."""

    place: str
    item: int
    section: int
    above: int
    test: Test | None
    kind: str


Readers = tuple[tuple[int, ...], tuple[int, ...]]
"""The switches whose condition reads one target: those that others depend on, and those that end there."""

Watched = tuple[Target, bool]
"""A target that conditions read and that depends on a switch, and whether it depends on no other."""


class Plan:
    """All that can be known of a questionnaire before the first answer; may serve any number of fillings.

    Raises `ValueError` for a condition that is malformed or that depends on itself in a circle."""

    __slots__ = (
        "_order", "advice_of", "always", "below", "item_switch", "natures", "optional", "patterns", "places", "questionnaire", "readers",
        "row_switch", "section_switch", "switches", "watched",
    )  # fmt: skip

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.places = Places(questionnaire)
        self.patterns = Patterns()
        compiler = Compiler(self.places, questionnaire.counting, self.patterns)
        draft = _Draft(questionnaire, self.places, compiler)
        self.natures: dict[Target, Nature] = compiler.natures
        rank_of, order = draft.order()
        self._order = order
        self.switches: tuple[Switch, ...] = draft.ranked(rank_of, order)
        self.section_switch: dict[int, int] = {number: rank_of[one] for number, one in draft.of_section.items()}
        self.item_switch: list[int] = [NONE] * len(self.places.items)
        for number, one in draft.of_item.items():
            self.item_switch[number] = rank_of[one]
        self.row_switch: dict[str, int] = {place: rank_of[one] for place, one in draft.of_row.items()}
        self.optional: dict[str, Mapping[str, int]] = {
            question: {choice: rank_of[one] for choice, one in ones.items()}
            for question, ones in draft.optional.items()
        }
        self.advice_of: dict[int, tuple[int, ...]] = {
            item: tuple(rank_of[one] for one in ones) for item, ones in draft.advice.items()
        }
        self.below: dict[int, tuple[int, ...]] = {
            rank_of[one]: tuple(sorted(rank_of[child] for child in children)) for one, children in draft.below.items()
        }
        alone = self.places.numbers.keys() - self.optional.keys()
        self.watched: dict[int, tuple[Watched, ...]] = {
            rank_of[one]: tuple([(target, target in alone) for target in targets])
            for one, targets in draft.watched.items()
        }
        moved = {target for targets in draft.watched.values() for target in targets}
        self.always: tuple[Target, ...] = tuple([target for target in draft.readers if target not in moved])
        leading = self.below.keys() | self.watched.keys()
        self.readers: dict[Target, Readers] = {
            target: _split(sorted([rank_of[one] for one in ones]), leading) for target, ones in draft.readers.items()
        }

    def in_order(self, ranks: list[int]) -> list[int]:
        """These switches in the order of the file."""
        return sorted(ranks, key=self._order.__getitem__)


def _split(ranks: list[int], leading: set[int]) -> Readers:
    inner = tuple([one for one in ranks if one in leading])
    return inner, tuple(ranks) if not inner else tuple([one for one in ranks if one not in leading])


class _Draft:
    """The switches while they are gathered, numbered in the order of the file."""

    def __init__(self, questionnaire: Questionnaire, places: Places, compiler: Compiler) -> None:
        self._questionnaire = questionnaire
        self._places = places
        self._compiler = compiler
        self._switches: list[Switch] = []
        self._reads: list[int] = []
        self.of_section: dict[int, int] = {}
        self.of_item: dict[int, int] = {}
        self.of_row: dict[str, int] = {}
        self.optional: dict[str, dict[str, int]] = {}
        self.advice: dict[int, list[int]] = {}
        self.below: dict[int, list[int]] = {}
        self.readers: dict[Target, list[int]] = {}
        self.watched: dict[int, list[Target]] = {}
        self._gather()
        # While every condition reads only what stands before it, the order of the file will do.
        self._turned_round = False
        for target, readers in self.readers.items():
            for source in self._sources(target):
                self.watched.setdefault(source, []).append(target)
                if source >= readers[0]:
                    self._turned_round = True

    def ranked(self, rank_of: list[int], order: list[int]) -> tuple[Switch, ...]:
        """The switches by rank, with what they stand in named by rank."""
        if not self._turned_round:
            return tuple(self._switches)
        found = [self._switches[number] for number in order]
        return tuple([one if one.above == NONE else one._replace(above=rank_of[one.above]) for one in found])

    def order(self) -> tuple[list[int], list[int]]:
        """The rank of each switch and the switches by rank (Kahn's algorithm; answers stand as nodes of their own, so that
        many choices read by many conditions do not multiply). Raises `ValueError` on a circle."""
        total = len(self._switches)
        if not self._turned_round:
            return list(range(total)), list(range(total))
        answers = {target: total + number for number, target in enumerate(self.readers)}
        waiting = [0] * (total + len(answers))
        for number, switch in enumerate(self._switches):
            waiting[number] = (switch.above != NONE) + self._reads[number]
        for targets in self.watched.values():
            for target in targets:
                waiting[answers[target]] += 1
        targets_of = list(self.readers)
        ready = [number for number, count in enumerate(waiting) if not count]
        order: list[int] = []
        for number in ready:
            if number < total:
                order.append(number)
                following = [*self.below.get(number, _EMPTY), *(answers[one] for one in self.watched.get(number, ()))]
            else:
                following = self.readers[targets_of[number - total]]
            for one in following:
                waiting[one] -= 1
                if not waiting[one]:
                    ready.append(one)
        if len(order) < total:
            stuck = [self._switches[number].place for number in range(total) if waiting[number]]
            raise ValueError(f"conditions depend on each other in a circle: {', '.join(stuck[:10])}")
        rank_of = [0] * total
        for rank, number in enumerate(order):
            rank_of[number] = rank
        return rank_of, order

    def _gather(self) -> None:
        number = 0
        for section_number, section in enumerate(self._questionnaire.sections):
            above = NONE
            if section.show_if is not None:
                above = self._add(section.id, NONE, section_number, NONE, section.show_if, "section")
                self.of_section[section_number] = above
            for _ in section.items:
                self._gather_item(number, section_number, above)
                number += 1

    def _gather_item(self, number: int, section: int, above: int) -> None:
        item = self._places.items[number]
        if item.show_if is not None or above != NONE:
            above = self._add(item.id, number, section, above, item.show_if, "item")
            self.of_item[number] = above
        if isinstance(item, (Matrix, Table)):
            for row in item.rows:
                if row.show_if is not None:
                    place = f"{item.id}/{row.id}"
                    self.of_row[place] = self._add(place, number, section, above, row.show_if, "row")
        for choice in choices(item):
            if choice.show_if is not None:
                place = f"{item.id}/{choice.id}"
                one = self._add(place, number, section, above, choice.show_if, "choice")
                self.optional.setdefault(item.id, {})[choice.id] = one
        if not isinstance(item, Note):
            for advice in item.advise:
                one = self._add(item.id, number, section, above, advice.show_if, "advice")
                self.advice.setdefault(number, []).append(one)

    def _add(self, place: str, item: int, section: int, above: int, raw: Condition | None, kind: str) -> int:
        number = len(self._switches)
        test, reads = None, _NOTHING
        if raw is not None:
            try:
                test, reads = self._compiler.compile(raw)
            except ValueError as fault:
                raise ValueError(f"{place}: {fault}") from fault
            for target in reads:
                if target in self.readers:
                    self.readers[target].append(number)
                else:
                    self.readers[target] = [number]
        if above != NONE:
            self.below.setdefault(above, []).append(number)
        self._switches.append(Switch(place, item, section, above, test, kind))
        self._reads.append(len(reads))
        return number

    def _sources(self, target: Target) -> Iterator[int]:
        """The switches on which it depends what conditions read at `target`."""
        number = self._places.numbers.get(target)
        if number is not None:
            if number in self.of_item:
                yield self.of_item[number]
            if target in self.optional:
                yield from self.optional[target].values()
            return
        spot = self._places.find(target)
        if spot.item in self.of_item:
            yield self.of_item[spot.item]
        question = spot.question.id
        optional = self.optional.get(question, {})
        if spot.row is not None:
            row = self.of_row.get(f"{question}/{spot.row.id}")
            if row is not None:
                yield row
        if spot.choice is None:
            yield from optional.values()
        elif spot.choice.id in optional:
            yield optional[spot.choice.id]
