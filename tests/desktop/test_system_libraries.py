"""Qt's system libraries: what is missing is named, brought where that can be done, and otherwise told as one command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest

from desktop import start, system_libraries

GONE = ("libEGL.so.1", "libxcb-cursor.so.0")
NO_JOURNEY = ("Xvfb", "import gi")


class Machine:
    """A pretended Debian: which libraries load, who the person is, and what was run."""

    def __init__(self, patch: pytest.MonkeyPatch, *, root: bool, apt: bool, terminal: bool, answer: str = "") -> None:
        self.gone = set(GONE)
        self.absent: set[str] = set()
        self.ran: list[list[str]] = []
        self.works = True
        self.breaks = ""
        patch.setattr(system_libraries, "_loads", lambda name: name not in self.gone)
        patch.setattr(system_libraries, "_is_here", lambda sign: sign[-1] not in self.absent)
        patch.setattr(os, "geteuid", lambda: 0 if root else 1000)
        patch.setattr(shutil, "which", lambda name: name if apt else None)
        patch.setattr(sys.stdin, "isatty", lambda: terminal, raising=False)
        patch.setattr("builtins.input", lambda _: answer)
        patch.setattr(subprocess, "run", self._run)

    def _run(self, words: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        self.ran.append(words)
        works = self.works and not (self.breaks and self.breaks in words)
        if works and "install" in words:
            self.gone = {name for name in self.gone if ALL[name] not in words}
        return subprocess.CompletedProcess(words, 0 if works else 100)


ALL = system_libraries.SCREENLESS | system_libraries.WINDOW
Make = Callable[..., Machine]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Make:
    """A pretended machine to be described by the test."""
    return lambda **facts: Machine(monkeypatch, **facts)


def test_detection_is_real() -> None:
    """A library that exists nowhere does not load; the C library of this machine does."""
    assert not system_libraries._loads("libsatchel-nowhere.so.9")
    assert system_libraries._loads("libc.so.6") or not sys.platform.startswith("linux")


def test_only_what_is_missing_is_named(machine: Make) -> None:
    """Tests need no window's libraries, a window needs both kinds; a system other than Linux needs none."""
    machine(root=True, apt=True, terminal=False)

    assert system_libraries.missing(window=False) == ("libegl1",)
    assert system_libraries.missing(window=True) == ("libegl1", "libxcb-cursor0")


def test_no_other_system_is_asked(machine: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows and macOS bring what Qt needs."""
    machine(root=True, apt=True, terminal=False)
    monkeypatch.setattr(sys, "platform", "darwin")

    assert system_libraries.missing(window=True) == ()


def test_root_gets_them_installed_for_the_tests(machine: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """As root on a Debian-like system the missing one, and no other, is installed, and this is said."""
    pretended = machine(root=True, apt=True, terminal=False)
    system_libraries.install_for_tests()

    first = next(words for words in pretended.ran if "install" in words)
    assert first[:2] == ["apt-get", "install"]
    assert "libegl1" in first
    assert "libgl1" not in first
    assert "libegl1" in capsys.readouterr().out


@pytest.mark.parametrize("facts", [{"root": False, "apt": True}, {"root": True, "apt": False}])
def test_others_get_the_command(machine: Make, facts: dict[str, bool]) -> None:
    """Without root's rights, or without apt-get, nothing is run; the command is told."""
    pretended = machine(terminal=True, **facts)
    with pytest.raises(SystemExit, match="apt-get install --yes --no-install-recommends libegl1"):
        system_libraries.install_for_tests()

    assert pretended.ran == []


def test_a_failed_installation_ends_with_the_command(machine: Make) -> None:
    """Tests do not go on into an abort of the interpreter."""
    machine(root=True, apt=True, terminal=False).works = False
    with pytest.raises(SystemExit, match="could not be installed"):
        system_libraries.install_for_tests()


def installed(pretended: Machine) -> list[list[str]]:
    """The packages of each installation that was run."""
    return [[word for word in words[2:] if not word.startswith("--")] for words in pretended.ran if "install" in words]


def test_the_signs_of_what_journeys_need_are_real() -> None:
    """A program, a file and a command are told apart and looked for on this machine."""
    assert system_libraries._is_here(("sh",))
    assert system_libraries._is_here(("/bin/sh",))
    assert system_libraries._is_here((sys.executable, "-c", "import json"))
    assert not system_libraries._is_here(("satchel-nowhere",))
    assert not system_libraries._is_here(("/bin/satchel-nowhere",))
    assert not system_libraries._is_here((sys.executable, "-c", "import satchel_nowhere"))
    assert not system_libraries._is_here(("/bin/satchel-nowhere", "-c", "import json"))


def test_root_gets_what_the_journeys_need(machine: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """As root the virtual screen, the window's libraries and what a screen reader needs are brought, said in one line."""
    pretended = machine(root=True, apt=True, terminal=False)
    pretended.gone, pretended.absent = {"libxcb-cursor.so.0"}, set(NO_JOURNEY)
    system_libraries.install_for_tests()

    wanted = ["xvfb", "python3-gi", "libxcb-cursor0"]
    assert installed(pretended) == [wanted]
    assert capsys.readouterr().out == (
        f"Satchel: installing what the journeys on a virtual screen need: {' '.join(wanted)}\n"
    )


def test_nothing_is_run_or_said_where_nothing_is_missing(machine: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """A machine that has everything is left alone."""
    pretended = machine(root=True, apt=True, terminal=False)
    pretended.gone = set()
    system_libraries.install_for_tests()

    assert pretended.ran == []
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("facts", [{"root": False, "apt": True}, {"root": True, "apt": False}])
def test_journeys_keep_nobody_from_the_tests(
    machine: Make, facts: dict[str, bool], capsys: pytest.CaptureFixture[str]
) -> None:
    """Without root's rights, or without apt-get, the command is told in one line, and the tests go on."""
    pretended = machine(terminal=False, **facts)
    pretended.gone, pretended.absent = set(), {"Xvfb"}
    system_libraries.install_for_tests()

    told = capsys.readouterr().out
    assert pretended.ran == []
    assert told.count("\n") == 1
    assert "apt-get install --yes --no-install-recommends xvfb" in told


def test_journeys_that_cannot_be_installed_are_done_without(machine: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """Qt's libraries come, the journeys' packages do not: it is said, and the tests go on."""
    pretended = machine(root=True, apt=True, terminal=False)
    pretended.absent, pretended.breaks = {"Xvfb"}, "xvfb"
    system_libraries.install_for_tests()

    assert installed(pretended) == [["libegl1"], ["xvfb", "libxcb-cursor0"]]
    assert "not installed; the journeys do without" in capsys.readouterr().out


def test_no_other_system_is_asked_for_journeys(machine: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Virtual screens and AT-SPI are Linux's."""
    pretended = machine(root=True, apt=True, terminal=False)
    pretended.absent = set(NO_JOURNEY)
    monkeypatch.setattr(sys, "platform", "darwin")
    system_libraries.install_for_tests()

    assert pretended.ran == []


@pytest.mark.parametrize(
    ("terminal", "answer", "comes_up"), [(True, "y", True), (True, "", False), (True, "no", False), (False, "y", False)]
)
def test_the_window_offers_and_runs_only_after_a_yes(
    machine: Make, terminal: bool, answer: str, comes_up: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a terminal the command is offered; it is run after a yes alone, and the window comes up only then."""
    pretended = machine(root=False, apt=True, terminal=terminal, answer=answer)

    assert system_libraries.offer_for_window(x11=True) is comes_up
    assert bool(pretended.ran) is comes_up
    assert "sudo apt-get install --yes --no-install-recommends libegl1 libxcb-cursor0" in capsys.readouterr().err


def test_wayland_needs_nothing_of_x11(machine: Make) -> None:
    """Where no X server shows the window, a missing library of X11 keeps nobody out."""
    machine(root=False, apt=True, terminal=False).gone = {"libxcb-cursor.so.0"}

    assert system_libraries.offer_for_window(x11=False)
    assert not system_libraries.offer_for_window(x11=True)


def test_without_a_display_a_sentence_points_to_the_verbs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No display: no window is tried, no library asked for; one sentence names the verbs, and the exit code is 1."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    assert start.main(["--home", "somewhere"]) == 1
    assert capsys.readouterr().err == start.NO_DISPLAY + "\n"
