"""Conditions: the tree that a definition writes, compiled once to a test over the answers with its exact dependencies.

What a test sees is a map from target to *readable*: hidden answers and white space alone are absent; numbers are
`Decimal`; dates and times are ISO text; a choice that is hidden is left out. An answer that cannot be read as its kind
(a number "abc") is `UNREADABLE`: it is answered, equal to nothing and neither more nor less than anything. An absent
answer is equal to nothing, `ne` to everything, compares false, has the count 0 and the length 0."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Literal, NamedTuple
from unicodedata import normalize

from forms.answers import Attachment, Target, Value
from forms.limits import length
from forms.patterns import Patterns
from forms.places import Places
from forms.quantities import as_date, as_number, as_time
from forms.questionnaire import Counting, Matrix, Table


class ConditionError(ValueError):
    """A condition that has no meaning for this questionnaire, with the reason."""


class Unreadable(Enum):
    """The one value of an answer that is there but cannot be read as its kind."""

    UNREADABLE = "unreadable"


UNREADABLE: Final = Unreadable.UNREADABLE
Readable = str | bool | Decimal | tuple[str, ...] | tuple[Attachment, ...] | Unreadable
Seen = Mapping[Target, Readable]
Test = Callable[[Seen], bool]
Nature = Literal["text", "choice", "choices", "files", "number", "date", "time", "consent"]

_ORDERINGS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge,
}  # fmt: skip
# What JSON gives stands first: to ask the abstract classes takes ten times as long.
_MAPPING: Final = (dict, Mapping)
_SEQUENCE: Final = (list, Sequence)
_COMPARISONS: Final = frozenset({"eq", "ne", *_ORDERINGS})
_NATURES: Final[Mapping[str, Nature]] = {
    "number": "number", "date": "date", "time": "time", "single_choice": "choice", "multiple_choice": "choices",
    "ranking": "choices", "attachment": "files", "consent": "consent",
}  # fmt: skip


class Compiled(NamedTuple):
    """A condition ready to run, and the targets whose answers it reads."""

    test: Test
    reads: frozenset[Target]


def nature(target: Target, places: Places) -> Nature:
    """What kind of value conditions see at a target. Raises `KeyError` where no answer can be kept."""
    number, kind = places.kind_at(target)
    if kind == "matrix":
        question = places.items[number]
        return "choices" if isinstance(question, Matrix) and question.multiple else "choice"
    return _NATURES.get(kind, "text")


def readable(value: Value, kind: Nature) -> Readable | None:
    """The value as conditions read it; `None` for white space alone."""
    if not isinstance(value, str):
        return value
    if value.isspace():
        return None
    if kind == "number":
        number = as_number(value)
        return UNREADABLE if number is None else number
    if kind == "date":
        return as_date(value) or UNREADABLE
    if kind == "time":
        return as_time(value) or UNREADABLE
    return value


def compile_condition(
    raw: Mapping[str, Any], places: Places, counting: Counting, patterns: Patterns | None = None
) -> Compiled:
    """The condition `raw` of a questionnaire. Raises `ConditionError` (a `ValueError`) on an unknown operator or target, a wrong
    number of operands, and on operands that cannot be compared."""
    return Compiler(places, counting, patterns or Patterns()).compile(raw)


class Compiler:
    """Compiles the conditions of one questionnaire, one after the other; remembers the nature of what they read."""

    def __init__(self, places: Places, counting: Counting, patterns: Patterns) -> None:
        self.natures: dict[Target, Nature] = {}
        self._reads: set[Target] = set()
        self._places = places
        self._counting: Counting = counting
        self._patterns = patterns

    def compile(self, raw: Mapping[str, Any]) -> Compiled:
        """As `compile_condition`."""
        self._reads = set()
        test = self._condition(raw)
        return Compiled(test, frozenset(self._reads))

    def _condition(self, raw: Any) -> Test:
        operation, operand = _only_entry(raw)
        if operation in _COMPARISONS:
            return self._comparison(operation, *_pair(operation, operand))
        if operation in ("all", "any"):
            return self._junction(operation, operand)
        if operation == "not":
            inner = self._condition(operand)
            return lambda seen: not inner(seen)
        if operation == "answered":
            return self._answered(operand)
        if operation == "includes":
            return self._includes(*_pair(operation, operand))
        if operation == "matches":
            return self._matches(*_pair(operation, operand))
        raise ConditionError(f"“{operation}” is not a condition")

    def _junction(self, operation: str, operand: Any) -> Test:
        if not isinstance(operand, _SEQUENCE) or isinstance(operand, str) or not operand:
            raise ConditionError(f"“{operation}” needs a list of conditions")
        tests = tuple(self._condition(one) for one in operand)
        if len(tests) == 1:
            return tests[0]
        wanted = operation == "all"

        def junction(seen: Seen) -> bool:
            # A plain loop: a generator inside `all` takes twice as long.
            for test in tests:
                if test(seen) is not wanted:
                    return not wanted
            return wanted

        return junction

    def _comparison(self, operation: str, left: Any, right: Any) -> Test:
        if isinstance(left, str):
            return _compare_answer(operation, left, self._nature(left), right)
        first, second = self._quantity(left), self._quantity(right)
        compare = operator.eq if operation == "eq" else operator.ne if operation == "ne" else _ORDERINGS[operation]
        return lambda seen: compare(first(seen), second(seen))

    def _quantity(self, side: Any) -> Callable[[Seen], Any]:
        """A side that is always a number: a literal, a count, a length."""
        if not isinstance(side, _MAPPING):
            number = _as_decimal(side)
            return lambda _seen: number
        measure, reference = _only_entry(side)
        if not isinstance(reference, str):
            raise ConditionError(f"“{measure}” needs the id of a question")
        if measure == "count":
            return self._count(reference)
        if measure == "length":
            return self._length(reference)
        raise ConditionError(f"“{measure}” is not a side of a comparison")

    def _count(self, reference: str) -> Callable[[Seen], int]:
        rows = self._rows(reference)
        if rows is not None:
            return lambda seen: len({_row(target) for target in rows if target in seen})
        kind = self._nature(reference)
        if kind in ("choices", "files"):
            return lambda seen: len(seen.get(reference, ()))  # type: ignore[arg-type]
        if kind == "choice":
            return lambda seen: 1 if reference in seen else 0
        raise ConditionError(f"“{reference}” has nothing to count")

    def _length(self, reference: str) -> Callable[[Seen], int]:
        if self._nature(reference) != "text":
            raise ConditionError(f"“{reference}” is not a text")
        counting = self._counting

        def measure(seen: Seen) -> int:
            value = seen.get(reference)
            return length(value, counting) if isinstance(value, str) else 0

        return measure

    def _answered(self, reference: Any) -> Test:
        if not isinstance(reference, str):
            raise ConditionError("“answered” needs the id of a question")
        rows = self._rows(reference)
        if rows is not None:
            return lambda seen: any(row in seen for row in rows)
        self._nature(reference)
        return lambda seen: reference in seen

    def _includes(self, reference: Any, choice: Any) -> Test:
        kind = self._nature(reference)
        if not isinstance(choice, str) or kind not in ("choice", "choices"):
            raise ConditionError("“includes” needs a question with choices and the id of one of them")
        if kind == "choice":
            return lambda seen: seen.get(reference) == choice
        return lambda seen: choice in seen.get(reference, ())  # type: ignore[operator]

    def _matches(self, reference: Any, pattern: Any) -> Test:
        if self._nature(reference) != "text" or not isinstance(pattern, str):
            raise ConditionError("“matches” needs a question with text and a pattern")
        matches = self._patterns.matches
        try:
            matches(pattern, "")
        except ValueError as fault:
            raise ConditionError(str(fault)) from fault

        def test(seen: Seen) -> bool:
            value = seen.get(reference)
            return isinstance(value, str) and matches(pattern, value)

        return test

    def _nature(self, reference: Any) -> Nature:
        if not isinstance(reference, str):
            raise ConditionError("a condition names its question by id")
        found = self.natures.get(reference)
        if found is None:
            try:
                found = self.natures[reference] = nature(reference, self._places)
            except KeyError as fault:
                raise ConditionError(f"there is no answer “{reference}”") from fault
        self._reads.add(reference)
        return found

    def _rows(self, reference: str) -> tuple[Target, ...] | None:
        number = self._places.numbers.get(reference)
        if number is None or not isinstance(self._places.items[number], (Matrix, Table)):
            return None
        rows = tuple(self._places.targets(number))
        for row in rows:
            self._nature(row)
        return rows


def _compare_answer(operation: str, target: Target, kind: Nature, right: Any) -> Test:
    wanted = _literal(kind, right)
    if operation in _ORDERINGS:
        if kind not in ("number", "date", "time"):
            raise ConditionError(f"“{target}” cannot be more or less than something")
        compare, expected = _ORDERINGS[operation], type(wanted)

        def ordered(seen: Seen) -> bool:
            value = seen.get(target)
            return isinstance(value, expected) and compare(value, wanted)

        return ordered
    if wanted is False:
        # Consent is True or absent, so nothing equals False.
        return (lambda _seen: False) if operation == "eq" else (lambda _seen: True)
    if kind == "text":
        return _same_text(operation, target, str(wanted))
    if operation == "eq":
        return lambda seen: seen.get(target) == wanted
    return lambda seen: seen.get(target) != wanted


def _same_text(operation: str, target: Target, wanted: str) -> Test:
    """Text is kept as typed, so it is compared in the composed form of Unicode."""
    composed = normalize("NFC", wanted)

    def equal(seen: Seen) -> bool:
        value = seen.get(target)
        return isinstance(value, str) and normalize("NFC", value) == composed

    return equal if operation == "eq" else lambda seen: not equal(seen)


def _literal(kind: Nature, right: Any) -> str | bool | Decimal:
    if kind == "number":
        return _as_decimal(right)
    if kind == "consent":
        if isinstance(right, bool):
            return right
        raise ConditionError("a consent is compared with true or false")
    if not isinstance(right, str):
        raise ConditionError(f"{right!r} cannot be compared with an answer of this kind")
    if kind in ("date", "time"):
        moment = as_date(right) if kind == "date" else as_time(right)
        if moment is None:
            raise ConditionError(f"{right!r} is not a {kind}")
        return moment
    if kind in ("text", "choice"):
        return right
    raise ConditionError("several answers are compared with “includes” or “count”")


def _as_decimal(side: Any) -> Decimal:
    if isinstance(side, int) and not isinstance(side, bool):
        return Decimal(side)
    number = as_number(side) if isinstance(side, str) else None
    if number is None:
        raise ConditionError(f"{side!r} is not a number")
    return number


def _row(target: Target) -> str:
    """`question/row` of a row or of a table cell."""
    return "/".join(target.split("/")[:2])


def _only_entry(raw: Any) -> tuple[str, Any]:
    if not isinstance(raw, _MAPPING) or len(raw) != 1:
        raise ConditionError("a condition is an object with one entry")
    ((key, operand),) = raw.items()
    return str(key), operand


def _pair(operation: str, operand: Any) -> tuple[Any, Any]:
    if not isinstance(operand, _SEQUENCE) or isinstance(operand, str) or len(operand) != 2:
        raise ConditionError(f"“{operation}” needs two operands")
    return operand[0], operand[1]
