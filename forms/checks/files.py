"""Checks of attached files by what the answer says of them: how many, which ending, how large."""

from __future__ import annotations

from collections.abc import Iterator

from forms.answers import Attachment
from forms.checks.sight import Sight
from forms.limits import PORTAL_FILE_BYTES
from forms.problems import Problem
from forms.questionnaire import AttachmentQuestion


def check_attachments(
    question: AttachmentQuestion, value: tuple[Attachment, ...] | None, sight: Sight
) -> tuple[Problem, ...]:
    """The files of one question. Their content is checked when they are added, where their bytes are."""
    if value is None:
        return (Problem("file-required", question.id, question.id),) if question.required else ()
    found: list[Problem] = []
    if len(value) > question.max_files:
        facts = {"n": len(value) - question.max_files, "count": len(value), "limit": question.max_files}
        found.append(Problem("too-many-files", question.id, question.id, facts))
    for file in value:
        found.extend(_check_file(question, file, sight))
    return tuple(found)


def _check_file(question: AttachmentQuestion, file: Attachment, sight: Sight) -> Iterator[Problem]:
    ending = file.name.rpartition(".")[2].lower() if "." in file.name else ""
    if question.extensions and ending not in question.extensions:
        facts: dict[str, str | int] = {"name": file.name, "extensions": ", ".join(question.extensions)}
        yield Problem("file-type", question.id, question.id, facts)
    if file.size == 0:
        yield Problem("file-empty", question.id, question.id, {"name": file.name})
    if question.max_bytes is not None and file.size > question.max_bytes:
        yield _size("file-too-large", question, file, question.max_bytes, advice=False)
    elif question.advise_max_bytes is not None:
        if file.size > question.advise_max_bytes:
            yield _size("file-large", question, file, question.advise_max_bytes, advice=True)
    elif question.max_bytes is None and sight.counting == "eusurvey" and file.size > PORTAL_FILE_BYTES:
        yield _size("portal-file-size", question, file, PORTAL_FILE_BYTES, advice=True)


def _size(code: str, question: AttachmentQuestion, file: Attachment, limit: int, *, advice: bool) -> Problem:
    facts = {"name": file.name, "size": f"{file.size:,}", "limit": f"{limit:,}"}
    return Problem(code, question.id, question.id, facts, advice=advice)
