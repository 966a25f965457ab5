"""The head: what an exchange file says about itself, signed by its sender."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from forms import canonical
from forms.exchange.patterns import is_hash, is_name, is_seq, is_time, is_uuid
from forms.exchange.refusal import ExchangeRefused
from forms.exchange.signed import check_signed
from forms.trouble import Trouble

NAMESPACE = "exchange@satchel"
VERSION = "1"
MAX_BYTES = 10_000_000
MAX_SIGNATURE = 10_000
_KEYS = frozenset(
    {
        "draft",
        "from",
        "from_name",
        "genesis",
        "has",
        "name",
        "questionnaire",
        "satchel_exchange",
        "segments",
        "written",
    }
)


@dataclass(frozen=True, slots=True)
class Head:
    """`draft` (a UUID) began with the event `genesis`; `questionnaire` is a digest; `sender` is the key that signed, in hex; `has`
    says up to which `seq`, without a gap, the sender knows each author; `segments` are hashes, sorted."""

    draft: str
    genesis: str
    questionnaire: str
    name: str
    sender: str
    sender_name: str
    written: str
    has: Mapping[str, int]
    segments: tuple[str, ...]


def to_json(head: Head) -> bytes:
    """The canonical bytes of a head."""
    return canonical.encode(
        {
            "satchel_exchange": VERSION,
            "draft": head.draft,
            "genesis": head.genesis,
            "questionnaire": head.questionnaire,
            "name": head.name,
            "from": head.sender,
            "from_name": head.sender_name,
            "written": head.written,
            "has": {key: str(seq) for key, seq in head.has.items()},
            "segments": list(head.segments),
        }
    )


def from_json(data: bytes) -> Head:
    """The head in these bytes. Raises `ExchangeRefused`: `newer` for a later format, before anything else is asked of it."""
    try:
        told = canonical.decode(data, max_bytes=MAX_BYTES)
    except Trouble as trouble:
        raise ExchangeRefused("head", trouble.happened) from trouble
    if not isinstance(told, dict):
        raise ExchangeRefused("head")
    version = told.get("satchel_exchange")
    if isinstance(version, str) and version != VERSION:
        raise ExchangeRefused("newer", f"format {version[:20]}")
    if told.keys() != _KEYS or version != VERSION:
        raise ExchangeRefused("head")
    wrong = [key for key, fits in _FITS.items() if not fits(told[key])]
    if wrong:
        raise ExchangeRefused("head", ", ".join(wrong))
    return Head(
        told["draft"],
        told["genesis"],
        told["questionnaire"],
        told["name"],
        told["from"],
        told["from_name"],
        told["written"],
        {key: int(seq) for key, seq in told["has"].items()},
        tuple(told["segments"]),
    )


def check_sender(head: Head, data: bytes, signature: bytes) -> None:
    """Refuse a head that its sender did not sign. Raises `ExchangeRefused`."""
    check_signed("sender", head.sender, data, signature, NAMESPACE)


def _is_known(value: Any) -> bool:
    return isinstance(value, dict) and all(map(is_hash, value)) and all(map(is_seq, value.values()))


def _are_segments(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_hash, value)) and value == sorted(set(value))


_FITS: Mapping[str, Callable[[Any], bool]] = MappingProxyType(
    {
        "draft": is_uuid,
        "from": is_hash,
        "from_name": is_name,
        "genesis": is_hash,
        "has": _is_known,
        "name": is_name,
        "questionnaire": is_hash,
        "segments": _are_segments,
        "written": is_time,
    }
)
