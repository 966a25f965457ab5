"""Folder: a place that colleagues share by other means; each writes one own file there, and reads everybody's."""

from __future__ import annotations

import io
import os
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from desktop.publishing import write_whole
from desktop.work import reconciling, sharing
from desktop.work.office import Office
from desktop.work.together import Together
from forms.exchange import head
from forms.exchange.exchange_file import Exchange
from forms.trouble import Trouble

ENDING = ".exchange.zip"
LOCKED = ".exchange.zip.age"
LONGEST_SLUG = 40

State = Literal["read", "other", "unreadable", "locked"]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found when a file was looked at last: its size and moment then, and what came of it."""

    size: int
    moment: int
    state: State


Seen = Mapping[str, Looked]
"""By name, what was looked at so far."""


@dataclass(frozen=True, slots=True)
class News:
    """What a look at the folder brought. `there`: whether the folder is; `files`: by name, those that are new or changed; `seen`:
    for the next look."""

    there: bool
    files: tuple[tuple[str, Exchange], ...]
    seen: Seen

    def named(self, state: State) -> tuple[str, ...]:
        """The names of the files of a state, sorted."""
        return tuple(sorted(name for name, one in self.seen.items() if one.state == state))


def own_name(together: Together, more: str = "") -> str:
    """The name of this person's one file; `more` tells drafts of one name apart."""
    name = together.office.drafts.summary(together.draft_id).name
    return "-".join(part for part in (_slug(name), _slug(together.name), more, _mark(together)) if part)


def write_own(together: Together, folder: Path) -> bool:
    """Seal this person's work and keep their one file up to date; whether it was written. Call `OpenDraft.rest` first. Raises
    `Trouble`."""
    sharing.send(together)
    return publish(together, folder)


def publish(together: Together, folder: Path) -> bool:
    """The same for what is sealed already. A file that says the same is not written again: programs that carry the folder to
    other computers would never come to rest. Only files that this person wrote for this draft are touched. Raises `Trouble`."""
    path = folder / own_name(together)
    with together.lock:
        data = sharing.file_bytes(together)
    told = _head(data)
    assert told is not None
    before = _head_of(path)
    if before is not None and before.draft != told.draft:
        # Two drafts of one name: the other keeps its file.
        path = folder / own_name(together, told.draft[:8])
        before = _head_of(path)
    written = before is None or replace(before, written=told.written) != told
    if written:
        write_whole(path, data)
    for other in _named_before(folder, together, path):
        with suppress(OSError):
            other.unlink()  # the draft, or the person, had another name
    return written


def news(office: Office, draft_id: str, folder: Path, seen: Seen, *, passphrase: str = "", again: bool = False) -> News:
    """Read what is new in the folder since `seen`. Nothing is taken in. `again` tries those that could not be read once more. Raises
    `Trouble` only where the archive does."""
    try:
        names = sorted(one.name for one in folder.iterdir() if _is_exchange(one.name))
    except OSError:
        return News(there=False, files=(), seen=seen)
    now: dict[str, Looked] = {}
    files = []
    for name in names:
        at = _stat(folder / name)
        if at is None:
            continue  # it went while we looked
        before = seen.get(name)
        if before is not None and (before.size, before.moment) == (at.st_size, at.st_mtime_ns):
            once_more = (again and before.state == "unreadable") or (passphrase and before.state == "locked")
            if not once_more:
                now[name] = before
                continue
        state, exchange = _read(office, draft_id, folder / name, passphrase)
        now[name] = Looked(at.st_size, at.st_mtime_ns, state)
        if exchange is not None:
            files.append((name, exchange))
    return News(there=True, files=tuple(files), seen=now)


def _read(office: Office, draft_id: str, path: Path, passphrase: str) -> tuple[State, Exchange | None]:
    if path.name.endswith(".age") and not passphrase:
        return "locked", None
    try:
        exchange = reconciling.read(office, path, passphrase)
    except Trouble as trouble:
        return ("locked" if trouble.code in ("passphrase", "locked-file") else "unreadable"), None
    return ("read", exchange) if exchange.draft == draft_id else ("other", None)


def _stat(path: Path) -> os.stat_result | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def _is_exchange(name: str) -> bool:
    """Conflict copies end like the file they were made of; what a program is still writing is hidden."""
    return not name.startswith((".", "~")) and name.lower().endswith((ENDING, LOCKED))


def _named_before(folder: Path, together: Together, path: Path) -> list[Path]:
    found = []
    with suppress(OSError):
        for one in folder.iterdir():
            if one.name.endswith(_mark(together)) and one.name != path.name and _is_exchange(one.name):
                told = _head_of(one)
                if told is not None and (told.sender, told.draft) == (together.me, together.draft_id):
                    found.append(one)
    return found


def _mark(together: Together) -> str:
    return f"{together.me[:8]}{ENDING}"


def _head_of(path: Path) -> head.Head | None:
    try:
        with path.open("rb") as file:
            return _head(file)
    except OSError:
        return None


def _head(source: bytes | io.BufferedReader) -> head.Head | None:
    """What an exchange file says about itself, unchecked: to compare with one's own. None where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as whole:
            if whole.getinfo("exchange.json").file_size > head.MAX_BYTES:
                return None
            return head.from_json(whole.read("exchange.json"))
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error, Trouble):
        return None


def _slug(text: str) -> str:
    """The words of a name that every file system takes."""
    kept = "".join(one if one.isalnum() else " " for one in unicodedata.normalize("NFC", text))
    return "-".join(kept.split())[:LONGEST_SLUG].rstrip("-") or "draft"
