"""Plain answers: the sheet as the JSON that people, scripts and packages use (docs/answers.md), and back."""

from __future__ import annotations

from typing import Any

from forms.answers import Attachment, Sheet, Value
from forms.plain_reading import Refused, from_plain
from forms.quantities import as_number
from forms.questionnaire import (
    AttachmentQuestion,
    Matrix,
    MultipleChoice,
    Number,
    Question,
    Questionnaire,
    SingleChoice,
    Table,
)

__all__ = ["Refused", "decimal_text", "files_of", "from_plain", "to_plain"]


def to_plain(questionnaire: Questionnaire, sheet: Sheet) -> dict[str, Any]:
    """Question id → plain answer, in the order of the questionnaire; attachments are left to their own list. A number that can
    be read stands as a decimal string with a point."""
    told: dict[str, Any] = {}
    for question in questionnaire.questions():
        value = _told(question, sheet)
        if value is not None:
            told[question.id] = value
    return told


def _told(question: Question, sheet: Sheet) -> Any:
    if isinstance(question, Matrix):
        rows = {
            row.id: _row(sheet[f"{question.id}/{row.id}"])
            for row in question.rows
            if f"{question.id}/{row.id}" in sheet
        }
        return rows or None
    if isinstance(question, Table):
        cells = {
            row.id: found
            for row in question.rows
            if (
                found := {
                    one.id: sheet[at] for one in question.columns if (at := f"{question.id}/{row.id}/{one.id}") in sheet
                }
            )
        }
        return cells or None
    value = sheet.get(question.id)
    if value is None or isinstance(question, AttachmentQuestion):
        return None
    if isinstance(question, Number):
        return decimal_text(str(value))
    if isinstance(question, SingleChoice):
        return _with_text(question.id, str(value), sheet)
    if isinstance(question, MultipleChoice) and isinstance(value, tuple):
        return [_with_text(question.id, str(one), sheet) for one in value]
    return list(value) if isinstance(value, tuple) else value


def decimal_text(typed: str) -> str:
    """A number as it stands in a contribution: a decimal string with a point; what is no number stays as typed."""
    number = as_number(typed)
    return typed if number is None else format(number, "f")


def _row(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _with_text(question: str, choice: str, sheet: Sheet) -> Any:
    text = sheet.get(f"{question}/{choice}/text")
    return choice if text is None else {"choice": choice, "text": text}


def files_of(value: Value | None) -> tuple[Attachment, ...]:
    """The attachments of an answer; none where it is no attachment question's."""
    return tuple(one for one in value if isinstance(one, Attachment)) if isinstance(value, tuple) else ()
