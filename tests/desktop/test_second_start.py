"""The program as processes: a second start raises the first window, signals keep everything, a newer archive is left alone."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.migrations import NEWEST
from desktop import single
from desktop.single import Doorbell, _addresses, hand_over
from desktop.start import main
from desktop.work.moving import move_out
from tests.desktop.sitting import Sitting, kept
from tests.samples import RESOURCES

ROOT = Path(__file__).parents[2]
OFFSCREEN = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and sockets are those of Unix here")

TYPIST = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit
from desktop import app, window
from tests.journeys.person import type_text

start = app.Program.start
typed = 0

def begin(program, file=""):
    start(program, file)
    (seed,) = [one for one in program._home_desk.questionnaires() if one.title.startswith("Micro-credentials")]
    program._open_draft(lambda: program._home_desk.begin(seed.digest))
    fill = program._fill
    fill.go_to("first-name")
    timer = QTimer(program.shell)

    def letter():
        global typed
        card = fill.page().card("first-name")
        if card is None or not program.shell.isVisible():
            return
        type_text(card.findChild(QLineEdit), "abcdefghij"[typed % 10])
        typed += 1
        print(typed, flush=True)

    timer.timeout.connect(letter)
    timer.start(2)

app.Program.start = begin
sys.exit(window.main(["--home", sys.argv[1]]))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder that does not exist yet."""
    return tmp_path / "home"


@pytest.fixture
def second(home: Path, qtbot: QtBot) -> Callable[..., int]:
    """Start the program once more, with a file, while this process has the window; its exit code."""

    def start(*files: str | bytes | Path) -> int:
        command = [sys.executable, "-m", "desktop", "--home", str(home), *files]
        process = subprocess.Popen(
            command, cwd=ROOT, env=OFFSCREEN, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=60_000)
        QApplication.processEvents()
        return process.returncode

    return start


@pytest.fixture
def first(home: Path, qapp: QCoreApplication) -> Iterator[Sitting]:
    """The first window, with its doorbell."""
    with Sitting(home) as sitting:
        bell = Doorbell(home, sitting.program.raise_window)
        yield sitting
        bell.close()


def test_it_raises_the_first_window(first: Sitting, second: Callable[..., int], qtbot: QtBot) -> None:
    """A second start ends at once with 0 and brings the first window to the front, as it was: maximised, in its draft."""
    first.press("Begin: Micro-credentials")
    first.program.shell.showMaximized()
    first.program.shell.showMinimized()
    assert second() == 0
    qtbot.waitUntil(lambda: not first.program.shell.isMinimized())
    assert first.program.shell.isMaximized()
    assert first.screen == "FillScreen"


def test_it_hands_over_files(first: Sitting, second: Callable[..., int], tmp_path: Path, qtbot: QtBot) -> None:
    """A definition and a moved draft given to a second start are taken in by the first window; a broken one and one that is not
    there are refused there in words, whatever is in their names."""
    every = json.loads((RESOURCES / "questionnaires" / "every-kind.json").read_bytes())
    own = tmp_path / "a\nb ü.json"
    own.write_text(json.dumps({**every, "id": "own", "title": "A questionnaire of our own"}))
    assert second(own) == 0
    qtbot.waitUntil(lambda: "A questionnaire of our own" in first.words_on_screen())

    first.press("Begin: Micro-credentials")
    first.type_into("first-name", "Ana")
    first.program.go_home()
    (draft,) = first.program._home_desk.drafts()
    move_out(first.program._office, draft.draft_id, tmp_path / "moved.draft.zip")
    assert second(tmp_path / "moved.draft.zip") == 0
    qtbot.waitUntil(
        lambda: [one.draft_id for one in first.program._home_desk.drafts() if one.draft_id != draft.draft_id] != []
    )

    broken = tmp_path / "broken.json"
    broken.write_text("{")
    assert second(broken) == 0
    qtbot.waitUntil(lambda: "broken.json" in first.words_on_screen() or "JSON" in first.words_on_screen())
    assert second(os.fsencode(tmp_path) + b"/\xff.json") == 0
    qtbot.waitUntil(lambda: "cannot be read" in first.words_on_screen())


def test_it_does_not_interrupt_a_question(first: Sitting, qtbot: QtBot) -> None:
    """While a question stands open in the first window, a file waits for its answer."""
    from PySide6.QtWidgets import QMessageBox

    first.press("Begin: Micro-credentials")
    box = QMessageBox(first.program.shell)
    box.open()
    first.program.raise_window("nowhere.json")
    qtbot.wait(400)
    assert first.screen == "FillScreen"
    box.close()
    qtbot.waitUntil(lambda: first.screen == "HomeScreen")


@pytest.mark.parametrize("length", [10, 150])
def test_a_doorbell_that_was_killed(tmp_path: Path, qapp: QCoreApplication, qtbot: QtBot, length: int) -> None:
    """A socket that nobody listens at any more is no window, and is put right; a long path has its doorbell too."""
    home = tmp_path / ("h" * length)
    home.mkdir()
    for address in _addresses(home):
        with socket.socket(socket.AF_UNIX) as stale:
            stale.bind(address)
    assert not hand_over(home, "x")
    rung: list[str] = []
    bell = Doorbell(home, rung.append)
    words = "import sys, pathlib; from desktop.single import hand_over; sys.exit(not hand_over(pathlib.Path(sys.argv[1]), 'x'))"
    asking = subprocess.Popen([sys.executable, "-c", words, str(home)], cwd=ROOT)
    qtbot.waitUntil(lambda: rung == ["x"], timeout=30_000)
    assert asking.wait(30) == 0
    bell.close()
    assert not Path(_addresses(home)[0]).exists()
    for address in _addresses(home):
        Path(address).unlink(missing_ok=True)


def test_a_strangers_socket_learns_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket that belongs to another person is not spoken to."""
    home = tmp_path / "home"
    home.mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(_addresses(home)[0])
        server.listen()
        server.setblocking(False)
        monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)
        assert not hand_over(home, "secret.json")
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_window_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that takes the call but never answers has not taken the file: the second start does not say that it has."""
    monkeypatch.setattr(single, "ANSWER_MS", 50)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(_addresses(tmp_path)[0])
        server.listen()
        assert not hand_over(tmp_path, "x")


@pytest.mark.parametrize("noise", [b"", b"\n", b"[]\n", b'{"file": 1}\n', b"x" * 70_000, b"[" * 5_000 + b"\n"])
def test_noise_at_the_doorbell(tmp_path: Path, qapp: QCoreApplication, qtbot: QtBot, noise: bytes) -> None:
    """Whatever else is sent there is dropped, opens nothing, and the bell still works."""
    rung: list[str] = []
    bell = Doorbell(tmp_path, rung.append)
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(_addresses(tmp_path)[0])
        client.sendall(noise)
        qtbot.wait(50)
    qtbot.wait(20)
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(_addresses(tmp_path)[0])
        client.sendall(b'{"file": "')
        qtbot.wait(20)
        client.sendall(b'y"}\n')
        qtbot.waitUntil(lambda: rung == ["y"])
    bell.close()
    qtbot.wait(10)


def test_verbs_say_who_has_the_archive(first: Sitting, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`drafts` while a window is open ends with 1 and says what to do; verbs that do not need the archive still work."""
    assert main(["drafts", "--home", str(home)]) == 1
    told = capsys.readouterr().err
    assert told == (
        "locked: Satchel is already open with these answers. Nothing was changed. "
        "Use the window that is open, or close it first.\n"
    )
    assert main(["key", "--home", str(home)]) == 0
    (home / "keys" / "device-key").unlink()
    assert main(["key", "--home", str(home)]) == 1
    assert capsys.readouterr().err.startswith("key-missing: ")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_while_typing_keeps_everything(home: Path, number: signal.Signals) -> None:
    """Ended by a signal between two letters of a fast typist, the program ends with 0 and every letter typed is kept, sealed in
    the history; the next start comes back to the draft."""
    process = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(home)], cwd=ROOT, env=OFFSCREEN, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) >= 25:
            process.send_signal(number)
            break
    assert process.stderr is not None
    rest, errors = process.stdout.read(), process.stderr.read()  # `communicate` would miss lines that were read ahead
    assert process.wait(60) == 0, errors
    process.stdout.close()
    process.stderr.close()
    typed = int(rest.split()[-1]) if rest.split() else 25
    ((draft, sheet),) = kept(home)
    expected = ("abcdefghij" * 100)[:typed]
    assert sheet["first-name"] == expected
    assert json.loads((home / "preferences.json").read_bytes())["open_draft"] == draft.draft_id
    connection = sqlite3.connect(home / "archive.satchel")
    assert connection.execute("SELECT count(*) FROM answer WHERE unsealed").fetchone() == (0,)
    connection.close()
    assert not (home / "window").exists()


def test_a_newer_archive_is_left_alone(home: Path) -> None:
    """A start over an archive of a later version says so, and changes not one byte of it."""
    with Sitting(home):
        pass
    path = home / "archive.satchel"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={NEWEST + 1}")
    connection.close()
    before = path.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop", "--home", str(home)], cwd=ROOT, env=OFFSCREEN, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    line = process.stderr.readline()
    process.terminate()  # it is still saying so in a dialog
    process.communicate(timeout=30)
    assert line == (
        "“archive.satchel” was written by a newer version of Satchel. It was not changed in any way. "
        "Use the newer version to open it.\n"
    )
    assert path.read_bytes() == before
    assert main(["drafts", "--home", str(home)]) == 1
    assert path.read_bytes() == before
