"""Canonical JSON: one value, one sequence of bytes, so that hashes mean something (docs/canonical-json.md)."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections import Counter
from collections.abc import Collection
from itertools import accumulate
from typing import Any, Never

from forms.trouble import Trouble

MAX_DEPTH = 64
MAX_BYTES = 10_000_000
_OTHER_BYTES = bytes(set(range(256)) - set(b'[{]}"'))
_TEXT = frozenset({str})
_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")


def encode(value: Any) -> bytes:
    """UTF-8 bytes with sorted keys and no white space, a subset of RFC 8785. Takes str, int, bool, None, list, tuple and
    dict with str keys; anything else, and lone surrogates, raise `ValueError` or `TypeError`."""
    _refuse_floats(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def decode_own(data: bytes) -> Any:
    """The same for bytes that were encoded here: what was written is read back, whatever its size."""
    return decode(data, max_bytes=len(data))


def digest(data: bytes) -> str:
    """The sha-256 of `data` in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def decode(data: bytes, *, max_bytes: int = MAX_BYTES) -> Any:
    """The value of canonical bytes. Raises `Trouble("not-canonical")` unless encoding it again gives the same bytes."""
    value = parse(data, max_bytes=max_bytes)
    try:
        same = encode(value) == data
    except (ValueError, TypeError):
        same = False
    if not same:
        raise Trouble(
            "not-canonical", "The file is not written in the one agreed way, so its hashes cannot be trusted."
        )
    return value


def parse(data: bytes, *, floats: bool = False, max_bytes: int = MAX_BYTES) -> Any:
    """The value of JSON from outside. Raises `Trouble` with code `json-too-large`, `json-too-deep`, `json-text`,
    `json-syntax`, `json-duplicate-key` or `json-number`; `floats` admits finite fractions."""
    if len(data) > max_bytes:
        raise Trouble("json-too-large", f"The file has {len(data):,} bytes; at most {max_bytes:,} are read.")
    _refuse_depth(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Trouble("json-text", f"Byte {fault.start + 1} is not UTF-8 text.") from fault
    try:
        value = json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_refuse_constant,
            parse_float=_finite if floats else _refuse_constant,
            parse_int=_small_int,
        )
    except json.JSONDecodeError as fault:
        place = f"Line {fault.lineno}, column {fault.colno}"
        raise Trouble("json-syntax", f"{place}: this is not JSON ({fault.msg}).") from fault
    return value


def _refuse_depth(data: bytes) -> None:
    """Before anything is parsed, and without a step of Python for each byte: a definition has a million of them."""
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    # Two quotation marks with no bracket between them alter nothing; what is left is strings that hold brackets.
    marks = data.translate(None, _OTHER_BYTES).replace(b'""', b"")
    steps = b"".join(marks.split(b'"')[::2]).translate(_STEPS)
    if max(accumulate(array("b", steps)), default=0) > MAX_DEPTH:
        raise Trouble("json-too-deep", f"The file nests deeper than {MAX_DEPTH} levels.")


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        key = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise Trouble("json-duplicate-key", f"The key “{key}” stands twice in one object.")
    return found


def _refuse_constant(text: str) -> Never:
    raise Trouble("json-number", f"The number {text[:20]} is not admitted here.")


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        _refuse_constant(text)
    return value


def _small_int(text: str) -> int:
    if len(text) > 17:
        _refuse_constant(text)
    return int(text)


def _refuse_floats(value: Any) -> None:
    pending: list[Collection[Any]] = [[value]]
    while pending:
        for one in pending.pop():
            if isinstance(one, str):  # first, since most are
                continue
            if isinstance(one, dict):
                if not _TEXT.issuperset(map(type, one)):
                    raise TypeError("canonical JSON keys are text")
                pending.append(one.values())
            elif isinstance(one, (list, tuple)):
                pending.append(one)
            elif isinstance(one, float):
                raise TypeError("canonical JSON holds no fractions: write decimals as text")
