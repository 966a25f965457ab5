"""Events: the immutable steps a draft's history consists of, and the pure fold from events to heads (docs/answers.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forms import canonical
from forms.answers import Attachment, Target, Value

MERGE_RULES = "1"


@dataclass(frozen=True, slots=True)
class Event:
    """One step. `payload` is the sha-256 of its payload bytes; `parents` are the ids of the heads of `target` that the author
    had in view; `author` is a public key in hex; `seq` and `prev` are set once it is sent to others."""

    draft: str
    target: Target
    kind: str
    payload: str
    parents: tuple[str, ...]
    author: str
    claimed_time: str
    seq: int | None = None
    prev: str | None = None

    def data(self) -> bytes:
        """The canonical bytes whose sha-256 is the id."""
        told: dict[str, Any] = {
            "author": self.author,
            "claimed_time": self.claimed_time,
            "draft": self.draft,
            "kind": self.kind,
            "parents": sorted(self.parents),
            "payload": self.payload,
            "target": self.target,
        }
        if self.seq is not None:
            told |= {"seq": str(self.seq), "prev": self.prev}
        return canonical.encode(told)

    @property
    def id(self) -> str:
        """sha-256 of the canonical bytes, in hex."""
        return canonical.digest(self.data())


def event_of(data: bytes) -> Event:
    """The event of its canonical bytes. Raises `Trouble("not-canonical")`, `KeyError` or `TypeError` for others."""
    told = canonical.decode(data)
    seq = told.get("seq")
    return Event(
        draft=told["draft"],
        target=told["target"],
        kind=told["kind"],
        payload=told["payload"],
        parents=tuple(told["parents"]),
        author=told["author"],
        claimed_time=told["claimed_time"],
        seq=None if seq is None else int(seq),
        prev=told.get("prev"),
    )


def payload(salt: bytes, value: Any) -> bytes:
    """The canonical bytes of a payload. The salt keeps the hash of a tick box from being guessed once it is erased."""
    return canonical.encode({"salt": salt.hex(), "value": value})


def payload_value(data: bytes) -> Any:
    """The plain value inside payload bytes."""
    return canonical.decode_own(data)["value"]


def genesis(contribution: str, questionnaire_digest: str) -> dict[str, str]:
    """The value of the first event of a draft."""
    return {"contribution": contribution, "merge_rules": MERGE_RULES, "questionnaire": questionnaire_digest}


def to_data(value: Value | None) -> Any:
    """An answer as canonical JSON holds it; `None` for a cleared one."""
    if not isinstance(value, tuple):
        return value
    return [
        {"digest": one.digest, "name": one.name, "size": str(one.size), "type": one.type}
        if isinstance(one, Attachment)
        else one
        for one in value
    ]


def from_data(data: Any) -> Value | None:
    """The answer of its plain form. Raises `ValueError` for anything that is none."""
    if data is None or data is True or isinstance(data, str):
        return data
    if not isinstance(data, list) or not data:
        raise ValueError("not an answer")
    if all(isinstance(one, str) for one in data):
        return tuple(data)
    try:
        return tuple(Attachment(one["digest"], one["name"], int(one["size"]), one["type"]) for one in data)
    except (TypeError, KeyError) as fault:
        raise ValueError("not an answer") from fault


def fold(events: Iterable[Event]) -> dict[Target, tuple[str, ...]]:
    """The heads of each target: its events that no other event names as a parent, sorted by id. Pure: order, duplicates and
    clocks change nothing."""
    by_id = {one.id: one for one in events}
    named = {parent for one in by_id.values() for parent in one.parents}
    heads: dict[Target, list[str]] = {}
    for identity in sorted(by_id):
        if identity not in named:
            heads.setdefault(by_id[identity].target, []).append(identity)
    return {target: tuple(found) for target, found in heads.items()}
