"""Conditions of a definition: unknown ids and choices, operands that do not fit, and circles, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from forms.answers import Target
from forms.circles import circles
from forms.conditions import ConditionError, compile_condition
from forms.faults import Fault
from forms.patterns import Patterns
from forms.places import Places, choices
from forms.questionnaire import Condition, Matrix, Note, Questionnaire, Table
from forms.wording import say

_LONGEST_TOLD = 12


class _At(NamedTuple):
    """A condition: where it stands in the file, the place that it shows (none for an advice), the words there."""

    path: str
    place: str | None
    words: str
    raw: Condition


def condition_faults(
    questionnaire: Questionnaire, patterns: Patterns, left_out: frozenset[str] = frozenset()
) -> Iterator[Fault]:
    """Every fault of every condition but those that name an id of `left_out`; circles are looked for among the conditions
    that are sound."""
    places = Places(questionnaire)
    reads: dict[str, frozenset[Target]] = {}
    found = tuple(_conditions(questionnaire))
    for at in found:
        if left_out and not left_out.isdisjoint(text.partition("/")[0] for text in _texts(at.raw)):
            continue
        try:
            compiled = compile_condition(at.raw, places, questionnaire.counting, patterns)
        except ConditionError as fault:
            yield Fault(at.path, at.words, f"This condition cannot be used: {fault}.", _remedy(at.raw, places))
            continue
        yield from (Fault(at.path, at.words, reason, remedy) for reason, remedy in _wrong_choices(at.raw, places))
        if at.place is not None:
            reads[at.place] = compiled.reads
    yield from _circle_faults(questionnaire, reads, places, found)


def _circle_faults(
    questionnaire: Questionnaire, reads: Mapping[str, frozenset[Target]], places: Places, found: tuple[_At, ...]
) -> Iterator[Fault]:
    if not reads:
        return
    by_place = {at.place: at for at in found if at.place is not None}
    for circle in circles(questionnaire, reads, places):
        at = next((by_place[place] for place in circle if place in by_place), None)
        if at is None:
            continue  # an id that stands twice, which is told already, looks like a circle without a condition
        names = [f"“{place}”" for place in (*circle, circle[0])]
        if len(names) > _LONGEST_TOLD:
            names = [*names[: _LONGEST_TOLD - 1], f"… ({len(circle)} in all)", names[-1]]
        yield Fault(
            at.path,
            at.words,
            f"Conditions run in a circle, each needs the next: {', '.join(names)}.",
            "Take one condition out of the circle.",
        )


def _conditions(questionnaire: Questionnaire) -> Iterator[_At]:
    def said(wording: Any) -> str:
        return say(wording, questionnaire.language, questionnaire.language)[:80]

    for number, section in enumerate(questionnaire.sections):
        here = f"sections[{number}]"
        if section.show_if is not None:
            yield _At(f"{here}.show_if", section.id, said(section.title), section.show_if)
        for position, item in enumerate(section.items):
            path = f"{here}.items[{position}]"
            words = said(item.text if isinstance(item, Note) else item.label)
            if item.show_if is not None:
                yield _At(f"{path}.show_if", item.id, words, item.show_if)
            if isinstance(item, Note):
                continue
            for at, advice in enumerate(item.advise):
                yield _At(f"{path}.advise[{at}].show_if", None, words, advice.show_if)
            holder = "columns" if isinstance(item, (Matrix, Table)) else "choices"
            for at, choice in enumerate(choices(item)):
                if choice.show_if is not None:
                    yield _At(f"{path}.{holder}[{at}].show_if", f"{item.id}/{choice.id}", words, choice.show_if)
            for at, row in enumerate(item.rows if isinstance(item, (Matrix, Table)) else ()):
                if row.show_if is not None:
                    yield _At(f"{path}.rows[{at}].show_if", f"{item.id}/{row.id}", words, row.show_if)


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
                more = " …" if len(known) > 8 else ""
                yield (
                    f"“{operand[0]}” has no choice “{str(operand[1])[:80]}”.",
                    f"Its choices are: {', '.join(known[:8])}{more}.",
                )


def _ids(reference: str, places: Places) -> list[str]:
    """The choices that an answer at `reference` can name; none where it names no choices."""
    if places.kind_at(reference)[1] not in ("single_choice", "multiple_choice", "ranking", "matrix"):
        return []
    return [one.id for one in choices(places.find(reference).question)]


def _remedy(raw: Any, places: Places) -> str:
    """What to write instead: where a grid is named without its row, or a row that it has not, its rows."""
    for text in _texts(raw):
        number = places.numbers.get(text.partition("/")[0])
        item = None if number is None else places.items[number]
        if isinstance(item, (Matrix, Table)):
            known = tuple(places.targets(places.numbers[item.id]))
            if text not in known:
                more = " …" if len(known) > 4 else ""
                return f"Name one of its answers: {', '.join(known[:4])}{more}."
    return "What a condition can say stands in docs/definition-format.md."


def _texts(raw: Any) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, Mapping):
        for one in raw.values():
            yield from _texts(one)
    elif isinstance(raw, (list, tuple)):
        for one in raw:
            yield from _texts(one)
