"""Shared drafts: the events colleagues have, in sealed segments; what was taken in, and what was put aside again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from db import history
from db.archive import Archive
from db.history import Authorship, Write
from db.rows import blob, number, text
from db.segments import full, squeezed
from forms import canonical
from forms.answers import Target
from forms.events import Event, event_of, to_data
from forms.reconcile.entries import UNSENT, Entry
from forms.trouble import Trouble


@dataclass(frozen=True, slots=True)
class SharedDraft:
    """A draft of several people: the id of its first event, the name this person goes by, and the watched folder, if any."""

    draft_id: str
    genesis: str
    name: str
    folder: str


@dataclass(frozen=True, slots=True)
class KeptSegment:
    """A segment as it was sent: `events` are its events in order, each with its id."""

    hash: str
    author: str
    first: int
    last: int
    tip: str
    body: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Taking:
    """One step in which colleagues' work was taken in: when, from whom (a key), what it did in words."""

    number: int
    at: str
    sender: str
    told: str


class SharedStore:
    """The shared drafts of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._whole: dict[str, set[str]] = {}  # segments looked through once; only erasing takes payloads away

    def one(self, draft_id: str) -> SharedDraft | None:
        """What makes a draft a shared one; None where it is one person's alone, and until its beginning is sealed."""
        with self._archive.read() as connection:
            row = connection.execute(
                "SELECT draft_id, genesis, name, folder FROM shared WHERE draft_id=? AND genesis<>''", (draft_id,)
            ).fetchone()
        return SharedDraft(*(text(one) for one in row)) if row else None

    def all(self) -> tuple[SharedDraft, ...]:
        """Every shared draft."""
        with self._archive.read() as connection:
            found = connection.execute(
                "SELECT draft_id, genesis, name, folder FROM shared WHERE genesis<>'' ORDER BY draft_id"
            ).fetchall()
        return tuple(SharedDraft(*(text(one) for one in row)) for row in found)

    def begin(self, shared: SharedDraft) -> None:
        """Make a draft a shared one."""
        with self._archive.write() as connection:
            connection.execute("INSERT OR REPLACE INTO shared (draft_id, genesis, name, folder) VALUES (?,?,?,?)",
                               (shared.draft_id, shared.genesis, shared.name, shared.folder))  # fmt: skip

    def watch(self, draft_id: str, folder: str) -> None:
        """Remember the folder where colleagues' files are; empty for none."""
        with self._archive.write() as connection:
            connection.execute("UPDATE shared SET folder=? WHERE draft_id=?", (folder, draft_id))

    # Events

    def entries(self, draft_id: str) -> list[Entry]:
        """Every event of a draft, sent or not, in the order in which they came here."""
        return self._entries(draft_id)

    def _entries(self, draft_id: str, which: str = "") -> list[Entry]:
        with self._archive.read() as connection:
            found = connection.execute(
                f"SELECT id, target, kind, author, parents, payload, time, seq FROM event WHERE draft_id=? {which} ORDER BY n",
                (draft_id,),
            ).fetchall()
        return [
            Entry(one, target, kind, author, tuple(parents.split()), payload, time, UNSENT if seq is None else seq)
            for one, target, kind, author, parents, payload, time, seq in found
        ]

    def first_and_members(self, draft_id: str) -> list[Entry]:
        """The first event of a draft, and those about who takes part: enough to name its people, however long its history is."""
        return self._entries(draft_id, "AND (target='' OR target GLOB '@member/*')")

    def unsent(self, draft_id: str) -> list[Event]:
        """The events that were not sent yet, in the order in which they were made: this person's."""
        with self._archive.read() as connection:
            found = connection.execute(
                "SELECT body FROM event WHERE draft_id=? AND segment IS NULL ORDER BY n", (draft_id,)
            ).fetchall()
        return [event_of(blob(row[0])) for row in found]

    def forget_unsent(self, draft_id: str) -> None:
        """Nothing of what was not sent is worth telling: it was taken back."""
        with self._archive.write() as connection:
            connection.execute("DELETE FROM event WHERE draft_id=? AND segment IS NULL", (draft_id,))
            self._tidy(connection, draft_id)

    def say(
        self, draft_id: str, events: Sequence[tuple[Target, str, object, tuple[str, ...]]], by: Authorship
    ) -> tuple[Event, ...]:
        """Add what somebody says about the draft (target, kind, value, parents), all or nothing; the events."""
        with self._archive.write() as connection:
            return tuple(
                history.append(connection, draft_id, target, kind, value, by, parents)
                for target, kind, value, parents in events
            )

    def decide(self, draft_id: str, write: Write, parents: tuple[str, ...], by: Authorship) -> Event:
        """Give an answer that takes the place of all in `parents`."""
        with self._archive.write() as connection:
            history.put(connection, draft_id, write, unsealed=False)
            event = history.append(connection, draft_id, write.target, "answer", to_data(write.value), by, parents)
            connection.execute("DELETE FROM step WHERE draft_id=? AND target=?", (draft_id, write.target))
        return event

    def show(self, draft_id: str, writes: Sequence[Write]) -> None:
        """Keep what answers come to now; nothing here is an edit."""
        with self._archive.write() as connection:
            self._show(connection, draft_id, writes)

    def use_file(self, draft_id: str, digest: str) -> None:
        """Note that a draft needs an attached file."""
        with self._archive.write() as connection:
            history.use_files(connection, draft_id, [digest])

    def has_events(self, draft_id: str) -> bool:
        """Whether anything is known of what happened in a draft."""
        with self._archive.read() as connection:
            return history.exists(connection, draft_id)

    # Segments

    def segments(self, draft_id: str) -> tuple[KeptSegment, ...]:
        """Every segment, those of one author in order. Raises `Trouble("history-damaged")`."""
        with self._archive.read() as connection:
            found = connection.execute(
                "SELECT hash, author, first, last, tip, body, signature FROM segment WHERE draft_id=? ORDER BY author, first, hash",
                (draft_id,),
            ).fetchall()
        try:
            return tuple(
                KeptSegment(
                    text(one), text(author), number(first), number(last), text(tip), full(blob(body)), blob(signature)
                )
                for one, author, first, last, tip, body, signature in found
            )
        except ValueError as fault:
            raise Trouble("history-damaged", "A part of the shared history is damaged on the disk.", "Your answers are safe.",
                          "Ask a colleague for their file and take it in.") from fault  # fmt: skip

    def payload_bodies(self, draft_id: str) -> Mapping[str, bytes]:
        """The payloads of all sent events, by hash; those that were erased, or altered on the disk, are missing."""
        with self._archive.read() as connection:
            found = connection.execute(
                "SELECT hash, body FROM payload WHERE draft_id=? AND hash IN (SELECT payload FROM event WHERE draft_id=? AND segment IS NOT NULL)",
                (draft_id, draft_id),
            ).fetchall()
        return {text(hashed): blob(body) for hashed, body in found if canonical.digest(blob(body)) == hashed}

    def kept(self, draft_id: str) -> frozenset[str]:
        """The hashes of the segments that are here and need not be read again. One whose payloads are not all here is read again
        from every file, for another may bring them."""
        with self._archive.read() as connection:
            found = connection.execute("SELECT hash FROM segment WHERE draft_id=?", (draft_id,)).fetchall()
            every = {text(row[0]) for row in found}
            whole = self._whole.get(draft_id, set()) & every
            for one in every - whole:
                rows = connection.execute(
                    "SELECT event.payload, payload.body FROM event LEFT JOIN payload ON payload.hash=event.payload "
                    "AND payload.draft_id=event.draft_id WHERE event.segment=?",
                    (one,),
                )
                if all(canonical.digest(blob(body)) == hashed for hashed, body in rows):
                    whole.add(one)
            self._whole[draft_id] = whole
        return frozenset(whole)

    def aside(self, draft_id: str) -> frozenset[str]:
        """The hashes of the segments that a person put aside."""
        with self._archive.read() as connection:
            return frozenset(
                text(row[0]) for row in connection.execute("SELECT hash FROM aside WHERE draft_id=?", (draft_id,))
            )

    def tip(self, draft_id: str, author: str) -> tuple[int, str | None]:
        """The last `seq` of an author that is kept here, and the id of that event; 0 and None before the first."""
        with self._archive.read() as connection:
            row = connection.execute(
                "SELECT seq, id FROM event WHERE draft_id=? AND author=? AND seq IS NOT NULL ORDER BY seq DESC, id LIMIT 1",
                (draft_id, author),
            ).fetchone()
        return (number(row[0]), text(row[1])) if row else (0, None)

    def send(self, draft_id: str, segment: KeptSegment, events: Sequence[tuple[str, Event]], genesis: str) -> None:
        """Put a sealed segment of one's own in the place of the events it was made of. `events` are those of the segment with ids."""
        with self._archive.write() as connection:
            connection.execute("DELETE FROM event WHERE draft_id=? AND segment IS NULL", (draft_id,))
            self._keep(connection, draft_id, segment, events, None)
            connection.execute("UPDATE shared SET genesis=? WHERE draft_id=?", (genesis, draft_id))
            self._tidy(connection, draft_id)

    def take(
        self,
        draft_id: str,
        segments: Sequence[tuple[KeptSegment, Sequence[tuple[str, Event]]]],
        payloads: Mapping[str, bytes],
        files: Iterable[str],
        writes: Sequence[Write],
        *,
        sender: str,
        told: str,
        now: str,
    ) -> int:
        """Keep colleagues' segments with their payloads, and what answers come to, in one transaction; the number of this step."""
        with self._archive.write() as connection:
            row = connection.execute(
                "INSERT INTO taking (draft_id, at, sender, told) VALUES (?,?,?,?) RETURNING n",
                (draft_id, now, sender, told),
            ).fetchone()
            connection.executemany(
                "INSERT OR REPLACE INTO payload (hash, draft_id, body) VALUES (?,?,?)",
                [(hashed, draft_id, body) for hashed, body in payloads.items()],
            )
            history.use_files(connection, draft_id, files)
            self._whole.get(draft_id, set()).difference_update(one.hash for one, _ in segments)
            for segment, events in segments:
                self._keep(connection, draft_id, segment, events, number(row[0]))
                connection.execute("DELETE FROM aside WHERE draft_id=? AND hash=?", (draft_id, segment.hash))
            self._show(connection, draft_id, writes)
            connection.execute("UPDATE draft SET touched=? WHERE draft_id=?", (now, draft_id))
        return number(row[0])

    def takings(self, draft_id: str) -> tuple[Taking, ...]:
        """Every step in which work was taken in, the newest first."""
        with self._archive.read() as connection:
            found = connection.execute(
                "SELECT n, at, sender, told FROM taking WHERE draft_id=? ORDER BY n DESC", (draft_id,)
            ).fetchall()
        return tuple(Taking(number(one), text(at), text(sender), text(told)) for one, at, sender, told in found)

    def events_of(self, draft_id: str, taking: int) -> frozenset[str]:
        """The ids of the events that one step brought."""
        with self._archive.read() as connection:
            found = connection.execute(
                "SELECT id FROM event WHERE draft_id=? AND segment IN (SELECT hash FROM segment WHERE taking=?)",
                (draft_id, taking),
            ).fetchall()
        return frozenset(text(row[0]) for row in found)

    def put_aside(self, draft_id: str, taking: int, writes: Sequence[Write]) -> None:
        """Forget what one step brought, and show what answers come to without it; its segments are not taken again by themselves."""
        with self._archive.write() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO aside SELECT draft_id, hash FROM segment WHERE taking=?", (taking,)
            )
            connection.execute(
                "DELETE FROM event WHERE draft_id=? AND segment IN (SELECT hash FROM segment WHERE taking=?)",
                (draft_id, taking),
            )
            connection.execute("DELETE FROM segment WHERE taking=?", (taking,))
            connection.execute("DELETE FROM taking WHERE n=?", (taking,))
            self._show(connection, draft_id, writes)
            self._tidy(connection, draft_id)

    def erase_payloads(self, draft_id: str, hashes: Iterable[str]) -> None:
        """Delete payloads for good, from the steps of undo too, with the attached files that nothing else names."""
        with self._archive.write() as connection:
            self._whole.pop(draft_id, None)
            used = connection.execute("SELECT digest FROM attachment_use WHERE draft_id=?", (draft_id,)).fetchall()
            files: set[str] = set()
            for one in hashes:
                named = connection.execute("SELECT body FROM payload WHERE draft_id=? AND hash=?", (draft_id, one))
                files.update(digest for (body,) in named for (digest,) in used if digest.encode() in blob(body))
                connection.execute("DELETE FROM payload WHERE draft_id=? AND hash=?", (draft_id, one))
                connection.execute(
                    "DELETE FROM step WHERE draft_id=? AND target IN (SELECT target FROM event WHERE draft_id=? AND payload=?)",
                    (draft_id, draft_id, one),
                )
            self._tidy(connection, draft_id)  # the steps that are gone had copies of what was before them
            for digest in sorted(files):
                connection.execute(
                    "DELETE FROM attachment_use WHERE draft_id=? AND digest=? "
                    "AND NOT EXISTS (SELECT 1 FROM payload WHERE draft_id=? AND instr(body, ?)) "
                    "AND NOT EXISTS (SELECT 1 FROM answer WHERE draft_id=? AND instr(value, ?))",
                    (draft_id, digest, draft_id, digest.encode(), draft_id, digest.encode()),
                )
            if files:
                connection.execute("DELETE FROM attachment WHERE digest NOT IN (SELECT digest FROM attachment_use)")
        self._archive.forget_deleted()

    # Who has what

    def note_has(self, draft_id: str, author: str, chains: Mapping[str, int], *, at: str) -> None:
        """Remember what a colleague's newest file said they have: one that they wrote earlier and that is read late changes nothing."""
        with self._archive.write() as connection:
            found = connection.execute(
                "SELECT chains, at FROM has WHERE draft_id=? AND author=?", (draft_id, author)
            ).fetchone()
            if found is not None:
                # Their clock tells only where they sent nothing between.
                known = json.loads(text(found[0]) or "{}").get(author, 0), _moment(text(found[1]))
                if known > (chains.get(author, 0), _moment(at)):
                    return
            connection.execute("INSERT OR REPLACE INTO has (draft_id, author, chains, at) VALUES (?,?,?,?)",
                               (draft_id, author, json.dumps(dict(chains), sort_keys=True), at))  # fmt: skip

    def has(self, draft_id: str) -> Mapping[str, tuple[Mapping[str, int], str]]:
        """For each colleague what they had, by author, and when they wrote that."""
        with self._archive.read() as connection:
            found = connection.execute("SELECT author, chains, at FROM has WHERE draft_id=?", (draft_id,)).fetchall()
        return {text(author): (json.loads(text(chains) or "{}"), text(at)) for author, chains, at in found}

    # What this person looked at

    def looked(self, draft_id: str) -> Mapping[Target, str]:
        """The digest of each answer when this person last ticked it as read."""
        with self._archive.read() as connection:
            found = connection.execute("SELECT target, content FROM looked WHERE draft_id=?", (draft_id,)).fetchall()
        return {text(target): text(content) for target, content in found}

    def look(self, draft_id: str, target: Target, content: str) -> None:
        """This person has read an answer as it is now."""
        with self._archive.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO looked (draft_id, target, content) VALUES (?,?,?)", (draft_id, target, content)
            )

    @staticmethod
    def _keep(
        connection: sqlite3.Connection,
        draft_id: str,
        segment: KeptSegment,
        events: Sequence[tuple[str, Event]],
        taking: int | None,
    ) -> None:
        connection.execute(
            "INSERT OR IGNORE INTO segment (hash, draft_id, author, first, last, tip, body, signature, taking) VALUES (?,?,?,?,?,?,?,?,?)",
            (segment.hash, draft_id, segment.author, segment.first, segment.last, segment.tip, squeezed(segment.body), segment.signature, taking),
        )  # fmt: skip
        connection.executemany(
            "INSERT OR IGNORE INTO event (id, draft_id, target, payload, body, kind, author, parents, time, seq, segment) "
            "VALUES (?,?,?,?,x'',?,?,?,?,?,?)",
            [
                (identity, draft_id, one.target, one.payload, one.kind, one.author, " ".join(one.parents), one.claimed_time, one.seq, segment.hash)
                for identity, one in events
            ],
        )  # fmt: skip

    @staticmethod
    def _show(connection: sqlite3.Connection, draft_id: str, writes: Sequence[Write]) -> None:
        for one in writes:
            if not history.is_kept(connection, draft_id, one):  # undo goes on from what the person sees
                connection.execute("DELETE FROM step WHERE draft_id=? AND target=?", (draft_id, one.target))
            history.put(connection, draft_id, one, unsealed=False)
            history.use(connection, draft_id, one.value)

    @staticmethod
    def _tidy(connection: sqlite3.Connection, draft_id: str) -> None:
        """Payloads that no event and no step names any more are gone."""
        connection.execute(
            "DELETE FROM payload WHERE draft_id=? AND hash NOT IN (SELECT payload FROM event WHERE draft_id=?) "
            "AND hash NOT IN (SELECT before FROM step WHERE draft_id=? UNION SELECT after FROM step WHERE draft_id=?)",
            (draft_id,) * 4,
        )


def _moment(told: str) -> float:
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return 0.0
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
