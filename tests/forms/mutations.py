"""Random changes of a parsed definition or of bytes, for tests of everything that must stand any file."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

PIECES = (b"", b'"', b"{", b"]", b"0", b"-1", b"1.5", b"null", b"true", b'"x"', b"\\ud800", b"\\", b"\xc3", b"\x00")
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 3, 10**16, "", " ", "x", "a b", "reasons", "note", "matrix", "text", "en", "\x1b", "\ud800",
    [], [[]], [{}], {}, {"list": "countries-251"}, {"list": "\x00"}, {"list": []}, {"en": "x"}, {"en": 1}, {"": ""},
    {"eq": ["reasons", "time"]}, {"answered": "email"}, {"answered": []}, {"eq": [[], {}]}, {"eq": [{"count": []}, {}]},
    {"not": {"not": {"any": [{}]}}}, {"matches": ["first-name", "("]}, {"id": "x", "label": "X"}, {"kind": "note", "text": "n"},
)  # fmt: skip


def spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every object or list in a tree with each of its keys."""
    for key, one in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(one, (dict, list)):
            yield from spots(one)


def mutated(tree: Any, chance: random.Random) -> None:
    """Change one thing of a tree: a value, a key, a place, or whether it is there."""
    all_spots = list(spots(tree))
    holder, key = chance.choice(all_spots)
    deed = chance.randrange(6)
    if deed == 0:
        del holder[key]
    elif deed == 1 and isinstance(holder, dict):
        holder[chance.choice([*holder, "show_if", "extra", "text", "advise"])] = holder.pop(key)
    elif deed == 2 and isinstance(holder, list):
        holder.append(holder[key])
    elif deed == 3:
        other, at = chance.choice(all_spots)
        holder[key] = json.loads(json.dumps(other[at])) if at in other or isinstance(other, list) else None
    else:
        holder[key] = chance.choice(VALUES)


def bytes_mutated(data: bytes, chance: random.Random, tokens: Sequence[bytes]) -> bytes:
    """One to four changes: bits, bytes, pieces taken out, doubled, moved, cut off, or `tokens` of the formats put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed)) if changed else 0
        piece = slice(at, at + chance.choice((1, 2, 4, 16, 200)))
        match chance.randrange(7):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1 if changed:
                changed[at] ^= 1 << chance.randrange(8)
            case 2:
                del changed[piece]
            case 3:
                changed[at:at] = changed[piece]
            case 4:
                changed[at:at] = chance.choice(tokens)
            case 5:
                elsewhere = chance.randrange(len(changed) + 1)
                changed[elsewhere : elsewhere + 4] = changed[piece]
            case _:
                if chance.random() < 0.1:
                    del changed[at:]
    return bytes(changed)
