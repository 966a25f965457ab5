"""Plain answers: the sheet as the JSON that people, scripts and packages use (docs/answers.md), and back, fault by fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forms.answers import Attachment, Sheet, Target, Value
from forms.faults import Fault, Faulty
from forms.quantities import as_number
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
    SingleChoice,
    Table,
)
from forms.wording import say


class Refused(Faulty):
    """Answers that do not fit the questionnaire."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("answers-faults", "The answers", faults)


def to_plain(questionnaire: Questionnaire, sheet: Sheet) -> dict[str, Any]:
    """Question id → plain answer, in the order of the questionnaire; attachments are left to their own list. A number that can
    be read stands as a decimal string with a point."""
    told: dict[str, Any] = {}
    for question in questionnaire.questions():
        value = _told(question, sheet)
        if value is not None:
            told[question.id] = value
    return told


def from_plain(questionnaire: Questionnaire, plain: Mapping[str, Any]) -> dict[Target, Value]:
    """The sheet of plain answers; numbers may be JSON numbers. Raises `Refused` with every fault."""
    questions = {one.id: one for one in questionnaire.questions()}
    faults: list[Fault] = []
    sheet: dict[Target, Value] = {}
    for name, given in plain.items():
        question = questions.get(name)
        if question is None:
            faults.append(Fault(name, "", "There is no such question.", "Look up the ids with `schema answers`."))
            continue
        words = say(question.label, questionnaire.language, questionnaire.language)[:80]
        try:
            sheet.update((target, value) for target, value in _read(question, given) if value not in ("", (), False))
        except _Unfit as unfit:
            faults.append(Fault(unfit.place, words, unfit.reason, unfit.remedy))
    if faults:
        raise Refused(faults)
    return sheet


class _Unfit(Exception):
    def __init__(self, place: str, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.place, self.reason, self.remedy = place, reason, remedy


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


def _read(question: Question, given: Any) -> Iterator[tuple[Target, Value]]:
    place = question.id
    if isinstance(question, AttachmentQuestion):
        raise _Unfit(place, "Files do not stand in the answers.", f"Give them with --attach {place}=FILE.")
    if isinstance(question, Matrix):
        yield from _read_matrix(question, given)
    elif isinstance(question, Table):
        yield from _read_table(question, given)
    elif isinstance(question, SingleChoice):
        yield from _read_choice(place, question.choices, given, place)
    elif isinstance(question, MultipleChoice):
        entries = _list(given, place, "a list of choices")
        chosen = []
        for number, entry in enumerate(entries):
            for target, value in _read_choice(f"{place}[{number}]", question.choices, entry, place):
                if target == place:
                    chosen.append(value)
                else:
                    yield target, value
        yield place, _unique(tuple(str(one) for one in chosen), place)
    elif isinstance(question, Ranking):
        ranked = tuple(
            _id(one, question.choices, f"{place}[{n}]")
            for n, one in enumerate(_list(given, place, "a list of choices"))
        )
        yield place, _unique(ranked, place)
    elif isinstance(question, Consent):
        if not isinstance(given, bool):
            raise _Unfit(place, "A consent is true or absent.", "Write true.")
        yield place, given
    elif isinstance(question, Number) and isinstance(given, int | float) and not isinstance(given, bool):
        yield (
            place,
            repr(given)
            if isinstance(given, float) and "e" not in repr(given)
            else format(given, "f" if isinstance(given, float) else "d"),
        )
    elif isinstance(given, str):
        yield place, given
    else:
        raise _Unfit(place, "Here must stand a text.", "Put it in quotation marks.")


def _read_choice(at: str, choices: tuple[Choice, ...], given: Any, question: str) -> Iterator[tuple[Target, Value]]:
    if isinstance(given, dict):
        if set(given) != {"choice", "text"} or not isinstance(given["text"], str):
            raise _Unfit(
                at, "A choice with text is an object of “choice” and “text”.", 'Write {"choice": ID, "text": "…"}.'
            )
        chosen = _id(given["choice"], choices, at)
        if not any(one.id == chosen and one.text is not None for one in choices):
            raise _Unfit(at, f"The choice “{chosen}” carries no text.", "Write its id alone.")
        yield question, chosen
        yield f"{question}/{chosen}/text", given["text"]
        return
    yield question, _id(given, choices, at)


def _read_matrix(question: Matrix, given: Any) -> Iterator[tuple[Target, Value]]:
    rows = {row.id for row in question.rows}
    for name, cell in _object(given, question.id, "rows").items():
        target = f"{question.id}/{name}"
        if name not in rows:
            raise _Unfit(target, f"There is no row “{name}”.", f"The rows are: {', '.join(sorted(rows)[:8])}.")
        if question.multiple:
            columns = tuple(_id(one, question.columns, target) for one in _list(cell, target, "a list of columns"))
            yield target, _unique(columns, target)
        else:
            yield target, _id(cell, question.columns, target)


def _read_table(question: Table, given: Any) -> Iterator[tuple[Target, Value]]:
    rows = {row.id for row in question.rows}
    for name, cells in _object(given, question.id, "rows").items():
        if name not in rows:
            raise _Unfit(
                f"{question.id}/{name}", f"There is no row “{name}”.", f"The rows are: {', '.join(sorted(rows)[:8])}."
            )
        for column, text in _object(cells, f"{question.id}/{name}", "columns").items():
            target = f"{question.id}/{name}/{column}"
            _id(column, question.columns, target)
            if not isinstance(text, str):
                raise _Unfit(target, "Here must stand a text.", "Put it in quotation marks.")
            yield target, text


def _id(given: Any, choices: tuple[Choice, ...], at: str) -> str:
    if isinstance(given, str) and any(one.id == given for one in choices):
        return given
    known = ", ".join(one.id for one in choices[:8])
    raise _Unfit(
        at, f"There is no choice “{str(given)[:80]}”.", f"The choices are: {known}{' …' if len(choices) > 8 else ''}."
    )


def _list(given: Any, at: str, what: str) -> list[Any]:
    if not isinstance(given, list):
        raise _Unfit(at, f"Here must stand {what}.", "Write […].")
    return given


def _object(given: Any, at: str, what: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _Unfit(at, f"Here must stand an object of {what}.", "Write {…}.")
    return given


def _unique(ids: tuple[str, ...], at: str) -> tuple[str, ...]:
    if len(set(ids)) != len(ids):
        raise _Unfit(at, "A choice stands twice.", "Name each one once.")
    return ids


def files_of(value: Value | None) -> tuple[Attachment, ...]:
    """The attachments of an answer; none where it is no attachment question's."""
    return tuple(one for one in value if isinstance(one, Attachment)) if isinstance(value, tuple) else ()
