"""Publishing: a file that others will read is whole or absent under its name, never half."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from forms.trouble import Trouble

_PREFIX = ".satchel-part-"


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, read again, flush to the disk, put in place in one step. Raises `Trouble`; then nothing changed and no
    part is left behind."""
    path = Path(path)
    part = None
    try:
        handle, name = tempfile.mkstemp(prefix=_PREFIX, dir=path.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if part.read_bytes() != data:
            raise Trouble("disk-error", f"“{path.name}” came back from the disk other than it was written.", "It was removed again.",
                          "Check the disk, or choose another place.")  # fmt: skip
        part.chmod(0o666 & ~_umask())
        part.replace(path)
        part = None
        _flush_folder(path.parent)
    except OSError as fault:
        raise _told(fault, path) from fault
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink()


def sweep(folder: Path) -> None:
    """Remove parts that an earlier run left when it was killed."""
    with suppress(OSError):
        for part in folder.glob(_PREFIX + "*"):
            part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _told(fault: OSError, path: Path) -> Trouble:
    kept = "Nothing was changed there."
    if isinstance(fault, FileNotFoundError):
        return Trouble("no-folder", f"The folder “{path.parent}” does not exist.", kept, "Choose another folder.")
    if fault.errno in (28, 122):
        return Trouble(
            "disk-full",
            f"The disk is full: “{path.name}” could not be written.",
            kept,
            "Free some space and try again.",
        )
    if isinstance(fault, PermissionError) or fault.errno == 30:
        return Trouble("read-only", f"“{path.name}” cannot be written there.", kept,
                       "Close the program that has it open, or choose another folder.")  # fmt: skip
    return Trouble(
        "disk-error", f"“{path.name}” could not be written: {fault.strerror}.", kept, "Choose another place."
    )
