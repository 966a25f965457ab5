"""How ids, hashes, keys, moments and numbers are written in an exchange file: each has one spelling only."""

from __future__ import annotations

import re
from typing import Any

HASH = "[0-9a-f]{64}"
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
SEQ = "[1-9][0-9]{0,8}"
TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
ID = "[a-z0-9-]{1,64}"
TARGET = f"{ID}(?:/{ID}){{0,2}}"
LARGEST_SEQ = 999_999_999
LONGEST_NAME = 1_000


class Spelling:
    """A test for one spelling. `Spelling(HASH)(value)` is true for a text that is wholly a hash, and for nothing else."""

    __slots__ = ("_fits",)

    def __init__(self, pattern: str) -> None:
        self._fits = re.compile(pattern, re.ASCII).fullmatch

    def __call__(self, value: Any) -> bool:
        return isinstance(value, str) and self._fits(value) is not None


is_hash = Spelling(HASH)
is_uuid = Spelling(UUID)
is_seq = Spelling(SEQ)
is_count = Spelling(f"0|{SEQ}")
is_time = Spelling(TIME)


def is_name(value: Any) -> bool:
    """Whether a value can be the name of a person or of a draft."""
    return isinstance(value, str) and len(value) <= LONGEST_NAME
