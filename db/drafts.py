"""Drafts: answers that are durable at once, each with its hash, and the history behind them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from db import history, rows
from db.archive import Archive
from db.history import Authorship, Line, Lines, Stepped, Write
from forms import canonical
from forms.answers import Target, Value
from forms.events import Event, from_data, genesis
from forms.trouble import Trouble

__all__ = ["Authorship", "Damage", "DraftStore", "DraftSummary", "Line", "Stepped", "StoredDraft", "Write"]


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A draft without its answers. Times are ISO 8601 with offset; `trashed` and `ended` are empty, or say when it went to
    the trash, and which contribution it became."""

    draft_id: str
    contribution_id: str
    revision: int
    supersedes: str | None
    questionnaire_digest: str
    name: str
    language: str
    created: str
    touched: str
    last_place: str | None
    required: int
    required_answered: int
    trashed: str
    ended: str


@dataclass(frozen=True, slots=True)
class Damage:
    """An answer that cannot be trusted: `altered` (its hash does not match), `unreadable`, or `missing` (its history knows
    it). `last_good` is the newest value whose own hash holds."""

    target: Target
    reason: str
    last_good: Value | None


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as it lies in the archive; damaged answers are not in `sheet`. `unsealed` are edits that an earlier run did not
    come to make history."""

    summary: DraftSummary
    sheet: Mapping[Target, Value]
    damaged: tuple[Damage, ...]
    unsealed: tuple[Target, ...] = ()
    held: Mapping[Target, Value | None] = field(default_factory=dict)
    """This person's own versions where others answered differently; they are not in `sheet`."""

    @property
    def last_place(self) -> str | None:
        """Where the person was last."""
        return self.summary.last_place


_COLUMNS = ", ".join(one.name for one in fields(DraftSummary))
_TABLES = ("answer", "event", "payload", "head", "step", "attachment_use", "contribution",
           "shared", "segment", "taking", "aside", "has", "looked", "draft")  # fmt: skip


class DraftStore:
    """The drafts of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def begin(self, draft: DraftSummary, by: Authorship, sheet: Mapping[Target, Value] | None = None) -> None:
        """Begin a draft, with the answers of `sheet` if any, and its first event."""
        with self._archive.write() as connection:
            _insert(connection, draft)
            value = genesis(draft.contribution_id, draft.questionnaire_digest)
            history.append(connection, draft.draft_id, "", "genesis", value, by)
            for target, given in (sheet or {}).items():
                history.put(connection, draft.draft_id, Write(target, given), unsealed=True)
                history.seal(connection, draft.draft_id, Write(target, given), by)
                history.use(connection, draft.draft_id, given)
            connection.execute("DELETE FROM step WHERE draft_id=?", (draft.draft_id,))

    def join(self, draft: DraftSummary) -> None:
        """Begin a draft that colleagues began: its first event comes with their work."""
        with self._archive.write() as connection:
            _insert(connection, draft)

    def all(self) -> tuple[DraftSummary, ...]:
        """Every draft that has not become a contribution, the one touched last first; those in the trash too."""
        with self._archive.read() as connection:
            found = connection.execute(
                f"SELECT {_COLUMNS} FROM draft WHERE ended='' ORDER BY touched DESC, draft_id"
            ).fetchall()
        return tuple(_read(row) for row in found)

    def summary(self, draft_id: str) -> DraftSummary:
        """One draft without its answers. Raises `Trouble("no-draft")`."""
        with self._archive.read() as connection:
            return _summary(connection, draft_id)

    def load(self, draft_id: str) -> StoredDraft:
        """A draft with its answers, each checked against its hash and against its history. Raises `Trouble("no-draft")`."""
        with self._archive.read() as connection:
            summary = _vouched(_summary(connection, draft_id), history.first(connection, draft_id))
            found_rows = connection.execute(
                "SELECT target, value, sha256, unsealed, held FROM answer WHERE draft_id=? ORDER BY target", (draft_id,)
            ).fetchall()
            if not found_rows and not history.exists(connection, draft_id):
                raise Trouble("draft-damaged", "The record of this draft is damaged, so its answers cannot be found.",
                              "Nothing was changed.", "Restore a backup in the settings.")  # fmt: skip
            sheet: dict[Target, Value] = {}
            damaged: dict[Target, str] = {}
            shared = connection.execute("SELECT 1 FROM shared WHERE draft_id=?", (draft_id,)).fetchone() is not None
            held: dict[Target, Value | None] = {}
            unsealed = []
            for name, value, sha256, is_open, is_held in found_rows:
                target, data = rows.text(name), rows.blob(value)
                try:
                    if history.guard(target, data) != sha256:
                        damaged[target] = "altered"
                        continue
                    given = from_data(canonical.decode_own(data))
                except (Trouble, ValueError, TypeError):
                    damaged[target] = "unreadable"
                    continue
                if is_held and shared:
                    held[target] = given
                elif given is not None:
                    sheet[target] = given
                if is_open:
                    unsealed.append(target)
            known = {rows.text(row[0]) for row in found_rows}
            damaged.update(
                (target, "missing") for target in history.answered(connection, draft_id) if target not in known
            )
            found = tuple(
                Damage(target, reason, history.last_good(connection, draft_id, target))
                for target, reason in damaged.items()
            )
        return StoredDraft(summary, sheet, found, tuple(unsealed), held)

    def put(
        self, draft_id: str, writes: Sequence[Write], *, last_place: Target | None, counts: tuple[int, int], now: str
    ) -> None:
        """Keep these answers durably, in one short transaction; they stay open edits until sealed. `counts` are the required
        answers and how many of them are given."""
        with self._archive.write() as connection:
            for write in writes:
                history.put(connection, draft_id, write, unsealed=True)
                history.use(connection, draft_id, write.value)
            connection.execute(
                "UPDATE draft SET touched=?, last_place=coalesce(?, last_place), required=?, required_answered=? WHERE draft_id=?",
                (now, last_place, *counts, draft_id),
            )

    def count(self, draft_id: str, counts: tuple[int, int]) -> None:
        """Keep how many answers are required and how many of them are given, where that changed without an edit here."""
        self._set(draft_id, "required=?, required_answered=?", counts)

    def seal(self, draft_id: str, edits: Sequence[Write], by: Authorship) -> None:
        """Make open edits, each with the value it had when it was left, events and steps that undo takes back."""
        with self._archive.write() as connection:
            for edit in edits:
                history.seal(connection, draft_id, edit, by)

    def seal_on(self, draft_id: str, edit: Write, by: Authorship, line: Line) -> Event | None:
        """The same for one edit of a shared draft, built on `line`; the event, if it is one."""
        with self._archive.write() as connection:
            return history.seal(connection, draft_id, edit, by, line)

    def undo(self, draft_id: str, by: Authorship, lines: Lines | None = None) -> Stepped | None:
        """Take back the last step; what to show now, or None. `lines` is given for a shared draft."""
        with self._archive.write() as connection:
            return history.step_back(connection, draft_id, by, lines)

    def redo(self, draft_id: str, by: Authorship, lines: Lines | None = None) -> Stepped | None:
        """Do again what was undone last; what to show now, or None."""
        with self._archive.write() as connection:
            return history.step_again(connection, draft_id, by, lines)

    def can_undo(self, draft_id: str) -> bool:
        """Whether a step can be taken back."""
        with self._archive.read() as connection:
            return history.can_step(connection, draft_id, undone=0)

    def can_redo(self, draft_id: str) -> bool:
        """Whether a step can be done again."""
        with self._archive.read() as connection:
            return history.can_step(connection, draft_id, undone=1)

    def rename(self, draft_id: str, name: str, *, now: str) -> None:
        """Call a draft something else."""
        self._set(draft_id, "name=?, touched=?", (_writable(name), now))

    def speak(self, draft_id: str, language: str) -> None:
        """Show a draft, and print its receipt, in another language of its questionnaire. No answer changes."""
        self._set(draft_id, "language=?", (language,))

    def trash(self, draft_id: str, *, now: str) -> None:
        """Put a draft into the trash."""
        self._set(draft_id, "trashed=?", (now,))

    def restore(self, draft_id: str) -> None:
        """Take a draft out of the trash."""
        self._set(draft_id, "trashed=?", ("",))

    def erase(self, draft_id: str) -> None:
        """Delete a draft, the contribution that it became, its history and every attachment that nothing else uses, and take the
        bytes out of the file."""
        with self._archive.write() as connection:
            _summary(connection, draft_id)
            for table in _TABLES:
                connection.execute(f"DELETE FROM {table} WHERE draft_id=?", (draft_id,))
            connection.execute("DELETE FROM attachment WHERE digest NOT IN (SELECT digest FROM attachment_use)")
        self._archive.forget_deleted()

    def _set(self, draft_id: str, what: str, values: tuple[str | int, ...]) -> None:
        with self._archive.write() as connection:
            _summary(connection, draft_id)
            connection.execute(f"UPDATE draft SET {what} WHERE draft_id=?", (*values, draft_id))


def _insert(connection: sqlite3.Connection, draft: DraftSummary) -> None:
    row = replace(draft, name=_writable(draft.name))
    connection.execute(
        f"INSERT INTO draft ({_COLUMNS}) VALUES ({', '.join('?' * len(fields(DraftSummary)))})",
        tuple(getattr(row, one.name) for one in fields(DraftSummary)),
    )


def _writable(name: str) -> str:
    """Half characters, which a name pasted from elsewhere may hold, cannot be kept: a replacement stands for each."""
    return name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _summary(connection: sqlite3.Connection, draft_id: str) -> DraftSummary:
    row = connection.execute(f"SELECT {_COLUMNS} FROM draft WHERE draft_id=?", (draft_id,)).fetchone()
    if row is None:
        raise Trouble("no-draft", "This draft is not in the archive any more.", "Nothing was changed.")
    return _read(row)


def _vouched(summary: DraftSummary, first: Mapping[str, str]) -> DraftSummary:
    """A flipped bit must not give a contribution another id or another questionnaire: the first event knows both."""
    return replace(
        summary,
        contribution_id=first.get("contribution", summary.contribution_id),
        questionnaire_digest=first.get("questionnaire", summary.questionnaire_digest),
    )


def _read(row: Sequence[object]) -> DraftSummary:
    found = dict(zip((one.name for one in fields(DraftSummary)), row, strict=True))
    return DraftSummary(
        draft_id=rows.text(found["draft_id"]),
        contribution_id=rows.text(found["contribution_id"]),
        revision=rows.number(found["revision"]),
        supersedes=rows.text_or_none(found["supersedes"]),
        questionnaire_digest=rows.text(found["questionnaire_digest"]),
        name=rows.text(found["name"]),
        language=rows.text(found["language"]),
        created=rows.moment(found["created"]),
        touched=rows.moment(found["touched"]),
        last_place=rows.text_or_none(found["last_place"]),
        required=rows.number(found["required"]),
        required_answered=rows.number(found["required_answered"]),
        trashed=rows.text(found["trashed"]),
        ended=rows.text(found["ended"]),
    )
