"""What every test stands on: one language and time zone, no noise in the log, and nothing left behind."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # without a display the interpreter would be aborted
os.environ["TZ"] = "UTC"
os.environ["LC_ALL"] = "C.UTF-8"
if sys.platform != "win32":
    time.tzset()
sys.path.insert(0, str(Path(__file__).parent.parent))

pytest_plugins = ["tests.leaks"]


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A log line of WARNING or above fails the test that caused it, unless the test is marked `noisy`."""
    yield
    if request.node.get_closest_marker("noisy"):
        return
    lines = [one for phase in ("setup", "call") for one in caplog.get_records(phase)]
    loud = [one for one in lines if one.levelno >= logging.WARNING]
    if loud:
        pytest.fail("unexpected log: " + "; ".join(f"{one.name}: {one.getMessage()}" for one in loud))
