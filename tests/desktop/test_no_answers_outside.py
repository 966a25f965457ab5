"""No answers outside: what a person wrote stands in the archive, its backups and the files they saved, and nowhere else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRITTEN = re.compile(r'"([^"]*)", [^)]*O_(?:WRONLY|RDWR|CREAT)')
TOKEN = re.compile(rb"zq[0-9a-f]{18}")


@dataclass
class Session:
    """What the session did, and what lay on the disk while it ran and after it ended."""

    root: Path
    tokens: dict[str, list[str]]
    answers: int
    while_running: list[str]
    told: list[str]


def tracer(root: Path) -> list[str]:
    """The beginning of a command that notes each file opened; empty where the system has none, or does not let it look."""
    if not shutil.which("strace"):
        return []
    if subprocess.run(["strace", "-o", str(root / "trace"), "true"], capture_output=True, check=False).returncode:
        return []
    return ["strace", "-f", "-qq", "-y", "-e", "trace=open,openat,creat,memfd_create", "-o", str(root / "trace")]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """One session; every folder that the system offers to a program lies below one folder that can be searched."""
    root = tmp_path_factory.mktemp("tokens")
    calm = {key: value for key, value in os.environ.items() if not key.startswith(("DISPLAY", "WAYLAND", "XDG", "QT_"))}
    places = {"HOME": "user", "TMPDIR": "temp", "XDG_RUNTIME_DIR": "run", "XDG_DATA_HOME": "user/data",
              "XDG_CONFIG_HOME": "user/config", "XDG_CACHE_HOME": "user/cache", "XDG_STATE_HOME": "user/state"}  # fmt: skip
    for place in places.values():
        (root / place).mkdir(mode=0o700, parents=True, exist_ok=True)
    env = {**calm, **{name: str(root / place) for name, place in places.items()}, "QT_QPA_PLATFORM": "offscreen"}
    tokens: dict[str, list[str]] = {}
    answers = 0
    told: list[str] = []
    command = [*tracer(root), sys.executable, "-B", "-m", "tests.desktop.token_session", str(root)]
    with (
        (root / "errors").open("wb") as errors,
        subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("{"):
                said = json.loads(line)
                answers += said.pop("answers", 0)
                told = said.pop("told", told)
                tokens |= said
            if told:
                break
        everything = [token for group in tokens.values() for token in group]
        while_running = sorted(found(root, everything, outside))
        process.communicate("\n", timeout=60)
    assert process.returncode == 0, (root / "errors").read_text()
    return Session(root, tokens, answers, while_running, told)


def outside(place: Path) -> bool:
    """Whether a path below the root is outside the archive, its backups, the copies to look at, and what the person has given
    and saved."""
    return not (
        place.parts[0] in ("given", "saved", "trace")
        or place.parts[:2] in (("home", "backups"), ("home", "copies"))
        or place.as_posix().startswith("home/archive.satchel")
    )


def found(root: Path, tokens: list[str], where: Callable[[Path], bool]) -> Iterator[str]:
    """The files below `root` that hold or are named by a token, with two bytes to a letter too."""
    wanted = {one.encode() for one in tokens}
    for path in root.rglob("*"):
        place = path.relative_to(root)
        if not where(place):
            continue
        data = path.read_bytes() if path.is_file() else b""
        if wanted & set(TOKEN.findall(data + data.replace(b"\0", b"") + os.fsencode(place))):
            yield place.as_posix()


def test_the_session_was_a_full_one(session: Session) -> None:
    """Every field was filled, a bug struck and was reported, and the archive does hold what was kept: the search can find."""
    kept = list(found(session.root, session.tokens["kept"], lambda place: not outside(place)))

    assert session.answers > 100
    assert len(session.tokens["kept"]) > 10
    assert session.told == ["Something went wrong in Satchel."]
    assert len(list((session.root / "home" / "reports").iterdir())) == 1
    assert "home/archive.satchel" in kept


def test_nothing_outside(session: Session) -> None:
    """No word of an answer, of a file's name or of a draft's name in log, reports, settings, standard error, temporary, cache and
    configuration folders, and names of sockets: neither while the window is open nor afterwards."""
    everything = [token for group in session.tokens.values() for token in group]

    assert session.while_running == []
    assert list(found(session.root, everything, outside)) == []


def test_copies_are_gone(session: Session) -> None:
    """Copies made to look at in other programs are gone when the window is; so is its bell."""
    assert list((session.root / "home" / "copies").iterdir()) == []
    assert not (session.root / "home" / "window").exists()


def test_deleted_for_good(session: Session) -> None:
    """Of a draft that was deleted for good nothing is left in the home folder but what backups made before still hold, as the
    screen says."""

    def home_without_backups(place: Path) -> bool:
        return place.parts[0] == "home" and place.parts[:2] != ("home", "backups")

    assert session.tokens["erased"]
    assert list(found(session.root, session.tokens["erased"], home_without_backups)) == []


def test_nothing_is_written_elsewhere(session: Session) -> None:
    """Whatever was opened for writing, for a moment only and under no name too, lies in the home folder or was saved by the person;
    beside that the fonts' own list of fonts, and what is no disk."""
    trace = session.root / "trace"
    if not trace.exists():
        pytest.skip("strace is not here: what is opened for writing cannot be watched")
    harmless = (
        "/dev/",
        "/proc/",
        *(f"{session.root}/{place}" for place in ("home/", "given/", "saved/", "user/cache/fontconfig")),
    )
    opened = {
        match[1]
        for line in trace.read_text(errors="replace").splitlines()
        if (match := WRITTEN.search(line)) and " = -1 " not in line
    }

    assert str(session.root / "home" / "archive.satchel") in opened
    assert [path for path in sorted(opened) if not path.startswith(harmless)] == []
