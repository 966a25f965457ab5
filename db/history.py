"""History: an edit becomes an event with its payload, a new head, and a step that undo can take back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.rows import blob, text
from forms import canonical
from forms.answers import Attachment, Target, Value
from forms.events import Event, from_data, payload, payload_value, to_data
from forms.trouble import Trouble

Random = Callable[[int], bytes]
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who edits: a public key in hex, a source of secure chance for salts, and the moment as ISO 8601."""

    author: str
    random: Random
    now: str


@dataclass(frozen=True, slots=True)
class Write:
    """One answer to keep; `None` clears it. `held`: it is this person's own version of an answer that others gave differently."""

    target: Target
    value: Value | None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What an edit of a shared draft is built on: the events that the person had in view, and the value they came to."""

    parents: tuple[str, ...]
    before: Value | None


@dataclass(frozen=True, slots=True)
class Stepped:
    """A step undone or done again: what is to be shown now, and the event that says so."""

    write: Write
    event: Event


Lines = Callable[[Target], tuple[Line, bool]]
"""What an edit of a target is built on in a shared draft, and whether the answer is held."""


def guard(target: Target, value: bytes) -> str:
    """The hash beside an answer; it covers the target too, so that no answer can change its place unseen."""
    return canonical.digest(canonical.encode(target) + b"\n" + value)


def put(connection: sqlite3.Connection, draft_id: str, write: Write, *, unsealed: bool) -> None:
    """Replace the current answer in place."""
    value = canonical.encode(to_data(write.value))
    connection.execute(
        "INSERT INTO answer (draft_id, target, value, sha256, unsealed, held) VALUES (?,?,?,?,?,?) ON CONFLICT (draft_id, target) DO "
        "UPDATE SET value=excluded.value, sha256=excluded.sha256, unsealed=excluded.unsealed, held=excluded.held",
        (draft_id, write.target, value, guard(write.target, value), int(unsealed), int(write.held)),
    )
    # From the first key on a second table knows that there is an answer: one that a flipped bit hides is missed, not forgotten.
    connection.execute(
        "INSERT OR IGNORE INTO head (draft_id, target, id, payload) VALUES (?,?,'','')", (draft_id, write.target)
    )


def is_kept(connection: sqlite3.Connection, draft_id: str, write: Write) -> bool:
    """Whether the current answer says this already."""
    row = connection.execute(
        "SELECT sha256 FROM answer WHERE draft_id=? AND target=?", (draft_id, write.target)
    ).fetchone()
    return row is not None and row[0] == guard(write.target, canonical.encode(to_data(write.value)))


def use(connection: sqlite3.Connection, draft_id: str, value: Value | None) -> None:
    """Note that a draft needs the files of an answer: they stay as long as its history may bring them back."""
    if isinstance(value, tuple):
        used = [one.digest for one in value if isinstance(one, Attachment)]
        if used:
            use_files(connection, draft_id, used)


def use_files(connection: sqlite3.Connection, draft_id: str, digests: Iterable[str]) -> None:
    """Note that a draft needs these files."""
    connection.executemany(
        "INSERT OR IGNORE INTO attachment_use (draft_id, digest) VALUES (?,?)", [(draft_id, one) for one in digests]
    )


def seal(
    connection: sqlite3.Connection, draft_id: str, edit: Write, by: Authorship, line: Line | None = None
) -> Event | None:
    """Make an edit an event and a step, with the value it had when it was left; one that came back to what it was is none. In a
    shared draft `line` says what it is built on."""
    target, value = edit.target, to_data(edit.value)
    connection.execute(
        "UPDATE answer SET unsealed=0 WHERE draft_id=? AND target=? AND sha256=?",
        (draft_id, target, guard(target, canonical.encode(value))),
    )
    if line is None:
        head = _head(connection, draft_id, target)
        before = head[1] if head else ""
        if _is_at(connection, before, value):
            return None
    else:
        if value == to_data(line.before):
            return None
        before = "" if line.before is None else _keep_payload(connection, draft_id, to_data(line.before), by)
    after = append(connection, draft_id, target, "answer", value, by, None if line is None else line.parents)
    connection.execute("DELETE FROM step WHERE draft_id=? AND undone=1", (draft_id,))
    connection.execute(
        "INSERT INTO step (draft_id, target, before, after, undone) VALUES (?,?,?,?,0)",
        (draft_id, target, before, after.payload),
    )
    return after


def append(
    connection: sqlite3.Connection,
    draft_id: str,
    target: Target,
    kind: str,
    value: object,
    by: Authorship,
    parents: tuple[str, ...] | None = None,
) -> Event:
    """Add an event after the present head of `target`, or after `parents` where they are given."""
    hashed = _keep_payload(connection, draft_id, value, by)
    if parents is None:
        before = _head(connection, draft_id, target)
        parents = (before[0],) if before else ()
    event = Event(
        draft=draft_id,
        target=target,
        kind=kind,
        payload=hashed,
        parents=tuple(sorted(parents)),
        author=by.author,
        claimed_time=by.now,
    )
    data = event.data()
    identity = canonical.digest(data)
    connection.execute(
        "INSERT OR IGNORE INTO event (id, draft_id, target, payload, body, kind, author, parents, time) VALUES (?,?,?,?,?,?,?,?,?)",
        (identity, draft_id, target, hashed, data, kind, by.author, " ".join(event.parents), by.now),
    )
    if kind not in ("answer", "genesis"):
        return event  # what people say about answers, or suggest, is no answer that must be there
    connection.execute(
        "INSERT INTO head (draft_id, target, id, payload) VALUES (?,?,?,?) "
        "ON CONFLICT (draft_id, target) DO UPDATE SET id=excluded.id, payload=excluded.payload",
        (draft_id, target, identity, hashed),
    )
    return event


def _keep_payload(connection: sqlite3.Connection, draft_id: str, value: object, by: Authorship) -> str:
    body = payload(by.random(SALT_BYTES), value)
    hashed = canonical.digest(body)
    connection.execute("INSERT OR IGNORE INTO payload (hash, draft_id, body) VALUES (?,?,?)", (hashed, draft_id, body))
    return hashed


def step_back(
    connection: sqlite3.Connection, draft_id: str, by: Authorship, lines: Lines | None = None
) -> Stepped | None:
    """Undo the last step: a new event with the value before it."""
    return _step(connection, draft_id, by, lines, undone=0, order="DESC", column="before")


def step_again(
    connection: sqlite3.Connection, draft_id: str, by: Authorship, lines: Lines | None = None
) -> Stepped | None:
    """Redo the step undone last: a new event with the value after it."""
    return _step(connection, draft_id, by, lines, undone=1, order="ASC", column="after")


def can_step(connection: sqlite3.Connection, draft_id: str, *, undone: int) -> bool:
    """Whether there is a step to undo (0) or to redo (1)."""
    found = connection.execute(
        "SELECT 1 FROM step WHERE draft_id=? AND undone=? LIMIT 1", (draft_id, undone)
    ).fetchone()
    return found is not None


def last_good(connection: sqlite3.Connection, draft_id: str, target: Target) -> Value | None:
    """The newest sealed value of `target` whose payload still matches its hash."""
    rows = connection.execute(
        "SELECT payload FROM event WHERE draft_id=? AND target=? AND (kind='answer' OR kind IS NULL) ORDER BY n DESC",
        (draft_id, target),
    ).fetchall()
    for (hashed,) in rows:
        try:
            return from_data(_value(connection, hashed))
        except (Trouble, ValueError, KeyError):
            continue
    return None


def first(connection: sqlite3.Connection, draft_id: str) -> Mapping[str, str]:
    """What the first event says of the draft itself; empty where it is damaged or missing."""
    rows = connection.execute(
        "SELECT payload FROM event WHERE draft_id=? AND target='' ORDER BY n", (draft_id,)
    ).fetchall()
    for (hashed,) in rows:
        try:
            value = _value(connection, hashed)
        except (Trouble, ValueError, KeyError):
            continue
        if isinstance(value, dict):
            return value
    return {}


def exists(connection: sqlite3.Connection, draft_id: str) -> bool:
    """Whether any event of this draft is there; a draft has one from its beginning."""
    return connection.execute("SELECT 1 FROM event WHERE draft_id=? LIMIT 1", (draft_id,)).fetchone() is not None


def answered(connection: sqlite3.Connection, draft_id: str) -> Sequence[Target]:
    """Each target that was ever answered, history already or not."""
    found = connection.execute("SELECT target FROM head WHERE draft_id=? AND target<>''", (draft_id,)).fetchall()
    return [text(target) for (target,) in found]


def _step(
    connection: sqlite3.Connection,
    draft_id: str,
    by: Authorship,
    lines: Lines | None,
    *,
    undone: int,
    order: str,
    column: str,
) -> Stepped | None:
    row = connection.execute(
        f"SELECT n, target, {column} FROM step WHERE draft_id=? AND undone=? ORDER BY n {order} LIMIT 1",
        (draft_id, undone),
    ).fetchone()
    if row is None:
        return None
    number, target, hashed = row
    data = _value(connection, hashed) if hashed else None
    line, held = lines(target) if lines is not None else (None, False)
    event = append(connection, draft_id, target, "answer", data, by, None if line is None else line.parents)
    write = Write(target, from_data(data), held)
    put(connection, draft_id, write, unsealed=False)
    connection.execute("UPDATE step SET undone=? WHERE n=?", (1 - undone, number))
    return Stepped(write, event)


def _is_at(connection: sqlite3.Connection, hashed: str, value: object) -> bool:
    try:
        return value == (_value(connection, hashed) if hashed else None)
    except Trouble:
        return False  # what was damaged in the history keeps nobody from going on


def _head(connection: sqlite3.Connection, draft_id: str, target: Target) -> tuple[str, str] | None:
    row = connection.execute(
        "SELECT id, payload FROM head WHERE draft_id=? AND target=?", (draft_id, target)
    ).fetchone()
    return (row[0], row[1]) if row and row[0] else None


def _value(connection: sqlite3.Connection, hashed: str) -> object:
    row = connection.execute("SELECT body FROM payload WHERE hash=?", (hashed,)).fetchone()
    if row is None or canonical.digest(blob(row[0])) != hashed:
        raise Trouble(
            "history-damaged", "A step of the history is damaged.", "The present answers are judged on their own."
        )
    value: object = payload_value(blob(row[0]))
    return value
