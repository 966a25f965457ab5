"""Conditions of a definition: unknown ids and choices, operands that do not fit, and circles, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms.conditions import ConditionError, compile_condition
from forms.faults import Fault
from forms.patterns import Patterns
from forms.places import Places, choices
from forms.plan import Plan
from forms.questionnaire import Matrix, Note, Questionnaire, Table
from forms.wording import say


def condition_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Every fault of every condition; circles are looked for once all conditions are sound."""
    places = Places(questionnaire)
    patterns = Patterns()
    sound = True
    for place, words, raw in _conditions(questionnaire):
        try:
            compile_condition(raw, places, questionnaire.counting, patterns)
        except ConditionError as fault:
            sound = False
            yield Fault(
                place, words, f"This condition cannot be used: {fault}.", "Compare with docs/definition-format.md."
            )
            continue
        for reference, wrong in _wrong_choices(raw, places):
            sound = False
            known = ", ".join(_ids(reference, places)[:8])
            yield Fault(place, words, f"“{reference}” has no choice “{wrong}”.", f"Its choices are: {known}.")
    if sound:
        try:
            Plan(questionnaire)
        except ValueError as fault:
            yield Fault("sections", "", f"{fault}.", "Take one condition out of the circle.")


def _conditions(questionnaire: Questionnaire) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    language = questionnaire.language
    for number, section in enumerate(questionnaire.sections):
        here = f"sections[{number}]"
        if section.show_if is not None:
            yield f"{here}.show_if", say(section.title, language, language)[:80], section.show_if
        for position, item in enumerate(section.items):
            place = f"{here}.items[{position}]"
            words = say(item.text if isinstance(item, Note) else item.label, language, language)[:80]
            if item.show_if is not None:
                yield f"{place}.show_if", words, item.show_if
            if isinstance(item, Note):
                continue
            for at, advice in enumerate(item.advise):
                yield f"{place}.advise[{at}].show_if", words, advice.show_if
            holder = "columns" if isinstance(item, (Matrix, Table)) else "choices"
            for at, choice in enumerate(choices(item)):
                if choice.show_if is not None:
                    yield f"{place}.{holder}[{at}].show_if", words, choice.show_if
            if isinstance(item, (Matrix, Table)):
                for at, row in enumerate(item.rows):
                    if row.show_if is not None:
                        yield f"{place}.rows[{at}].show_if", words, row.show_if


def _wrong_choices(raw: Mapping[str, Any], places: Places) -> Iterator[tuple[str, str]]:
    for operation, operand in raw.items():
        if operation in ("all", "any"):
            for one in operand:
                yield from _wrong_choices(one, places)
        elif operation == "not":
            yield from _wrong_choices(operand, places)
        elif operation in ("eq", "ne", "includes") and isinstance(operand[0], str):
            known = _ids(operand[0], places)
            if known and operand[1] not in known:
                yield operand[0], str(operand[1])


def _ids(reference: str, places: Places) -> list[str]:
    """The choices that an answer at `reference` can name; none where it names no choices."""
    if places.kind_at(reference)[1] not in ("single_choice", "multiple_choice", "ranking", "matrix"):
        return []
    return [one.id for one in choices(places.find(reference).question)]
