"""Progress: how far a draft is, counted in questions; each row of a matrix or table counts as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from forms.answers import Value
from forms.checks.sight import Sight, can_choose, is_blank
from forms.places import choices
from forms.problems import Problem
from forms.questionnaire import Matrix, Question, Table

Standing = tuple[int, int, int, int, int]
"""What one item adds: answered, shown, required, required and answered, problems that block."""

_CHOSEN = frozenset({"single_choice", "multiple_choice", "ranking"})
NOTHING: Standing = (0, 0, 0, 0, 0)
# Shared, so that ten thousand questions without a problem cost four tuples. Index: answered, then required.
_CLEAN: tuple[tuple[Standing, Standing], tuple[Standing, Standing]] = (
    ((0, 1, 0, 0, 0), (0, 1, 1, 0, 0)),
    ((1, 1, 0, 0, 0), (1, 1, 1, 1, 0)),
)


@dataclass(frozen=True, slots=True)
class Progress:
    """Numbers over what is shown; `problems` counts those that block finalising, not advice."""

    answered: int
    shown: int
    required: int
    required_answered: int
    problems: int


class Tally:
    """The sum of the standings of one section, kept by differences."""

    __slots__ = ("answered", "problems", "required", "required_answered", "shown")

    def __init__(self) -> None:
        self.answered = self.shown = self.required = self.required_answered = self.problems = 0

    def turn(self, before: Standing, now: Standing) -> None:
        """Take one standing out and another in."""
        self.answered += now[0] - before[0]
        self.shown += now[1] - before[1]
        self.required += now[2] - before[2]
        self.required_answered += now[3] - before[3]
        self.problems += now[4] - before[4]

    def progress(self) -> Progress:
        """The sum as it is now."""
        return Progress(self.answered, self.shown, self.required, self.required_answered, self.problems)


def tally(standings: Sequence[Standing], section_of: Sequence[int], sections: int) -> list[Tally]:
    """The sums of all sections; items stand in the order of their sections."""
    tallies = [Tally() for _ in range(sections)]
    start = 0
    for section, size in Counter(section_of).items():
        answered, shown, required, both, problems = map(sum, zip(*standings[start : start + size], strict=True))
        tallies[section].turn(NOTHING, (answered, shown, required, both, problems))
        start += size
    return tallies


def total(tallies: Sequence[Tally]) -> Progress:
    """The progress of all sections together."""
    return Progress(
        sum([one.answered for one in tallies]),
        sum([one.shown for one in tallies]),
        sum([one.required for one in tallies]),
        sum([one.required_answered for one in tallies]),
        sum([one.problems for one in tallies]),
    )


def standing(item: Question, value: Value | None, problems: tuple[Problem, ...], sight: Sight) -> Standing:
    """What an item that is shown adds to the progress; `value` is its answer as seen."""
    blocking = 0
    for problem in problems:
        blocking += not problem.advice
    if isinstance(item, Matrix):
        return _matrix(item, sight, blocking)
    if isinstance(item, Table):
        return _table(item, sight, blocking)
    answered = value is not None and not (isinstance(value, str) and value.isspace())
    required = item.required and (item.kind not in _CHOSEN or can_choose(item.id, choices(item), sight))
    if not blocking:
        return _CLEAN[answered][required]
    return (answered, 1, required, answered and required, blocking)


def _matrix(item: Matrix, sight: Sight, blocking: int) -> Standing:
    answered = shown = required = both = 0
    able = can_choose(item.id, item.columns, sight)
    for row in item.rows:
        target = f"{item.id}/{row.id}"
        if sight.shown(target):
            given = sight.seen(target) is not None
            shown += 1
            answered += given
            required += row.required and able
            both += row.required and able and given
    return _with_whole(item, (answered, shown, required, both, blocking), able=able)


def _table(item: Table, sight: Sight, blocking: int) -> Standing:
    answered = shown = required = both = 0
    columns = [column.id for column in item.columns if sight.shown(f"{item.id}/{column.id}")]
    for row in item.rows:
        if sight.shown(f"{item.id}/{row.id}"):
            given = [not is_blank(sight.seen(f"{item.id}/{row.id}/{column}")) for column in columns]
            shown += 1
            answered += any(given)
            required += row.required and bool(columns)
            both += row.required and bool(columns) and all(given)
    return _with_whole(item, (answered, shown, required, both, blocking), able=bool(columns))


def _with_whole(item: Matrix | Table, rows: Standing, *, able: bool) -> Standing:
    """A grid that is required as a whole, without a required row, is one requirement, if anything can be chosen in it."""
    answered, shown, required, _, blocking = rows
    if item.required and able and shown and not required:
        return answered, shown, 1, int(answered > 0), blocking
    return rows
