"""Backups: a copy is kept only when everything in it is what the archive holds; what was damaged before is named."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db import archive as archives
from db import backups
from db.archive import Archive
from db.attachments import AttachmentStore
from db.contributions import ContributionStore, KeptContribution
from db.drafts import DraftStore, Write
from db.soundness import Flaw
from forms.answers import Attachment
from forms.trouble import Trouble
from tests.db.conftest import BY, summary
from tests.samples import MOMENT, PAPER

NOW = datetime.fromisoformat(MOMENT)
BREAKS = {
    "answer": "UPDATE answer SET value=CAST('\"other\"' AS BLOB) WHERE target='surname'",
    "hash": "UPDATE answer SET sha256='00' WHERE target='surname'",
    "lost answer": "DELETE FROM answer WHERE target='surname'",
    "attachment": "UPDATE attachment SET body=x'00'",
    "lost attachment": "DELETE FROM attachment",
    "package": "UPDATE contribution SET package=x'00'",
    "lost package": "DELETE FROM contribution",
    "questionnaire": "UPDATE questionnaire SET source=x'00'",
    "history": "UPDATE payload SET body=x'00'",
    "event": "UPDATE event SET body=x'00'",
    "table": "DROP TABLE payload",
}


def fill(archive: Archive) -> None:
    """An answer that is history already, an attachment, and a contribution."""
    store = DraftStore(archive)
    digest = AttachmentStore(archive).keep(PAPER)
    paper = (Attachment(digest, "paper.pdf", len(PAPER), "pdf"),)
    writes = [Write("surname", "Example"), Write("position-paper", paper)]
    store.put("d1", writes, last_place=None, counts=(0, 0), now=MOMENT)
    store.seal("d1", writes, BY)
    one = KeptContribution(
        identity="ab" * 32, contribution_id="c-d1", revision=1, supersedes=None, reference="R", questionnaire_digest="q",
        draft_id="d1", name="My draft", finalised=MOMENT, withdrawn="",
    )  # fmt: skip
    ContributionStore(archive).keep(one, b"package")


def spoil(path: Path, statement: str) -> None:
    """Change a file that nobody has open, behind the back of every digest."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def is_held(path: Path) -> bool:
    """Whether no other process gets into the archive."""
    code = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0.1, isolation_level=None).execute('BEGIN IMMEDIATE')"
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    return "locked" in done.stderr


@pytest.fixture
def while_copying(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have the next copies come out damaged."""

    def spoiling(statement: str) -> None:
        whole = Archive.copy_to

        def copy_to(self: Archive, target: Path) -> None:
            whole(self, target)
            spoil(target, statement)

        monkeypatch.setattr(Archive, "copy_to", copy_to)

    return spoiling


@pytest.mark.parametrize("damage", BREAKS)
def test_a_copy_that_came_out_otherwise_is_not_kept(
    archive: Archive, tmp_path: Path, while_copying: Callable[[str], None], damage: str
) -> None:
    """Whatever alters in copying, SQLite's own check does not see it: the digests do, and no file is left."""
    fill(archive)
    folder = tmp_path / "backups"
    assert backups.take(archive, folder, NOW).damage == ()
    while_copying(BREAKS[damage])
    with pytest.raises(Trouble) as refused:
        backups.take(archive, folder, NOW + timedelta(minutes=1))

    assert refused.value.code == "backup-damaged"
    assert [one.path.name for one in backups.kept(folder)] == [one.name for one in folder.iterdir()]
    assert len(backups.kept(folder)) == 1


def test_damage_that_was_there_before_is_named_and_copied(
    archive: Archive, tmp_path: Path, while_copying: Callable[[str], None]
) -> None:
    """One damaged answer must not keep all others from being copied; a further one refuses the copy."""
    fill(archive)
    path, folder = archive.path, tmp_path / "backups"
    archive.close()
    spoil(path, BREAKS["answer"])
    again = Archive.open(path)
    copy = backups.take(again, folder, NOW)

    assert copy.damage == (Flaw("answer", "d1", "surname"),)
    assert DraftStore(again).load("d1").sheet.keys() == {"position-paper"}
    while_copying(BREAKS["attachment"])
    with pytest.raises(Trouble):
        backups.take(again, folder, NOW + timedelta(minutes=1))
    again.close()


def test_damage_in_a_copy_is_said_before_restoring(archive: Archive, tmp_path: Path) -> None:
    """A copy that rotted on its disk says so where a person decides about it, draft by draft."""
    fill(archive)
    DraftStore(archive).begin(replace(summary("d2"), name="Second"), BY, {"surname": "Example"})
    one = backups.take(archive, tmp_path, NOW)
    for statement in ("answer", "package", "attachment"):
        spoil(one.path, BREAKS[statement])
    told = backups.differences(archive, one.path)

    assert "“Second”: 1 answers are damaged in this copy." in told
    assert "“R”: its package is damaged in this copy." in told
    assert "1 other parts of this copy are damaged." in told


def test_restoring_that_fails_changes_nothing(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the copy cannot be put in place, the archive goes on as it was: it still takes edits, and nothing is left over."""
    fill(archive)
    one = backups.take(archive, tmp_path / "backups", NOW)
    DraftStore(archive).put("d1", [Write("surname", "Later")], last_place=None, counts=(0, 0), now=MOMENT)

    def refuse(prepared: Path, path: Path) -> None:
        raise OSError(5, "no")

    monkeypatch.setattr(archives, "_put_in_place", refuse)
    with pytest.raises(Trouble):
        backups.restore(archive, one.path, tmp_path / "backups", NOW + timedelta(minutes=1))

    assert DraftStore(archive).load("d1").sheet["surname"] == "Later"
    DraftStore(archive).put("d1", [Write("surname", "After")], last_place=None, counts=(0, 0), now=MOMENT)
    assert DraftStore(archive).load("d1").sheet["surname"] == "After"
    assert not [found.name for found in archive.path.parent.iterdir() if "part" in found.name]
    assert is_held(archive.path)
    monkeypatch.undo()
    backups.restore(archive, one.path, tmp_path / "backups", NOW + timedelta(minutes=2))
    assert DraftStore(archive).load("d1").sheet["surname"] == "Example"
    assert is_held(archive.path)


def test_a_folder_that_could_not_be_put_back_at_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is gone and putting it back fails half-way: no half archive stays to block the next attempt, which succeeds."""
    fill(archive)
    store = DraftStore(archive)
    whole = Archive.copy_to

    def half(self: Archive, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, "full")

    shutil.rmtree(archive.path.parent)
    monkeypatch.setattr(Archive, "copy_to", half)
    with pytest.raises(Trouble) as gone:
        store.put("d1", [Write("surname", "a")], last_place=None, counts=(0, 0), now=MOMENT)
    assert gone.value.code == "gone"
    assert list(archive.path.parent.iterdir()) == []
    monkeypatch.setattr(Archive, "copy_to", whole)
    store.put("d1", [Write("surname", "b")], last_place=None, counts=(0, 0), now=MOMENT)
    path = archive.path
    archive.close()
    again = Archive.open(path)

    assert DraftStore(again).load("d1").sheet["surname"] == "b"
    again.close()


def test_a_folder_deleted_and_nothing_typed_since(archive: Archive) -> None:
    """A folder deleted under the open archive is there again after closing, even when nobody typed another key."""
    fill(archive)
    path = archive.path
    shutil.rmtree(path.parent)
    archive.close()
    again = Archive.open(path)

    assert DraftStore(again).load("d1").sheet["surname"] == "Example"
    again.close()


@pytest.mark.parametrize("days", [-400, 400, 4000])
def test_a_wrong_clock_costs_no_copies(tmp_path: Path, days: int) -> None:
    """With the clock set back or forward for a day, the copy just made stays, and so do the five newest of the others."""
    for hours in range(0, 24 * 6, 24):
        taken = NOW - timedelta(hours=hours)
        (tmp_path / f"{taken:%Y%m%d-%H%M%S-%f}{backups.ENDING}").write_bytes(b"x" * 10)
    wrong = NOW + timedelta(days=days)
    just = tmp_path / f"{wrong:%Y%m%d-%H%M%S-%f}{backups.ENDING}"
    just.write_bytes(b"x" * 10)
    backups.rotate(tmp_path, wrong)

    assert just.exists()
    assert len(backups.kept(tmp_path)) >= 5
    backups.rotate(tmp_path, wrong, max_bytes=25)
    assert just.exists()
