"""The reference engine: everything worked out anew from the definition's words, slowly and without a memory.

It shares no code with the engine but the reading of quantities, the counting of characters and the checks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from unicodedata import normalize

from forms.answers import Sheet, Target, Value
from forms.checks import CHECKS
from forms.limits import length
from forms.patterns import Patterns
from forms.places import Places, Special, choices
from forms.problems import Problem
from forms.quantities import as_date, as_number, as_time
from forms.questionnaire import Counting, Item, Matrix, Note, Questionnaire, Section, Table


class Reference:
    """What a sheet means; every question is answered by going through the definition again."""

    def __init__(self, questionnaire: Questionnaire, sheet: Sheet) -> None:
        self._asked = questionnaire
        self._sheet = sheet
        self.counting: Counting = questionnaire.counting
        self.patterns = Patterns()
        self.specials: dict[str, Special] = Places(questionnaire).specials
        self._known: dict[str, bool] = {}

    def shown(self, place: str) -> bool:
        """Whether a section, item, row or choice is shown."""
        if place not in self._known:
            self._known[place] = self._shown(place)
        return self._known[place]

    def _shown(self, place: str) -> bool:
        for section in self._asked.sections:
            if place == section.id:
                return self._holds(section.show_if)
        item, section = self._find(place.split("/", maxsplit=1)[0])
        if place == item.id:
            return self.shown(section.id) and self._holds(item.show_if)
        part = self._part(item, place.split("/")[1])
        return self.shown(item.id) and self._holds(part.show_if)

    def seen(self, target: Target) -> Value | None:
        """The answer as it would be sent."""
        value = self._sheet.get(target)
        question, *parts = target.split("/")
        item, _ = self._find(question)
        if value is None or not self.shown(question):
            return None
        if parts and parts[-1] == "text":
            chosen = self.seen(question)
            ticked = parts[0] == chosen or (isinstance(chosen, tuple) and parts[0] in chosen)
            return value if ticked else None
        if any(not self.shown(f"{question}/{part}") for part in parts):
            return None
        if isinstance(item, Table) or item.kind not in ("single_choice", "multiple_choice", "matrix", "ranking"):
            return value
        if isinstance(value, tuple):
            return tuple(one for one in value if self.shown(f"{question}/{one}")) or None  # type: ignore[return-value]
        return value if self.shown(f"{question}/{value}") else None

    def problems(self) -> list[Problem]:
        """All problems, checked one question after the other."""
        found: list[Problem] = []
        for item in self._asked.items():
            if not isinstance(item, Note) and self.shown(item.id):
                found.extend(CHECKS[item.kind](item, self.seen(item.id), self))
                due = [advice for advice in item.advise if self._holds(advice.show_if)]
                found.extend(Problem("advice", item.id, item.id, advice=True, wording=one.text) for one in due)
        return found

    def progress(self, section: str) -> tuple[int, int, int, int, int]:
        """Answered, shown, required, required and answered, problems of one section."""
        units: list[bool] = []
        needs: list[bool] = []
        for item in self._items_of(section):
            if isinstance(item, Note) or not self.shown(item.id):
                continue
            if isinstance(item, (Matrix, Table)):
                rows = [row for row in item.rows if self.shown(f"{item.id}/{row.id}")]
                given = [self._row_given(item, row.id, any) for row in rows]
                able = any(self.shown(f"{item.id}/{column.id}") for column in item.columns)
                whole = [self._row_given(item, row.id, all) for row in rows if row.required and able]
                units += given
                needs += whole or ([any(given)] if item.required and able and rows else [])
            else:
                units.append(self._given(item.id))
                offered = choices(item)
                able = not offered or any(self.shown(f"{item.id}/{choice.id}") for choice in offered)
                needs += [self._given(item.id)] if item.required and able else []
        here = {item.id for item in self._items_of(section)}
        blocking = [one for one in self.problems() if not one.advice and one.question in here]
        return sum(units), len(units), len(needs), sum(needs), len(blocking)

    def _row_given(self, item: Matrix | Table, row: str, quantity: Any) -> bool:
        if isinstance(item, Matrix):
            return self._given(f"{item.id}/{row}")
        columns = [column.id for column in item.columns if self.shown(f"{item.id}/{column.id}")]
        return bool(quantity(self._given(f"{item.id}/{row}/{column}") for column in columns))

    def _given(self, target: Target) -> bool:
        value = self.seen(target)
        return value is not None and not (isinstance(value, str) and not value.strip())

    def _items_of(self, section: str) -> tuple[Item, ...]:
        return next(one.items for one in self._asked.sections if one.id == section)

    def _find(self, question: str) -> tuple[Item, Section]:
        return next(
            (item, section) for section in self._asked.sections for item in section.items if item.id == question
        )

    def _part(self, item: Item, one: str) -> Any:
        parts = [*getattr(item, "rows", ()), *getattr(item, "columns", ()), *getattr(item, "choices", ())]
        return next(part for part in parts if part.id == one)

    def _holds(self, raw: Any) -> bool:
        if raw is None:
            return True
        ((operation, operand),) = raw.items()
        if operation == "all":
            return all(self._holds(one) for one in operand)
        if operation == "any":
            return any(self._holds(one) for one in operand)
        if operation == "not":
            return not self._holds(operand)
        if operation == "answered":
            return any(self._given(target) for target in self._targets(operand))
        left, right = operand
        if operation == "includes":
            value = self.seen(left)
            return right == value or (isinstance(value, tuple) and right in value)
        if operation == "matches":
            value = self.seen(left)
            return self._given(left) and isinstance(value, str) and self.patterns.matches(right, value)
        return self._compare(operation, left, right)

    def _compare(self, operation: str, left: Any, right: Any) -> bool:
        one, other = (self._measure(left), Decimal(right)) if isinstance(left, dict) else self._operands(left, right)
        if one is None or other is None:
            return operation == "ne"
        return bool({
            "eq": one == other, "ne": one != other,
        }[operation] if operation in ("eq", "ne") else {
            "lt": one < other, "le": one <= other, "gt": one > other, "ge": one >= other,
        }[operation])  # fmt: skip

    def _operands(self, left: str, right: Any) -> tuple[Any, Any]:
        value = self.seen(left) if self._given(left) else None
        kind = self._find(left.split("/", maxsplit=1)[0])[0].kind
        if isinstance(value, str):
            if kind == "number":
                return as_number(value), Decimal(right)
            if kind == "date":
                return as_date(value), as_date(right)
            if kind == "time":
                return as_time(value), as_time(right)
            return normalize("NFC", value), normalize("NFC", right)
        return value, right

    def _measure(self, side: dict[str, str]) -> Decimal:
        ((measure, reference),) = side.items()
        if measure == "length":
            value = self.seen(reference)
            return Decimal(length(value, self.counting) if isinstance(value, str) and value.strip() else 0)
        given = {tuple(one.split("/")[:2]) for one in self._targets(reference) if self._given(one)}
        value = self.seen(reference) if "/" in reference or reference in self._sheet else None
        return Decimal(len(value) if isinstance(value, tuple) else len(given))

    def _targets(self, reference: str) -> list[Target]:
        item, _ = self._find(reference.split("/", maxsplit=1)[0])
        if "/" in reference or not isinstance(item, (Matrix, Table)):
            return [reference]
        if isinstance(item, Matrix):
            return [f"{item.id}/{row.id}" for row in item.rows]
        return [f"{item.id}/{row.id}/{column.id}" for row in item.rows for column in item.columns]
