"""What is asked of an answer, in sentences for paper: how long, how many, from when to when, in which form."""

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
    Ranking,
    Table,
    Text,
    Time,
)
from forms.receipt.questions import Reader


def bounds(question: Question, reader: Reader) -> list[str]:
    """The sentences; none where everything is taken."""
    if isinstance(question, (Text, LongText, Email, Table)):
        return _text(question, reader)
    if isinstance(question, Number):
        return _number(question, reader)
    if isinstance(question, Date):
        return ["Write year, month and day, for example 2025-03-31.", *_when(question)]
    if isinstance(question, Time):
        return ["Write hours and minutes, for example 09:30.", *_when(question)]
    if isinstance(question, MultipleChoice):
        advised = question.advise_max_choices
        found = _between("Tick", question.min_choices, question.max_choices, "answers", "answer")
        return [*found, *([f"Advised: at most {advised}."] if advised is not None else [])]
    if isinstance(question, Ranking):
        return _between("Rank", question.min_choices, question.max_choices, "answers", "answer")
    if isinstance(question, Matrix):
        several = ["You can tick several in a row."] if question.multiple else []
        return [*several, *_between("Answer", question.min_rows, question.max_rows, "rows", "row")]
    if isinstance(question, AttachmentQuestion):
        return _files(question)
    return []


def _text(question: Text | LongText | Email | Table, reader: Reader) -> list[str]:
    least, most = getattr(question, "min_length", None), question.max_length
    told = _between("Write", least, most, "characters", "character")
    if isinstance(question, Table) and told:
        told = [f"In each field: at most {most:,} characters."]
    advised = getattr(question, "advise_max_length", None)
    if advised is not None:
        told.append(f"Advised: at most {advised:,} characters.")
    hint = reader.say(getattr(question, "pattern_hint", None))
    return [*told, *([hint] if hint else [])]


def _number(question: Number, reader: Reader) -> list[str]:
    kind = "a whole number" if question.decimals == 0 else "a number"
    least = f", {question.minimum} or more" if question.minimum is not None else ""
    most = f", {question.maximum} or less" if question.maximum is not None else ""
    unit = f" ({reader.say(question.unit)})" if question.unit else ""
    told = [f"Write {kind}{unit}{least}{most}."]
    if question.decimals:
        told.append(f"At most {question.decimals} digit{'s' if question.decimals > 1 else ''} after the point.")
    return told


def _when(question: Date | Time) -> list[str]:
    told = [f"Not before {question.earliest}."] if question.earliest is not None else []
    return [*told, *([f"Not after {question.latest}."] if question.latest is not None else [])]


def _between(verb: str, least: int | None, most: int | None, many: str, one: str) -> list[str]:
    if not least and most is None:
        return []
    words = f"at least {least:,}" if least else ""
    if most is not None:
        words += f"{' and ' if words else ''}at most {most:,}"
    return [f"{verb} {words} {one if (most or least) == 1 else many}."]


def _files(question: AttachmentQuestion) -> list[str]:
    told = [
        "Add a file." if question.max_files == 1 else f"Add at most {question.max_files:,} files.",
        *([f"Taken are: {', '.join(question.extensions)}."] if question.extensions else []),
    ]
    if question.max_bytes is not None:
        told.append(f"Each at most {question.max_bytes:,} bytes.")
    if question.advise_max_bytes is not None:
        told.append(f"Advised: at most {question.advise_max_bytes:,} bytes each.")
    return told
