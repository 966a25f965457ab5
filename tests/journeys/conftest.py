"""The screen that the journeys run on: a virtual one where it can be had; where it cannot, the summary says what is missing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.system_libraries import missing, missing_for_journeys

WITHOUT = pytest.StashKey[tuple[str, ...]]()


@pytest.fixture
def screen(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The environment of a person's screen: a virtual one where it can be had, else none at all (Qt's offscreen platform)."""
    calm = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    lacking = lacks_screen()
    if lacking:
        request.config.stash[WITHOUT] = lacking
        yield {**calm, "QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    number = os.read(reading, 16).decode().strip()
    yield {**calm, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "XDG_RUNTIME_DIR": str(tmp_path)}
    server.terminate()
    server.wait()
    os.close(reading)


def lacks_screen() -> tuple[str, ...]:
    """The packages without which there is no virtual screen."""
    return (*(one for one in missing_for_journeys() if one == "xvfb"), *missing(window=True))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """A journey that had no virtual screen ran all the same; nobody should believe that it had one."""
    lacking = config.stash.get(WITHOUT, ())
    if lacking:
        terminalreporter.write_line(f"journeys ran without a virtual screen; missing: {' '.join(lacking)}", yellow=True)
