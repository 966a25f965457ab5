"""What every test stands on: one time zone, no noise in the log, and nothing left behind."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "UTC"
os.environ["LC_ALL"] = "C.UTF-8"
time.tzset()
sys.path.insert(0, str(Path(__file__).parent.parent))

pytest_plugins = ["tests.leaks"]


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A log line of WARNING or above fails the test that caused it, unless the test is marked `noisy`."""
    yield
    if request.node.get_closest_marker("noisy"):
        return
    loud = [one for one in caplog.get_records("call") if one.levelno >= logging.WARNING]
    if loud:
        pytest.fail("unexpected log: " + "; ".join(f"{one.name}: {one.getMessage()}" for one in loud))


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A thread that a test started and left behind fails it."""
    before = set(threading.enumerate())
    yield
    limit = time.monotonic() + 2
    while (left := [one for one in threading.enumerate() if one not in before and not _is_qt(one)]) and (
        time.monotonic() < limit
    ):
        time.sleep(0.01)
    if left:
        pytest.fail("threads left behind: " + ", ".join(one.name for one in left))


def _is_qt(thread: threading.Thread) -> bool:
    # A thread of Qt's own pool is known to Python under this name once it has called Python code.
    return thread.name.startswith("Dummy-")
