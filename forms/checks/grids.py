"""Checks of grids: required rows one by one, how many rows are answered, the length of a table's cells."""

from __future__ import annotations

from collections.abc import Iterator

from forms.answers import Value
from forms.checks.sight import Sight, can_choose, is_blank
from forms.checks.texts import check_length
from forms.problems import Problem
from forms.questionnaire import Matrix, Row, Table


def check_matrix(question: Matrix, _value: Value | None, sight: Sight) -> tuple[Problem, ...]:
    """A matrix: each required row that is shown; then the number of answered rows, whose minimum binds once one row is
    answered. A matrix that is required as a whole needs one answered row."""
    return tuple(_matrix(question, sight))


def check_table(question: Table, _value: Value | None, sight: Sight) -> tuple[Problem, ...]:
    """A table: each cell of a required row; cells that are too long. A required table needs one filled cell."""
    return tuple(_table(question, sight))


def _matrix(question: Matrix, sight: Sight) -> Iterator[Problem]:
    if not can_choose(question.id, question.columns, sight):
        return
    answered = open_rows = 0
    missing: list[Problem] = []
    for row in question.rows:
        target = f"{question.id}/{row.id}"
        if sight.seen(target) is not None:
            answered += 1
        elif sight.shown(target):
            open_rows += 1
            if row.required:
                missing.append(Problem("row-required", question.id, target))
    if question.required and not answered and not missing and open_rows:
        yield Problem("required", question.id, question.id)
    yield from missing
    least = min(question.min_rows or 0, answered + open_rows)
    if 0 < answered < least:
        facts = {"n": least - answered, "count": answered, "limit": least}
        yield Problem("too-few-rows", question.id, question.id, facts)
    if question.max_rows is not None and answered > question.max_rows:
        facts = {"n": answered - question.max_rows, "count": answered, "limit": question.max_rows}
        yield Problem("too-many-rows", question.id, question.id, facts)


def _table(question: Table, sight: Sight) -> Iterator[Problem]:
    if not can_choose(question.id, question.columns, sight):
        return
    answered = shown = False
    found: list[Problem] = []
    for row in question.rows:
        if not sight.shown(f"{question.id}/{row.id}"):
            continue
        shown = True
        for problem, given in _cells(question, row, sight):
            answered = answered or given
            found.extend(problem)
    if question.required and shown and not answered and not any(problem.code == "cell-required" for problem in found):
        yield Problem("required", question.id, question.id)
    yield from found


def _cells(question: Table, row: Row, sight: Sight) -> Iterator[tuple[list[Problem], bool]]:
    for column in question.columns:
        target = f"{question.id}/{row.id}/{column.id}"
        value = sight.seen(target)
        blank = is_blank(value)
        if blank and row.required and sight.shown(f"{question.id}/{column.id}"):
            yield [Problem("cell-required", question.id, target)], False
        elif isinstance(value, str):
            yield list(check_length(question.id, target, value, None, question.max_length, sight)), not blank
