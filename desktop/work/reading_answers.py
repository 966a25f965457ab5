"""The answers that `fill` is given: a JSON file and files to attach, with everything that is wrong about them in one round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.work.reply import Refusal
from forms import canonical
from forms.answers import Attachment, Target, Value
from forms.package.file_types import check, clean_name
from forms.places import choices
from forms.plain import Refused, files_of, from_plain
from forms.questionnaire import AttachmentQuestion, Choice, Matrix, Question, Questionnaire, Row, Table
from forms.trouble import Trouble

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Given:
    """What fits, the bytes of the files by digest, warnings about files, and a line for each fault. `unsure` are the questions
    that were given but could not be read, and those that are shown or not because of them."""

    sheet: dict[Target, Value]
    attachments: dict[str, bytes] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    unsure: frozenset[str] = frozenset()


def read_answers(questionnaire: Questionnaire, path: Path, attach: Sequence[str]) -> Given:
    """Read the file of answers and each `QUESTION=FILE` of `attach`. Raises `Refusal` or `Trouble` where the file is no JSON
    object; every other fault is named in what is given back."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise Refusal([f"{path}: cannot be read: {fault.strerror}."]) from fault
    plain = canonical.parse(data.removeprefix(_BYTE_ORDER_MARK), floats=True)  # editors of Windows write the mark
    if not isinstance(plain, dict):
        raise Refusal([f"{path}: the answers are one JSON object, question id → answer."])
    unread: set[str] = set()
    try:
        given = Given(from_plain(questionnaire, plain))
    except Refused as refused:
        given = Given(refused.sheet)
        given.reasons = [f"{one.place}: {one.reason} {one.remedy}".rstrip() for one in refused.faults]
        unread = {one.place.partition("/")[0].partition("[")[0] for one in refused.faults}
    questions = {one.id: one for one in questionnaire.questions()}
    for word in attach:
        name, _, file = word.partition("=")
        before = len(given.reasons)
        _attach(questions.get(name), name, Path(file), given)
        if len(given.reasons) > before:
            unread.add(name)
    given.unsure = _unsure(questionnaire, unread)
    return given


def _attach(asked: Question | None, name: str, source: Path, given: Given) -> None:
    if not isinstance(asked, AttachmentQuestion):
        given.reasons.append(f"{name}: this questionnaire takes no file here.")
        return
    try:
        data = source.read_bytes()
        checked = check(data, source.name, asked.extensions)
    except OSError as fault:
        given.reasons.append(f"{name}: “{source}” cannot be read: {fault.strerror}.")
        return
    except Trouble as trouble:
        given.reasons.append(f"{name}: {trouble}")
        return
    given.warnings += [f"{name}: {one}" for one in checked.warnings]
    added = Attachment(canonical.digest(data), clean_name(source.name), len(data), checked.type)
    given.attachments[added.digest] = data
    given.sheet[name] = (*files_of(given.sheet.get(name)), added)


def _unsure(questionnaire: Questionnaire, unread: set[str]) -> frozenset[str]:
    """`unread` and every question with a condition over one of them, over those, and so on: of these nothing is said yet."""
    found, before = set(unread), -1
    while before != len(found):
        before = len(found)
        for section in questionnaire.sections:
            for item in section.items:
                parts: tuple[Choice | Row, ...] = (
                    *choices(item),
                    *(item.rows if isinstance(item, (Matrix, Table)) else ()),
                )
                conditions = [section.show_if, item.show_if, *(one.show_if for one in parts)]
                if item.id not in found and any(one in found for each in conditions for one in _names(each)):
                    found.add(item.id)
    return frozenset(found)


def _names(condition: Any) -> Iterator[str]:
    """Every text in a condition, as the id of a question that it may be; one too many does no harm."""
    if isinstance(condition, str):
        yield condition.partition("/")[0]
    elif condition is not None:
        inner = (
            condition.values()
            if hasattr(condition, "values")
            else condition
            if isinstance(condition, list | tuple)
            else ()
        )
        for one in inner:
            yield from _names(one)
