"""Caps: how much of what is costly a definition may hold, so that a small file from a stranger takes no hour to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms.definition_wordings import holders, located
from forms.faults import Fault
from forms.questionnaire import Note, Questionnaire, Table, Text

MAX_CELLS = 200_000
"""Cells of all tables together; each is a place for an answer of its own."""
MAX_PATTERNS = 200
"""Different patterns; a single one may take a third of a second to be refused."""
MAX_PATTERN_LENGTH = 1_000


def over_caps(questionnaire: Questionnaire) -> Iterator[Fault]:
    """A fault for each cap that is exceeded, at the place that exceeds it."""
    cells = 0
    patterns: set[str] = set()
    told: set[str] = set()
    for place, pattern in _patterns(questionnaire):
        patterns.add(pattern)
        if len(pattern) > MAX_PATTERN_LENGTH:
            remedy = f"At most {MAX_PATTERN_LENGTH:,} are read; write a shorter one."
            yield Fault(place, "", f"This pattern has {len(pattern):,} characters.", remedy)
        elif len(patterns) > MAX_PATTERNS and "patterns" not in told:
            told.add("patterns")
            yield Fault(
                place, "", f"There are more than {MAX_PATTERNS} different patterns.", "Use one for several questions."
            )
    for place, item in located(questionnaire):
        if isinstance(item, Table):
            cells += len(item.rows) * len(item.columns)
            if cells > MAX_CELLS and "cells" not in told:
                told.add("cells")
                yield Fault(place, "", f"All tables together have more than {MAX_CELLS:,} cells.", "Ask for less.")


def _patterns(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    for number, section in enumerate(questionnaire.sections):
        yield from _within(section.show_if, f"sections[{number}].show_if")
    for place, item in located(questionnaire):
        yield from _within(item.show_if, f"{place}.show_if")
        if isinstance(item, Text) and item.pattern is not None:
            yield f"{place}.pattern", item.pattern
        for number, advice in enumerate(() if isinstance(item, Note) else item.advise):
            yield from _within(advice.show_if, f"{place}.advise[{number}].show_if")
        for holder, entries in holders(item):
            for number, one in enumerate(entries):
                yield from _within(one.show_if, f"{place}.{holder}[{number}].show_if")


def _within(raw: Any, place: str) -> Iterator[tuple[str, str]]:
    """The patterns of a condition that may still be malformed."""
    if isinstance(raw, Mapping):
        for operation, operand in raw.items():
            if operation == "matches" and isinstance(operand, list):
                yield from ((place, one) for one in operand[1:2] if isinstance(one, str))
            else:
                yield from _within(operand, place)
    elif isinstance(raw, list):
        for one in raw:
            yield from _within(one, place)
