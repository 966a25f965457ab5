"""Stopping from outside: a signal of the system ends the program as a person would, so that everything is kept."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

NAMES = ("SIGTERM", "SIGINT", "SIGHUP")


class Stopping(QObject):
    """Calls `stop` on the screen thread for each signal. Close it when the program ends."""

    def __init__(self, stop: Callable[[], None]) -> None:
        super().__init__()
        self._stop = stop
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._theirs.setblocking(False)
        self._wakeup_before = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        numbers = [signal.Signals[name] for name in NAMES if name in signal.Signals.__members__]
        self._before = {number: signal.signal(number, lambda _number, _frame: None) for number in numbers}
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._caught)

    def close(self) -> None:
        """Leave signals to those who had them before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup_before)
        for number, before in self._before.items():
            signal.signal(number, before)
        self._ours.close()
        self._theirs.close()

    def _caught(self) -> None:
        self._ours.recv(64)
        self._stop()
