"""A segment: some events of one author in a row, sealed with one signature; once sent it never changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from forms import canonical
from forms.events import Event
from forms.exchange.patterns import HASH, LARGEST_SEQ, SEQ, TIME, UUID
from forms.exchange.refusal import ExchangeRefused
from forms.exchange.signed import check_signed
from forms.package.signature import Sign

NAMESPACE = "segment@satchel"
VERSION = "1"
MAX_BYTES = 100_000_000
_HEADER = re.compile(
    rf'\{{"author":"({HASH})","draft":"({UUID})","from":"({SEQ})","prev":(?:null|"({HASH})"),"satchel_segment":"1"\}}'.encode()
)
_NEWER = re.compile(rb'.*"satchel_segment":"([0-9]{1,9})"\}')
# Whatever matches is canonical by itself: the keys stand in order, and nothing in the texts needs an escape.
_EVENT = re.compile(
    rf'\{{"kind":"([a-z-]{{1,32}})","parents":\[((?:"{HASH}"(?:,"{HASH}")*)?)\],"payload":"({HASH})",'
    rf'"target":"([a-z0-9@/-]{{0,300}})","time":"({TIME})"\}}'.encode()
)
_PAYLOAD = re.compile(rf'"payload":"({HASH})"'.encode())


@dataclass(frozen=True, slots=True)
class Segment:
    """The events `first` … `last` of `author`, a key in hex. `body` and `signature` are the bytes as they are sent; `prev` is the
    id of the author's event before them; `ids` are the ids of `events`, which have `seq` and `prev`."""

    body: bytes
    signature: bytes
    draft: str
    author: str
    first: int
    prev: str | None
    events: tuple[Event, ...]
    ids: tuple[str, ...]

    @property
    def hash(self) -> str:
        """The sha-256 of the body, by which everybody knows this segment."""
        return canonical.digest(self.body)

    @property
    def last(self) -> int:
        """The `seq` of the last event."""
        return self.first + len(self.events) - 1

    @property
    def tip(self) -> str:
        """The id of the last event."""
        return self.ids[-1]


def seal(draft: str, author: str, first: int, prev: str | None, events: Sequence[Event], sign: Sign) -> Segment:
    """The segment of these events, which have no `seq` yet, in this order; `sign` signs with the key `author`. Raises `ValueError`
    for what no colleague could take."""
    if any((one.draft, one.author, one.seq) != (draft, author, None) for one in events):
        raise ValueError("an event of another draft or author, or one that was sent before")
    header = {"author": author, "draft": draft, "from": str(first), "prev": prev, "satchel_segment": VERSION}
    body = b"".join([canonical.encode(header) + b"\n", *map(_line, events)])
    try:
        made = _read(body, b"")
    except ExchangeRefused as refused:
        raise ValueError(refused.happened) from refused
    return replace(made, signature=sign(body, NAMESPACE))


def take_segment(body: bytes, signature: bytes) -> Segment:
    """The segment in these bytes, wholly checked by itself: written in the one agreed way, and signed by its author. What stands
    before it is not known here. Raises `ExchangeRefused`."""
    found = _read(body, signature)
    check_signed("signature", found.author, body, signature, NAMESPACE)
    return found


def payload_hashes(body: bytes) -> list[str]:
    """The hashes of the payloads of a sealed segment, in the order of its events, from bytes that were checked before."""
    return [one.decode() for one in _PAYLOAD.findall(body)]


def _line(event: Event) -> bytes:
    told = {
        "kind": event.kind,
        "parents": sorted(event.parents),
        "payload": event.payload,
        "target": event.target,
        "time": event.claimed_time,
    }
    return canonical.encode(told) + b"\n"


def _read(body: bytes, signature: bytes) -> Segment:
    if len(body) > MAX_BYTES:
        raise ExchangeRefused("too-large", "a segment")
    header, *lines = body.split(b"\n")
    told = _HEADER.fullmatch(header)
    if told is None:
        newer = _NEWER.fullmatch(header)
        raise ExchangeRefused("newer" if newer and newer[1] != VERSION.encode() else "segment", "line 1")
    if not lines or lines.pop() or not lines:
        raise ExchangeRefused("segment", "its end")
    author, draft, first, prev = told.groups()
    number = int(first)
    if number + len(lines) - 1 > LARGEST_SEQ or (number == 1) != (prev is None):
        raise ExchangeRefused("segment", "line 1")
    events, ids = _events(lines, author, draft, number, prev)
    before = None if prev is None else prev.decode()
    return Segment(body, signature, draft.decode(), author.decode(), number, before, tuple(events), tuple(ids))


def _events(
    lines: list[bytes], author: bytes, draft: bytes, first: int, prev: bytes | None
) -> tuple[list[Event], list[str]]:
    """The events and their ids: the hot loop, so the canonical bytes of an event are put together from its line."""
    events: list[Event] = []
    ids: list[str] = []
    names: dict[bytes, str] = {}
    match = _EVENT.fullmatch
    by, of = author.decode(), draft.decode()
    before = None if prev is None else prev.decode()
    for seq, line in enumerate(lines, first):
        told = match(line)
        if told is None:
            raise ExchangeRefused("segment", f"line {seq - first + 2}")
        kind, listed, payload, target, time = told.groups()
        parents = tuple(listed.decode()[1:-1].split('","')) if listed else ()
        if len(parents) > 1 and list(parents) != sorted(set(parents)):
            raise ExchangeRefused("segment", f"line {seq - first + 2}")
        chained = b"null" if before is None else b'"%b"' % before.encode()
        data = (
            b'{"author":"%b","claimed_time":"%b","draft":"%b","kind":"%b","parents":[%b],"payload":"%b","prev":%b,'
            b'"seq":"%d","target":"%b"}' % (author, time, draft, kind, listed, payload, chained, seq, target)
        )
        place = names.get(target) or names.setdefault(target, target.decode())
        called = names.get(kind) or names.setdefault(kind, kind.decode())
        events.append(Event(of, place, called, payload.decode(), parents, by, time.decode(), seq, before))
        before = sha256(data).hexdigest()
        ids.append(before)
    return events, ids
