"""Counting characters as readers see them, from the standard library's Unicode tables alone."""

from __future__ import annotations

from unicodedata import category

_JOINER = "\u200d"
_HANGUL_LEADING, _HANGUL_VOWEL, _HANGUL_TRAILING = (0x1100, 0x115F), (0x1160, 0x11A7), (0x11A8, 0x11FF)


def count(text: str) -> int:
    """The number of extended grapheme clusters of `text`, by the main rules of Unicode Annex 29.

    Approximate in three places: what may follow a zero-width joiner is any symbol (general category So) rather than
    the Extended_Pictographic property; Prepend characters and the conjuncts of Indic scripts (rule GB9c) count apart;
    every spacing mark (Mc) joins."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    clusters = 0
    flags = 0
    before = ""
    pictograph = False
    for now in text:
        flag = "\U0001f1e6" <= now <= "\U0001f1ff"
        if not before or not (_joins(before, now, pictograph) or (flag and flags % 2 == 1)):
            clusters += 1
            pictograph = category(now) == "So"
        flags = flags + 1 if flag else 0
        before = now
    return clusters


def _joins(before: str, now: str, pictograph: bool) -> bool:
    if before == "\r":
        return now == "\n"
    if _is_control(before) or _is_control(now):
        return False
    if _extends(now):
        return True
    if before == _JOINER and pictograph:
        return category(now) == "So"
    return _hangul(before, now)


def _is_control(one: str) -> bool:
    kind = category(one)
    return kind in ("Cc", "Zl", "Zp") or (kind == "Cf" and not _extends(one))


def _extends(one: str) -> bool:
    if one in (_JOINER, "\u200c") or "\U0001f3fb" <= one <= "\U0001f3ff" or "\U000e0020" <= one <= "\U000e007f":
        return True
    return category(one) in ("Mn", "Me", "Mc") or "\uff9e" <= one <= "\uff9f"


def _hangul(before: str, now: str) -> bool:
    left, right = _hangul_kind(before), _hangul_kind(now)
    if left == "L":
        return right in ("L", "V", "LV", "LVT")
    if left in ("LV", "V"):
        return right in ("V", "T")
    return left in ("LVT", "T") and right == "T"


def _hangul_kind(one: str) -> str:
    code = ord(one)
    if 0xAC00 <= code <= 0xD7A3:
        return "LVT" if (code - 0xAC00) % 28 else "LV"
    for kind, (first, last) in (("L", _HANGUL_LEADING), ("V", _HANGUL_VOWEL), ("T", _HANGUL_TRAILING)):
        if first <= code <= last:
            return kind
    return ""
