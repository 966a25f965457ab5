"""Words without a space, such as addresses: let to break where they would be wider than a small window."""

from __future__ import annotations

import re
import unicodedata

LONGEST, PIECE = 30, 20
_BREAK = "\u200b"
_JOINER = "\u200d"
_LONG = re.compile(rf"[^\s{_BREAK}]{{{LONGEST + 1},}}")


def breakable(text: str) -> str:
    """`text` for showing only: its long words may break after each 20 letters, and look no different where they fit."""
    return _LONG.sub(lambda word: _broken(word.group()), text)


def _broken(word: str) -> str:
    pieces, start = [], 0
    for at in range(1, len(word)):
        whole = word[at - 1] != _JOINER and unicodedata.category(word[at]) not in ("Mn", "Mc", "Me", "Cf", "Sk")
        if at - start >= PIECE and whole:
            pieces.append(word[start:at])
            start = at
    return _BREAK.join([*pieces, word[start:]])
