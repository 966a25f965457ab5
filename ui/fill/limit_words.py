"""What an answer must keep to, in words, said before anything is typed."""

from __future__ import annotations

from forms.questionnaire import (
    AttachmentQuestion,
    Date,
    Email,
    LongText,
    Matrix,
    MultipleChoice,
    Number,
    Question,
    Table,
    Text,
    Time,
)
from ui.fill.answers.attachment import size_words
from ui.words import tr, trn


def limit_words(question: Question) -> str:
    """What an answer must keep to, in words."""
    if isinstance(question, (Text, LongText, Email)) and question.max_length is not None:
        return trn("Fill", "At most {n} character", "At most {n} characters", question.max_length)
    if isinstance(question, Table) and question.max_length is not None:
        return trn(
            "Fill", "At most {n} character in each field", "At most {n} characters in each field", question.max_length
        )
    if isinstance(question, MultipleChoice) and (question.min_choices or question.max_choices):
        return _between(question.min_choices, question.max_choices)
    if isinstance(question, Matrix) and (question.min_rows or question.max_rows):
        least, most = question.min_rows, question.max_rows
        if least and most:
            return tr("Fill", "Between {least} and {most} rows", least=least, most=most)
        if least:
            return trn("Fill", "At least {n} row", "At least {n} rows", least)
        return trn("Fill", "At most {n} row", "At most {n} rows", most or 0)
    if isinstance(question, AttachmentQuestion):
        told = tr("Fill", "Files of these types: {types}", types=", ".join(question.extensions))
        most_bytes = question.max_bytes or question.advise_max_bytes
        if most_bytes:
            told += ". " + tr("Fill", "At most {size} a file", size=size_words(most_bytes))
        return told
    if isinstance(question, Date | Time | Number):
        return _range(question)
    return ""


def _range(question: Date | Time | Number) -> str:
    shape = {
        "date": tr("Fill", "Year-month-day, for example 2026-12-31"),
        "time": tr("Fill", "Hours and minutes, for example 14:30"),
        "number": "",
    }[question.kind]
    least, most = (
        (question.minimum, question.maximum) if isinstance(question, Number) else (question.earliest, question.latest)
    )
    if least is not None and most is not None:
        limits = tr("Fill", "From {least} to {most}", least=least, most=most)
    elif least is not None:
        limits = (
            tr("Fill", "{least} or more", least=least)
            if question.kind == "number"
            else tr("Fill", "Not before {least}", least=least)
        )
    elif most is not None:
        limits = (
            tr("Fill", "{most} or less", most=most)
            if question.kind == "number"
            else tr("Fill", "Not after {most}", most=most)
        )
    else:
        limits = ""
    return ". ".join(part for part in (shape, limits) if part)


def _between(least: int | None, most: int | None) -> str:
    if least and most:
        return tr("Fill", "Between {least} and {most} choices", least=least, most=most)
    if most:
        return trn("Fill", "At most {n} choice", "At most {n} choices", most)
    return trn("Fill", "At least {n} choice", "At least {n} choices", least or 1)
