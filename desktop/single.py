"""One window for one home folder: a second start raises the first window and hands it the file to open."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 1_000


def _name(home: Path) -> str:
    return "satchel-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:24]


def hand_over(home: Path, message: str) -> bool:
    """Send `message` to the window that already runs over this home folder; whether one took it."""
    socket = QLocalSocket()
    socket.connectToServer(_name(home))
    if not socket.waitForConnected(ANSWER_MS):
        return False
    socket.write(message.encode() + b"\n")
    taken = socket.waitForBytesWritten(ANSWER_MS)
    socket.disconnectFromServer()
    return taken


class Doorbell(QObject):
    """Listens for later starts over the same home folder."""

    def __init__(self, home: Path, rung: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rung = rung
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        if not self._server.listen(_name(home)):
            QLocalServer.removeServer(_name(home))
            self._server.listen(_name(home))

    def _take(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is None:
            return
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        self._rung(bytes(socket.readAll().data()).decode("utf-8", "replace").strip())

    def close(self) -> None:
        """Stop listening."""
        self._server.close()
