"""One question on paper without an answer: its words, what is asked of the answer, and room for it."""

from __future__ import annotations

from collections.abc import Iterator

from forms.condition_words import sentence
from forms.questionnaire import (
    AttachmentQuestion,
    Choice,
    Consent,
    LongText,
    Matrix,
    MultipleChoice,
    Question,
    Ranking,
    Row,
    SingleChoice,
    Table,
)
from forms.receipt.blocks import Block, Grid, GridRow, Heading, Option, Options, Pairs, Paragraph, WritingLines
from forms.receipt.bounds import bounds
from forms.receipt.questions import Reader

_BLANK = "____________________"


def empty(question: Question, reader: Reader) -> Iterator[Block]:
    """A question with room for its answer."""
    yield Heading(3, reader.say(question.label) + (" (required)" if question.required else ""))
    yield from reader.only_if(question.show_if)
    if question.help:
        yield Paragraph(reader.say(question.help), "help")
    asked = bounds(question, reader)
    if asked:
        yield Paragraph(" ".join(asked), "help")
    if isinstance(question, (SingleChoice, MultipleChoice)):
        yield _options(question.choices, reader, several=isinstance(question, MultipleChoice))
    elif isinstance(question, Matrix):
        yield from _told_columns(question.columns, reader)
        rows = tuple(GridRow(_line(row, reader), (), "") for row in question.rows)
        yield Grid(tuple(reader.say(one.label) for one in question.columns), rows, question.multiple)
    elif isinstance(question, Ranking):
        yield Paragraph("Write 1 beside the most important, then 2, and so on.", "help")
        yield _options(question.choices, reader, several=True)
    elif isinstance(question, Table):
        yield from _told_columns(question.columns, reader)
        for row in question.rows:
            if row.required or row.help or row.show_if is not None:
                yield Paragraph(_line(row, reader), "help")
            yield Pairs(tuple((f"{reader.say(row.label)} – {reader.say(one.label)}", "") for one in question.columns))
    elif isinstance(question, Consent):
        if question.text:
            yield Paragraph(reader.say(question.text))
        yield _options((Choice(id="agree", label="I agree"),), reader, several=True)
    elif not isinstance(question, AttachmentQuestion):
        yield WritingLines(6 if isinstance(question, LongText) else 1)


def _options(choices: tuple[Choice, ...], reader: Reader, *, several: bool) -> Options:
    return Options(tuple(Option(_choice(one, reader), chosen=False) for one in choices), several)


def _choice(choice: Choice, reader: Reader) -> str:
    words = reader.say(choice.label)
    if choice.text is not None:
        label = reader.say(choice.text.label)
        most = f" (at most {choice.text.max_length:,} characters)" if choice.text.max_length is not None else ""
        words += f"{f' – {label}' if label else ''}: {_BLANK}{most}"
    if choice.exclusive:
        words += " (stands alone: tick no other)"
    return words + _more(choice, reader)


def _line(row: Row, reader: Reader) -> str:
    return reader.say(row.label) + (" (required)" if row.required else "") + _more(row, reader)


def _more(one: Choice | Row, reader: Reader) -> str:
    words = f" (only if {sentence(one.show_if, reader.questionnaire, reader.language)})" if one.show_if else ""
    return words + (f" – {reader.say(one.help)}" if one.help else "")


def _told_columns(columns: tuple[Choice, ...], reader: Reader) -> Iterator[Block]:
    """Heads of columns are narrow: what else there is to say of one stands above the grid."""
    for one in columns:
        more = _more(one, reader)
        if more:
            yield Paragraph(f"“{reader.say(one.label)}”{more}", "help")
