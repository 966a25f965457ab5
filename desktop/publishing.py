"""Publishing: a file that others will read is whole or absent under its name, never half."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from forms.trouble import Trouble

_PREFIX = ".satchel-part-"


def write_whole(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write beside, read again, flush to the disk, put in place in one step. `mode` is who may read it, less what the person's
    own mask forbids; a part never has more. Raises `Trouble`; then nothing changed and no part is left behind."""
    path = Path(path)
    part = path.parent / f"{_PREFIX}{os.urandom(8).hex()}"
    made = False
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        made = True
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if part.read_bytes() != data:
            raise Trouble("disk-error", f"“{path.name}” came back from the disk other than it was written.", "It was removed again.",
                          "Check the disk, or choose another place.")  # fmt: skip
        part.replace(path)
        made = False
    except OSError as fault:
        raise _told(fault, path) from fault
    finally:
        if made:
            with suppress(OSError):
                part.unlink()
    _flush_folder(path)


def sweep(folder: Path) -> None:
    """Remove parts that an earlier run left when it was killed."""
    with suppress(OSError):
        for part in folder.glob(_PREFIX + "*"):
            part.unlink(missing_ok=True)


def _flush_folder(path: Path) -> None:
    """Make the new name itself survive a power cut, as far as the system lets us: some folders cannot be opened for that."""
    if os.name != "posix":
        return
    try:
        handle = os.open(path.parent, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EROFS):
            raise Trouble("disk-error", f"The disk reported a fault after “{path.name}” was written.", "The file stands there.",
                          "Check the disk, and save to another place too.") from fault  # fmt: skip
    finally:
        os.close(handle)


def _told(fault: OSError, path: Path) -> Trouble:
    kept = "Nothing was changed there."
    if isinstance(fault, (FileNotFoundError, NotADirectoryError)):
        return Trouble("no-folder", f"The folder “{path.parent}” does not exist.", kept, "Choose another folder.")
    if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Trouble(
            "disk-full",
            f"The disk is full: “{path.name}” could not be written.",
            kept,
            "Free some space and try again.",
        )
    if isinstance(fault, PermissionError) or fault.errno == errno.EROFS:
        return Trouble("read-only", f"“{path.name}” cannot be written there.", kept,
                       "Close the program that has it open, or choose another folder.")  # fmt: skip
    return Trouble(
        "disk-error", f"“{path.name}” could not be written: {fault.strerror}.", kept, "Choose another place."
    )
