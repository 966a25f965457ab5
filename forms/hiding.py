"""Why an answer is hidden: the condition that does not hold, in words, and the place whose answer would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms import condition_words
from forms.answers import Target
from forms.conditions import compile_condition
from forms.filling import Filling
from forms.places import Places, choices
from forms.questionnaire import Condition, Matrix, Table


@dataclass(frozen=True, slots=True)
class Hiding:
    """`words`, to stand after "asked only if", and the first `place` that the condition reads."""

    words: str
    place: Target


def hiding(filling: Filling, places: Places, target: Target) -> Hiding | None:
    """The outermost condition that hides `target` in `filling`; None where nothing does. Raises `KeyError` for a text that is
    no target."""
    for place, condition in _ladder(filling, places, target):
        if condition is not None and not filling.shown(place):
            words = condition_words.sentence(condition, filling.questionnaire, filling.language, places)
            compiled = compile_condition(condition, places, filling.counting, filling.patterns)
            reads = sorted(compiled.reads, key=lambda one: places.kind_at(one)[0])
            return Hiding(words, reads[0]) if reads else None
    return None


def _ladder(filling: Filling, places: Places, target: Target) -> Iterator[tuple[str, Condition | None]]:
    """Each place around a target, from its section inwards, with its condition."""
    spot = places.find(target)
    section = filling.questionnaire.sections[places.section_of[spot.item]]
    question = spot.question
    yield section.id, section.show_if
    yield question.id, question.show_if
    if isinstance(question, Matrix | Table) and spot.row is not None:
        yield f"{question.id}/{spot.row.id}", spot.row.show_if
    value = filling.value(question.id if not isinstance(question, Matrix | Table) else target)
    ticked = value if isinstance(value, tuple) else (value,)
    named = {spot.choice.id} if spot.choice is not None else set(ticked)
    for choice in choices(question):
        if choice.id in named:
            yield f"{question.id}/{choice.id}", choice.show_if
