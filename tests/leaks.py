"""What a test leaves behind fails it: a thread, a window (hidden ones too), a timer that still runs."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget

PATIENCE_SECONDS = 2.0


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that has failed already is left alone: its traceback keeps things alive."""
    failed_before = request.session.testsfailed
    threads = set(threading.enumerate())
    windows = set(map(id, kept := _windows()))
    yield
    del kept  # held until here, so that no new window could take the number of an old one
    if request.session.testsfailed > failed_before:
        return
    left = [f"thread {one.name}" for one in _threads_besides(threads)]
    left += [f"window {type(one).__name__}" for one in _windows_besides(windows)]
    if "qapp" in request.fixturenames:
        left += [f"running timer of {type(one.parent()).__name__}" for one in _running_timers()]
    if left:
        pytest.fail("left behind: " + ", ".join(left))


def _threads_besides(known: set[threading.Thread]) -> list[threading.Thread]:
    def others() -> list[threading.Thread]:
        # A thread of Qt's own pool gets this name once it has called Python code; Qt ends it by itself.
        return [one for one in threading.enumerate() if one not in known and not one.name.startswith("Dummy-")]

    return _once_more(others)


def _windows_besides(known: set[int]) -> list[QWidget]:
    def others() -> list[QWidget]:
        return [one for one in _windows() if id(one) not in known]

    if others():
        _let_qt_delete()
    return others()


def _windows() -> list[QWidget]:
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    return [one for one in QApplication.topLevelWidgets() if one.parent() is None]


def _running_timers() -> list[QTimer]:
    from PySide6.QtCore import QTimer

    def running() -> list[QTimer]:
        from shiboken6 import isValid

        timers = [one for one in gc.get_objects() if type(one) is QTimer]
        return [one for one in timers if isValid(one) and one.isActive()]

    if running():
        _let_qt_delete()
    return running()


def _let_qt_delete() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def _once_more(others: Callable[[], list[threading.Thread]]) -> list[threading.Thread]:
    limit = time.monotonic() + PATIENCE_SECONDS
    while (left := others()) and time.monotonic() < limit:
        time.sleep(0.01)
    return left
