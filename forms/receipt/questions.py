"""One question on paper: its words, its answer in words and marks, or room to write."""

from __future__ import annotations

from collections.abc import Iterator

from forms.answers import Sheet, Value
from forms.condition_words import sentence
from forms.contribution import consent_text
from forms.filling import Filling
from forms.places import choices
from forms.plain import files_of
from forms.questionnaire import (
    AttachmentQuestion,
    Condition,
    Consent,
    Matrix,
    MultipleChoice,
    Question,
    Questionnaire,
    Ranking,
    SingleChoice,
    Table,
    Wording,
)
from forms.receipt.blocks import (
    Answer,
    Block,
    Grid,
    GridRow,
    Heading,
    Option,
    Options,
    Pairs,
    Paragraph,
)
from forms.wording import plain, say

LONG_LIST = 12
NOT_ANSWERED = "Not answered"


class Reader:
    """Reads a questionnaire aloud in one language, over the answers of one sheet."""

    def __init__(
        self, questionnaire: Questionnaire, language: str, sheet: Sheet, *, answers_only: bool = False
    ) -> None:
        self.questionnaire, self.language, self.sheet, self.answers_only = questionnaire, language, sheet, answers_only

    def say(self, wording: Wording | None) -> str:
        """The wording as plain text, lists with round bullets."""
        return bulleted(plain(say(wording, self.language, self.questionnaire.language)))

    def only_if(self, condition: Condition | None) -> list[Block]:
        """A condition as a sentence, where there is one."""
        if condition is None:
            return []
        return [Paragraph(f"Only if {sentence(condition, self.questionnaire, self.language)}.", "help")]


def bulleted(text: str) -> str:
    """Plain text with a round bullet where a line begins with the dash of a list."""
    return "\n".join("• " + line[2:] if line.startswith("- ") else line for line in text.split("\n"))


def answered(question: Question, reader: Reader, filling: Filling) -> Iterator[Block]:
    """A question with its answer."""
    yield Heading(3, reader.say(question.label))
    if isinstance(question, Matrix):
        yield _grid(question, reader, filling)
    elif isinstance(question, Table):
        yield from _table(question, reader, filling)
    else:
        yield from _answer(question, reader, reader.sheet.get(question.id), filling)


def _answer(question: Question, reader: Reader, value: Value | None, filling: Filling) -> Iterator[Block]:
    if isinstance(question, Consent):
        if value is True:
            words = bulleted(consent_text(question, reader.language, reader.questionnaire.language).text)
            yield Options((Option(f"Agreed: {words}", chosen=True),), several=True)
        else:
            yield Paragraph("Not agreed", "help")
    elif value is None:
        yield Paragraph(NOT_ANSWERED, "help")
    elif isinstance(question, (SingleChoice, MultipleChoice)):
        yield _options(question, reader, value, filling)
    elif isinstance(question, Ranking) and isinstance(value, tuple):
        named = {one.id: reader.say(one.label) for one in question.choices}
        yield Pairs(tuple((f"{place}.", named[str(one)]) for place, one in enumerate(value, 1)))
    elif isinstance(question, AttachmentQuestion):
        for one in files_of(value):
            yield Pairs((("File", one.name), ("Size", f"{one.size:,} bytes"), ("sha-256", one.digest)))
    else:
        yield Answer(str(value))


def _options(question: SingleChoice | MultipleChoice, reader: Reader, value: Value, filling: Filling) -> Options:
    chosen = value if isinstance(value, tuple) else (value,)
    shown = [one for one in question.choices if filling.shown(f"{question.id}/{one.id}")]
    short = reader.answers_only or (len(shown) > LONG_LIST and isinstance(question, SingleChoice))
    several = isinstance(question, MultipleChoice)
    options = []
    for one in shown:
        taken = one.id in chosen
        if short and not taken:
            continue
        words = reader.say(one.label)
        if taken and len(shown) > LONG_LIST and short and not several:
            words += f" (chosen from {len(shown)} options)"
        elif taken:
            words += " (chosen)"
        text = reader.sheet.get(f"{question.id}/{one.id}/text") if taken else None
        options.append(Option(words, taken, str(text) if text else ""))
    return Options(tuple(options), several)


def _grid(question: Matrix, reader: Reader, filling: Filling) -> Grid:
    columns = [one for one in question.columns if filling.shown(f"{question.id}/{one.id}")]
    rows = []
    for row in question.rows:
        target = f"{question.id}/{row.id}"
        if not filling.shown(target):
            continue
        value = reader.sheet.get(target)
        chosen = value if isinstance(value, tuple) else (value,) if value else ()
        positions = tuple(position for position, one in enumerate(columns) if one.id in chosen)
        words = "; ".join(reader.say(columns[one].label) for one in positions) or NOT_ANSWERED
        rows.append(GridRow(reader.say(row.label), positions, words))
    return Grid(tuple(reader.say(one.label) for one in columns), tuple(rows), question.multiple)


def _table(question: Table, reader: Reader, filling: Filling) -> Iterator[Block]:
    pairs = []
    for row in question.rows:
        if not filling.shown(f"{question.id}/{row.id}"):
            continue
        for column in choices(question):
            value = reader.sheet.get(f"{question.id}/{row.id}/{column.id}")
            pairs.append(
                (f"{reader.say(row.label)} – {reader.say(column.label)}", str(value) if value else NOT_ANSWERED)
            )
    yield Pairs(tuple(pairs))
