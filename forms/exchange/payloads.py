"""Payloads: what events say, each on a line of its own, believed only where its hash and its spelling are right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from forms import canonical
from forms.exchange.refusal import ExchangeRefused
from forms.trouble import Trouble

MAX_BYTES = canonical.MAX_BYTES
_LINE = re.compile(rb'\{"salt":"((?:[0-9a-f]{2}){0,64})","value":(.*)\}', re.DOTALL)
_PLAIN = re.compile(rb'"([^"\\\x00-\x1f]*)"')
_scan = json.JSONDecoder().decode
_spell = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def lines_of(hashes: Iterable[str], payloads: Mapping[str, bytes]) -> bytes:
    """The lines of a segment's payloads; an empty one for each that was erased."""
    return b"".join([payloads.get(one, b"") + b"\n" for one in hashes])


def matched(lines: bytes, hashes: Iterable[str]) -> list[bytes | None]:
    """The payload bytes of each event, None where it was erased. Raises `ExchangeRefused` unless they belong to these hashes."""
    told: list[bytes | None] = [*lines.split(b"\n")]
    expected = list(hashes)
    if told.pop() or len(told) != len(expected):
        raise ExchangeRefused("payload", "another number of lines")
    for number, (line, hashed) in enumerate(zip(told, expected, strict=True)):
        if not line:
            told[number] = None
        elif sha256(line).hexdigest() != hashed:
            raise ExchangeRefused("payload", f"line {number + 1}")
    return told


def value_in(line: bytes) -> Any:
    """The plain value of canonical payload bytes, which may still hold numbers. Raises `ExchangeRefused`.

    A line proves itself: what is spelled again in the same bytes is canonical, and a plain text needs no spelling at all."""
    told = _LINE.fullmatch(line)
    if told is None or len(line) > MAX_BYTES:
        raise ExchangeRefused("payload", "not a salt and a value")
    spelled = told[2]
    if spelled == b"null":
        return None
    plain = _PLAIN.fullmatch(spelled)
    try:
        if plain is not None:
            return plain[1].decode()
        if spelled.count(b"[") + spelled.count(b"{") > canonical.MAX_DEPTH:
            return canonical.decode(spelled)
        text = spelled.decode()
        value = _scan(text)
        same = bool(_spell(value) == text)
    except (ValueError, Trouble) as fault:
        raise ExchangeRefused("payload", "not canonical") from fault
    if not same:
        raise ExchangeRefused("payload", "not canonical")
    return value
