"""No network: a whole session and the verbs, watched by the system's own tracer, speak to nothing outside this computer."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from forms.package.package import unpack
from forms.plain import to_plain
from tests.samples import PAPER, library_answers, ngo_answers, questionnaire

ROOT = Path(__file__).parents[2]
OFFSCREEN = {
    **{name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")},
    "QT_QPA_PLATFORM": "offscreen",
}
SPEAKS = re.compile(r"\b(?:AF|PF)_[A-Z0-9]+")


@pytest.fixture(autouse=True)
def _tracer(tmp_path: Path) -> None:
    """Skip, with the reason, where the tracer is missing or may not look."""
    if not shutil.which("strace"):
        pytest.skip("strace is not here: what the program says to the network cannot be watched")
    if subprocess.run(["strace", "-o", str(tmp_path / "try"), "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace may not watch processes here")


def watched(tmp_path: Path, *words: str | Path) -> tuple[subprocess.CompletedProcess[str], set[str], list[str]]:
    """Run Python with `words`; how it ended, the families of addresses it used, and every line of the trace."""
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", str(trace), sys.executable]
    done = subprocess.run(
        [*command, *map(str, words)], cwd=ROOT, env=OFFSCREEN, capture_output=True, text=True, check=False, timeout=240
    )
    lines = trace.read_text(errors="replace").splitlines()
    return done, {family for line in lines for family in SPEAKS.findall(line)}, lines


def test_a_whole_session(tmp_path: Path) -> None:
    """A window is opened, the whole seed answered with a file, finalised, package and receipt saved, a backup made, the window
    closed: all that is heard is its own bell for a second start, a socket of this computer."""
    (tmp_path / "paper.pdf").write_bytes(PAPER)
    answers = {target: list(value) if isinstance(value, tuple) else value for target, value in ngo_answers().items()}
    plan = {"mode": "mouse", "then": "finalise", "files": str(tmp_path)}
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({**plan, "answers": {**answers, "position-paper": str(tmp_path / "paper.pdf")}}))
    done, families, lines = watched(tmp_path, "-m", "tests.journeys.person", tmp_path / "home", path)

    assert "finalised" in done.stdout, done.stdout + done.stderr
    assert unpack(tmp_path / "saved.contribution.zip").attachments
    assert list((tmp_path / "home" / "backups").iterdir())
    assert families == {"AF_UNIX"}, lines
    assert [line for line in lines if "listen(" in line]


def test_the_verbs(tmp_path: Path) -> None:
    """`fill`, `verify`, `receipt`, `blank`, `withdraw`, `check` and `drafts` open no socket at all."""
    (tmp_path / "answers.json").write_text(json.dumps(to_plain(questionnaire("every-kind"), library_answers())))
    out, home = tmp_path / "out", tmp_path / "home"

    def verb(*words: str | Path) -> None:
        done, families, lines = watched(tmp_path, "-m", "desktop", *words, "--home", home)
        assert done.returncode == 0, done.stderr
        assert families == set(), lines

    verb("fill", "every-kind", "--answers", tmp_path / "answers.json", "--out", out)
    package = next(out.glob("*.contribution.zip"))
    verb("verify", package)
    verb("receipt", package, "--style", "large", "--out", tmp_path / "large.pdf")
    verb("blank", "micro-credentials", "--out", tmp_path / "blank.pdf")
    verb("withdraw", package, "--out", out)
    verb("check", ROOT / "resources" / "questionnaires" / "every-kind.json")
    verb("drafts")


@pytest.mark.parametrize("words", ["socket.socket()", "socket.getaddrinfo('example.org', 80)"])
def test_the_watch_sees(tmp_path: Path, words: str) -> None:
    """A program that makes a socket of the internet, or looks up a name, is seen, in a thread too."""
    code = f"import socket, threading, contextlib\ndef go():\n  with contextlib.suppress(OSError): {words}\n"
    _, families, _ = watched(tmp_path, "-c", code + "t = threading.Thread(target=go); t.start(); t.join()")

    assert families - {"AF_UNIX"}
