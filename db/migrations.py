"""Numbered steps from one form of the archive to the next, each with its reason."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from forms.events import event_of
from forms.trouble import Trouble

APPLICATION_ID = 0x53A7C4E1
Step = Callable[[sqlite3.Connection], None]


def _first(connection: sqlite3.Connection) -> None:
    """The first form: questionnaires by digest; drafts with current answers, each with its hash; events with payloads and
    heads from the first day; steps for undo; attachments inside; contributions with their packages."""
    from sqlite_utils import Database  # some 70 ms, needed at the first start alone

    kept = Database(connection)
    kept.table("questionnaire").create(
        {"digest": str, "id": str, "version": str, "title": str, "source": bytes, "origin": str, "kept": str},
        pk="digest",
    )
    kept.table("draft").create(
        {
            "draft_id": str, "contribution_id": str, "revision": int, "supersedes": str, "questionnaire_digest": str,
            "name": str, "language": str, "created": str, "touched": str, "last_place": str, "required": int,
            "required_answered": int, "trashed": str, "ended": str,
        },
        pk="draft_id", foreign_keys=[("questionnaire_digest", "questionnaire", "digest")],
        not_null={"contribution_id", "revision", "questionnaire_digest", "name", "language", "touched"},
    )  # fmt: skip
    kept.table("answer").create(
        {"draft_id": str, "target": str, "value": bytes, "sha256": str, "unsealed": int},
        pk=("draft_id", "target"), foreign_keys=[("draft_id", "draft", "draft_id")],
    )  # fmt: skip
    kept.table("event").create(
        {"n": int, "id": str, "draft_id": str, "target": str, "payload": str, "body": bytes},
        pk="n", foreign_keys=[("draft_id", "draft", "draft_id")],
    )  # fmt: skip
    kept.table("event").create_index(["id"], unique=True)
    kept.table("event").create_index(["draft_id", "target"])
    kept.table("payload").create({"hash": str, "draft_id": str, "body": bytes}, pk="hash")
    kept.table("head").create({"draft_id": str, "target": str, "id": str, "payload": str}, pk=("draft_id", "target"))
    kept.table("step").create(
        {"n": int, "draft_id": str, "target": str, "before": str, "after": str, "undone": int},
        pk="n", foreign_keys=[("draft_id", "draft", "draft_id")],
    )  # fmt: skip
    kept.table("step").create_index(["draft_id", "undone", "n"])
    kept.table("attachment").create({"digest": str, "size": int, "body": bytes}, pk="digest")
    kept.table("attachment_use").create({"draft_id": str, "digest": str}, pk=("draft_id", "digest"))
    kept.table("contribution").create(
        {
            "identity": str, "contribution_id": str, "revision": int, "supersedes": str, "reference": str,
            "questionnaire_digest": str, "draft_id": str, "name": str, "finalised": str, "package": bytes, "sha256": str,
            "withdrawn": str,
        },
        pk="identity",
    )  # fmt: skip
    kept.table("contribution").create_index(["contribution_id", "revision"], unique=True)


def _second(connection: sqlite3.Connection) -> None:
    """The highest revision ever finalised for a contribution, which outlives the contribution itself: a revision that was deleted
    here may have been sent, and its number must not be given to other answers."""
    connection.execute("CREATE TABLE finalised (contribution_id TEXT PRIMARY KEY, revision INTEGER NOT NULL)")
    connection.execute(
        "INSERT INTO finalised SELECT contribution_id, max(revision) FROM contribution GROUP BY contribution_id"
    )


def _third(connection: sqlite3.Connection) -> None:
    """Drafting together: what an event says beside its id, so that thousands are read without parsing each; sealed segments, whose
    bytes hold their events; what was taken in, so that it can be put aside again; who has what; and answers that are held: a
    person's own version where others say something else."""
    for column in ("kind TEXT", "author TEXT", "parents TEXT", "time TEXT", "seq INTEGER", "segment TEXT"):
        connection.execute(f"ALTER TABLE event ADD COLUMN {column}")
    connection.execute("ALTER TABLE answer ADD COLUMN held INTEGER NOT NULL DEFAULT 0")
    for number, body in connection.execute("SELECT n, body FROM event").fetchall():
        try:
            one = event_of(bytes(body))
        except (Trouble, KeyError, TypeError, ValueError):
            continue  # damaged: its own hash tells, and nothing of it is believed
        connection.execute(
            "UPDATE event SET kind=?, author=?, parents=?, time=? WHERE n=?",
            (one.kind, one.author, " ".join(one.parents), one.claimed_time, number),
        )
    connection.execute("CREATE INDEX event_segment ON event (segment)")
    # By the draft too: what a file of another draft brings must not take a payload away from the one that has it.
    connection.execute("ALTER TABLE payload RENAME TO payload_before")
    connection.execute("CREATE TABLE payload (hash TEXT, draft_id TEXT, body BLOB, PRIMARY KEY (hash, draft_id))")
    connection.execute("INSERT INTO payload SELECT hash, draft_id, body FROM payload_before")
    connection.execute("DROP TABLE payload_before")
    connection.execute(
        "CREATE TABLE shared (draft_id TEXT PRIMARY KEY REFERENCES draft, genesis TEXT NOT NULL, name TEXT NOT NULL, "
        "folder TEXT NOT NULL DEFAULT '')"
    )
    connection.execute(
        "CREATE TABLE segment (hash TEXT PRIMARY KEY, draft_id TEXT NOT NULL REFERENCES draft, author TEXT NOT NULL, "
        "first INTEGER NOT NULL, last INTEGER NOT NULL, tip TEXT NOT NULL, body BLOB NOT NULL, signature BLOB NOT NULL, taking INTEGER)"
    )
    connection.execute("CREATE INDEX segment_draft ON segment (draft_id)")
    connection.execute(
        "CREATE TABLE taking (n INTEGER PRIMARY KEY, draft_id TEXT NOT NULL REFERENCES draft, at TEXT NOT NULL, sender TEXT NOT NULL, "
        "told TEXT NOT NULL)"
    )
    connection.execute(
        "CREATE TABLE aside (draft_id TEXT NOT NULL REFERENCES draft, hash TEXT NOT NULL, PRIMARY KEY (draft_id, hash))"
    )
    connection.execute(
        "CREATE TABLE has (draft_id TEXT NOT NULL REFERENCES draft, author TEXT NOT NULL, chains TEXT NOT NULL, at TEXT NOT NULL, "
        "PRIMARY KEY (draft_id, author))"
    )
    connection.execute(
        "CREATE TABLE looked (draft_id TEXT NOT NULL REFERENCES draft, target TEXT NOT NULL, content TEXT NOT NULL, "
        "PRIMARY KEY (draft_id, target))"
    )


STEPS: tuple[Step, ...] = (_first, _second, _third)
NEWEST = len(STEPS)
