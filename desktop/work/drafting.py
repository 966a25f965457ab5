"""Drafting: begin a draft, answer, undo, and keep every keystroke."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db.drafts import Damage, DraftSummary, StoredDraft
from db.history import Authorship, Stepped, Write
from desktop.publishing import write_whole
from desktop.saving import Edit, Report, Saver, SaveState
from desktop.work.office import Office
from forms.answers import Attachment, Target, Value
from forms.change import Change
from forms.filling import Filling
from forms.places import Places
from forms.plain import files_of
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
        self._damaged = {one.target: one for one in stored.damaged}
        self._counts = self._count()
        self._saver = Saver(self._put, self._seal, report)
        self._saver.seal_edits({target: stored.sheet.get(target) for target in stored.unsealed})

    @property
    def draft_id(self) -> str:
        """The id of this draft in the archive."""
        return self.stored.summary.draft_id

    @property
    def damaged(self) -> tuple[Damage, ...]:
        """Answers that cannot be trusted and were not given again since; they forbid finalising."""
        return tuple(self._damaged.values())

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
        self._is_sound(target)
        self._counts = self._count()
        self._saver.put(target, self.filling.value(target))
        return change

    def heal(self, target: Target) -> Change:
        """Take the newest sound value of a damaged answer from its history; nothing where there is none."""
        change = self.answer(target, self._damaged[target].last_good)
        self.leave(target)
        return change

    def leave(self, target: Target) -> None:
        """The person left the question: its edit becomes one step of history."""
        self._saver.seal(target)

    def speak(self, language: str) -> None:
        """Go on in another language of the questionnaire; answers are ids and stay what they are. Raises `Trouble`."""
        self._office.drafts.speak(self.draft_id, language)
        self.filling.language = language

    def attach(self, question: str, path: Path) -> tuple[Change, tuple[str, ...]]:
        """Take a file as an answer; sentences about its active content come back. Raises `Trouble`."""
        asked = next(one for one in self.filling.questionnaire.questions() if one.id == question)
        if not isinstance(asked, AttachmentQuestion):
            raise KeyError(question)
        data = _file_bytes(path)
        from forms.package.file_types import check, clean_name  # start-up does not need it

        checked = check(data, path.name, asked.extensions)
        with_digest = self._office.attachments.keep(data)
        before = files_of(self.filling.value(question))
        added = Attachment(with_digest, clean_name(path.name), len(data), checked.type)
        kept = tuple(one for one in before if one.digest != with_digest)
        if asked.max_files == 1:
            kept = ()
        change = self.answer(question, (*kept, added))
        self.leave(question)
        return change, checked.warnings

    def detach(self, question: str, digest: str) -> Change:
        """Remove one file from the answer; undo brings it back."""
        before = files_of(self.filling.value(question))
        change = self.answer(question, tuple(one for one in before if one.digest != digest) or None)
        self.leave(question)
        return change

    def is_as_stored(self) -> bool:
        """Whether the archive holds what the window shows; where the disk altered something since, it is saved once more."""
        stored = self._office.drafts.load(self.draft_id)
        shown = self.filling.sheet()
        if stored.sheet == shown and not {one.target for one in stored.damaged} & shown.keys():
            return True
        for target in stored.sheet.keys() | shown.keys():
            if stored.sheet.get(target) != shown.get(target):
                self._saver.put(target, shown.get(target))
        return False

    def attachment_bytes(self) -> Mapping[str, bytes]:
        """The bytes of every attachment that would be sent, by digest. Raises `Trouble` where one is damaged."""
        return {
            one.digest: self._office.attachments.bytes_of(one.digest)
            for value in self.filling.effective().values()
            for one in files_of(value)
        }

    def open_copy(self, digest: str) -> Path:
        """A read-only copy of an attachment for another program, under a name of ours with its checked ending."""
        type_of = {one.digest: one.type for value in self.filling.sheet().values() for one in files_of(value)}
        with _told(self._office.copies):
            self._office.copies.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._office.copies / f"{digest[:16]}.{type_of[digest]}"
        data = self._office.attachments.bytes_of(digest)
        with _told(self._office.copies):
            if not path.exists() or path.read_bytes() != data:
                path.unlink(missing_ok=True)
                write_whole(path, data, mode=0o400)
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

    def _is_sound(self, target: Target) -> None:
        """What is left damaged under a name that no question has was an answer to a place named beside it: given again by now."""
        if self._damaged.pop(target, None) and self._damaged:
            places = Places(self.filling.questionnaire)
            if not any(_is_place(places, one) for one in self._damaged):
                self._damaged.clear()

    def _step(self, verb: Callable[[str, Authorship], Stepped | None]) -> Step | None:
        self._saver.seal_all()
        if not self._saver.wait_for_steps():
            raise self._saver.trouble or Trouble("still-saving", "The last edit is still being saved.")
        done = verb(self.draft_id, authorship(self._office))
        if done is None:
            return None
        change = self.filling.answer(done.write.target, done.write.value)
        self._counts = self._count()
        return Step(done.write.target, change)

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

    def _seal(self, edits: Sequence[Edit]) -> None:
        writes = [Write(target, value) for target, value in edits]
        self._office.drafts.seal(self.draft_id, writes, authorship(self._office))


def authorship(office: Office) -> Authorship:
    """Who edits now, and when."""
    return Authorship(office.key().public_hex, office.random_bytes, office.stamp())


def begin(
    office: Office,
    questionnaire: Questionnaire,
    name: str,
    *,
    language: str | None = None,
    sheet: Mapping[Target, Value] | None = None,
    contribution_id: str | None = None,
    revision: int = 1,
    supersedes: str | None = None,
    last_place: Target | None = None,
) -> str:
    """Begin a draft of `questionnaire`, which is kept with its digest; the id of the draft. `sheet` are answers to begin with."""
    office.questionnaires.keep(questionnaire, origin="", now=office.stamp())
    spoken = language or questionnaire.language
    progress = Filling(questionnaire, sheet, spoken).progress()
    now = office.stamp()
    draft = DraftSummary(
        draft_id=office.new_id(),
        contribution_id=contribution_id or office.new_id(),
        revision=revision,
        supersedes=supersedes,
        questionnaire_digest=questionnaire.digest,
        name=name,
        language=spoken,
        created=now,
        touched=now,
        last_place=last_place,
        required=progress.required,
        required_answered=progress.required_answered,
        trashed="",
        ended="",
    )
    office.drafts.begin(draft, authorship(office), sheet)
    return draft.draft_id


def open_draft(office: Office, draft_id: str, report: Report) -> OpenDraft:
    """Open a draft with the version of the questionnaire it began with."""
    stored = office.drafts.load(draft_id)
    return OpenDraft(office, stored, questionnaire_of(office, stored.summary), report)


def trusted(office: Office, draft_id: str) -> StoredDraft:
    """A draft that leaves the archive: raises `Trouble("damaged-answers")` rather than leave out what was altered."""
    stored = office.drafts.load(draft_id)
    if stored.damaged:
        raise damaged_answers()
    return stored


def damaged_answers() -> Trouble:
    """Some answers cannot be trusted, and nothing is made of the others before a person has looked."""
    return Trouble(
        "damaged-answers",
        "Some answers were altered on the disk and are not trusted.",
        "All other answers are safe.",
        "Open the draft and give these answers again; the review screen lists them.",
    )


def questionnaire_of(office: Office, draft: DraftSummary) -> Questionnaire:
    """The questionnaire of a draft, as it was when the draft began."""
    return reread(office.questionnaires.source(draft.questionnaire_digest))


def duplicate(office: Office, draft_id: str) -> str:
    """A copy of a draft as a contribution of its own; the id of the copy."""
    stored = trusted(office, draft_id)
    questionnaire = questionnaire_of(office, stored.summary)
    return begin(office, questionnaire, f"{stored.summary.name} (2)", language=stored.summary.language, sheet=stored.sheet,
                 last_place=stored.last_place)  # fmt: skip


def move_out(office: Office, draft_id: str, path: Path) -> None:
    """Write a whole draft into one file for another computer; what stays here goes to the trash, so that only one of the two is
    finalised. Raises `Trouble`; then nothing is written."""
    stored = trusted(office, draft_id)
    digests = {one.digest for value in stored.sheet.values() for one in files_of(value)}
    summary = stored.summary
    from forms import draft_file  # start-up does not need it

    moved = draft_file.MovedDraft(
        name=summary.name,
        language=summary.language,
        contribution_id=summary.contribution_id,
        revision=summary.revision,
        supersedes=summary.supersedes,
        last_place=summary.last_place,
        questionnaire=questionnaire_of(office, summary),
        sheet=stored.sheet,
        attachments={digest: office.attachments.bytes_of(digest) for digest in digests},
    )
    data = draft_file.write(moved)
    try:
        if len(data) > READ_AT_MOST:
            raise ValueError("larger than the other computer reads")
        draft_file.take(data)
    except (Trouble, ValueError) as fault:
        raise Trouble("draft-not-movable", "This draft cannot be moved: the other computer could not read so large a file.",
                      "Nothing was written, and the draft is as it was.",
                      "Shorten the longest answers or remove a file, and try again.") from fault  # fmt: skip
    write_whole(path, data)
    office.drafts.trash(draft_id, now=office.stamp())


def move_in(office: Office, path: Path) -> str:
    """Take a draft from such a file; the id it has here. Where it is here already it becomes a duplicate, a contribution of its own,
    and its name says so. Raises `Trouble`; then nothing changed."""
    from forms import draft_file  # start-up does not need it

    moved = draft_file.take(_file_bytes(path))
    for data in moved.attachments.values():
        office.attachments.keep(data)
    if _is_here(office, moved.contribution_id, moved.revision):
        return begin(office, moved.questionnaire, f"{moved.name} (duplicate: it was here already)", language=moved.language,
                     sheet=moved.sheet, last_place=moved.last_place)  # fmt: skip
    return begin(
        office,
        moved.questionnaire,
        moved.name,
        language=moved.language,
        sheet=moved.sheet,
        contribution_id=moved.contribution_id,
        revision=moved.revision,
        supersedes=moved.supersedes,
        last_place=moved.last_place,
    )


def _is_here(office: Office, contribution_id: str, revision: int) -> bool:
    drafted = any(one.contribution_id == contribution_id and not one.trashed for one in office.drafts.all())
    return drafted or office.contributions.newest_revision(contribution_id) >= revision


def _is_place(places: Places, target: Target) -> bool:
    try:
        places.find(target)
    except KeyError:
        return False
    return True


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Trouble("read-only", f"The folder “{folder.name}” cannot be used: {fault.strerror}.",
                      "Your answers are safe.", "Free some space, or allow writing there, and try again.") from fault  # fmt: skip


def _file_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > READ_AT_MOST:
            raise Trouble("file-too-large", f"“{path.name}” has {size:,} bytes; at most {READ_AT_MOST:,} can be read.")
        return path.read_bytes()
    except OSError as fault:
        raise Trouble("cannot-read", f"“{path.name}” cannot be read: {fault.strerror}.") from fault
