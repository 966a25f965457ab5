"""Drafting: begin a draft, answer, undo, and keep every keystroke."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.drafts import Damage, DraftSummary, StoredDraft
from db.history import Authorship, Lines, Stepped, Write
from desktop.publishing import write_whole
from desktop.saving import Edit, Report, Saver, SaveState
from desktop.work.office import Office
from forms.answers import Attachment, Target, Value
from forms.change import Change, merged
from forms.filling import Filling
from forms.places import Places
from forms.plain import files_of
from forms.questionnaire import AttachmentQuestion, Questionnaire
from forms.reading import reread
from forms.trouble import Trouble

if TYPE_CHECKING:
    from desktop.work.together import Together

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
        self.together = _together(office, stored.summary.draft_id, questionnaire)
        """What makes it a shared draft; None where it is one person's alone."""
        self._office = office
        for target, value in stored.held.items():
            self.filling.hold(target, value)
            if self.together is not None:
                self.together.resume(target)
        self._damaged = {one.target: self._with_what_counts(one) for one in stored.damaged}
        self._counts = self._count()
        self._saver = Saver(self._put, self._seal, report)
        kept = {**stored.sheet, **stored.held}
        self._saver.seal_edits({target: kept.get(target) for target in stored.unsealed})
        if stored.held:
            self._let_go()

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
        if self.together is not None:
            try:
                self._office.shared.show(self.draft_id, self.together.writes_or_nothing([target]))
            except Trouble:
                return Change()  # it stays among the damaged
            return self.show([target])
        change = self.answer(target, self._damaged[target].last_good)
        self.leave(target)
        return change

    def _with_what_counts(self, damage: Damage) -> Damage:
        """In a shared draft the newest value may be that of somebody who was not let in, or one of several."""
        if self.together is None:
            return damage
        return replace(damage, last_good=self.together.shown(damage.target)[0])

    def leave(self, target: Target) -> Change | None:
        """The person left the question: its edit becomes one step of history. Where colleagues' work came in meanwhile, the answer
        shows what it comes to now: what to redraw."""
        self._saver.seal(target)
        if self.together is not None and (self.together.is_kept(target) or target in self.filling.held):
            return self._let_go(target)
        return None

    def _let_go(self, left: Target = "") -> Change | None:
        """What was kept while the person wrote comes together, once it is an event; where it cannot be one yet, it stays kept. What
        was `left` is no longer held where everybody gives the same answer by now."""
        assert self.together is not None
        if not self._saver.wait_for_steps():
            return None
        try:
            return self.show(self.together.let_go(left))
        except Trouble:
            return None  # the saver tells of a disk that does not take anything

    def speak(self, language: str) -> None:
        """Go on in another language of the questionnaire; answers are ids and stay what they are. Raises `Trouble`."""
        self._office.drafts.speak(self.draft_id, language)
        self.filling.language = language

    def attach(self, question: str, path: Path) -> tuple[Change, tuple[str, ...]]:
        """Take a file as an answer; sentences about its active content come back. Raises `Trouble`."""
        asked = next(one for one in self.filling.questionnaire.questions() if one.id == question)
        if not isinstance(asked, AttachmentQuestion):
            raise KeyError(question)
        data = file_bytes(path)
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

    def share(self, together: Together) -> None:
        """It became a shared draft."""
        self.together = together

    def show(self, targets: Iterable[Target]) -> Change:
        """Show what these answers come to after colleagues' work, or a decision, came in; what to redraw. The archive has it already."""
        assert self.together is not None
        changes = []
        for target in targets:
            if target.startswith("@") or not target:
                continue
            value, held = self.together.shown(target)
            if self.together.is_kept(target):
                continue
            changes.append(self.filling.hold(target, value) if held else self.filling.release(target, value))
            self._is_sound(target)
        before, self._counts = self._counts, self._count()
        if self._counts != before:
            with suppress(Trouble):  # home counts again with the next edit
                self._office.drafts.count(self.draft_id, self._counts)
        return merged(changes)

    def rest(self) -> None:
        """Make every edit so far an event, so that colleagues' work comes beside it and never under it. Raises `Trouble`."""
        self._saver.seal_all()
        if not self._saver.wait_for_steps():
            raise self._saver.trouble or Trouble("still-saving", "The last edit is still being saved.")

    def _step(self, verb: Callable[[str, Authorship, Lines | None], Stepped | None]) -> Step | None:
        self.rest()
        done = self._stepped(verb)
        if done is None:
            return None
        target = done.write.target
        change = self.filling.answer(target, done.write.value)
        self._counts = self._count()
        agreed = self._let_go(target) if target in self.filling.held else None
        return Step(target, merged([change, agreed]) if agreed is not None else change)

    def _stepped(self, verb: Callable[[str, Authorship, Lines | None], Stepped | None]) -> Stepped | None:
        together = self.together
        if together is None:
            return verb(self.draft_id, self._office.authorship(), None)
        with together.lock:  # before the archive's own: the saver takes them in this order too
            done = verb(self.draft_id, self._office.authorship(), together.line)
            if done is not None:
                together.sealed(done.event)
        return done

    def _count(self) -> tuple[int, int]:
        progress = self.filling.progress()
        return progress.required, progress.required_answered

    def _put(self, writes: Mapping[Target, Value | None], place: Target | None) -> None:
        self._office.drafts.put(
            self.draft_id,
            [Write(target, value, self._is_held(target)) for target, value in writes.items()],
            last_place=place,
            counts=self._counts,
            now=self._office.stamp(),
        )

    def _is_held(self, target: Target) -> bool:
        return target in self.filling.held or (self.together is not None and self.together.is_kept(target))

    def _seal(self, edits: Sequence[Edit]) -> None:
        together, by = self.together, self._office.authorship()
        if together is None:
            self._office.drafts.seal(self.draft_id, [Write(target, value) for target, value in edits], by)
            return
        for target, value in edits:
            with together.lock:
                line, _ = together.line(target)
                event = self._office.drafts.seal_on(self.draft_id, Write(target, value), by, line)
                if event is not None:
                    together.sealed(event)


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
    office.drafts.begin(draft, office.authorship(), sheet)
    return draft.draft_id


def _together(office: Office, draft_id: str, questionnaire: Questionnaire) -> Together | None:
    shared = office.shared.one(draft_id)
    if shared is None:
        return None
    from desktop.work.together import Together  # who drafts alone does without it

    return Together(office, shared, questionnaire)


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


def file_bytes(path: Path) -> bytes:
    """The bytes of a file of a person's choice. Raises `Trouble`, before anything is read where it is too large."""
    try:
        size = path.stat().st_size
        if size > READ_AT_MOST:
            raise Trouble("file-too-large", f"“{path.name}” has {size:,} bytes; at most {READ_AT_MOST:,} can be read.")
        return path.read_bytes()
    except OSError as fault:
        raise Trouble("cannot-read", f"“{path.name}” cannot be read: {fault.strerror}.") from fault
