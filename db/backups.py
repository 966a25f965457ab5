"""Backups: verified copies of the whole archive, attachments included; kept by age and capped by bytes; restored after a look."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from db import trouble
from db.archive import Archive
from db.contributions import ContributionStore
from db.drafts import DraftStore
from db.flushing import flush_file, flush_folder
from db.soundness import Flaw, flaws, flaws_in
from forms.answers import Target, Value
from forms.trouble import Trouble

ENDING = ".backup.satchel"
MAX_BYTES = 2_000_000_000
_PART = ".satchel-part-"
_STAMP = "%Y%m%d-%H%M%S-%f"
KEEP_NEWEST = 5
KEEP_ALL_DAYS, KEEP_DAILY_DAYS, KEEP_WEEKLY_DAYS = 2, 14, 84


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """One copy: where, when it was taken, its size in bytes, and the damage that the archive had already when it was taken."""

    path: Path
    taken: datetime
    size: int
    damage: tuple[Flaw, ...] = ()

    def trouble(self) -> Trouble | None:
        """What a person should know of the damage; None where there is none."""
        if not self.damage:
            return None
        return Trouble("backup-holds-damage", f"A backup was made, but damaged parts were found in your archive: {len(self.damage)}.",
                       "Everything else is in the backup.",
                       "Open your drafts: they name what is damaged. A backup from before may still hold it.")  # fmt: skip


def take(archive: Archive, folder: Path, now: datetime) -> KeptBackup:
    """Copy the archive, read the copy back, and only then give it its name. Damage that the archive has itself is named and
    copied with the rest; any other refuses the copy. Raises `Trouble`; then no copy is left."""
    part = folder / f"{_PART}{now:{_STAMP}}"
    path = folder / f"{now:{_STAMP}}{ENDING}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        archive.copy_to(part)
        damage = _verified(part, archive)
        flush_file(part)
        part.replace(path)
        flush_folder(folder)
        return KeptBackup(path, now, path.stat().st_size, damage)
    except (OSError, sqlite3.Error) as fault:
        raise trouble.told(fault, path) from fault
    finally:
        with suppress(OSError):
            _drop(part)


def kept(folder: Path) -> tuple[KeptBackup, ...]:
    """All copies in a folder, the newest first."""
    found = []
    for path in folder.glob(f"*{ENDING}"):
        with suppress(ValueError, OSError):
            taken = datetime.strptime(path.name.removesuffix(ENDING), _STAMP).astimezone()
            found.append(KeptBackup(path, taken, path.stat().st_size))
    return tuple(sorted(found, key=lambda one: one.taken, reverse=True))


def rotate(folder: Path, now: datetime, max_bytes: int = MAX_BYTES) -> tuple[Path, ...]:
    """Remove copies that are due: the newest five and all of two days stay, then one a day for two weeks, then one a week for twelve weeks; over
    `max_bytes` the oldest go first, and the newest never. What was removed."""
    seen: set[tuple[str, object]] = set()
    removed: list[Path] = []
    total = 0
    copies = kept(folder)
    # With the clock set back the copy just made is not the first in order; with the clock set forward all others look too old.
    last = next((one.path for one in copies if one.path.name <= f"{now:{_STAMP}}{ENDING}"), None)
    for position, one in enumerate(copies):
        age = now - one.taken
        if age <= timedelta(days=KEEP_ALL_DAYS):
            slot: tuple[str, object] = ("all", one.path)
        elif age <= timedelta(days=KEEP_DAILY_DAYS):
            slot = ("day", one.taken.date())
        else:
            slot = ("week", one.taken.isocalendar()[:2])
        total += one.size
        due = position >= KEEP_NEWEST and (slot in seen or age > timedelta(days=KEEP_WEEKLY_DAYS))
        if position and one.path != last and (due or total > max_bytes):
            total -= one.size
            with suppress(OSError):
                one.path.unlink()
                removed.append(one.path)
        seen.add(slot)
    return tuple(removed)


def differences(archive: Archive, backup: Path) -> tuple[str, ...]:
    """What restoring `backup` would change, one sentence for each draft and contribution. Raises `Trouble`."""
    now = _contents(archive)
    with _looked_into(backup) as copy:
        then = _contents(copy)
        with copy.read() as connection:
            damaged = _names_of_damage(flaws_in(connection), then)
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
    return (*told, *damaged)


def restore(archive: Archive, backup: Path, folder: Path, now: datetime) -> Archive:
    """Put `backup` in the place of the archive, after a copy of what is there now. Raises `Trouble`; then nothing changed."""
    prepared = archive.path.with_name(f"{_PART}restore")
    try:
        _prepare(backup, prepared)
        take(archive, folder, now)
        archive.become(prepared)
    finally:
        with suppress(OSError):
            _drop(prepared)
    return archive


def _verified(part: Path, archive: Archive) -> tuple[Flaw, ...]:
    found = flaws(part)
    if found:
        with archive.read() as connection:
            new = found - flaws_in(connection)
        if new:
            raise Trouble("backup-damaged", "A backup could not be read back and was not kept.",
                          "The answers themselves are as they were.", "Check the disk.")  # fmt: skip
    return tuple(sorted(found))


def _names_of_damage(found: frozenset[Flaw], then: Mapping[str, tuple[str, Mapping[Target, Value]]]) -> tuple[str, ...]:
    """What in a copy is damaged, one sentence for each draft and contribution that can be named."""
    counts = Counter(one.owner for one in found if one.kind == "answer" and one.owner in then)
    told = [f"“{then[owner][0]}”: {count} answers are damaged in this copy." for owner, count in counts.items()]
    told += [
        f"“{then[one.what][0]}”: its package is damaged in this copy."
        for one in sorted(found)
        if one.kind == "package" and one.what in then
    ]
    others = len([one for one in found if one.kind not in ("answer", "package")])
    if others:
        told.append(f"{others} other parts of this copy are damaged.")
    return tuple(told)


@contextmanager
def _looked_into(backup: Path) -> Iterator[Archive]:
    """A copy of the backup, opened, so that looking never changes it."""
    path = backup.with_name(f"{_PART}look-{backup.name}")
    try:
        _prepare(backup, path)
        copy = Archive.open(path)
        try:
            yield copy
        finally:
            copy.close()
    finally:
        with suppress(OSError):
            _drop(path)


def _prepare(backup: Path, path: Path) -> None:
    """Copy a backup to `path`, durably, and bring it to the present form."""
    try:
        _drop(path)
        path.write_bytes(backup.read_bytes())
        path.chmod(0o600)
        Archive.open(path).close()
        flush_file(path)
    except OSError as fault:
        raise trouble.told(fault, backup) from fault


def _drop(path: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _contents(archive: Archive) -> dict[str, tuple[str, Mapping[Target, Value]]]:
    drafts = DraftStore(archive)
    found: dict[str, tuple[str, Mapping[Target, Value]]] = {
        one.draft_id: (one.name, drafts.load(one.draft_id).sheet) for one in drafts.all()
    }
    for one in ContributionStore(archive).all():
        found[one.identity] = (one.reference, {})
    return found
