"""The archive: one SQLite file, one connection, one process; what a commit says is on the disk."""

from __future__ import annotations

import os
import sqlite3
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db import trouble
from db.flushing import flush_file, flush_folder
from db.migrations import APPLICATION_ID, NEWEST, STEPS
from forms.trouble import Trouble

FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; the second where its own sentence quotes a damaged name."""
_PART = ".satchel-part-archive"
_NOWHERE = (0, 0)
COPY_PAGES, COPY_PAUSE_SECONDS = 256, 0.001
"""With 200 MB inside, an edit waits 0.05 s for a copy under way instead of 0.4 s; the copy takes a quarter longer."""
BeforeMigrating = Callable[[sqlite3.Connection, int], None]


class Archive:
    """Open with `Archive.open`. Several threads may use it; one at a time does.

    Sources: docs/decisions/0001-one-connection.md for the pragmas and the figures behind them.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()
        self._place = self._ours = _place_of(path)  # the file that is open, and the file that may be opened here
        self.changed = False
        """Whether anything was written since it was opened."""

    @classmethod
    def open(cls, path: Path, before_migrating: BeforeMigrating | None = None) -> Archive:
        """Open or begin the archive at `path`. Raises `ArchiveTrouble` (`locked`, `too-new`, `not-ours`, `damaged`,
        `read-only`, `disk-full`, `disk-error`); a file that is too new or not ours stays byte-identical."""
        _guard(path)
        try:
            if not path.exists():
                _make(path)
            connection = _migrated(path, before_migrating)
        except (*FAULTS, OSError) as fault:
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
        """A copy of the whole archive at one moment, by SQLite's own online backup. Raises `ArchiveTrouble`.

        Between steps of a megabyte others may read and write; what they write is in the copy too.
        """
        with self.read() as connection:
            copy = sqlite3.connect(target)
            try:
                connection.backup(copy, pages=COPY_PAGES, progress=self._let_others, sleep=0)
                copy.execute("PRAGMA journal_mode=DELETE")
            finally:
                copy.close()

    def _let_others(self, _status: int, _left: int, _all: int) -> None:
        self._lock.release()
        time.sleep(COPY_PAUSE_SECONDS)
        self._lock.acquire()

    def become(self, prepared: Path) -> None:
        """Put another whole archive, made ready beside this one, in its place, and go on with it. Raises `ArchiveTrouble`; then
        this one goes on as it was."""
        with self._lock:
            self._connection.close()
            self._place, self._ours = _NOWHERE, _place_of(self.path)
            try:
                _put_in_place(prepared, self.path)
                self._ours = _place_of(self.path)
            except OSError as fault:
                raise trouble.told(fault, self.path) from fault
            finally:
                self._be_there()
            self.changed = True

    def forget_deleted(self) -> None:
        """Take the bytes of deleted rows out of the file and its log for good."""
        with self.read() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file. Everything committed is on the disk already; where the file was deleted, it is put back if that can
        be done."""
        with self._lock:
            with suppress(Trouble):
                self._be_there()
            self._connection.close()

    def _be_there(self) -> None:
        """A file that was deleted under us still takes writes which nobody would find again: put it back first, whole or not at
        all. Until that is done no write is taken."""
        place = _place_of(self.path)
        if place == self._place:
            return
        if place not in (None, self._ours):
            raise trouble.gone(self.path)
        try:
            if place is None:
                self._put_back()
            flush_folder(self.path.parent)
            connection = _connect(self.path)
        except (OSError, sqlite3.Error, Trouble) as fault:
            raise trouble.gone(self.path) from fault
        self._connection.close()
        self._connection, self._place = connection, self._ours

    def _put_back(self) -> None:
        part = self.path.with_name(_PART)
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            _forget(part)
            self.copy_to(part)
            self._ours = _place_of(part)
            _put_in_place(part, self.path)
        finally:
            with suppress(OSError):
                _forget(part)

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _place_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _put_in_place(prepared: Path, path: Path) -> None:
    # The log of the file that stood there must not be read as the log of the new one.
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    prepared.replace(path)


def _forget(part: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


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
        # VACUUM would otherwise write every answer into the folder of temporary files.
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA trusted_schema=OFF")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync=ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _make(path: Path) -> None:
    """A new archive gets its name once it is whole: a first start cut short must not leave a file that nobody can read."""
    part = path.with_name(f"{_PART}-{os.getpid()}")
    try:
        _forget(part)
        _migrated(part, None).close()
        flush_file(part)
        try:
            os.link(part, path)
        except FileExistsError:
            return  # another window was faster
        except OSError:
            _claim(part, path)
        flush_folder(path.parent)
    finally:
        with suppress(OSError):
            _forget(part)


def _claim(part: Path, path: Path) -> None:
    """On a file system without links: the name is taken first, so that no archive that another window made there is lost."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    part.replace(path)


def _migrated(path: Path, before: BeforeMigrating | None) -> sqlite3.Connection:
    connection = _connect(path)
    try:
        _migrate(connection, before, path)
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
