"""Rescue: when the file with the answers cannot be read at the start, the newest backup that can is offered in its place."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from db import backups
from db.archive import Archive
from db.soundness import Flaw, flaws_in
from desktop.paths import Paths
from desktop.publishing import write_whole
from desktop.work.opening import open_archive
from forms.trouble import Trouble
from ui.home.moments import moment_words
from ui.parts.ask import Ask
from ui.trouble import tell_trouble
from ui.words import tr

CURABLE = ("damaged", "not-ours")


def rescue(paths: Paths, trouble: Trouble, ask: Ask, now: datetime) -> Archive | None:
    """The archive restored from the newest sound backup, if the person wants that; the damaged file is kept beside. None where there
    is nothing to restore, or they thought better of it; then nothing was changed."""
    found = _newest_sound(paths.backups) if trouble.code in CURABLE else None
    if found is None:
        tell_trouble(ask, trouble)
        return None
    told = tr(
        "Shell",
        "The newest backup that can be read is of {when}. It can be put in the place of the damaged file, which is kept beside it.",
        when=moment_words(found.taken),
    )
    if not ask.confirm(trouble.happened, told, tr("Shell", "Restore the backup"), danger=True):
        return None
    try:
        _set_aside(paths.archive, now)
        write_whole(paths.archive, found.path.read_bytes(), mode=0o600)
        return open_archive(paths, now)
    except OSError as fault:
        tell_trouble(
            ask,
            Trouble("disk-error", tr("Shell", "The backup could not be put there: {reason}.", reason=fault.strerror)),
        )
    except Trouble as again:
        tell_trouble(ask, again)
    return None


def _newest_sound(folder: Path) -> backups.KeptBackup | None:
    """One without any damage; where there is none, the newest whose file can be read at least: its drafts name what is damaged."""
    readable = None
    for one in backups.kept(folder):
        with suppress(Trouble):
            found = _look(one.path)
            if not found:
                return one
            if readable is None and all(flaw.kind != "file" for flaw in found):
                readable = one
    return readable


def _look(backup: Path) -> frozenset[Flaw]:
    """What is damaged in it, looked up in a copy, so that looking changes nothing. Raises `Trouble` where it cannot be read."""
    copy = backup.with_name(f".satchel-part-rescue-{backup.name}")
    try:
        shutil.copyfile(backup, copy)
        archive = Archive.open(copy)
        try:
            with archive.read() as connection:
                return flaws_in(connection)
        finally:
            archive.close()
    except OSError as fault:
        raise Trouble("cannot-read", f"A backup cannot be read: {fault.strerror}.") from fault
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                copy.with_name(copy.name + ending).unlink(missing_ok=True)


def _set_aside(archive: Path, now: datetime) -> None:
    """Beside, under a name of its own; its log goes with it, for it may hold what the file lacks."""
    aside = archive.with_name(f"damaged-{now:%Y%m%d-%H%M%S}.satchel")
    for ending in ("-wal", "-shm", "-journal", ""):
        source = archive.with_name(archive.name + ending)
        if source.exists():
            source.replace(aside.with_name(aside.name + ending))
