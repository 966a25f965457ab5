"""A damaged archive at the start: the newest sound backup is offered, and nothing is lost whatever the person says."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from db import backups
from desktop.paths import Paths
from desktop.rescue import rescue
from desktop.work.opening import open_archive
from forms.trouble import Trouble
from tests.desktop.sitting import Sitting, kept
from tests.ui.engine_desk import Answers

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 24, tzinfo=UTC)
START = """
import sys
from PySide6.QtCore import QTimer
from desktop import app, window
from tests.ui.engine_desk import Answers

ask = Answers([sys.argv[2] == "yes"])
app.WindowAsk = window.WindowAsk = lambda _window: ask
start = app.Program.start

def begin(program, file=""):
    start(program, file)
    print(type(program.shell.screen_shown).__name__, flush=True)
    QTimer.singleShot(100, program.shell.close)

app.Program.start = begin
code = window.main(["--home", sys.argv[1]])
print(ask.asked)
sys.exit(code)
"""


@pytest.fixture
def home(tmp_path: Path, qapp: QApplication) -> Iterator[Path]:
    """A home folder with one draft and one backup, closed."""
    folder = tmp_path / "home"
    with Sitting(folder) as sitting:
        sitting.press("Begin: Micro-credentials")
        sitting.type_into("first-name", "Ana")
    yield folder
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def spoil(path: Path, start: int = 100) -> bytes:
    """Overwrite a file from `start` on, keeping its length; what it is then."""
    data = path.read_bytes()
    path.write_bytes(data[:start] + b"\xa5" * (len(data) - start))
    return path.read_bytes()


def start(home: Path, answer: str) -> subprocess.CompletedProcess[str]:
    """Start the whole program in a process of its own; the question is answered beforehand."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", START, str(home), answer],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("begin", [0, 100, 8192])
def test_restored(home: Path, begin: int) -> None:
    """Damaged from its first byte, after its header, or deeper down: the backup takes its place, the draft is there with its
    answers, and the damaged file lies beside, unchanged."""
    broken = spoil(home / "archive.satchel", begin)
    done = start(home, "yes")

    assert done.returncode == 0, done.stderr
    assert "FillScreen" in done.stdout
    assert kept(home)[0][1]["first-name"] == "Ana"
    assert [one.read_bytes() for one in home.glob("damaged-*.satchel")] == [broken]


def test_declined(home: Path) -> None:
    """Whoever declines gets no window, and the file as it was."""
    broken = spoil(home / "archive.satchel")
    done = start(home, "no")

    assert done.returncode == 1
    assert "is damaged" in done.stderr
    assert (home / "archive.satchel").read_bytes() == broken
    assert not list(home.glob("damaged-*"))


def test_a_damaged_backup_is_passed_over(home: Path) -> None:
    """The newest backup that can be read is offered, not the newest; where none can, the trouble is told and nothing changed."""
    older = backups.kept(home / "backups")[0].path
    newer = older.with_name(f"29991231-235959-000000{backups.ENDING}")
    newer.write_bytes(older.read_bytes())
    spoil(newer)
    broken = spoil(home / "archive.satchel")
    trouble = Trouble("damaged", "The file with your answers is damaged.")
    archive = rescue(Paths(home), trouble, Answers([True]), NOW)
    assert archive is not None
    archive.close()
    assert kept(home)[0][1]["first-name"] == "Ana"
    (home / "archive.satchel").write_bytes(broken)
    spoil(older)
    ask = Answers([True])
    assert rescue(Paths(home), trouble, ask, NOW) is None
    assert ask.asked == ["The file with your answers is damaged."]
    assert (home / "archive.satchel").read_bytes() == broken
    assert not list((home / "backups").glob(".satchel-part*"))


def test_a_backup_with_a_damaged_answer_is_the_second_choice(home: Path) -> None:
    """A backup whose file is sound but one of whose answers was altered is passed over for an older one without damage; alone, it
    is better than nothing."""
    older = backups.kept(home / "backups")[0].path
    newer = older.with_name(f"29991231-235959-000000{backups.ENDING}")
    newer.write_bytes(older.read_bytes())
    with contextlib.closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE answer SET value=?", (b'"Eve"',))
        connection.commit()
    broken = spoil(home / "archive.satchel")
    trouble = Trouble("damaged", "The file with your answers is damaged.")
    archive = rescue(Paths(home), trouble, Answers([True]), NOW)
    assert archive is not None
    archive.close()
    assert kept(home)[0][1]["first-name"] == "Ana"
    (home / "archive.satchel").write_bytes(broken)
    older.unlink()
    archive = rescue(Paths(home), trouble, Answers([True]), NOW)
    assert archive is not None
    archive.close()


def test_other_troubles_are_only_told(home: Path) -> None:
    """A full disk or a newer archive is no reason to restore anything."""
    ask = Answers([True])
    before = (home / "archive.satchel").read_bytes()
    assert rescue(Paths(home), Trouble("too-new", "Newer."), ask, NOW) is None
    assert ask.asked == ["Newer."]
    assert (home / "archive.satchel").read_bytes() == before
    open_archive(Paths(home), NOW).close()
