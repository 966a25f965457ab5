"""The archive: one SQLite file, one connection, one process; what a commit says is on the disk."""

from __future__ import annotations

import os
import sqlite3
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db import trouble
from db.migrations import APPLICATION_ID, NEWEST, STEPS
from forms.trouble import Trouble

FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; the second where its own sentence quotes a damaged name."""
BeforeMigrating = Callable[[sqlite3.Connection, int], None]


class Archive:
    """Open with `Archive.open`. Several threads may use it; one at a time does.

    Sources: docs/decisions/0001-one-connection.md for the pragmas and the figures behind them.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()
        self._inode = path.stat().st_ino
        self.changed = False
        """Whether anything was written since it was opened."""

    @classmethod
    def open(cls, path: Path, before_migrating: BeforeMigrating | None = None) -> Archive:
        """Open or begin the archive at `path`. Raises `ArchiveTrouble` (`locked`, `too-new`, `not-ours`, `damaged`,
        `read-only`, `disk-full`, `disk-error`); a file that is too new or not ours stays byte-identical."""
        _guard(path)
        try:
            connection = _connect(path)
            try:
                _migrate(connection, before_migrating, path)
            except BaseException:
                connection.close()
                raise
        except FAULTS as fault:
            raise trouble.told(fault, path) from fault
        return cls(path, connection)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction, durable when the block is left. Raises `ArchiveTrouble`; then nothing of it is kept."""
        with self._lock:
            self._be_there()
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
                self.changed = True
            except FAULTS as fault:
                self._roll_back()
                raise trouble.told(fault, self.path) from fault
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """The connection for reading. Raises `ArchiveTrouble`."""
        with self._lock:
            try:
                yield self._connection
            except FAULTS as fault:
                raise trouble.told(fault, self.path) from fault

    def copy_to(self, target: Path) -> None:
        """A copy of the whole archive at one moment, by SQLite's own online backup. Raises `ArchiveTrouble`."""
        with self.read() as connection:
            copy = sqlite3.connect(target)
            try:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            finally:
                copy.close()

    def forget_deleted(self) -> None:
        """Take the bytes of deleted rows out of the file and its log for good."""
        with self.read() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file. Everything committed is on the disk already."""
        with self._lock:
            self._connection.close()

    def _be_there(self) -> None:
        """A file that was deleted under us still takes writes which nobody would find again: put it back first."""
        try:
            if self.path.stat().st_ino == self._inode:
                return
            raise trouble.gone(self.path)
        except OSError:
            pass
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                self.path.with_name(self.path.name + "-wal").unlink()
            self.copy_to(self.path)
            connection = _connect(self.path)
        except (OSError, sqlite3.Error, Trouble) as fault:
            raise trouble.gone(self.path) from fault
        self._connection.close()
        self._connection = connection
        self._inode = self.path.stat().st_ino

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _guard(path: Path) -> None:
    """Look at the header before SQLite may touch the file."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return
    except OSError as fault:
        raise trouble.told(fault, path) from fault
    if not header:
        return
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise trouble.foreign(path)
    version, application = struct.unpack(">I", header[60:64])[0], struct.unpack(">I", header[68:72])[0]
    if application not in (APPLICATION_ID, 0):
        raise trouble.foreign(path)
    if version > NEWEST:
        raise trouble.too_new(path)


def _connect(path: Path) -> sqlite3.Connection:
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, timeout=0.3, isolation_level=None, check_same_thread=False)
    try:
        # One damaged text must not hide its neighbours: answers are judged one by one by their hashes.
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA trusted_schema=OFF")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync=ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, before: BeforeMigrating | None, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > NEWEST:
        raise trouble.too_new(path)
    if version == NEWEST:
        return
    if version and before is not None:
        before(connection, version)
    for number in range(version, NEWEST):
        connection.execute("BEGIN IMMEDIATE")
        try:
            STEPS[number](connection)
            connection.execute(f"PRAGMA user_version={number + 1}")
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
