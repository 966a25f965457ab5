"""One window for one home folder: a second start raises the first window and hands it the file to open.

The meeting place is a socket inside the home folder, where nobody else can be first to listen. Where it cannot be made there (a
long path, a memory stick), it is a name in the folder of temporary files that must belong to the same person.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

CONNECT_MS = 1_000
ANSWER_MS = 5_000
LONGEST_ADDRESS = 100
LONGEST_MESSAGE = 64_000
TAKEN = b"taken\n"


def hand_over(home: Path, file: str) -> bool:
    """Ask the window that already runs over this home folder to come to the front and open `file`; whether one said it will."""
    message = json.dumps({"file": file}).encode() + b"\n"
    return any(_hand_over(address, message) for address in _addresses(home))


class Doorbell(QObject):
    """Listens for later starts over the same home folder, which the caller alone has open."""

    def __init__(self, home: Path, rung: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rung = rung
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        for address in _addresses(home):
            QLocalServer.removeServer(address)  # one that was killed left its socket behind
            if self._server.listen(address):
                break

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _take(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda one=socket: self._read(one))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_MESSAGE:
                socket.abort()
            return
        file = _file_in(bytes(socket.readLine().data()))
        if file is None:
            socket.abort()
            return
        socket.write(TAKEN)
        socket.flush()
        QTimer.singleShot(0, self, lambda: self._rung(file))  # opening a file may ask a question; nobody waits for that


def _addresses(home: Path) -> list[str]:
    place = home.resolve()
    name = "satchel-" + hashlib.sha256(os.fsencode(place)).hexdigest()[:24]
    if sys.platform == "win32":
        return [name]
    inside, outside = str(place / "window"), QDir(QDir.tempPath()).filePath(name)
    return [inside, outside] if len(os.fsencode(inside)) <= LONGEST_ADDRESS else [outside]


def _hand_over(address: str, message: bytes) -> bool:
    if not _is_ours(address):
        return False
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(CONNECT_MS):
        return False
    socket.write(message)
    socket.flush()
    answered = socket.waitForReadyRead(ANSWER_MS)
    taken = answered and bytes(socket.readAll().data()) == TAKEN
    socket.abort()
    return taken


def _is_ours(address: str) -> bool:
    """Whether the socket belongs to this person: in a shared folder a stranger could listen, and would learn names of files."""
    if sys.platform == "win32":
        return True
    try:
        return os.lstat(address).st_uid == os.getuid()
    except OSError:
        return False


def _file_in(message: bytes) -> str | None:
    try:
        told = json.loads(message)
    except (ValueError, RecursionError):
        return None
    file = told.get("file") if isinstance(told, dict) else None
    return file if isinstance(file, str) else None
