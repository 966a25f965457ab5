"""Slow work off the screen thread; its result or failure comes back on it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from forms.trouble import Trouble

Deed = Callable[[], None]


class Tasks(QObject):
    """One place to hand slow work to, each piece on a thread of its own. A `Trouble` goes to `failed`; a bug is raised again on the
    screen thread. Call `wait` before it goes: the threads report to it."""

    _ended = Signal(object)
    """Carries what is to be done on the screen thread. One object of that thread receives it for as long as there is work: an
    object for each piece of work would be taken apart on whichever thread let go of it last, and Qt allows that for none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: list[threading.Thread] = []
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Trouble], None]) -> None:
        """Do `work` elsewhere, then call `done(result)` or `failed(trouble)` here."""

        def elsewhere() -> None:
            try:
                result = work()
            except Trouble as trouble:
                told = trouble
                self._ended.emit(lambda: failed(told))
            except Exception as fault:  # the one border where every failure has to reach the screen thread
                bug = fault
                self._ended.emit(lambda: _raise(bug))
            else:
                self._ended.emit(lambda: done(result))

        self._threads = [one for one in self._threads if one.is_alive()]
        thread = threading.Thread(target=elsewhere, name="slow work", daemon=True)
        self._threads.append(thread)
        thread.start()

    def wait(self) -> None:
        """Wait for all work under way; results still arrive through the event loop."""
        for thread in self._threads:
            thread.join()

    def _finish(self, deed: Deed) -> None:
        deed()


def _raise(fault: Exception) -> None:
    raise fault
