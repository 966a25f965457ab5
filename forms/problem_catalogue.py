"""The catalogue of problems: for each code one sentence and one remedy, in English for people who learned it late."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The words of one code. `…_for_one` is used where the fact `n` is 1. `own_words` says which of the two the
    definition's own wording replaces, where it has some."""

    code: str
    sentence: str
    remedy: str
    sentence_for_one: str = ""
    remedy_for_one: str = ""
    own_words: Literal["sentence", "remedy"] | None = None


_ENTRIES = (
    # Something is missing
    Entry(code="required", sentence="This question needs an answer.", remedy="Give an answer."),
    Entry(code="row-required", sentence="This row needs an answer.", remedy="Choose an answer in this row."),
    Entry(code="cell-required", sentence="This field of the table needs an answer.", remedy="Fill in this field."),
    Entry(
        code="consent-required",
        sentence="You need to agree to continue.",
        remedy="Read the text and tick the box if you agree.",
    ),
    Entry(code="file-required", sentence="A file is needed here.", remedy="Add a file."),
    Entry(
        code="other-text-required",
        sentence="You chose an answer that needs some words from you.",
        remedy="Fill in the text box beside that answer, or choose another answer.",
    ),
    # Drafting together
    Entry(
        code="two-answers",
        sentence="There are two different answers here.",
        remedy="Decide together which one counts.",
    ),
    # Text
    Entry(
        code="too-long",
        sentence="{n} characters too many: {length} of {limit}.",
        sentence_for_one="{n} character too many: {length} of {limit}.",
        remedy="Shorten the text by {n} characters.",
        remedy_for_one="Shorten the text by {n} character.",
    ),
    Entry(
        code="too-short",
        sentence="{n} characters are missing: {length} of at least {limit}.",
        sentence_for_one="{n} character is missing: {length} of at least {limit}.",
        remedy="Write at least {n} more characters.",
        remedy_for_one="Write at least {n} more character.",
    ),
    Entry(
        code="long",
        sentence="This text is longer than advised: {length} characters, advised are at most {limit}.",
        remedy="You can shorten the text. You can also leave it as it is.",
    ),
    Entry(
        code="portal-length",
        sentence="This text may be too long for the portal: {length} characters. The portal may refuse more than {limit}.",
        remedy="If you want to be safe, shorten the text by {n} characters.",
        remedy_for_one="If you want to be safe, shorten the text by {n} character.",
    ),
    Entry(
        code="portal-characters",
        sentence="The portal may refuse {n} characters in this text: {characters}",
        sentence_for_one="The portal may refuse {n} character in this text: {characters}",
        remedy="If you want to be safe, remove them or use other characters.",
        remedy_for_one="If you want to be safe, remove it or use another character.",
    ),
    Entry(
        code="pattern",
        sentence="This text does not have the expected form.",
        remedy="Compare it with the help text of this question and correct it.",
        own_words="remedy",
    ),
    Entry(
        code="not-email",
        sentence="This is not a complete e-mail address.",
        remedy="Write an address such as name@example.org.",
    ),
    # Numbers, dates, times
    Entry(code="not-number", sentence="This is not a number.", remedy="Use only digits, for example 12 or 3.5."),
    Entry(code="too-small", sentence="This number is too small.", remedy="Write a number that is {limit} or more."),
    Entry(code="too-large", sentence="This number is too large.", remedy="Write a number that is {limit} or less."),
    Entry(
        code="too-many-decimals",
        sentence="This number has too many digits after the point.",
        remedy="Use at most {n} digits after the point.",
        remedy_for_one="Use at most {n} digit after the point.",
    ),
    Entry(code="not-whole", sentence="This is not a whole number.", remedy="Write a number without a point or comma."),
    Entry(
        code="not-date",
        sentence="This is not a date in the calendar.",
        remedy="Write year, month and day, for example 2025-03-31.",
    ),
    Entry(
        code="not-time",
        sentence="This is not a time of day.",
        remedy="Write hours and minutes, for example 09:30.",
    ),
    Entry(code="too-early", sentence="This is too early.", remedy="Choose {limit} or later."),
    Entry(code="too-late", sentence="This is too late.", remedy="Choose {limit} or earlier."),
    # Choices
    Entry(
        code="too-few-choices",
        sentence="You chose too few answers: {count} of at least {limit}.",
        remedy="Choose {n} more answers.",
        remedy_for_one="Choose {n} more answer.",
    ),
    Entry(
        code="too-many-choices",
        sentence="You chose too many answers: {count} of at most {limit}.",
        remedy="Remove {n} answers.",
        remedy_for_one="Remove {n} answer.",
    ),
    Entry(
        code="many-choices",
        sentence="You chose {count} answers. The question asks for at most {limit}.",
        remedy="You can remove {n} answers. You can also leave it as it is.",
        remedy_for_one="You can remove {n} answer. You can also leave it as it is.",
    ),
    Entry(
        code="exclusive-choice",
        sentence="One of your answers cannot stand together with others.",
        remedy="Keep only that answer, or remove it and keep the others.",
    ),
    Entry(
        code="ranking-incomplete",
        sentence="{n} answers have no place in your order yet.",
        sentence_for_one="{n} answer has no place in your order yet.",
        remedy="Give every answer a place.",
    ),
    Entry(
        code="too-few-ranked",
        sentence="Too few answers have a place in your order: {count} of at least {limit}.",
        remedy="Give {n} more answers a place.",
        remedy_for_one="Give {n} more answer a place.",
    ),
    Entry(
        code="too-many-ranked",
        sentence="Too many answers have a place in your order: {count} of at most {limit}.",
        remedy="Take {n} answers out of the order.",
        remedy_for_one="Take {n} answer out of the order.",
    ),
    # Rows
    Entry(
        code="too-few-rows",
        sentence="You answered too few rows: {count} of at least {limit}.",
        remedy="Answer {n} more rows.",
        remedy_for_one="Answer {n} more row.",
    ),
    Entry(
        code="too-many-rows",
        sentence="You answered too many rows: {count} of at most {limit}.",
        remedy="Clear {n} rows.",
        remedy_for_one="Clear {n} row.",
    ),
    # Files
    Entry(
        code="too-many-files",
        sentence="There are too many files: {count} of at most {limit}.",
        remedy="Remove {n} files.",
        remedy_for_one="Remove {n} file.",
    ),
    Entry(
        code="file-type",
        sentence="The file “{name}” is of a type that is not accepted here.",
        remedy="Use a file that ends in one of these: {extensions}.",
    ),
    Entry(
        code="file-too-large",
        sentence="The file “{name}” is too large: {size} bytes of at most {limit}.",
        remedy="Use a smaller file.",
    ),
    Entry(
        code="file-large",
        sentence="The file “{name}” is larger than advised: {size} bytes, advised are at most {limit}.",
        remedy="If you can, use a smaller file.",
    ),
    Entry(
        code="portal-file-size",
        sentence="The file “{name}” may be too large for the portal: {size} bytes. The portal may refuse more than {limit}.",
        remedy="If you want to be safe, use a smaller file.",
    ),
    Entry(code="file-empty", sentence="The file “{name}” is empty.", remedy="Choose the right file."),
    # The definition's own advice
    Entry(code="advice", sentence="Please read your answer again.", remedy="", own_words="sentence"),
)

CATALOGUE = MappingProxyType({entry.code: entry for entry in _ENTRIES})
"""All codes, in the order in which the documentation lists them."""


def as_markdown() -> str:
    """The catalogue as the page docs/problems.md."""
    lines = [
        "# Problems",
        "",
        "*Printed by `python3 -m forms.problem_catalogue`; a test compares.* A code never changes its meaning. Words in `{}` are",
        "facts of the case; `n` is the number that decides between one and several. An advice does not block finalising.",
        "",
        "| code | sentence | remedy |",
        "|---|---|---|",
    ]
    for entry in CATALOGUE.values():
        own = {"sentence": " (the definition's own words)", "remedy": " (or the definition's hint)"}
        said = entry.sentence + (own["sentence"] if entry.own_words == "sentence" else "")
        advised = entry.remedy + (own["remedy"] if entry.own_words == "remedy" else "")
        lines.append(f"| `{entry.code}` | {said} | {advised} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(as_markdown(), end="")
