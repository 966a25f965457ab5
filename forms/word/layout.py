"""What stands in the Word file, in order: the words of the questionnaire, and the places where answers are written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from forms.answers import Sheet, Target
from forms.condition_words import sentence
from forms.places import Places
from forms.plain import files_of
from forms.questionnaire import (
    AttachmentQuestion,
    Choice,
    Consent,
    LongText,
    Matrix,
    MultipleChoice,
    Note,
    Question,
    Questionnaire,
    Ranking,
    Row,
    SingleChoice,
    Table,
)
from forms.receipt.bounds import bounds
from forms.receipt.questions import Reader
from forms.word.labels import labels
from forms.word.marks import NAME
from forms.wording import Run, blocks, say

Manner = Literal["text", "long", "choice", "ticks", "consent", "ranking", "files"]
Style = Literal["plain", "help", "strong", "bullet"]
WIDEST = 5
"""Columns of a table that still fit beside each other on A4."""
LISTED = 12
"""Choices that are listed in print as well; longer lists stand in their drop-down list alone."""
AGREE = "agree"
_BULLET = Run("• ")
HOW = (
    "Please write only in the shaded places and choose from the lists; a click in a box ticks it. Then save the file and send it back.",
    "The small grey words in double brackets tell Satchel which answer is whose. Please leave them where they are.",
    "Questions marked “required” need an answer in the end; you can leave any of them to others.",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 0 is the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph."""

    runs: tuple[Run, ...]
    style: Style = "plain"

    @property
    def text(self) -> str:
        """The paragraph without its manners."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one answer is written; `words` names it, `options` are its choices or the files that it holds."""

    target: Target
    manner: Manner
    words: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a grid: its words, and a place under each further head."""

    words: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of places."""

    words: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]


Block = Heading | Words | Place | Grid


def layout(
    questionnaire: Questionnaire, sheet: Sheet, chosen: Collection[str] | None, language: str
) -> Iterator[Block]:
    """The blocks of the file after its first lines. `chosen` are ids of sections and questions, `None` all."""
    reader = Reader(questionnaire, language, sheet)
    places = Places(questionnaire)
    for section in questionnaire.sections:
        whole = chosen is None or section.id in chosen
        items = [one for one in section.items if whole or (chosen is not None and one.id in chosen)]
        if not items:
            continue
        yield Heading(1, reader.say(section.title))
        yield from _only_if(section.show_if, reader, places)
        for item in items:
            if isinstance(item, Note):
                yield from _only_if(item.show_if, reader, places)
                yield from marked_down(say(item.text, language, questionnaire.language))
            else:
                yield from _question(item, reader, places)


def opening(questionnaire: Questionnaire, language: str) -> Iterator[Block]:
    """What stands before the questions: how to answer, and whose answers these are."""
    for one in HOW:
        yield _words(one, "help")
    yield Heading(2, "Your name")
    yield Place(NAME, "text", "Your name")
    if questionnaire.introduction:
        yield from marked_down(say(questionnaire.introduction, language, questionnaire.language))


def marked_down(text: str) -> Iterator[Words]:
    """A text in the small Markdown as paragraphs; links become words, followed by their address."""
    for block in blocks(text):
        for line in block.lines:
            runs = [Run(f"{run.text} ({run.link})") if run.link else run for run in line]
            if block.kind == "bullets":
                yield Words((_BULLET, *runs), "bullet")
            else:
                yield Words(tuple(runs))


def _question(question: Question, reader: Reader, places: Places) -> Iterator[Block]:
    words = reader.say(question.label)
    yield Heading(2, words + (" (required)" if question.required else ""))
    yield from _only_if(question.show_if, reader, places)
    if question.help:
        yield _words(reader.say(question.help), "help")
    asked = " ".join(bounds(question, reader)) if not isinstance(question, AttachmentQuestion) else ""
    if asked:
        yield _words(asked, "help")
    if isinstance(question, Matrix):
        yield from _told(question.columns, reader, places, listed=not question.multiple)
        yield _matrix(question, words, reader, places)
    elif isinstance(question, Table):
        yield from _told(question.columns, reader, places, listed=False)
        yield _table(question, words, reader, places)
    else:
        yield from _answer(question, words, reader, places)


def _answer(question: Question, words: str, reader: Reader, places: Places) -> Iterator[Block]:
    if isinstance(question, (SingleChoice, MultipleChoice)):
        one = isinstance(question, SingleChoice)
        named = labels(question.choices, reader.say)
        yield from _told(question.choices, reader, places, listed=one)
        yield Place(question.id, "choice" if one else "ticks", words, named)
        for choice in question.choices:
            if choice.text is not None:
                asked = reader.say(choice.text.label) or "Please say more"
                most = f", at most {choice.text.max_length:,} characters" if choice.text.max_length is not None else ""
                yield _words(f"{asked} (only with “{named[choice.id]}”{most}):", "help")
                yield Place(f"{question.id}/{choice.id}/text", "text", f"{named[choice.id]} – {asked}")
    elif isinstance(question, Ranking):
        yield _words("Write 1 before the most important, then 2, and so on.", "help")
        yield from _told(question.choices, reader, places, listed=False)
        yield Place(question.id, "ranking", words, labels(question.choices, reader.say))
    elif isinstance(question, Consent):
        if question.text:
            yield from marked_down(say(question.text, reader.language, reader.questionnaire.language))
        yield Place(question.id, "consent", words, {AGREE: "I agree"})
    elif isinstance(question, AttachmentQuestion):
        yield _words("Files cannot be given here: please answer this in Satchel, or send the file along.", "help")
        files = files_of(reader.sheet.get(question.id, ()))
        yield Place(question.id, "files", words, {str(n): one.name for n, one in enumerate(files)})
    else:
        yield Place(question.id, "long" if isinstance(question, LongText) else "text", words)


def _matrix(question: Matrix, words: str, reader: Reader, places: Places) -> Grid:
    named = labels(question.columns, reader.say)
    manner: Manner = "ticks" if question.multiple else "choice"
    lines = [
        Line(_row(row, reader, places), (Place(f"{question.id}/{row.id}", manner, f"{words} – {reader.say(row.label)}", named),))
        for row in question.rows
    ]  # fmt: skip
    return Grid(words, ("Statement", "Answer"), tuple(lines))


def _table(question: Table, words: str, reader: Reader, places: Places) -> Grid:
    def cell(row: Row, column: Choice) -> Place:
        named = f"{reader.say(row.label)} – {reader.say(column.label)}"
        return Place(f"{question.id}/{row.id}/{column.id}", "text", named)

    heads = tuple(reader.say(one.label) for one in question.columns)
    if len(heads) <= WIDEST:
        rows = [
            Line(_row(row, reader, places), tuple(cell(row, one) for one in question.columns)) for row in question.rows
        ]
        return Grid(words, ("", *heads), tuple(rows))
    lines = [
        Line((*_row(row, reader, places), head), (cell(row, one),))
        for row in question.rows
        for one, head in zip(question.columns, heads, strict=True)
    ]
    return Grid(words, ("", "Answer"), tuple(lines))


def _row(row: Row, reader: Reader, places: Places) -> tuple[str, ...]:
    more = _more(row, reader, places)
    return (reader.say(row.label) + (" (required)" if row.required else ""), *([more] if more else []))


def _told(choices: tuple[Choice, ...], reader: Reader, places: Places, *, listed: bool) -> Iterator[Words]:
    """The choices in print where there are few, or those of which there is more to say than a label."""
    for choice in choices:
        alone = "Stands alone: tick no other." if choice.exclusive else ""
        more = " ".join(part for part in (alone, _more(choice, reader, places)) if part)
        if more or (listed and len(choices) <= LISTED):
            label = reader.say(choice.label)
            yield Words((_BULLET, Run(f"{label} – {more}" if more else label)), "bullet")


def _more(one: Choice | Row, reader: Reader, places: Places) -> str:
    shown = f"Only if {sentence(one.show_if, reader.questionnaire, reader.language, places)}." if one.show_if else ""
    return " ".join(part for part in (shown, reader.say(one.help)) if part)


def _only_if(condition: Mapping[str, object] | None, reader: Reader, places: Places) -> Iterator[Words]:
    if condition is not None:
        yield _words(f"Only if {sentence(condition, reader.questionnaire, reader.language, places)}.", "help")


def _words(text: str, style: Style) -> Words:
    return Words((Run(text),), style)
