"""Characters as readers see them, counted and cut by one rule, from the standard library's Unicode tables alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import category

_MOST_KEPT = 10_000
_JOINER = "\u200d"
_HANGUL_LEADING, _HANGUL_VOWEL, _HANGUL_TRAILING = (0x1100, 0x115F), (0x1160, 0x11A7), (0x11A8, 0x11FF)
# One letter stands for one code point: R and N the two that end a line together, C a control, E what joins the character
# before it, Z the joiner, P a pictograph, F half a flag, L V T parts of a Korean syllable, A and B whole ones, O others.
_CLUSTER = re.compile(
    "RN|[RNC]|(?:FF?|L*(?:[VA]V*T*|BT*)|L+|T+|P(?:[EZ]*ZP)*|O)[EZ]*|[EZ]+",
)
_JOINING = re.compile("[REZFLVT]")
"""Without any of these no two code points make one character."""


def count(text: str) -> int:
    """The number of extended grapheme clusters of `text`, by the main rules of Unicode Annex 29.

    Approximate in three places: what may follow a zero-width joiner is any symbol (general category So) rather than
    the Extended_Pictographic property; Prepend characters and the conjuncts of Indic scripts (rule GB9c) count apart;
    every spacing mark (Mc) joins."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    kinds = text.translate(_KINDS)
    if not _JOINING.search(kinds):
        return len(text)
    return sum(1 for _ in _CLUSTER.finditer(kinds))


def clusters(text: str) -> list[str]:
    """The same characters, one by one: as many as `count` says, which joined give `text` again."""
    if text.isascii() and "\r\n" not in text:
        return list(text)
    kinds = text.translate(_KINDS)
    if not _JOINING.search(kinds):
        return list(text)
    return [text[found.start() : found.end()] for found in _CLUSTER.finditer(kinds)]


class Kinds(dict[int, int]):
    """The letter that `kind` gives each code point, for `str.translate`; looked up once for those that come first: a text of all
    there are must not stay in memory."""

    def __init__(self, kind: Callable[[str], str]) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, code: int) -> int:
        kind = ord(self._kind(chr(code)))
        if len(self) < _MOST_KEPT:
            self[code] = kind
        return kind


def _kind(one: str) -> str:
    if one in ("\r", "\n"):
        return "R" if one == "\r" else "N"
    if one == _JOINER:
        return "Z"
    if _extends(one):
        return "E"
    kind = category(one)
    if kind in ("Cc", "Zl", "Zp", "Cf"):
        return "C"
    if "\U0001f1e6" <= one <= "\U0001f1ff":
        return "F"
    return "P" if kind == "So" else _hangul_kind(one)


def _extends(one: str) -> bool:
    if one == "\u200c" or "\U0001f3fb" <= one <= "\U0001f3ff" or "\U000e0020" <= one <= "\U000e007f":
        return True
    return category(one) in ("Mn", "Me", "Mc") or "\uff9e" <= one <= "\uff9f"


def _hangul_kind(one: str) -> str:
    code = ord(one)
    if 0xAC00 <= code <= 0xD7A3:
        return "B" if (code - 0xAC00) % 28 else "A"
    for kind, (first, last) in (("L", _HANGUL_LEADING), ("V", _HANGUL_VOWEL), ("T", _HANGUL_TRAILING)):
        if first <= code <= last:
            return kind
    return "O"


_KINDS = Kinds(_kind)
