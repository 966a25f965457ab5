"""What a text is made of when two versions of it are compared: words, white space, single signs, and sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from unicodedata import category, combining, normalize

from forms.graphemes import Kinds, clusters

# Scripts that write no space between words: there each character stands for itself.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x0F00, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19DF), (0x1A20, 0x1AAF), (0x2E80, 0x2FDF),
    (0x3005, 0x3007), (0x3021, 0x3029), (0x3031, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x1B000, 0x1B16F),
    (0x20000, 0x323AF),
)  # fmt: skip
_INNER = frozenset("'’ʼ‘-‐‑·\u0387\u00ad׳״")
_IN_NUMBERS = frozenset(".,٫٬")
_NEWLINES = frozenset("\n\r\v\f\x85\u2028\u2029")
# One letter stands for one character: W a letter, D a digit, I a sign that may stand inside a word, P one that may stand
# inside a number, S white space, N a new line, O others.
_TOKEN = re.compile("(?:[WD]|(?<=[WD])I(?=[WD])|(?<=D)P(?=D))+|S+|.")
# Longer runs of marks than any writing has are sorted here, because Python's own way takes quadratic time for them.
_MARKS_IN_A_ROW = 30
_HIDDEN_MARKS = {"\u0f73": "\u0f71\u0f72", "\u0f75": "\u0f71\u0f74", "\u0f81": "\u0f71\u0f80"}

_STOPS = frozenset(".!?…‼⁇⁈⁉")
_SEMICOLON = frozenset(";\u037e")
_HARD_STOPS = frozenset("。！？；．｡؟۔؛।॥։።፧፨။។៕៚།༎᠃᠉⸮")
_QUOTES = frozenset("\"'“‘«»’”")


@dataclass(frozen=True, slots=True)
class Tokens:
    """`raw` are the pieces as typed, which joined give the text; `keys` are the same in normal form, for comparing."""

    raw: list[str]
    keys: list[str]


def normal(text: str) -> str:
    """`text` in Unicode's normal form C, in linear time whatever it is made of."""
    if text.isascii():
        return text
    if not any(map(_is_mark, set(text))):
        return normalize("NFC", text)
    runs = [(mark, list(run)) for mark, run in groupby(text, _is_mark)]
    if any(mark and len(run) > _MARKS_IN_A_ROW for mark, run in runs):
        text = "".join(_in_order(run) if mark else "".join(run) for mark, run in runs)
    return normalize("NFC", text)


def tokens(text: str) -> Tokens:
    """The tokens of `text`; none of them begins or ends inside a character as readers see it."""
    characters = clusters(text)
    if len(characters) == len(text):
        raw = [text[found.start() : found.end()] for found in _TOKEN.finditer(text.translate(_KINDS))]
    else:
        kinds = "".join(map(_first, characters)).translate(_KINDS)
        raw = ["".join(characters[found.start() : found.end()]) for found in _TOKEN.finditer(kinds)]
    if text.isascii() or normal(text) == text:
        return Tokens(raw, raw)
    return Tokens(raw, [normal(one) for one in raw])


def is_space(token: str) -> bool:
    """True for white space and new lines."""
    return token.isspace()


def sentences(keys: list[str]) -> list[tuple[int, int]]:
    """Where the sentences stand among the tokens, without the white space around them: first and first after.

    Where it is not sure that a sentence ends ("No. 5", "z. B.", "… said"), it goes on: a larger sentence asks people
    once more, a smaller one could join what does not belong together."""
    found = []
    at = _after_space(keys, 0)
    while at < len(keys):
        end = _end(keys, at)
        found.append((at, end))
        at = _after_space(keys, end)
    return found


def _end(keys: list[str], at: int) -> int:
    while at < len(keys):
        token = keys[at]
        if token in _NEWLINES or token == "\r\n":
            return _without_space_before(keys, at)
        if token in _HARD_STOPS or token in _STOPS or token in _SEMICOLON:
            after = at + 1
            hard = token in _HARD_STOPS
            while after < len(keys) and _closes(keys[after]):
                hard = hard or keys[after] in _HARD_STOPS
                after += 1
            if hard or _ends_here(keys, at, after):
                return after
            at = after
        else:
            at += 1
    return _without_space_before(keys, at)


def _ends_here(keys: list[str], stop: int, after: int) -> bool:
    if after == len(keys):
        return True
    if not is_space(keys[after]):
        return False
    following = _after_space(keys, after)
    if keys[stop] in _SEMICOLON or following == len(keys) or any(one in _NEWLINES for one in keys[after:following]):
        return True
    first = keys[following][0]
    if first.islower():
        return False
    if keys[stop] != ".":
        return True
    word = keys[stop - 1] if stop else ""
    short = (len(word) == 1 and category(word).startswith("L")) or (len(word) <= 2 and word.isdecimal())
    return not (short or first.isdecimal())


def _closes(token: str) -> bool:
    return (
        token in _STOPS
        or token in _HARD_STOPS
        or token in _QUOTES
        or (len(token) == 1 and category(token) in ("Pe", "Pf"))
    )


def _after_space(keys: list[str], at: int) -> int:
    while at < len(keys) and is_space(keys[at]):
        at += 1
    return at


def _without_space_before(keys: list[str], at: int) -> int:
    while at and is_space(keys[at - 1]):
        at -= 1
    return at


def _first(character: str) -> str:
    """The code point that tells what the character is; a mark on white space is something to see."""
    return "\ufffd" if len(character) > 1 and character[0].isspace() and character != "\r\n" else character[0]


def _kind(one: str) -> str:
    if one in _NEWLINES:
        return "N"
    if one.isspace():
        return "S"
    if one in _INNER:
        return "I"
    if one in _IN_NUMBERS:
        return "P"
    if any(first <= ord(one) <= last for first, last in _UNSPACED):
        return "O"
    kind = category(one)[0]
    return "W" if kind == "L" else "D" if kind == "N" else "O"


_KINDS = Kinds(_kind)


def _is_mark(one: str) -> bool:
    return combining(one) != 0 or one in _HIDDEN_MARKS


def _in_order(run: list[str]) -> str:
    return "".join(sorted("".join(_HIDDEN_MARKS.get(one, one) for one in run), key=combining))
