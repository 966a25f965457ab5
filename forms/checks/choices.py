"""Checks of choices: how many, which stand alone, the text of "Other", and whether a ranking is whole."""

from __future__ import annotations

from collections.abc import Iterator

from forms.checks.sight import Sight, can_choose, is_blank
from forms.checks.texts import check_length
from forms.problems import Problem
from forms.questionnaire import MultipleChoice, Ranking, SingleChoice


def check_single_choice(question: SingleChoice, value: str | None, sight: Sight) -> tuple[Problem, ...]:
    """One of several choices, and its text box where it has one."""
    if value is None:
        return _missing(question, sight)
    if question.id in sight.specials:
        return tuple(_other_texts(question.id, (value,), sight))
    return ()


def check_multiple_choice(question: MultipleChoice, value: tuple[str, ...] | None, sight: Sight) -> tuple[Problem, ...]:
    """Any of several choices. The minimum binds once one is ticked, but never where an exclusive choice stands alone."""
    if value is None:
        return _missing(question, sight)
    found: list[Problem] = []
    special = sight.specials.get(question.id)
    exclusive = special is not None and not special.exclusive.isdisjoint(value)
    count = len(value)
    if exclusive and count > 1:
        found.append(Problem("exclusive-choice", question.id, question.id))
    least, most, advised = question.min_choices, question.max_choices, question.advise_max_choices
    if least is not None and count < least and not exclusive:
        least = min(least, _together(question, sight))
    if least is not None and count < least and not exclusive:
        facts = {"n": least - count, "count": count, "limit": least}
        found.append(Problem("too-few-choices", question.id, question.id, facts))
    if most is not None and count > most:
        facts = {"n": count - most, "count": count, "limit": most}
        found.append(Problem("too-many-choices", question.id, question.id, facts))
    elif advised is not None and count > advised:
        facts = {"n": count - advised, "count": count, "limit": advised}
        found.append(Problem("many-choices", question.id, question.id, facts, advice=True))
    if special is not None:
        found.extend(_other_texts(question.id, value, sight))
    return tuple(found)


def check_ranking(question: Ranking, value: tuple[str, ...] | None, sight: Sight) -> tuple[Problem, ...]:
    """An order of choices. Without a minimum, a ranking that was begun has all choices that are shown."""
    if value is None:
        return _missing(question, sight)
    count = len(value)
    if question.max_choices is not None and count > question.max_choices:
        facts = {"n": count - question.max_choices, "count": count, "limit": question.max_choices}
        return (Problem("too-many-ranked", question.id, question.id, facts),)
    shown = sum(sight.shown(f"{question.id}/{choice.id}") for choice in question.choices)
    if question.min_choices is not None:
        least = min(question.min_choices, shown)
        if count < least:
            facts = {"n": least - count, "count": count, "limit": least}
            return (Problem("too-few-ranked", question.id, question.id, facts),)
        return ()
    whole = shown if question.max_choices is None else min(shown, question.max_choices)
    if count < whole:
        return (Problem("ranking-incomplete", question.id, question.id, {"n": whole - count}),)
    return ()


def _missing(question: SingleChoice | MultipleChoice | Ranking, sight: Sight) -> tuple[Problem, ...]:
    if question.required and can_choose(question.id, question.choices, sight):
        return (Problem("required", question.id, question.id),)
    return ()


def _together(question: MultipleChoice, sight: Sight) -> int:
    """How many choices can be ticked together: those that are shown and do not stand alone."""
    return sum(not one.exclusive and sight.shown(f"{question.id}/{one.id}") for one in question.choices)


def _other_texts(question: str, chosen: tuple[str, ...], sight: Sight) -> Iterator[Problem]:
    for choice in sight.specials[question].others:
        if choice.id not in chosen or choice.text is None:
            continue
        target = f"{question}/{choice.id}/text"
        text = sight.seen(target)
        if is_blank(text) and choice.text.required:
            yield Problem("other-text-required", question, target)
        elif isinstance(text, str):
            yield from check_length(question, target, text, None, choice.text.max_length, sight)
