"""What a definition of right shape can still have wrong: ids, wording, limits that cannot be met, patterns, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from forms.condition_checks import condition_faults
from forms.faults import Fault
from forms.patterns import compile_pattern
from forms.quantities import as_date, as_number, as_time
from forms.questionnaire import (
    Asked,
    AttachmentQuestion,
    Choice,
    Email,
    Item,
    LongText,
    Matrix,
    MultipleChoice,
    Note,
    Questionnaire,
    Ranking,
    Row,
    SingleChoice,
    Table,
    Text,
    Time,
    Wording,
)
from forms.wording import say

_ID = re.compile(r"[a-z0-9-]{1,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")
PORTAL_TEXT_LIMIT = 5000
PORTAL_FILE_LIMIT = 1_048_576


def checks(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Every fault that a definition of right shape still has."""
    yield from _whole(questionnaire)
    yield from _ids(questionnaire)
    for place, item in located(questionnaire):
        words = label(item, questionnaire)
        yield from _wordings(questionnaire, item, place, words)
        if not isinstance(item, Note):
            yield from (Fault(f"{place}.{key}", words, reason, remedy) for key, reason, remedy in _limits(item))
            yield from (Fault(f"{place}.{key}", words, reason, remedy) for key, reason, remedy in _kinds(item))
    yield from condition_faults(questionnaire)


def advices(questionnaire: Questionnaire) -> tuple[Fault, ...]:
    """What could be better and blocks nothing: missing translations, limits that the receiving portal sets in silence."""
    found: list[Fault] = []
    for language in questionnaire.languages:
        missing = [place for place, wording in _all_wordings(questionnaire)
                   if isinstance(wording, dict) and not wording.get(language)]  # fmt: skip
        plain = sum(1 for _, wording in _all_wordings(questionnaire) if isinstance(wording, str))
        lacking = len(missing) + (plain if language != questionnaire.language else 0)
        if lacking:
            first = missing[0] if missing else next(p for p, w in _all_wordings(questionnaire) if isinstance(w, str))
            found.append(
                Fault(
                    first,
                    "",
                    f"{lacking} texts have no wording in “{language}”, this one first.",
                    "The default language serves.",
                )
            )
    if questionnaire.counting == "eusurvey":
        for place, item in located(questionnaire):
            limit = (
                item.max_length or getattr(item, "advise_max_length", None) if isinstance(item, (LongText, Text)) else 1
            )
            if limit is None or limit > PORTAL_TEXT_LIMIT:
                words = label(item, questionnaire)
                found.append(
                    Fault(place, words, "The portal cuts texts at 5,000 characters.", "Set a limit of at most 5,000.")
                )
    return tuple(found)


def located(questionnaire: Questionnaire) -> Iterator[tuple[str, Item]]:
    """Every item with its JSON path."""
    for number, section in enumerate(questionnaire.sections):
        for position, item in enumerate(section.items):
            yield f"sections[{number}].items[{position}]", item


def label(item: Item, questionnaire: Questionnaire) -> str:
    """The words by which a person knows an item, at most 80 characters."""
    wording = item.text if isinstance(item, Note) else item.label
    return say(wording, questionnaire.language, questionnaire.language)[:80]


def _whole(questionnaire: Questionnaire) -> Iterator[Fault]:
    if not _LANGUAGE.fullmatch(questionnaire.language):
        yield Fault("language", "", f"“{questionnaire.language}” is no language tag.", "Write one such as en or pt.")
    for number, one in enumerate(questionnaire.languages):
        if not _LANGUAGE.fullmatch(one):
            yield Fault(f"languages[{number}]", "", f"“{one}” is no language tag.", "Write one such as en or pt.")
    if questionnaire.languages and questionnaire.language not in questionnaire.languages:
        yield Fault("languages", "", f"The language “{questionnaire.language}” is not among them.", "Add it.")
    if questionnaire.deadline is not None:
        try:
            zone = datetime.fromisoformat(questionnaire.deadline).tzinfo
        except ValueError:
            zone = None
        if zone is None:
            yield Fault(
                "deadline", "", "A deadline is a date and time with its zone.", "Write 2026-12-31T23:59:00+01:00."
            )


def _ids(questionnaire: Questionnaire) -> Iterator[Fault]:
    if not _ID.fullmatch(questionnaire.id):
        yield _bad_id("id", "", questionnaire.id)
    places: dict[str, str] = {}
    for number, section in enumerate(questionnaire.sections):
        yield from _taken(places, section.id, f"sections[{number}].id", say(section.title, "", questionnaire.language))
    for place, item in located(questionnaire):
        words = label(item, questionnaire)
        yield from _taken(places, item.id, f"{place}.id", words)
        for holder, entries in _holders(item):
            known: dict[str, str] = {}
            for number, one in enumerate(entries):
                yield from _taken(known, one.id, f"{place}.{holder}[{number}].id", words)


def _taken(known: dict[str, str], identity: str, place: str, words: str) -> Iterator[Fault]:
    if not _ID.fullmatch(identity):
        yield _bad_id(place, words, identity)
    elif identity in known:
        yield Fault(
            place, words, f"The id “{identity}” stands already at {known[identity]}.", "Give one of them another id."
        )
    known.setdefault(identity, place)


def _bad_id(place: str, words: str, identity: str) -> Fault:
    remedy = "Use 1 to 64 small letters a–z, digits and hyphens."
    return Fault(place, words, f"“{identity[:80]}” cannot be an id.", remedy)


def _holders(item: Item) -> Iterator[tuple[str, tuple[Choice | Row, ...]]]:
    if isinstance(item, (SingleChoice, MultipleChoice, Ranking)):
        yield "choices", item.choices
    elif isinstance(item, (Matrix, Table)):
        yield "columns", item.columns
        yield "rows", item.rows


def _wordings(questionnaire: Questionnaire, item: Item, place: str, words: str) -> Iterator[Fault]:
    for at, wording in _item_wordings(item, place):
        missing = (
            not wording.strip() if isinstance(wording, str) else not wording.get(questionnaire.language, "").strip()
        )
        if missing:
            yield Fault(
                at, words, f"There is no wording in “{questionnaire.language}”.", "Write what people shall read."
            )


def _all_wordings(questionnaire: Questionnaire) -> Iterator[tuple[str, Wording]]:
    yield "title", questionnaire.title
    if questionnaire.introduction is not None:
        yield "introduction", questionnaire.introduction
    for number, section in enumerate(questionnaire.sections):
        yield f"sections[{number}].title", section.title
    for place, item in located(questionnaire):
        yield from _item_wordings(item, place)


def _item_wordings(item: Item, place: str) -> Iterator[tuple[str, Wording]]:
    if isinstance(item, Note):
        yield f"{place}.text", item.text
        return
    yield f"{place}.label", item.label
    for key in ("help", "text", "unit", "pattern_hint"):
        wording = getattr(item, key, None)
        if wording is not None:
            yield f"{place}.{key}", wording
    for holder, entries in _holders(item):
        for number, one in enumerate(entries):
            yield f"{place}.{holder}[{number}].label", one.label
            if one.help is not None:
                yield f"{place}.{holder}[{number}].help", one.help


def _limits(item: Asked) -> Iterator[tuple[str, str, str]]:
    """Limits that no answer could meet: key, reason, remedy."""
    for low, high in (("min_length", "max_length"), ("min_choices", "max_choices"), ("min_rows", "max_rows")):
        least, most = getattr(item, low, None), getattr(item, high, None)
        if least is not None and most is not None and least > most:
            yield low, f"At least {least} and at most {most} cannot both hold.", f"Lower {low} or raise {high}."
        if most == 0:
            yield high, "A limit of 0 lets nobody answer.", "Leave the limit out, or raise it."
    if isinstance(item, (MultipleChoice, Ranking)):
        if item.min_choices is not None and item.min_choices > len(item.choices):
            yield "min_choices", f"There are only {len(item.choices)} choices.", "Lower it."
        if (
            isinstance(item, MultipleChoice)
            and (item.min_choices or 0) > 1
            and any(one.exclusive for one in item.choices)
        ):
            yield "min_choices", "A choice that stands alone can never meet a minimum above 1.", "Take one of them out."
    if isinstance(item, Matrix):
        if item.min_rows is not None and item.min_rows > len(item.rows):
            yield "min_rows", f"There are only {len(item.rows)} rows.", "Lower it."
        required = sum(row.required for row in item.rows if row.show_if is None)
        if item.max_rows is not None and required > item.max_rows:
            yield "max_rows", f"{required} rows are required.", "Raise it, or require fewer rows."
    for low, high, reader in (("minimum", "maximum", _decimal), ("earliest", "latest", _moment(item))):
        first, second = (_read(getattr(item, key, None), reader) for key in (low, high))
        for key, one in ((low, first), (high, second)):
            if one is ValueError:
                yield (
                    key,
                    f"“{getattr(item, key)}” cannot be read.",
                    'Write a number such as "0.5", a date 2026-12-31, or a time 14:30.',
                )
        if first is not None and second is not None and ValueError not in (first, second) and first > second:
            yield low, "The lower bound is above the upper one.", "Exchange them."


def _kinds(item: Asked) -> Iterator[tuple[str, str, str]]:
    """What a single kind can have wrong: key, reason, remedy."""
    if isinstance(item, Text) and item.pattern is not None:
        try:
            compile_pattern(item.pattern)
        except ValueError:
            yield (
                "pattern",
                "This pattern is not understood.",
                "Use a regular expression without look-around and back references.",
            )
    if isinstance(item, AttachmentQuestion):
        for one in item.extensions:
            if not _EXTENSION.fullmatch(one):
                yield "extensions", f"“{one}” is no file ending.", "Write small letters without a dot, such as pdf."
        if not item.extensions:
            yield "extensions", "No type of file is admitted.", "Name at least one, such as pdf."
    if item.role == "privacy":
        ids = {one.id for one in item.choices} if isinstance(item, SingleChoice) else set()
        if ids != {"anonymous", "public"}:
            yield "role", "A privacy question is a single choice of “anonymous” and “public”.", "Name its choices so."
    if item.role == "email" and not isinstance(item, Email):
        yield "role", "The role “email” belongs to a question of kind “email”.", "Change one of them."
    if item.role in ("country", "language", "respondent_type", "size") and not isinstance(item, SingleChoice):
        yield "role", f"The role “{item.role}” belongs to a single choice.", "Change one of them."
    if isinstance(item, (SingleChoice, MultipleChoice)):
        for number, choice in enumerate(item.choices):
            if isinstance(item, SingleChoice) and choice.exclusive:
                yield f"choices[{number}].exclusive", "Every choice of a single choice stands alone.", "Leave it out."
    elif isinstance(item, (Matrix, Table, Ranking)):
        entries = item.choices if isinstance(item, Ranking) else item.columns
        for number, choice in enumerate(entries):
            if choice.text is not None:
                holder = "choices" if isinstance(item, Ranking) else "columns"
                yield (
                    f"{holder}[{number}].text",
                    "Here a choice cannot carry a text box.",
                    "Ask for the text in a question of its own.",
                )


def _decimal(value: Any) -> Decimal | None:
    return Decimal(value) if isinstance(value, int) else as_number(str(value))


def _moment(item: Asked) -> Any:
    return as_time if isinstance(item, Time) else as_date


def _read(value: Any, reader: Any) -> Any:
    if value is None:
        return None
    found = reader(value)
    return ValueError if found is None else found
