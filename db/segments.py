"""How the bytes of a segment lie in the archive: squeezed, and still recognised by their hash."""

from __future__ import annotations

import zlib

from forms import canonical

LARGEST = 200_000_000


def squeezed(body: bytes) -> bytes:
    """The bytes as they are kept."""
    return zlib.compress(body, 6)


def full(kept: bytes) -> bytes:
    """The bytes as they were sent. Raises `ValueError` for what was damaged."""
    reader = zlib.decompressobj()
    try:
        body = reader.decompress(kept, LARGEST)
    except zlib.error as fault:
        raise ValueError("damaged") from fault
    if not reader.eof or reader.unused_data:
        raise ValueError("damaged")
    return body


def is_sound(hashed: str, kept: bytes) -> bool:
    """Whether what is kept is still the segment of that hash."""
    try:
        return canonical.digest(full(kept)) == hashed
    except ValueError:
        return False
