"""Backups of a running program: made off the screen thread, never two at once, awaited before the archive goes."""

from __future__ import annotations

import secrets
import threading
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from db import backups
from db.archive import Archive
from desktop.backing_up import BackingUp
from desktop.paths import Paths
from desktop.work.office import Office
from forms.trouble import Trouble


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with one attachment of 3 MB, so that a copy takes several steps."""
    archive = Archive.open(Paths(tmp_path / "home").make().archive)
    made = Office.over(
        archive, copies=tmp_path, now=lambda: datetime.now().astimezone(), new_id=lambda: str(uuid.uuid4()),
        random_bytes=secrets.token_bytes, key=lambda: pytest.fail("no key is needed"),
    )  # fmt: skip
    made.attachments.keep(secrets.token_bytes(3_000_000))
    yield made
    archive.close()


class Held:
    """`backups.take`, held at its beginning until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.may_go = threading.Semaphore(0), threading.Event()
        self.threads: list[threading.Thread] = []
        self._take = backups.take
        monkeypatch.setattr(backups, "take", self)

    def __call__(self, archive: Archive, folder: Path, now: datetime) -> backups.KeptBackup:
        self.threads.append(threading.current_thread())
        self.begun.release()
        assert self.may_go.wait(10)
        return self._take(archive, folder, now)


def test_elsewhere_and_never_twice(
    office: Office, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a copy is under way the screen thread goes on and writes; a second call begins none; what was written meanwhile makes
    the next call begin one."""
    held = Held(monkeypatch)
    parent = QObject()
    backing_up = BackingUp(lambda: office, tmp_path / "backups", lambda one: pytest.fail(str(one)), parent)
    backing_up.begin()
    assert held.begun.acquire(timeout=10)
    office.attachments.keep(b"meanwhile")
    backing_up.begin()
    held.may_go.set()
    backing_up.finish()
    assert len(held.threads) == 1
    assert held.threads[0] is not threading.main_thread()
    backing_up.begin()
    backing_up.finish()
    backing_up.begin()
    backing_up.finish()
    assert len(held.threads) == 2
    assert len(backups.kept(tmp_path / "backups")) == 2
    backing_up.stop()
    qtbot.wait(1)


def test_stopping_waits_and_copies_what_is_new(
    office: Office, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quitting during a copy waits for it, then copies what was written since; the archive may be closed after that."""
    held = Held(monkeypatch)
    parent = QObject()
    backing_up = BackingUp(lambda: office, tmp_path / "backups", lambda one: pytest.fail(str(one)), parent)
    backing_up.begin()
    assert held.begun.acquire(timeout=10)
    digest = office.attachments.keep(b"late")
    threading.Timer(0.05, held.may_go.set).start()
    backing_up.stop()
    newest = backups.kept(tmp_path / "backups")[0]
    copy = Archive.open(newest.path)
    try:
        with copy.read() as connection:
            assert connection.execute("SELECT body FROM attachment WHERE digest=?", (digest,)).fetchone()[0] == b"late"
    finally:
        copy.close()
    assert len(held.threads) == 2
    assert not list((tmp_path / "backups").glob(".satchel-part*"))
    qtbot.wait(1)


def test_a_failure_is_told_and_tried_again(office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    """Where the copy cannot be written the person is told on the screen thread; the next time it works."""
    told: list[Trouble] = []
    folder = tmp_path / "backups"
    folder.write_text("in the way")
    parent = QObject()
    backing_up = BackingUp(lambda: office, folder, told.append, parent)
    backing_up.begin()
    qtbot.waitUntil(lambda: len(told) == 1)
    folder.unlink()
    backing_up.begin()
    backing_up.finish()
    assert len(backups.kept(folder)) == 1
    backing_up.stop()


def test_an_edit_during_a_copy_is_in_it_or_in_the_next(office: Office, tmp_path: Path) -> None:
    """Edits from another thread while the archive is copied step by step: the copy is sound and holds each edit committed before
    its end began, and the archive holds them all."""
    stop = threading.Event()
    kept: list[str] = []

    def edit() -> None:
        while not stop.is_set():
            kept.append(office.attachments.keep(secrets.token_bytes(1_000)))
            stop.wait(0.001)

    editor = threading.Thread(target=edit)
    editor.start()
    try:
        for _ in range(5):
            before = list(kept)
            copy = backups.take(office.archive, tmp_path / "backups", office.now())
            opened = Archive.open(copy.path)
            try:
                with opened.read() as connection:
                    inside = {row[0] for row in connection.execute("SELECT digest FROM attachment")}
            finally:
                opened.close()
            assert set(before) <= inside
    finally:
        stop.set()
        editor.join()
    for digest in kept:
        office.attachments.bytes_of(digest)


def test_damage_in_a_copy_is_told_once(office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    """A copy of an archive with a damaged part is made and the person is told; the same damage in the next copy is not told again."""
    with office.archive.write() as connection:
        connection.execute("UPDATE attachment SET body=x'00'")
    told: list[Trouble] = []
    parent = QObject()
    backing_up = BackingUp(lambda: office, tmp_path / "backups", told.append, parent)
    backing_up.begin()
    qtbot.waitUntil(lambda: len(told) == 1)
    office.attachments.keep(b"later")
    backing_up.begin()
    backing_up.finish()
    qtbot.wait(20)
    backing_up.stop()

    assert [one.code for one in told] == ["backup-holds-damage"]
    assert len(backups.kept(tmp_path / "backups")) == 2
