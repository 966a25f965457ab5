"""Flushing: bytes and names that shall outlive a power cut are asked of the disk by name."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def flush_file(path: Path) -> None:
    """Wait until the bytes of a file are on the disk. Raises OSError."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, as far as the system lets us: some folders cannot be flushed. Raises
    OSError where the disk itself failed."""
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EROFS):
            raise
    finally:
        os.close(handle)
