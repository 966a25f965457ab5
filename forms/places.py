"""Places: where an answer belongs, found from its target; and the words by which people know that place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.answers import Target
from forms.questionnaire import (
    Choice,
    Item,
    Matrix,
    MultipleChoice,
    Note,
    Question,
    Questionnaire,
    Ranking,
    Row,
    SingleChoice,
    Table,
)
from forms.wording import say

_WITHOUT_VALUE = frozenset({"note", "matrix", "table"})


@dataclass(frozen=True, slots=True)
class Spot:
    """What a target means: its question, and the row (matrix, table), the column (table cell) or the choice ("Other"
    text) that it names."""

    item: int
    question: Question
    row: Row | None = None
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class Special:
    """The choices of a question that need more than a tick: those with a text box, those that stand alone."""

    others: tuple[Choice, ...]
    exclusive: frozenset[str]


class Places:
    """The index of a questionnaire. Items are known by their number in the order of the file."""

    __slots__ = ("_orders", "_spots", "items", "numbers", "section_of", "specials")

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.items: tuple[Item, ...] = tuple(questionnaire.items())
        self.numbers: dict[str, int] = {item.id: number for number, item in enumerate(self.items)}
        self.section_of: tuple[int, ...] = tuple(
            number for number, section in enumerate(questionnaire.sections) for _ in section.items
        )
        self.specials: dict[str, Special] = {}
        self._spots: dict[Target, Spot] = {}
        self._orders: dict[str, Mapping[str, int]] = {}
        for number, item in enumerate(self.items):
            if isinstance(item, (Matrix, Table)):
                self._index_grid(number, item)
            elif isinstance(item, (SingleChoice, MultipleChoice)):
                self._index_choices(number, item)

    def find(self, target: Target) -> Spot:
        """The spot of `target`. Raises `KeyError` where no answer can be kept under it."""
        number = self.numbers.get(target)
        if number is None:
            return self._spots[target]
        item = self.items[number]
        if isinstance(item, (Note, Matrix, Table)):
            raise KeyError(target)
        return Spot(number, item)

    def kind_at(self, target: Target) -> tuple[int, str]:
        """The number of the item to which `target` belongs, and the kind of value that stands there: `text` for a table
        cell and for the text of a choice, else the question's own kind. Raises `KeyError` like `find`."""
        number = self.numbers.get(target)
        if number is None:
            spot = self._spots[target]
            return spot.item, "matrix" if isinstance(spot.question, Matrix) else "text"
        kind = self.items[number].kind
        if kind in _WITHOUT_VALUE:
            raise KeyError(target)
        return number, kind

    def order(self, question: Item) -> Mapping[str, int]:
        """The choices of a question, or the columns of a grid, by id: each with its position."""
        order = self._orders.get(question.id)
        if order is None:
            order = self._orders[question.id] = {one.id: position for position, one in enumerate(choices(question))}
        return order

    def targets(self, number: int) -> Iterator[Target]:
        """All targets of an item, in the order of the questionnaire; none for a note."""
        item = self.items[number]
        if isinstance(item, Matrix):
            yield from (f"{item.id}/{row.id}" for row in item.rows)
        elif isinstance(item, Table):
            yield from (f"{item.id}/{row.id}/{column.id}" for row in item.rows for column in item.columns)
        elif not isinstance(item, Note):
            yield item.id
            special = self.specials.get(item.id)
            if special is not None:
                yield from (f"{item.id}/{choice.id}/text" for choice in special.others)

    def _index_grid(self, number: int, grid: Matrix | Table) -> None:
        for row in grid.rows:
            if isinstance(grid, Matrix):
                self._spots[f"{grid.id}/{row.id}"] = Spot(number, grid, row)
                continue
            for column in grid.columns:
                self._spots[f"{grid.id}/{row.id}/{column.id}"] = Spot(number, grid, row, column)

    def _index_choices(self, number: int, question: SingleChoice | MultipleChoice) -> None:
        special = [choice for choice in question.choices if choice.exclusive or choice.text is not None]
        if special:
            others = tuple(choice for choice in special if choice.text is not None)
            exclusive: frozenset[str] = frozenset(choice.id for choice in special if choice.exclusive)
            self.specials[question.id] = Special(others, exclusive)
            for choice in others:
                self._spots[f"{question.id}/{choice.id}/text"] = Spot(number, question, None, choice)


def choices(question: Item) -> tuple[Choice, ...]:
    """The choices of a question, or the columns of a grid; none where the kind has neither."""
    if isinstance(question, (SingleChoice, MultipleChoice, Ranking)):
        return question.choices
    if isinstance(question, (Matrix, Table)):
        return question.columns
    return ()


def words(target: Target, places: Places, questionnaire: Questionnaire, language: str) -> str:
    """The place in people's words: the question's label, then those of row, column or choice. Takes any target and the
    id of a question or note; raises `KeyError` for another text."""

    def said(one: Question | Row | Choice) -> str:
        return say(one.label, language, questionnaire.language)

    number = places.numbers.get(target)
    if number is not None:
        item = places.items[number]
        return item.id if isinstance(item, Note) else said(item)
    spot = places.find(target)
    parts = [said(spot.question)]
    if spot.row is not None:
        parts.append(said(spot.row))
    if spot.choice is not None:
        parts.append(said(spot.choice))
    return " – ".join(parts)
