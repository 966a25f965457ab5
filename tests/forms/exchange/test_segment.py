"""Segments: what is sealed is taken as it was, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import canonical
from forms.events import Event
from forms.exchange import payloads, segment
from forms.exchange.refusal import ExchangeRefused
from forms.exchange.segment import NAMESPACE, payload_hashes, seal, take_segment
from tests.forms.exchange.sharing import DRAFT, Colleague, shared

HASHES = st.binary(min_size=1, max_size=2).map(canonical.digest)
EVENTS = st.builds(
    Event,
    draft=st.just(DRAFT),
    target=st.from_regex(r"[a-z0-9@/-]{0,30}", fullmatch=True),
    kind=st.from_regex(r"[a-z-]{1,12}", fullmatch=True),
    payload=HASHES,
    parents=st.lists(HASHES, unique=True, max_size=3).map(tuple),
    author=st.just(Colleague(1).key),
    claimed_time=st.datetimes().map(lambda one: one.isoformat() + "+01:00").filter(lambda one: one[0] in "12"),
)
HEX = "0" * 64


@given(st.lists(EVENTS, min_size=1, max_size=6), st.integers(1, 1_000_000))
def test_round_trip(events: list[Event], first: int) -> None:
    """Sealed, sent and taken: the same events in the same order; each id is the one that `Event` itself gives."""
    by = Colleague(1)
    sealed = seal(DRAFT, by.key, first, None if first == 1 else HEX, events, by.sign)
    taken = take_segment(sealed.body, sealed.signature)

    assert taken == sealed
    assert [(one.kind, one.target, one.payload, set(one.parents), one.claimed_time) for one in taken.events] == [
        (one.kind, one.target, one.payload, set(one.parents), one.claimed_time) for one in events
    ]
    assert [one.id for one in taken.events] == list(taken.ids)
    assert [one.prev for one in taken.events] == [taken.prev, *taken.ids[:-1]]
    assert [one.seq for one in taken.events] == list(range(first, taken.last + 1))
    assert (taken.tip, taken.hash) == (taken.events[-1].id, canonical.digest(sealed.body))
    assert payload_hashes(sealed.body) == [one.payload for one in events]


def test_lines_are_canonical() -> None:
    """Every line of a segment is canonical JSON with just the keys of the page."""
    for one in shared().segments:
        header, *lines = map(canonical.decode, one.body.splitlines())

        assert header.keys() == {"satchel_segment", "draft", "author", "from", "prev"}
        assert all(line.keys() == {"kind", "target", "payload", "parents", "time"} for line in lines)


SEGMENT = shared().segments[3].body
FIRST, SECOND, *REST = SEGMENT.splitlines(keepends=True)
Alter = Callable[[bytes], bytes]
WRONG: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "segment"),
    ("no event", FIRST, "segment"),
    ("no last line feed", SEGMENT[:-1], "segment"),
    ("an empty line", SEGMENT + b"\n", "segment"),
    ("an empty line between", FIRST + b"\n" + SECOND, "segment"),
    ("a carriage return", SEGMENT.replace(b"\n", b"\r\n"), "segment"),
    ("a byte order mark", b"\xef\xbb\xbf" + SEGMENT, "segment"),
    ("a space", SEGMENT.replace(b'"kind":', b'"kind": ', 1), "segment"),
    ("keys in another order", FIRST + b'{"parents":[],' + SECOND.replace(b'"parents":[],', b""), "segment"),
    ("a key twice", FIRST + SECOND.replace(b'"kind"', b'"kind":"answer","kind"'), "segment"),
    ("a key more", FIRST + SECOND[:-2] + b',"x":"y"}\n', "segment"),
    ("an escape", SEGMENT.replace(b"organisation", b"organis\\u0061tion"), "segment"),
    ("a letter beyond ASCII", SEGMENT.replace(b"organisation", "organisati\u00f6n".encode()), "segment"),
    ("not UTF-8", SEGMENT.replace(b"organisation", b"organisati\xffn"), "segment"),
    ("seq as a number", SEGMENT.replace(b'"from":"2"', b'"from":2'), "segment"),
    ("seq of a thousand digits", SEGMENT.replace(b'"from":"2"', b'"from":"' + b"9" * 1000 + b'"'), "segment"),
    ("seq beyond the last", SEGMENT.replace(b'"from":"2"', b'"from":"999999999"'), "segment"),
    ("seq with a zero", SEGMENT.replace(b'"from":"2"', b'"from":"02"'), "segment"),
    ("seq zero", SEGMENT.replace(b'"from":"2"', b'"from":"0"'), "segment"),
    ("the first with one before it", SEGMENT.replace(b'"from":"2"', b'"from":"1"'), "segment"),
    ("a later one with none before it", SEGMENT.replace(b'"prev":"' + (shared().segments[3].prev or "").encode() + b'"', b'"prev":null'), "segment"),
    ("parents unsorted", FIRST + SECOND.replace(b'"parents":[', b'"parents":["' + b"f" * 64 + b'",'), "segment"),
    ("a parent twice", FIRST + SECOND.replace(b'"parents":[', b'"parents":["' + b"0" * 64 + b'","' + b"0" * 64 + b'",'), "segment"),
    ("a moment that is none", SEGMENT.replace(b"T10:30", b" 10:30"), "segment"),
    ("ten thousand levels", FIRST + b"[" * 10_000 + b"]" * 10_000 + b"\n", "segment"),
    ("a later format", SEGMENT.replace(b'"satchel_segment":"1"', b'"satchel_segment":"2"'), "newer"),
    ("no format", SEGMENT.replace(b'"satchel_segment":"1"', b'"satchel_segment":1'), "segment"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_written_in_another_way(body: bytes, code: str) -> None:
    """What is not spelled in the one way is refused, though its author signed it."""
    assert body != SEGMENT
    with pytest.raises(ExchangeRefused) as refused:
        take_segment(body, Colleague(2).sign(body, NAMESPACE))

    assert refused.value.code == code


@pytest.mark.parametrize(
    "signature",
    [
        Colleague(3).sign(SEGMENT, NAMESPACE),
        Colleague(2).sign(SEGMENT, "exchange@satchel"),
        Colleague(2).sign(SEGMENT[1:], NAMESPACE),
        b"",
        b"\xff" * 100,
    ],
    ids=["another key", "another purpose", "other bytes", "none", "no text"],
)
def test_signature(signature: bytes) -> None:
    """Only the author's signature, over these bytes and for this purpose, will do."""
    with pytest.raises(ExchangeRefused) as refused:
        take_segment(SEGMENT, signature)

    assert refused.value.code == "signature"


@pytest.mark.parametrize(
    ("draft", "author", "first", "kind", "time"),
    [
        ("other", Colleague(1).key, 1, "answer", "2026-11-24T10:30:00Z"),
        (DRAFT, Colleague(2).key, 1, "answer", "2026-11-24T10:30:00Z"),
        (DRAFT, Colleague(1).key, 2, "answer", "2026-11-24T10:30:00Z"),
        (DRAFT, Colleague(1).key, 1, "An answer", "2026-11-24T10:30:00Z"),
        (DRAFT, Colleague(1).key, 1, "answer", "yesterday"),
    ],
    ids=["draft", "author", "seq without prev", "kind", "moment"],
)
def test_sealing_what_nobody_could_take(draft: str, author: str, first: int, kind: str, time: str) -> None:
    """Nothing is signed that colleagues would have to refuse."""
    by = Colleague(1)
    event = Event(DRAFT, "organisation", kind, HEX, (), by.key, time)

    def never(_message: bytes, _namespace: str) -> bytes:
        raise AssertionError("it was signed")

    with pytest.raises(ValueError):
        seal(draft, author, first, None, [event], never)


def test_sealing_nothing_or_twice() -> None:
    """A segment has events, and what was sent is not sealed again."""
    by = Colleague(1)
    for events in ([], list(shared().segments[0].events)):
        with pytest.raises(ValueError):
            seal(DRAFT, by.key, 1, None, events, by.sign)


def test_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A segment and a payload larger than any are refused before they are made sense of."""
    line = next(iter(shared().payloads.values()))
    monkeypatch.setattr(segment, "MAX_BYTES", len(SEGMENT) - 1)
    monkeypatch.setattr(payloads, "MAX_BYTES", len(line) - 1)
    with pytest.raises(ExchangeRefused) as whole:
        take_segment(SEGMENT, shared().segments[3].signature)
    with pytest.raises(ExchangeRefused) as part:
        payloads.value_in(line)

    assert (whole.value.code, part.value.code) == ("too-large", "payload")
