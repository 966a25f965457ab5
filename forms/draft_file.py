"""A draft file: one whole draft for another computer, with its questionnaire and attachments; never a package, never SQLite."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO
from uuid import UUID

from forms import canonical
from forms.answers import Target, Value
from forms.events import from_data, to_data
from forms.faults import Faulty
from forms.filling import Filling
from forms.package import container
from forms.package.package import MAX_ATTACHMENT, MAX_JSON
from forms.package.refusal import PackageRefused
from forms.plain import files_of
from forms.questionnaire import Questionnaire
from forms.reading import read
from forms.trouble import Trouble

ENDING = ".draft.zip"
_REVISION = re.compile(r"[1-9][0-9]{0,8}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ATTACHMENT = re.compile(r"attachments/[0-9a-f]{64}")
_KEYS = frozenset(
    {
        "answers",
        "contribution",
        "language",
        "last_place",
        "name",
        "questionnaire",
        "revision",
        "satchel_draft",
        "supersedes",
    }
)


@dataclass(frozen=True, slots=True)
class MovedDraft:
    """A draft on its way: its answers, hidden ones too, and the bytes of its attachments by digest."""

    name: str
    language: str
    contribution_id: str
    revision: int
    supersedes: str | None
    last_place: str | None
    questionnaire: Questionnaire
    sheet: Mapping[Target, Value]
    attachments: Mapping[str, bytes]


def write(draft: MovedDraft) -> bytes:
    """The bytes of a draft file; the same draft gives the same bytes."""
    told = canonical.encode(
        {
            "satchel_draft": "1",
            "name": draft.name,
            "language": draft.language,
            "contribution": draft.contribution_id,
            "revision": str(draft.revision),
            "supersedes": draft.supersedes,
            "last_place": draft.last_place,
            "questionnaire": draft.questionnaire.digest,
            "answers": {target: to_data(value) for target, value in draft.sheet.items()},
        }
    )
    files = {"draft.json": told, "questionnaire.json": draft.questionnaire.source}
    files |= {f"attachments/{digest}": draft.attachments[digest] for digest in sorted(draft.attachments)}
    return container.write(files)


def take(source: BinaryIO | bytes) -> MovedDraft:
    """The draft in a file, checked wholly. Raises `Trouble` (`PackageRefused` for the container)."""
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    found = {one.name: one for one in container.members(file)}
    for name in found:
        if name not in ("draft.json", "questionnaire.json") and not _ATTACHMENT.fullmatch(name):
            raise PackageRefused("name", name[:80])
    for needed in ("draft.json", "questionnaire.json"):
        if needed not in found:
            raise PackageRefused("missing-file", needed)
    try:
        questionnaire = read(container.read(file, found["questionnaire.json"], MAX_JSON), {})
    except Faulty as fault:
        raise PackageRefused("questionnaire", str(fault.faults[0])) from fault
    told = canonical.decode(container.read(file, found["draft.json"], MAX_JSON))
    attachments = {}
    for name, member in found.items():
        if name.startswith("attachments/"):
            data = container.read(file, member, MAX_ATTACHMENT)
            if canonical.digest(data) != name.removeprefix("attachments/"):
                raise PackageRefused("manifest", name)
            attachments[canonical.digest(data)] = data
    try:
        return _draft(told, questionnaire, attachments)
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise Trouble(
            "draft-file", "The draft in this file cannot be read.", "Nothing was changed.", "Ask for a fresh copy."
        ) from fault


def _draft(told: dict[str, Any], questionnaire: Questionnaire, attachments: dict[str, bytes]) -> MovedDraft:
    if set(told) != _KEYS or told["satchel_draft"] != "1" or told["questionnaire"] != questionnaire.digest:
        raise ValueError("not a draft of format 1")
    sheet = {target: from_data(data) for target, data in told["answers"].items()}
    checked = Filling(
        questionnaire, {target: value for target, value in sheet.items() if value is not None}, told["language"]
    ).sheet()
    revision, supersedes = _revision(_text(told["revision"])), _text_or_none(told["supersedes"])
    if (revision == 1) != (supersedes is None) or (supersedes is not None and not _DIGEST.fullmatch(supersedes)):
        raise ValueError("such a revision can never be finalised")
    if any(one.digest not in attachments for value in checked.values() for one in files_of(value)):
        raise ValueError("an attachment is missing")
    return MovedDraft(
        name=_text(told["name"]),
        language=_text(told["language"]),
        contribution_id=_uuid(_text(told["contribution"])),
        revision=revision,
        supersedes=supersedes,
        last_place=_text_or_none(told["last_place"]),
        questionnaire=questionnaire,
        sheet=checked,
        attachments=attachments,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _uuid(text: str) -> str:
    if str(UUID(text)) != text:
        raise ValueError("not written as an id")
    return text


def _revision(text: str) -> int:
    if not _REVISION.fullmatch(text):
        raise ValueError("not a revision")
    return int(text)
