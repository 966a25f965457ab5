"""Backups: verified copies of the whole archive, attachments included; kept by age and capped by bytes; restored after a look."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from db import trouble
from db.archive import Archive
from db.contributions import ContributionStore
from db.drafts import DraftStore
from forms.answers import Target, Value
from forms.trouble import Trouble

ENDING = ".backup.satchel"
MAX_BYTES = 2_000_000_000
_STAMP = "%Y%m%d-%H%M%S-%f"
KEEP_ALL_DAYS, KEEP_DAILY_DAYS, KEEP_WEEKLY_DAYS = 2, 14, 84


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """One copy: where, when it was taken, and its size in bytes."""

    path: Path
    taken: datetime
    size: int


def take(archive: Archive, folder: Path, now: datetime) -> KeptBackup:
    """Copy the archive, read the copy back, and only then give it its name. Raises `Trouble`; then no copy is left."""
    part = folder / f".satchel-part-{now:{_STAMP}}"
    path = folder / f"{now:{_STAMP}}{ENDING}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        archive.copy_to(part)
        _verify(part)
        handle = os.open(part, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        part.replace(path)
    except (OSError, sqlite3.Error) as fault:
        raise trouble.told(fault, path) from fault
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return KeptBackup(path, now, path.stat().st_size)


def kept(folder: Path) -> tuple[KeptBackup, ...]:
    """All copies in a folder, the newest first."""
    found = []
    for path in folder.glob(f"*{ENDING}"):
        with suppress(ValueError, OSError):
            taken = datetime.strptime(path.name.removesuffix(ENDING), _STAMP).astimezone()
            found.append(KeptBackup(path, taken, path.stat().st_size))
    return tuple(sorted(found, key=lambda one: one.taken, reverse=True))


def rotate(folder: Path, now: datetime, max_bytes: int = MAX_BYTES) -> tuple[Path, ...]:
    """Remove copies that are due: all of two days stay, then one a day for two weeks, then one a week for twelve weeks; over
    `max_bytes` the oldest go first, and the newest never. What was removed."""
    seen: set[tuple[str, object]] = set()
    removed: list[Path] = []
    total = 0
    for position, one in enumerate(kept(folder)):
        age = now - one.taken
        if age <= timedelta(days=KEEP_ALL_DAYS):
            slot: tuple[str, object] = ("all", one.path)
        elif age <= timedelta(days=KEEP_DAILY_DAYS):
            slot = ("day", one.taken.date())
        else:
            slot = ("week", one.taken.isocalendar()[:2])
        total += one.size
        too_old = age > timedelta(days=KEEP_WEEKLY_DAYS)
        if position and (slot in seen or too_old or total > max_bytes):
            total -= one.size
            with suppress(OSError):
                one.path.unlink()
                removed.append(one.path)
        seen.add(slot)
    return tuple(removed)


def differences(archive: Archive, backup: Path) -> tuple[str, ...]:
    """What restoring `backup` would change, one sentence for each draft and contribution. Raises `Trouble`."""
    now = _contents(archive)
    copy = _open_copy(backup)
    try:
        then = _contents(copy)
    finally:
        copy.close()
        _drop_copy(backup)
    told = []
    for identity, (name, sheet) in then.items():
        if identity not in now:
            told.append(f"“{name}” would come back.")
        elif sheet != now[identity][1]:
            changed = sum(
                1
                for target in sheet.keys() | now[identity][1].keys()
                if sheet.get(target) != now[identity][1].get(target)
            )
            told.append(f"“{name}”: {changed} answers would be as they were then.")
    told += [f"“{name}” would go; it was begun later." for identity, (name, _) in now.items() if identity not in then]
    return tuple(told)


def restore(archive: Archive, backup: Path, folder: Path, now: datetime) -> Archive:
    """Put `backup` in the place of the archive, after a copy of what is there now; the archive opened anew. Raises `Trouble`."""
    copy = _open_copy(backup)
    copy.close()
    prepared = _copy_path(backup)
    take(archive, folder, now)
    path = archive.path
    archive.close()
    try:
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        prepared.replace(path)
    except OSError as fault:
        raise trouble.told(fault, path) from fault
    finally:
        _drop_copy(backup)
    return Archive.open(path)


def _verify(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()
    if found != "ok":
        raise Trouble("backup-damaged", "A backup could not be read back and was not kept.", "The answers themselves are as they were.",
                      "Check the disk.")  # fmt: skip


def _copy_path(backup: Path) -> Path:
    return backup.with_name(f".satchel-part-look-{backup.name}")


def _open_copy(backup: Path) -> Archive:
    """Look into a copy of the backup, so that looking never changes it."""
    try:
        _copy_path(backup).write_bytes(backup.read_bytes())
    except OSError as fault:
        raise trouble.told(fault, backup) from fault
    try:
        return Archive.open(_copy_path(backup))
    except Trouble:
        _drop_copy(backup)
        raise


def _drop_copy(backup: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path = _copy_path(backup)
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _contents(archive: Archive) -> dict[str, tuple[str, Mapping[Target, Value]]]:
    drafts = DraftStore(archive)
    found: dict[str, tuple[str, Mapping[Target, Value]]] = {
        one.draft_id: (one.name, drafts.load(one.draft_id).sheet) for one in drafts.all()
    }
    for one in ContributionStore(archive).all():
        found[one.identity] = (one.reference, {})
    return found
