"""Soundness: what in an archive no longer matches its own digest, read from the file itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from db.history import guard
from db.rows import blob
from db.segments import is_sound
from forms import canonical

Kind = Literal["file", "answer", "attachment", "package", "questionnaire", "history"]
Check = Callable[[sqlite3.Connection], Iterator["Flaw"]]


@dataclass(frozen=True, order=True, slots=True)
class Flaw:
    """One thing that is not what it was: which kind, whose (a draft, or empty), and which one."""

    kind: Kind
    owner: str
    what: str


def flaws(path: Path) -> frozenset[Flaw]:
    """Everything in the file at `path` that does not match its digest; nobody else may have the file open."""
    with closing(sqlite3.connect(path)) as connection:
        return flaws_in(connection)


def flaws_in(connection: sqlite3.Connection) -> frozenset[Flaw]:
    """Everything behind `connection` that does not match its digest. One unreadable table does not hide the others."""
    before, connection.text_factory = connection.text_factory, _text
    found: set[Flaw] = set()
    try:
        for check in (_pages, _answers, _bodies, _missing, _history):
            try:
                found.update(check(connection))
            except sqlite3.Error as fault:
                found.add(Flaw("file", "", f"{check.__name__}: {fault}"))
    finally:
        connection.text_factory = before
    return frozenset(found)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _pages(connection: sqlite3.Connection) -> Iterator[Flaw]:
    for (told,) in connection.execute("PRAGMA integrity_check"):
        if told != "ok":
            yield Flaw("file", "", str(told))


def _answers(connection: sqlite3.Connection) -> Iterator[Flaw]:
    for draft, target, value, sha256 in connection.execute("SELECT draft_id, target, value, sha256 FROM answer"):
        if guard(str(target), blob(value)) != sha256:
            yield Flaw("answer", str(draft), str(target))
    rows = connection.execute(
        "SELECT draft_id, target FROM head WHERE target<>'' EXCEPT SELECT draft_id, target FROM answer"
    )
    for draft, target in rows:
        yield Flaw("answer", str(draft), str(target))


def _bodies(connection: sqlite3.Connection) -> Iterator[Flaw]:
    for digest, body in connection.execute("SELECT digest, body FROM attachment"):
        if canonical.digest(blob(body)) != digest:
            yield Flaw("attachment", "", str(digest))
    for identity, body, sha256 in connection.execute("SELECT identity, package, sha256 FROM contribution"):
        if canonical.digest(blob(body)) != sha256:
            yield Flaw("package", "", str(identity))
    for digest, body in connection.execute("SELECT digest, source FROM questionnaire"):
        if canonical.digest(blob(body)) != digest:
            yield Flaw("questionnaire", "", str(digest))


def _missing(connection: sqlite3.Connection) -> Iterator[Flaw]:
    for draft, digest in connection.execute(
        "SELECT draft_id, digest FROM attachment_use WHERE digest NOT IN (SELECT digest FROM attachment)"
    ):
        yield Flaw("attachment", str(draft), str(digest))
    for draft, identity in connection.execute(
        "SELECT draft_id, ended FROM draft WHERE ended<>'' AND ended NOT IN (SELECT identity FROM contribution)"
    ):
        yield Flaw("package", str(draft), str(identity))


def _history(connection: sqlite3.Connection) -> Iterator[Flaw]:
    for draft, hashed, body in connection.execute("SELECT draft_id, hash, body FROM payload"):
        if canonical.digest(blob(body)) != hashed:
            yield Flaw("history", str(draft), str(hashed))
    for draft, identity, body in connection.execute("SELECT draft_id, id, body FROM event WHERE segment IS NULL"):
        if canonical.digest(blob(body)) != identity:
            yield Flaw("history", str(draft), str(identity))
    for draft, hashed, body in connection.execute("SELECT draft_id, hash, body FROM segment"):
        if not is_sound(str(hashed), blob(body)):
            yield Flaw("history", str(draft), str(hashed))
