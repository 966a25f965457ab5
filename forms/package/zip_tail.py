"""Where a zip ends: whether one hides behind another file, and whether one ends where it says."""

from __future__ import annotations

END = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535


def zip_end(data: bytes) -> int:
    """Where the end record of a zip stands whose comment reaches exactly to the end of `data`; -1 where there is none."""
    lowest = max(0, len(data) - _END_SIZE - _LONGEST_COMMENT)
    at = data.rfind(END, lowest)
    while at >= 0:
        if at + _END_SIZE <= len(data):
            comment = int.from_bytes(data[at + 20 : at + _END_SIZE], "little")
            if at + _END_SIZE + comment == len(data):
                return at
        at = data.rfind(END, lowest, at)
    return -1


def has_zip_behind(data: bytes) -> bool:
    """Whether readers that look for a zip from the end, as all do, would find one. Most of them forgive a few bytes after it."""
    return zip_end(data) >= 0 or END in data[-_END_SIZE - 1024 :]
