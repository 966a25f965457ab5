"""Faults of the world under the running program: it says in words what happened, loses nothing, and saves again by itself."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import desktop.app
from db import backups
from db.archive import Archive
from db.drafts import DraftStore
from desktop.entering import enter
from desktop.keys import DeviceKey
from desktop.paths import Paths
from desktop.work import drafting
from desktop.work.office import Office
from forms.package.package import unpack
from forms.trouble import Trouble
from tests.desktop.sitting import Sitting, kept
from tests.samples import MOMENT, PAPER, ngo_answers, questionnaire
from ui.fill.save_mark import SaveMark

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Mount something over a folder; skipped, with the reason, where that is not allowed. All is unmounted at the end."""
    places: list[Path] = []

    def mount(place: Path, *options: str) -> Path:
        place.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["mount", *options, str(place)], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"mounting a disk needs more rights than this run has: {done.stderr.strip()}")
        places.append(place)
        return place

    yield mount
    for place in reversed(places):
        subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def begin(home: Path) -> None:
    """A complete draft in a home folder."""
    paths = Paths(home).make()
    archive = Archive.open(paths.archive)

    key = DeviceKey.at(paths.keys)
    office = Office.over(
        archive, copies=paths.copies, now=lambda: datetime.fromisoformat(MOMENT), new_id=lambda: "3c64d917-628e-47db-8e38-4cabd92c1090",
        random_bytes=os.urandom, key=lambda: key,
    )  # fmt: skip
    drafting.begin(office, questionnaire(), "My draft", sheet=ngo_answers(), last_place="surname")
    archive.close()


@contextmanager
def sitting(home: Path, replies: tuple[object, ...] = ()) -> Iterator[Sitting]:
    """The real program over that home, at its draft."""
    with Sitting(home, replies) as found:
        found.press("Continue: My draft")
        yield found


def mark(found: Sitting) -> str:
    """What the window says about saving."""
    (one,) = found.fill.findChildren(SaveMark)
    return one.accessibleName()


def paste(found: Sitting, text: str) -> None:
    """Put in much text at once, at the end of the surname."""
    found.fill.go_to("surname")
    field = found.field("surname")
    field.end(False)
    field.insert(text)


def until(happened: Callable[[], bool]) -> None:
    """Let the program live until something happened; it has a long time for that."""
    for _ in range(1000):
        if happened():
            return
        QTest.qWait(10)
    raise AssertionError("it never happened")


def saved(found: Sitting) -> None:
    """Wait until the window says so, and not of the edit before."""
    QApplication.processEvents()
    until(lambda: mark(found) == "Saved" and found.desk.save_state == "saved")


def fill_up(folder: Path) -> Path:
    """Leave no room on a disk."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
    return filler


def surname(home: Path) -> object:
    """What the closed home holds."""
    return kept(home)[0][1]["surname"]


def test_disk_full(tmp_path: Path, mounted: Callable[..., Path]) -> None:
    """On a full disk the window says so and keeps what is typed; with room again it is saved, finalised and given out, without a
    restart."""
    disk = mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=12m", "tmpfs")
    home, out = disk / "home", tmp_path / "out"
    out.mkdir()
    begin(home)
    package = out / "mine.contribution.zip"
    with sitting(home, (disk / "mine.contribution.zip", package)) as found:
        filler = fill_up(disk)
        for letter in "abcdefgh":  # the log that is there takes a few edits yet
            paste(found, letter * 30_000)
            found.desk.draft.flush(0.5)
        until(lambda: mark(found) == "Not saved")
        assert "The disk is full" in found.words_on_screen()
        found.type_into("surname", "end")
        typed = found.field("surname").text()
        filler.unlink()
        saved(found)
        assert "The disk is full" not in found.words_on_screen()

        filler = fill_up(disk)
        found.press("Review")
        found.press("Go on to finalise")
        found.press("Finalise")
        assert found.screen == "FinaliseScreen"
        assert "The disk is full" in found.words_on_screen()
        filler.unlink()
        found.press("Finalise")
        assert found.screen == "ContributionScreen", found.words_on_screen()
        filler = fill_up(disk)
        found.press("Save the package…")
        assert "The disk is full" in found.words_on_screen()
        assert not (disk / "mine.contribution.zip").exists()
        found.press("Save the package…")
        filler.unlink()
    assert unpack(package).contribution.sheet["surname"] == typed
    assert not [path.name for path in home.rglob("*part*")]


def test_quota(tmp_path: Path) -> None:
    """A file that may not grow (a quota) is a trouble in words, and saving goes on once it may."""
    begin(tmp_path / "home")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with sitting(tmp_path / "home") as found:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
            paste(found, "y" * 9000)
            until(lambda: mark(found) == "Not saved")
            told = found.words_on_screen()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert "The disk refused to save" in told
        saved(found)
    assert surname(tmp_path / "home") == "Example" + "y" * 9000


def test_read_only_folder(tmp_path: Path, mounted: Callable[..., Path]) -> None:
    """Into a folder that cannot be written to, nothing is saved and the window says so; a home that cannot be written to is said
    at the start, in words, and opens once it can be."""
    begin(tmp_path / "home")
    out = tmp_path / "out"
    mounted(out, "--bind", str(out))
    subprocess.run(["mount", "-o", "remount,ro,bind", str(out)], check=True)
    there = tmp_path / "mine.contribution.zip"
    with sitting(tmp_path / "home", (out / "mine.contribution.zip", there)) as found:
        found.press("Review")
        found.press("Go on to finalise")
        found.press("Finalise")
        found.press("Save the package…")
        assert "cannot be written there" in found.words_on_screen()
        found.press("Save the package…")
    assert unpack(there)
    assert not list(out.iterdir())
    home = tmp_path / "home"
    mounted(home, "--bind", str(home))
    subprocess.run(["mount", "-o", "remount,ro,bind", str(home)], check=True)
    with pytest.raises(Trouble) as told:
        enter(Paths(home), "")
    assert told.value.code == "read-only"
    assert told.value.remedy
    subprocess.run(["umount", str(home)], check=True)
    archive = enter(Paths(home), "")
    assert archive is not None
    archive.close()


def test_folder_turns_read_only_under_the_window(tmp_path: Path, mounted: Callable[..., Path]) -> None:
    """A home folder that turns read-only while the window is open: typing goes on being saved, backups say that they cannot be
    written, and the next one is made once they can."""
    home = tmp_path / "home"
    begin(home)
    with sitting(home) as found:
        found.type_into("surname", "a")
        saved(found)
        mounted(home, "--bind", str(home))
        subprocess.run(["mount", "-o", "remount,ro,bind", str(home)], check=True)
        found.type_into("surname", "b")
        saved(found)
        found.program._backing_up.begin()
        found.program._backing_up.finish()
        QTest.qWait(50)
        assert backups.kept(home / "backups") == ()
        found.press("Home")
        assert "cannot be written to" in found.words_on_screen()
        subprocess.run(["umount", str(home)], check=True)
    assert len(backups.kept(home / "backups")) == 1
    assert surname(home) == "Exampleab"


def test_locked_by_another_program(tmp_path: Path) -> None:
    """An archive that another program holds is said in words at the start; once it lets go, the program opens. While the window is
    open, no other program gets in, and saving goes on."""
    home = tmp_path / "home"
    begin(home)
    code = "import sqlite3,sys\nc=sqlite3.connect(sys.argv[1],timeout=0.1,isolation_level=None)\nc.execute('BEGIN EXCLUSIVE')\nprint('held',flush=True)\nsys.stdin.read()"
    command = [sys.executable, "-c", code, str(Paths(home).archive)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Trouble) as told:
            enter(Paths(home), "")
        other.communicate()
    assert told.value.code == "locked"
    assert "already open" in str(told.value)
    with sitting(home) as found:
        found.type_into("surname", "a")
        saved(found)
        intruder = subprocess.run(command, input="", capture_output=True, text=True, check=False)
        assert "locked" in intruder.stderr
        found.type_into("surname", "b")
        saved(found)
    assert surname(home) == "Exampleab"


@pytest.mark.parametrize(
    "how", ["deleted", *(pytest.param(one, marks=pytest.mark.long) for one in ("moved", "archive deleted"))]
)
def test_folder_deleted_under_the_window(tmp_path: Path, how: str) -> None:
    """The folder deleted or moved away under the open window is there again at the next key, with everything; the draft can be
    finalised."""
    home = tmp_path / "home"
    begin(home)
    package = tmp_path / "mine.contribution.zip"
    with sitting(home, (package,)) as found:
        found.type_into("surname", "a")
        saved(found)
        if how == "deleted":
            shutil.rmtree(home)
        elif how == "moved":
            home.rename(tmp_path / "elsewhere")
        else:
            Paths(home).archive.unlink()
        found.type_into("surname", "b")
        saved(found)
        assert Paths(home).archive.exists()
        found.press("Review")
        found.press("Go on to finalise")
        found.press("Finalise")
        found.press("Save the package…")
    assert unpack(package).contribution.sheet["surname"] == "Exampleab"
    archive = Archive.open(Paths(home).archive)
    assert DraftStore(archive).load("3c64d917-628e-47db-8e38-4cabd92c1090").sheet["surname"] == "Exampleab"
    archive.close()


def test_folder_gone_and_its_place_taken(tmp_path: Path) -> None:
    """The folder is gone and cannot be made again: the window says so and keeps what is typed; when its place is free again,
    everything is saved there."""
    home = tmp_path / "home"
    begin(home)
    with sitting(home) as found:
        found.type_into("surname", "a")
        saved(found)
        shutil.rmtree(home)
        home.write_text("a file in its place")
        found.type_into("surname", "b")
        until(lambda: mark(found) == "Not saved")
        assert "was deleted or moved away" in found.words_on_screen()
        found.type_into("surname", "c")
        home.unlink()
        saved(found)
        assert "was deleted or moved away" not in found.words_on_screen()
    assert surname(home) == "Exampleabc"


@pytest.mark.parametrize("days", [-400, pytest.param(4000, marks=pytest.mark.long)])
def test_clock_set_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """The clock jumps while the window is open: saving, undo and finalising go by the order of what happened, and no backup goes."""
    home = tmp_path / "home"
    begin(home)
    shift = timedelta()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + shift

    monkeypatch.setattr(desktop.app, "datetime", Clock)
    (tmp_path / "paper.pdf").write_bytes(PAPER)
    package = tmp_path / "mine.contribution.zip"
    with sitting(home, (package,)) as found:
        found.type_into("surname", "a")
        found.type_into("first-name", "b")
        found.fill.go_to("surname")
        saved(found)
        found.program._backing_up.begin()
        found.program._backing_up.finish()
        shift = timedelta(days=days)
        found.type_into("surname", "c")
        found.fill.go_to("first-name")
        saved(found)
        found.fill.undo()
        assert found.desk.filling.value("surname") == "Examplea"
        found.fill.undo()
        assert found.desk.filling.value("first-name") == "Ana"
        found.fill.redo()
        QApplication.processEvents()
        found.press("Review")
        found.press("Go on to finalise")
        found.press("Finalise")
        found.press("Save the package…")
    sheet = unpack(package).contribution.sheet
    assert (sheet["surname"], sheet["first-name"]) == ("Examplea", "Anab")
    assert len(backups.kept(home / "backups")) >= 2
