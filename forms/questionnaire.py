"""What is asked: sections, notes and questions as frozen values, exactly as the definition file writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from forms.bounds import Bound

Wording = str | dict[str, str]
"""A text in the questionnaire's own language, or one text for each language tag."""

Condition = Mapping[str, Any]
"""A condition as the file writes it; `forms.conditions` gives it its meaning."""

Publish = Literal["always", "if_public", "never"]
Role = Literal["privacy", "respondent_type", "country", "language", "email", "name", "organisation", "size", "register"]
Counting = Literal["eusurvey", "codepoints", "graphemes"]
Count = Annotated[int, Bound("ge", 0)]
SOME, MANY = Bound("min_length", 1), Bound("max_length", 5000)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherText:
    """The text box that a choice such as "Other" carries; its target is `question/choice/text`."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    label: Wording | None = None
    required: bool = True
    max_length: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of a question, or one column of a matrix or table."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    id: str
    label: Wording
    help: Wording | None = None
    exclusive: bool = False
    text: OtherText | None = None
    show_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a matrix or table; its target is `question/row`."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    id: str
    label: Wording
    help: Wording | None = None
    required: bool = False
    show_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Text between questions, in the small Markdown of `forms.wording`; reading names it `note-N` where it has no id."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    kind: Literal["note"] = "note"
    id: str = ""
    text: Wording
    show_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A remark to the respondent that never blocks, given while its condition holds and its question is shown."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    show_if: Condition
    text: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every question has."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    id: str
    label: Wording
    help: Wording | None = None
    required: bool = False
    show_if: Condition | None = None
    publish: Publish = "always"
    role: Role | None = None
    advise: tuple[Advice, ...] = ()
    remark: str | None = None
    """For those who read the definition: why it says what it says. Never shown to respondents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Asked):
    """One line of text. A pattern is matched against the whole answer; `pattern_advises` makes a mismatch an advice."""

    kind: Literal["text"] = "text"
    min_length: Count | None = None
    max_length: Count | None = None
    pattern: str | None = None
    pattern_hint: Wording | None = None
    pattern_advises: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText(Asked):
    """Text of several lines. `advise_max_length` warns and never blocks."""

    kind: Literal["long_text"] = "long_text"
    min_length: Count | None = None
    max_length: Count | None = None
    advise_max_length: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Email(Asked):
    """An e-mail address."""

    kind: Literal["email"] = "email"
    max_length: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Asked):
    """A decimal number; bounds are included, fractions written as text ("0.5"); answers are kept as they were typed."""

    kind: Literal["number"] = "number"
    minimum: int | str | None = None
    maximum: int | str | None = None
    decimals: Count | None = None
    unit: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Asked):
    """A calendar date, ISO 8601 `YYYY-MM-DD`; bounds are included."""

    kind: Literal["date"] = "date"
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Asked):
    """A time of day, `HH:MM` or `HH:MM:SS`; bounds are included."""

    kind: Literal["time"] = "time"
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleChoice(Asked):
    """One of several choices."""

    kind: Literal["single_choice"] = "single_choice"
    style: Literal["radio", "dropdown", "scale"] = "radio"
    choices: Annotated[tuple[Choice, ...], SOME, MANY]


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice(Asked):
    """Any of several choices. A minimum binds once one is ticked; an exclusive choice stands alone."""

    kind: Literal["multiple_choice"] = "multiple_choice"
    choices: Annotated[tuple[Choice, ...], SOME, MANY]
    min_choices: Count | None = None
    max_choices: Count | None = None
    advise_max_choices: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Asked):
    """A grid of rows and columns; each row is a target of its own, with one column, or several where `multiple`."""

    kind: Literal["matrix"] = "matrix"
    columns: Annotated[tuple[Choice, ...], SOME, MANY]
    rows: Annotated[tuple[Row, ...], SOME, MANY]
    multiple: bool = False
    min_rows: Count | None = None
    max_rows: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Asked):
    """Choices brought into an order, the first the most important. Without `min_choices` a begun ranking is complete."""

    kind: Literal["ranking"] = "ranking"
    choices: Annotated[tuple[Choice, ...], SOME, MANY]
    min_choices: Count | None = None
    max_choices: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Asked):
    """A grid of short texts; the target of a cell is `question/row/column`; a required row needs each of its cells."""

    kind: Literal["table"] = "table"
    columns: Annotated[tuple[Choice, ...], SOME, MANY]
    rows: Annotated[tuple[Row, ...], SOME, MANY]
    max_length: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentQuestion(Asked):
    """Files as an answer; extensions are lower case without a dot; sizes are bytes."""

    kind: Literal["attachment"] = "attachment"
    extensions: tuple[str, ...] = ("pdf", "txt", "doc", "docx", "odt", "rtf")
    max_files: Annotated[int, Bound("ge", 1)] = 1
    max_bytes: Count | None = None
    advise_max_bytes: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Asked):
    """A statement to agree to: its label, with the whole text it stands for in `text`."""

    kind: Literal["consent"] = "consent"
    text: Wording | None = None


Question = (
    Text | LongText | Email | Number | Date | Time | SingleChoice | MultipleChoice
    | Matrix | Ranking | Table | AttachmentQuestion | Consent
)  # fmt: skip
Item = Question | Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A chapter: one of them is on screen at a time."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    id: str
    title: Wording
    items: tuple[Item, ...]
    show_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """The definition file with its lists expanded (docs/definition-format.md)."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    satchel: Literal[1]
    id: str
    version: str
    language: str
    title: Wording
    sections: Annotated[tuple[Section, ...], SOME]
    languages: tuple[str, ...] = ()
    counting: Counting = "eusurvey"
    introduction: Wording | None = None
    contact: Wording | None = None
    deadline: str | None = None
    audience: str | None = None
    submit_to: Wording | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire(Definition):
    """A definition once read: `source` is its canonical JSON after expanding lists, `digest` the sha-256 of it (hex)."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    source: bytes
    digest: str

    def items(self) -> Iterator[Item]:
        """All notes and questions in the order of the file."""
        for section in self.sections:
            yield from section.items

    def questions(self) -> Iterator[Question]:
        """All questions in the order of the file."""
        return (item for item in self.items() if not isinstance(item, Note))
