"""Conditions in words: each prints as a sentence with the words of the questions it reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.places import Places, choices, words
from forms.questionnaire import Condition, Note, Questionnaire
from forms.wording import plain, say

_COMPARED = {"lt": "less than", "le": "at most", "gt": "more than", "ge": "at least", "eq": "", "ne": "not"}
_DATES = {"lt": "before", "le": "on or before", "gt": "after", "ge": "on or after", "eq": "", "ne": "not"}


def sentence(raw: Condition, questionnaire: Questionnaire, language: str, places: Places | None = None) -> str:
    """The condition in words, to stand after "shown because" or "shown if": `“Reasons” includes “Cost”`. `places` saves
    building the index again. Raises `KeyError` or `ValueError` only where compiling the condition would."""
    return _Speaker(questionnaire, language, places or Places(questionnaire)).say(raw, inside=False)


class _Speaker:
    """Says one condition in one language of the questionnaire."""

    def __init__(self, questionnaire: Questionnaire, language: str, places: Places) -> None:
        self._questionnaire = questionnaire
        self._language = language
        self._places = places

    def say(self, raw: Any, *, inside: bool) -> str:
        ((operation, operand),) = raw.items()
        if operation in ("all", "any"):
            if operation == "any" and (listed := self._listed(operand, "or")):
                return listed
            joined = (" and " if operation == "all" else " or ").join(self.say(one, inside=True) for one in operand)
            return f"({joined})" if inside and len(operand) > 1 else joined
        if operation == "not":
            return self._denied(operand)
        if operation == "answered":
            return f"{self._place(operand)} is answered"
        if operation == "includes":
            return f"{self._place(operand[0])} includes {self._value(operand[0], operand[1])}"
        if operation == "matches":
            return f"{self._place(operand[0])} has the form “{operand[1]}”"
        return self._comparison(operation, operand[0], operand[1])

    def _denied(self, operand: Any) -> str:
        ((operation, inner),) = operand.items()
        if operation == "answered":
            return f"{self._place(inner)} is not answered"
        if operation == "includes":
            return f"{self._place(inner[0])} does not include {self._value(inner[0], inner[1])}"
        if operation in ("eq", "ne"):
            return self._comparison("ne" if operation == "eq" else "eq", inner[0], inner[1])
        if operation == "any" and (listed := self._listed(inner, "nor")):
            return listed
        return f"it is not so that {self.say(operand, inside=True)}"

    def _listed(self, operands: Any, joint: str) -> str:
        """Several values of one question in one breath: `“Reply as” is “NGO” or “Other”`. Empty where it cannot be said so."""
        pairs = [next(iter(one.items())) for one in operands]
        operations = {operation for operation, _ in pairs}
        if len(pairs) < 2 or len(operations) != 1 or operations - {"eq", "includes"}:
            return ""
        sides = [inner[0] for _, inner in pairs]
        if any(not isinstance(side, str) or side != sides[0] for side in sides):
            return ""
        item = self._item(sides[0])
        if item is not None and item.kind == "consent":
            return ""
        values = [self._value(inner[0], inner[1]) for _, inner in pairs]
        joined = f"{', '.join(values[:-1])} {joint} {values[-1]}"
        verb = {"eq": "is", "includes": "includes"}[pairs[0][0]]
        return f"{self._place(sides[0])} {verb} {'neither ' if joint == 'nor' else ''}{joined}"

    def _comparison(self, operation: str, left: Any, right: Any) -> str:
        item = self._item(left)
        if item is not None and item.kind == "consent":
            agreed = (right is True) == (operation == "eq")
            return f"{self._place(left)} is {'' if agreed else 'not '}agreed to"
        compared = _DATES[operation] if item is not None and item.kind in ("date", "time") else _COMPARED[operation]
        value = self._value(left, right) if isinstance(left, str) else self._side(right)
        return " ".join(part for part in (self._side(left), "is", compared, value) if part)

    def _side(self, side: Any) -> str:
        if isinstance(side, str):
            return self._place(side)
        if isinstance(side, Mapping):
            ((measure, reference),) = side.items()
            things = "number of answers" if measure == "count" else "number of characters"
            return f"the {things} in {self._place(reference)}"
        return str(side)

    def _place(self, reference: str) -> str:
        return f"“{plain(words(reference, self._places, self._questionnaire, self._language))}”"

    def _item(self, reference: Any) -> Any:
        number = self._places.numbers.get(reference) if isinstance(reference, str) else None
        item = None if number is None else self._places.items[number]
        return None if isinstance(item, Note) else item

    def _value(self, reference: str, value: Any) -> str:
        if isinstance(value, Mapping):
            return self._side(value)
        number, kind = self._places.kind_at(reference)
        if kind in ("number", "date", "time"):
            return str(value)
        for choice in () if kind == "text" else choices(self._places.items[number]):
            if choice.id == value:
                return f"“{plain(say(choice.label, self._language, self._questionnaire.language))}”"
        return f"“{value}”"
