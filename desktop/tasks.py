"""Slow work off the screen thread; its result, failure and progress come back on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from forms.trouble import Trouble


class _Way(QObject):
    """Carries results across threads: a queued connection to an object of the screen thread."""

    done = Signal(object)
    failed = Signal(object)


class _Work(QRunnable):
    def __init__(self, work: Callable[[], Any], way: _Way) -> None:
        super().__init__()
        self._work, self._way = work, way

    @Slot()
    def run(self) -> None:
        try:
            result = self._work()
        except Exception as fault:  # the one border where every failure has to reach the screen thread
            self._way.failed.emit(fault)
        else:
            self._way.done.emit(result)


class Tasks(QObject):
    """One place to hand slow work to. A `Trouble` goes to `failed`; a bug is raised again on the screen thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._under_way: set[_Way] = set()

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Trouble], None]) -> None:
        """Do `work` elsewhere, then call `done(result)` or `failed(trouble)` here."""
        way = _Way()
        self._under_way.add(way)

        def finish(result: Any) -> None:
            self._under_way.discard(way)
            done(result)

        def fail(fault: Exception) -> None:
            self._under_way.discard(way)
            if not isinstance(fault, Trouble):
                raise fault
            failed(fault)

        way.done.connect(finish)
        way.failed.connect(fail)
        self._pool.start(_Work(work, way))

    def wait(self) -> None:
        """Wait for all work under way; results still arrive through the event loop."""
        self._pool.waitForDone()
