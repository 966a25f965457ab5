"""Reading plain answers: the JSON of an answers file becomes a sheet, or every fault is named with its place."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from forms.answers import Sheet, Target, Value
from forms.faults import Fault, Faulty
from forms.questionnaire import (
    AttachmentQuestion,
    Choice,
    Consent,
    Matrix,
    MultipleChoice,
    Number,
    Question,
    Questionnaire,
    Ranking,
    Row,
    SingleChoice,
    Table,
)
from forms.wording import say

_TOLD = 8


class Refused(Faulty):
    """Answers that do not fit the questionnaire. `sheet` holds those that do, so that more can be said about them."""

    def __init__(self, faults: Sequence[Fault], sheet: Sheet | None = None) -> None:
        super().__init__("answers-faults", "The answers", faults)
        self.sheet = dict(sheet or {})


@dataclass(frozen=True, slots=True)
class _Unfit:
    """What stands at a place and cannot be an answer there."""

    place: str
    reason: str
    remedy: str


_Found = tuple[Target, Value] | _Unfit
Known = Mapping[str, Choice]


def from_plain(questionnaire: Questionnaire, plain: Mapping[str, Any]) -> dict[Target, Value]:
    """The sheet of plain answers; numbers may be JSON numbers. What is empty or false is no answer. Choices come in the order
    of the definition, those of a ranking as they are given. Raises `Refused` with every fault."""
    questions = {one.id: one for one in questionnaire.questions()}
    faults: list[Fault] = []
    sheet: dict[Target, Value] = {}
    if not isinstance(plain, Mapping):
        raise Refused([Fault("the file", "", "Answers are one JSON object.", "Write {QUESTION: ANSWER, …}.")])
    for name, given in plain.items():
        question = questions.get(name)
        if question is None:
            faults.append(Fault(str(name)[:80], "", "There is no such question.", "`schema answers` prints the ids."))
            continue
        for found in _read(question, given):
            if isinstance(found, _Unfit):
                words = say(question.label, questionnaire.language, questionnaire.language)[:80]
                faults.append(Fault(found.place, words, found.reason, found.remedy))
            elif found[1] not in ("", (), False):
                sheet[found[0]] = found[1]
    if faults:
        raise Refused(faults, sheet)
    return sheet


def _read(question: Question, given: Any) -> Iterator[_Found]:
    place = question.id
    if isinstance(question, AttachmentQuestion):
        yield _Unfit(place, "Files do not stand in the answers.", f"Give them with --attach {place}=FILE.")
    elif isinstance(question, Matrix):
        yield from _read_matrix(question, given)
    elif isinstance(question, Table):
        yield from _read_table(question, given)
    elif isinstance(question, SingleChoice):
        yield from _choice(place, _by_id(question.choices), given, place)
    elif isinstance(question, MultipleChoice):
        yield from _choices(question, given)
    elif isinstance(question, Ranking):
        yield _ids(given, _by_id(question.choices), place, in_order=False)
    elif isinstance(question, Consent):
        yield (
            (place, given) if isinstance(given, bool) else _Unfit(place, "A consent is true or absent.", "Write true.")
        )
    elif isinstance(question, Number) and not isinstance(given, str):
        yield _number(given, place)
    else:
        yield _text(given, place)


def _by_id(choices: tuple[Choice, ...]) -> Known:
    return {one.id: one for one in choices}


def _choice(place: str, known: Known, given: Any, question: str) -> Iterator[_Found]:
    """One choice by its id, or with its text; `place` is where it stands in the file."""
    if not isinstance(given, dict):
        chosen = _id(given, known, place)
        yield chosen if isinstance(chosen, _Unfit) else (question, chosen)
        return
    if set(given) != {"choice", "text"}:
        reason = "A choice with text is an object of “choice” and “text”."
        yield _Unfit(place, reason, 'Write {"choice": ID, "text": "…"}.')
        return
    chosen = _id(given["choice"], known, place)
    if isinstance(chosen, _Unfit):
        yield chosen
    elif known[chosen].text is None:
        yield _Unfit(place, f"The choice “{chosen}” carries no text.", "Write its id alone.")
    else:
        yield question, chosen
        text = _text(given["text"], place)
        yield text if isinstance(text, _Unfit) else (f"{question}/{chosen}/text", text[1])


def _choices(question: MultipleChoice, given: Any) -> Iterator[_Found]:
    if not isinstance(given, list):
        yield _Unfit(question.id, "Here must stand a list of choices.", "Write […].")
        return
    known = _by_id(question.choices)
    chosen = []
    for number, entry in enumerate(given):
        for found in _choice(f"{question.id}[{number}]", known, entry, question.id):
            if not isinstance(found, _Unfit) and found[0] == question.id:
                chosen.append(found[1])
            else:
                yield found
    yield _ids(chosen, known, question.id, in_order=True)


def _read_matrix(question: Matrix, given: Any) -> Iterator[_Found]:
    known = _by_id(question.columns)
    for line in _lines(question.id, "row", question.rows, given):
        if isinstance(line, _Unfit):
            yield line
        elif question.multiple:
            yield _ids(line[1], known, line[0], in_order=True)
        else:
            chosen = _id(line[1], known, line[0])
            yield chosen if isinstance(chosen, _Unfit) else (line[0], chosen)


def _read_table(question: Table, given: Any) -> Iterator[_Found]:
    for line in _lines(question.id, "row", question.rows, given):
        if isinstance(line, _Unfit):
            yield line
            continue
        for cell in _lines(line[0], "column", question.columns, line[1]):
            yield cell if isinstance(cell, _Unfit) else _text(cell[1], cell[0])


def _lines(
    place: str, what: str, known: tuple[Row, ...] | tuple[Choice, ...], given: Any
) -> Iterator[tuple[Target, Any] | _Unfit]:
    """What an object holds for each row or column: its target and the value there."""
    if not isinstance(given, dict):
        yield _Unfit(place, f"Here must stand an object with a value for each {what}.", "Write {…}.")
        return
    ids = dict.fromkeys(one.id for one in known)
    for name, value in given.items():
        if name in ids:
            yield f"{place}/{name}", value
        else:
            reason = f"There is no {what} “{str(name)[:80]}”."
            yield _Unfit(f"{place}/{str(name)[:80]}", reason, f"The {what}s are: {_told(ids)}.")


def _number(given: Any, at: str) -> _Found:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return at, format(Decimal(repr(given)), "f")
    return _Unfit(at, "Here must stand a number.", "Write digits, for example 4 or 3.5.")


def _id(given: Any, known: Known, at: str) -> str | _Unfit:
    if isinstance(given, str) and given in known:
        return given
    if isinstance(given, list):
        return _Unfit(at, "Here must stand one choice, not a list.", f"The choices are: {_told(known)}.")
    if not isinstance(given, str):
        written = json.dumps(given)
        if written in known:
            return _Unfit(at, f"{written} stands here without quotation marks.", f'Write "{written}".')
        reason = "Here must stand the id of a choice, as a text in quotation marks."
        return _Unfit(at, reason, f"The choices are: {_told(known)}.")
    return _Unfit(at, f"There is no choice “{str(given)[:80]}”.", f"The choices are: {_told(known)}.")


def _ids(given: Any, known: Known, at: str, *, in_order: bool) -> _Found:
    if not isinstance(given, list):
        return _Unfit(at, "Here must stand a list of choices.", "Write […].")
    ids = []
    for one in given:
        found = _id(one, known, at)
        if isinstance(found, _Unfit):
            return found
        ids.append(found)
    if len(set(ids)) != len(ids):
        return _Unfit(at, "A choice stands twice.", "Name each one once.")
    ticked = set(ids)
    return at, tuple(one for one in known if one in ticked) if in_order else tuple(ids)


def _text(given: Any, at: str) -> tuple[Target, str] | _Unfit:
    if not isinstance(given, str):
        return _Unfit(at, "Here must stand a text.", "Put it in quotation marks.")
    try:
        given.encode("utf-8")
    except UnicodeEncodeError:
        return _Unfit(at, "This text holds half a character (a lone surrogate).", "Replace it.")
    return at, given


def _told(ids: Collection[str]) -> str:
    more = len(ids) - _TOLD
    first = ", ".join(islice(ids, _TOLD))
    return first if more <= 0 else f"{first} and {more:,} more (`schema answers` prints them all)"
