"""The archive: one owner, never a newer or foreign file, and nothing lost when the disk plays up."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import archive as db_archive
from db import backups
from db.archive import Archive
from db.drafts import DraftStore, Write
from db.migrations import NEWEST
from forms.trouble import Trouble
from tests.db.conftest import BY, begin
from tests.samples import MOMENT

ROOT = Path(__file__).parent.parent.parent


def put_for_ever(archive: Archive, text: str) -> None:
    """Write until the disk says no; 50 times must be enough."""
    for _ in range(50):
        put(archive, text)


def put(archive: Archive, text: str) -> None:
    """One durable edit."""
    DraftStore(archive).put("d1", [Write("surname", text)], last_place=None, counts=(0, 0), now=MOMENT)


def test_pragmas(archive: Archive) -> None:
    """WAL, FULL, EXCLUSIVE, foreign keys and secure deletion are on: what a commit says is on the disk."""
    with archive.read() as connection:
        found = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "locking_mode", "foreign_keys", "secure_delete")
        ]

    assert found == ["wal", 2, "exclusive", 1, 1]


def test_second_owner_is_refused(archive: Archive) -> None:
    """A second process cannot open the archive, and says so in a sentence; the first one writes on."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\nfrom db.archive import Archive\nArchive.open(Path({str(archive.path)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert "already open" in done.stderr
    put(archive, "x")


def test_newer_and_foreign_files_stay_as_they_are(tmp_path: Path) -> None:
    """A file of a newer version, of another program, or no database at all is refused and stays byte by byte the same."""
    newer, foreign, text = tmp_path / "newer", tmp_path / "foreign", tmp_path / "text"
    Archive.open(newer).close()
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute(f"PRAGMA user_version={NEWEST + 1}")
    connection.close()
    with sqlite3.connect(foreign) as connection:
        connection.execute("PRAGMA application_id=77")
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    text.write_bytes(b"not a database" * 50)
    for path, code in ((newer, "too-new"), (foreign, "not-ours"), (text, "not-ours")):
        before = path.read_bytes()
        with pytest.raises(Trouble) as refused:
            Archive.open(path)
        assert refused.value.code == code
        assert path.read_bytes() == before


def test_deleted_folder_comes_back(archive: Archive) -> None:
    """The folder deleted under the open archive is made again with everything in it at the next edit."""
    put(archive, "before")
    shutil.rmtree(archive.path.parent)
    put(archive, "after")
    path = archive.path
    archive.close()
    again = Archive.open(path)

    assert DraftStore(again).load("d1").sheet == {"surname": "after"}
    again.close()


def test_full_disk_then_room(tmp_path: Path) -> None:
    """On a full disk an edit is a Trouble and nothing before it is lost; with room again it is saved without a restart."""
    mount = tmp_path / "small"
    mount.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(mount)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("a small disk needs the right to mount")
    try:
        archive = Archive.open(mount / "a.satchel")
        begin(archive)
        put(archive, "before")
        filler = mount / "filler"
        with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(b"x" * 4096)
        with pytest.raises(Trouble) as full:
            put_for_ever(archive, "y" * 60_000)
        assert full.value.code == "disk-full"
        kept = DraftStore(archive).load("d1").sheet["surname"]
        filler.unlink()
        put(archive, "after")
        assert DraftStore(archive).load("d1").sheet == {"surname": "after"}
        assert kept in ("before", "y" * 60_000)
        archive.close()
    finally:
        subprocess.run(["umount", "-l", str(mount)], check=False)


CHILD = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
from db.archive import Archive
from db.drafts import DraftStore, Write
from tests.db.conftest import BY
from tests.samples import MOMENT
store = DraftStore(Archive.open(Path(sys.argv[2])))
n = int(sys.argv[3])
while True:
    n += 1
    edits = [Write("surname", f"{n}:" + "x" * (n % 3000)), Write("email", str(n))]
    store.put("d1", edits, last_place="email", counts=(n, n), now=MOMENT)
    if n % 5 == 0: store.seal("d1", edits[:1], BY)
    print(n, flush=True)
"""


@pytest.mark.parametrize("trials", [pytest.param(6), pytest.param(300, marks=pytest.mark.long)])
def test_kill(tmp_path: Path, trials: int) -> None:
    """Killed at random moments, again and again: no acknowledged answer is lost, none is torn, the archive opens."""
    path = tmp_path / "a.satchel"
    archive = Archive.open(path)
    begin(archive)
    archive.close()
    chance = random.Random(3)
    said = 0
    for _ in range(trials):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(ROOT), str(path), str(said)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(chance.random() * 0.05)
        child.kill()
        rest = child.stdout.read()
        child.wait()
        child.stdout.close()
        complete = [line for line in (first + rest).split("\n")[:-1] if line]
        said = int(complete[-1])
        archive = Archive.open(path)
        stored = DraftStore(archive).load("d1")
        with archive.read() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        archive.close()
        number = int(str(stored.sheet["email"]))
        assert not stored.damaged
        assert number >= said
        assert stored.sheet["surname"] == f"{number}:" + "x" * (number % 3000)
        said = number


@pytest.mark.parametrize("sealed", [True, False], ids=["history", "open edits of a killed run"])
@pytest.mark.parametrize("flips", [pytest.param(120), pytest.param(1000, marks=pytest.mark.long)])
def test_flipped_bits(tmp_path: Path, flips: int, sealed: bool) -> None:
    """One bit flipped anywhere: each answer is as it was, or named as damaged, or the archive refuses; none is silently other. Nearly
    every copy opens, and one bit seldom costs more than one answer: the intact ones are still there."""
    path = tmp_path / "a.satchel"
    archive = Archive.open(path)
    store = begin(archive)
    truth = {f"aspects/{n}": f"Answer number {n} " * 20 for n in range(40)}
    edits = [Write(target, value) for target, value in truth.items()]
    store.put("d1", edits, last_place=None, counts=(0, 0), now=MOMENT)
    if sealed:
        store.seal("d1", edits, BY)
    archive.forget_deleted()
    archive.close()
    whole = path.read_bytes()
    chance = random.Random(5)
    named = loaded = 0
    costs: list[int] = []
    for number in range(flips):
        copy = tmp_path / f"copy-{number}"
        data = bytearray(whole)
        data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
        copy.write_bytes(bytes(data))
        try:
            opened = Archive.open(copy)
        except Trouble:
            continue
        try:
            stored = DraftStore(opened).load("d1")
        except Trouble:
            continue
        finally:
            opened.close()
            for ending in ("", "-wal", "-shm"):
                copy.with_name(copy.name + ending).unlink(missing_ok=True)
        damaged = {one.target for one in stored.damaged}
        named += bool(damaged)
        loaded += 1
        costs += [len(damaged)] if damaged else []
        for target, value in truth.items():
            assert target in damaged or stored.sheet.get(target) == value, (number, target)
        assert set(stored.sheet) <= set(truth)
    assert named
    assert loaded >= flips * 0.9  # in so small an archive, one byte in ten tells how its tables are made
    if len(costs) >= 20:
        assert sum(1 for cost in costs if cost == 1) >= len(costs) * 0.8


def test_backups(archive: Archive, tmp_path: Path) -> None:
    """A copy is verified, says what restoring would change, and puts everything back; what was there is copied first."""
    from datetime import datetime, timedelta

    now = datetime.fromisoformat(MOMENT)
    folder = tmp_path / "backups"
    put(archive, "then")
    one = backups.take(archive, folder, now)
    put(archive, "now")
    assert backups.differences(archive, one.path) == ("“My draft”: 1 answers would be as they were then.",)
    restored = backups.restore(archive, one.path, folder, now + timedelta(minutes=1))

    assert DraftStore(restored).load("d1").sheet == {"surname": "then"}
    newest = backups.kept(folder)[0]
    again = backups.restore(restored, newest.path, folder, now + timedelta(minutes=2))
    assert DraftStore(again).load("d1").sheet == {"surname": "now"}
    again.close()
    assert not [path for path in folder.iterdir() if "part" in path.name]


def test_rotation(tmp_path: Path) -> None:
    """All copies of two days stay, then one a day, then one a week; the cap takes the oldest, never the newest."""
    from datetime import datetime, timedelta

    now = datetime.fromisoformat("2026-11-24T12:00:00+00:00").astimezone()
    for hours in range(0, 24 * 100, 6):
        taken = now - timedelta(hours=hours)
        (tmp_path / f"{taken:%Y%m%d-%H%M%S-%f}{backups.ENDING}").write_bytes(b"x" * 10)
    backups.rotate(tmp_path, now)
    ages = [(now - one.taken).days for one in backups.kept(tmp_path)]

    assert sum(1 for age in ages if age < 2) == 8
    assert max(ages) <= 84
    assert len(ages) < 40
    backups.rotate(tmp_path, now, max_bytes=35)
    assert len(backups.kept(tmp_path)) == 3


def test_without_links_nobodys_archive_is_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without links another window makes its archive just before this one: it is opened, not overwritten. Alone
    there, an archive is made as everywhere; one cut short while it took its name is begun again."""
    path = tmp_path / "a.satchel"

    def faster(_source: Path, target: Path) -> None:
        other = Archive(target, db_archive._migrated(target, None))
        begin(other, "theirs")
        other.close()
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", faster)
    archive = Archive.open(path)
    assert [one.draft_id for one in DraftStore(archive).all()] == ["theirs"]
    archive.close()

    def without_links(_source: Path, _target: Path) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", without_links)
    alone = Archive.open(tmp_path / "b.satchel")
    begin(alone)
    alone.close()
    (tmp_path / "c.satchel").touch()
    cut_short = Archive.open(tmp_path / "c.satchel")
    begin(cut_short)
    cut_short.close()
    assert not list(tmp_path.glob(".satchel-part*"))
