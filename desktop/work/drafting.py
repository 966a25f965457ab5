"""Drafting: begin a draft, answer, undo, and keep every keystroke."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from db.drafts import StoredDraft, Write
from desktop.saving import Report, Saver, SaveState
from desktop.work.office import Office
from forms.answers import Attachment, Target, Value
from forms.change import Change
from forms.filling import Filling
from forms.package.file_types import check, clean_name
from forms.questionnaire import AttachmentQuestion, Questionnaire
from forms.reading import reread
from forms.trouble import Trouble

READ_AT_MOST = 100_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """One step of history undone or redone: where, and what to redraw."""

    target: Target
    change: Change


class OpenDraft:
    """One draft being answered. `report` is called on the saver thread whenever the state of saving changes."""

    def __init__(self, office: Office, stored: StoredDraft, questionnaire: Questionnaire, report: Report) -> None:
        self.stored = stored
        self.filling = Filling(questionnaire, stored.sheet, stored.summary.language)
        self._office = office
        self._counts = self._count()
        self._lock = threading.Lock()
        self._saver = Saver(self._put, self._seal, report)

    @property
    def draft_id(self) -> str:
        """The id of this draft in the archive."""
        return self.stored.summary.draft_id

    @property
    def save_state(self) -> SaveState:
        """Whether every edit so far is durable."""
        return self._saver.state

    @property
    def trouble(self) -> Trouble | None:
        """Why saving fails at present, if it does."""
        return self._saver.trouble

    def answer(self, target: Target, value: Value | None) -> Change:
        """Give or clear one answer: the engine first, then the archive."""
        change = self.filling.answer(target, value)
        self._counts = self._count()
        self._saver.put(target, self.filling.value(target))
        return change

    def leave(self, target: Target) -> None:
        """The person left the question: its edit becomes one step of history."""
        self._saver.seal(target)

    def attach(self, question: str, path: Path) -> tuple[Change, tuple[str, ...]]:
        """Take a file as an answer; sentences about its active content come back. Raises `Trouble`."""
        asked = self.filling.questionnaire_question(question)
        if not isinstance(asked, AttachmentQuestion):
            raise KeyError(question)
        data = _file_bytes(path)
        checked = check(data, path.name, asked.extensions)
        with_digest = self._office.attachments.keep(data)
        given = self.filling.value(question)
        before = tuple(one for one in given if isinstance(one, Attachment)) if isinstance(given, tuple) else ()
        added = Attachment(with_digest, clean_name(path.name), len(data), checked.type)
        kept = tuple(one for one in before if one.digest != with_digest)
        if asked.max_files == 1:
            kept = ()
        change = self.answer(question, (*kept, added))
        self.leave(question)
        return change, checked.warnings

    def detach(self, question: str, digest: str) -> Change:
        """Remove one file from the answer; undo brings it back."""
        given = self.filling.value(question)
        before = tuple(one for one in given if isinstance(one, Attachment)) if isinstance(given, tuple) else ()
        change = self.answer(question, tuple(one for one in before if one.digest != digest) or None)
        self.leave(question)
        return change

    def attachment_bytes(self) -> Mapping[str, bytes]:
        """The bytes of every attachment that would be sent, by digest. Raises `Trouble` where one is damaged."""
        found: dict[str, bytes] = {}
        for value in self.filling.effective().values():
            if isinstance(value, tuple):
                for one in value:
                    if isinstance(one, Attachment):
                        found[one.digest] = self._office.attachments.bytes_of(one.digest)
        return found

    def open_copy(self, digest: str) -> Path:
        """A read-only copy of an attachment for another program, under a name of ours with its checked ending."""
        type_of = {one.digest: one.type for v in self.filling.sheet().values() if isinstance(v, tuple)
                   for one in v if isinstance(one, Attachment)}  # fmt: skip
        self._office.copies.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._office.copies / f"{digest[:16]}.{type_of[digest]}"
        if not path.exists():
            path.write_bytes(self._office.attachments.bytes_of(digest))
            path.chmod(0o400)
        return path

    def undo(self) -> Step | None:
        """Take back the last step of history, across restarts too. None where there is none."""
        return self._step(self._office.drafts.undo)

    def redo(self) -> Step | None:
        """Do again what was undone last. None where there is nothing."""
        return self._step(self._office.drafts.redo)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._saver.state != "saved" or self._office.drafts.can_undo(self.draft_id)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._saver.state == "saved" and self._office.drafts.can_redo(self.draft_id)

    def flush(self, seconds: float = 10.0) -> bool:
        """Whether every edit is durable within `seconds`."""
        return self._saver.wait(seconds)

    def close(self) -> bool:
        """Make everything durable and end the saver thread; whether all of it is."""
        return self._saver.close()

    def _step(self, verb: Callable[..., tuple[Write, ...] | None]) -> Step | None:
        self._saver.seal_all()
        if not self._saver.wait():
            raise self._saver.trouble or Trouble("still-saving", "The last edit is still being saved.")
        writes = verb(self.draft_id, **self._authorship())
        if not writes:
            return None
        items: dict[str, None] = {}
        sections: dict[str, None] = {}
        appeared: dict[str, None] = {}
        vanished: dict[str, None] = {}
        for write in writes:
            change = self.filling.answer(write.target, write.value)
            items |= dict.fromkeys(change.items)
            sections |= dict.fromkeys(change.sections)
            appeared |= dict.fromkeys(change.appeared)
            vanished |= dict.fromkeys(change.vanished)
        self._counts = self._count()
        return Step(writes[-1].target, Change(tuple(items), tuple(sections), tuple(appeared), tuple(vanished)))

    def _authorship(self) -> dict[str, object]:
        return {"author": self._office.key().public_hex, "salt": self._office.random_bytes, "now": self._office.stamp()}

    def _count(self) -> tuple[int, int]:
        progress = self.filling.progress()
        return progress.required, progress.required_answered

    def _put(self, writes: Mapping[Target, Value | None], place: Target | None) -> None:
        self._office.drafts.put(
            self.draft_id,
            [Write(target, value) for target, value in writes.items()],
            last_place=place,
            counts=self._counts,
            now=self._office.stamp(),
        )

    def _seal(self, targets: tuple[Target, ...]) -> None:
        self._office.drafts.seal(self.draft_id, targets, **self._authorship())


def begin(office: Office, questionnaire: Questionnaire, name: str, language: str | None = None) -> str:
    """Begin a draft of `questionnaire`, which is kept with its digest; the id of the draft."""
    office.questionnaires.keep(questionnaire, origin="", now=office.stamp())
    draft_id = office.new_id()
    office.drafts.begin(
        draft_id,
        questionnaire_digest=questionnaire.digest,
        contribution_id=office.new_id(),
        name=name,
        language=language or questionnaire.language,
        author=office.key().public_hex,
        salt=office.random_bytes,
        now=office.stamp(),
    )
    return draft_id


def open_draft(office: Office, draft_id: str, report: Report) -> OpenDraft:
    """Open a draft with the version of the questionnaire it began with."""
    stored = office.drafts.load(draft_id)
    questionnaire = reread(office.questionnaires.source(stored.summary.questionnaire_digest))
    return OpenDraft(office, stored, questionnaire, report)


def _file_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > READ_AT_MOST:
            raise Trouble("file-too-large", f"“{path.name}” has {size:,} bytes; at most {READ_AT_MOST:,} can be attached.")
        return path.read_bytes()
    except OSError as fault:
        raise Trouble("cannot-read", f"“{path.name}” cannot be read: {fault.strerror}.") from fault
