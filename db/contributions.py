"""Contributions: what was finalised, with its package, immutable and checked when read."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields

from db import rows
from db.archive import Archive
from forms import canonical
from forms.trouble import Trouble


@dataclass(frozen=True, slots=True)
class KeptContribution:
    """A contribution without its bytes. `withdrawn` is empty, or says when a withdrawal was written."""

    identity: str
    contribution_id: str
    revision: int
    supersedes: str | None
    reference: str
    questionnaire_digest: str
    draft_id: str
    name: str
    finalised: str
    withdrawn: str


def _read(row: Sequence[object]) -> KeptContribution:
    found = dict(zip((one.name for one in fields(KeptContribution)), row, strict=True))
    return KeptContribution(
        identity=rows.text(found["identity"]),
        contribution_id=rows.text(found["contribution_id"]),
        revision=rows.number(found["revision"]),
        supersedes=rows.text_or_none(found["supersedes"]),
        reference=rows.text(found["reference"]),
        questionnaire_digest=rows.text(found["questionnaire_digest"]),
        draft_id=rows.text(found["draft_id"]),
        name=rows.text(found["name"]),
        finalised=rows.moment(found["finalised"]),
        withdrawn=rows.text(found["withdrawn"]),
    )


_COLUMNS = ", ".join(one.name for one in fields(KeptContribution))


class ContributionStore:
    """The contributions of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def keep(self, contribution: KeptContribution, package: bytes) -> None:
        """Keep a contribution and end its draft, both or none. The same bytes again change nothing; the same revision with
        other bytes raises `Trouble("rival-revision")`."""
        with self._archive.write() as connection:
            found = connection.execute(
                "SELECT identity FROM contribution WHERE contribution_id=? AND revision=?",
                (contribution.contribution_id, contribution.revision),
            ).fetchone()
            newest = _newest(connection, contribution.contribution_id)
            if found[0] != contribution.identity if found else newest >= contribution.revision:
                raise Trouble(
                    "rival-revision",
                    f"Revision {contribution.revision} of this contribution exists already with other answers.",
                    "Neither was changed.",
                    "Duplicate this draft: the copy becomes a contribution of its own.",
                )
            if not found:
                values = tuple(getattr(contribution, one.name) for one in fields(KeptContribution))
                connection.execute(
                    f"INSERT INTO contribution ({_COLUMNS}, package, sha256) VALUES ({', '.join('?' * (len(values) + 2))})",
                    (*values, package, canonical.digest(package)),
                )
                connection.execute(
                    "INSERT OR REPLACE INTO finalised (contribution_id, revision) VALUES (?,?)",
                    (contribution.contribution_id, contribution.revision),
                )
            connection.execute(
                "UPDATE draft SET ended=? WHERE draft_id=?", (contribution.identity, contribution.draft_id)
            )

    def newest_revision(self, contribution_id: str) -> int:
        """The highest revision ever finalised here, deleted ones too; 0 for none."""
        with self._archive.read() as connection:
            return _newest(connection, contribution_id)

    def all(self) -> tuple[KeptContribution, ...]:
        """Every contribution, the newest first."""
        with self._archive.read() as connection:
            found = connection.execute(
                f"SELECT {_COLUMNS} FROM contribution ORDER BY finalised DESC, revision DESC, identity"
            ).fetchall()
        return tuple(_read(row) for row in found)

    def one(self, identity: str) -> KeptContribution:
        """One contribution. Raises `Trouble("no-contribution")`."""
        for kept in self.all():
            if kept.identity == identity:
                return kept
        raise Trouble("no-contribution", "This contribution is not in the archive.", "Nothing was changed.")

    def package(self, identity: str) -> bytes:
        """The bytes of its package. Raises `Trouble("contribution-damaged")` where they were altered."""
        with self._archive.read() as connection:
            row = connection.execute(
                "SELECT package, sha256 FROM contribution WHERE identity=?", (identity,)
            ).fetchone()
        if row is None or canonical.digest(rows.blob(row[0])) != row[1]:
            raise Trouble(
                "contribution-damaged",
                "The package of this contribution is damaged in the archive.",
                "It is not given out.",
                "Use a copy saved earlier, or restore a backup in the settings.",
            )
        return rows.blob(row[0])

    def mark_withdrawn(self, identity: str, *, now: str) -> None:
        """Remember that a withdrawal was written."""
        with self._archive.write() as connection:
            connection.execute("UPDATE contribution SET withdrawn=? WHERE identity=?", (now, identity))


def _newest(connection: sqlite3.Connection, contribution_id: str) -> int:
    row = connection.execute("SELECT revision FROM finalised WHERE contribution_id=?", (contribution_id,)).fetchone()
    return rows.number(row[0]) if row else 0
