"""Exchange files that lie: each is refused with its code, in bounded memory, and none raises anything else."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from forms import canonical
from forms.events import payload
from forms.exchange import exchange_file
from forms.exchange.exchange_file import Exchange, take
from forms.exchange.refusal import ExchangeRefused
from forms.exchange.segment import NAMESPACE, Segment
from tests.forms.exchange.sharing import (
    DRAFT,
    PAPER_DIGEST,
    Colleague,
    Shared,
    ana,
    beginning,
    joined,
    known,
    parts_of,
    refusal,
    shared,
    signed_again,
    with_segment,
    written,
)
from tests.samples import definition, questionnaire

Alter = Callable[[dict[str, bytes]], bytes]
PARTS = parts_of(written())
HASHES = [one.hash for one in shared().segments]
SEGMENT = f"segments/{HASHES[2]}.jsonl"
PAYLOADS = f"payloads/{HASHES[2]}.jsonl"
CODES_OF_FILES = {
    "not-a-zip",
    "trailing-bytes",
    "overlap",
    "header-mismatch",
    "zip64",
    "checksum",
    "comment",
    "too-many-files",
}


def less(name: str) -> Alter:
    """One part fewer."""
    return lambda parts: joined({key: data for key, data in parts.items() if key != name})


def more(name: str, data: bytes = b"x") -> Alter:
    """One part more, or another one in its place."""
    return lambda parts: joined({**parts, name: data})


def listing(**head: Any) -> Alter:
    """The head with other facts, signed by its sender."""
    return lambda parts: signed_again(parts, **head)


def head(data: bytes) -> Alter:
    """Any bytes as the head, signed by its sender."""
    return lambda parts: joined(
        {**parts, "exchange.json": data, "exchange.sshsig": ana().sign(data, "exchange@satchel")}
    )


def sent(make: Callable[[Colleague], list[Segment]], **other: Any) -> Alter:
    """The segments of a colleague."""

    def alter(_parts: dict[str, bytes]) -> bytes:
        by = Colleague(2)
        made = make(by)
        return written(Shared(tuple(made), by.payloads, {}, {}), **other)

    return alter


def elsewhere(by: Colleague) -> list[Segment]:
    """Work on another draft."""
    by.draft = DRAFT.replace("0b3e", "1b3e")
    return [by.seal([by.event("answer", "surname", "X")])]


def torn(by: Colleague) -> list[Segment]:
    """A second segment that names another event before it."""
    first = by.seal([by.event("answer", "surname", "X")])
    by.prev = "0" * 64
    return [first, by.seal([by.event("answer", "surname", "Y")])]


def late_beginning(by: Colleague) -> list[Segment]:
    """A beginning that is not the first event."""
    return [by.seal([by.event("answer", "surname", "X"), beginning(by)])]


def swapped(parts: dict[str, bytes]) -> bytes:
    """Two payloads of one segment changed places."""
    one, two, *rest = parts[PAYLOADS].splitlines(keepends=True)
    return joined({**parts, PAYLOADS: b"".join([two, one, *rest])})


def foreign(parts: dict[str, bytes]) -> bytes:
    """The work of one, signed by another: the sender would put words into a colleague's mouth."""
    return joined({**parts, SEGMENT[:-5] + "sshsig": Colleague(9).sign(parts[SEGMENT], NAMESPACE)})


def of_another_questionnaire(by: Colleague) -> list[Segment]:
    """A beginning with another questionnaire than the one in the file."""
    told = {"contribution": "3c64d917-628e-47db-8e38-4cabd92c1090", "merge_rules": "1", "questionnaire": "0" * 64}
    return [by.seal([by.event("genesis", "", told)])]


def doubled(parts: dict[str, bytes]) -> bytes:
    """Two parts of one name."""
    return joined({**parts, "exchange.jsox": b"{}"}).replace(b"exchange.jsox", b"exchange.json")


WRONG: list[tuple[str, Alter, str]] = [
    ("no head", less("exchange.json"), "missing-file"),
    ("no signature of the sender", less("exchange.sshsig"), "missing-file"),
    ("no questionnaire", less("questionnaire.json"), "missing-file"),
    ("no segment", less(SEGMENT), "missing-file"),
    ("no signature of a segment", less(SEGMENT[:-5] + "sshsig"), "missing-file"),
    ("no payloads", less(PAYLOADS), "missing-file"),
    ("an undeclared part", more("README"), "name"),
    ("an undeclared segment", more(f"segments/{'0' * 64}.jsonl"), "name"),
    ("a folder", more("segments/"), "name"),
    ("a way out", more("../exchange.json"), "name"),
    ("an attachment with a name", more("attachments/paper.pdf"), "name"),
    ("two parts of one name", doubled, "duplicate-name"),
    ("another attachment", more(f"attachments/{PAPER_DIGEST}"), "altered"),
    ("another segment", more(SEGMENT, PARTS[f"segments/{HASHES[1]}.jsonl"]), "altered"),
    ("another head", more("exchange.json", PARTS["exchange.json"].replace(b"Our reply", b"Her reply")), "sender"),
    ("a head signed by another", more("exchange.sshsig", Colleague(2).sign(PARTS["exchange.json"], "exchange@satchel")), "sender"),
    ("a head signed for another purpose", more("exchange.sshsig", ana().sign(PARTS["exchange.json"], NAMESPACE)), "sender"),
    ("a sender that did not sign", listing(**{"from": Colleague(2).key}), "sender"),
    ("a later format", listing(satchel_exchange="2"), "newer"),
    ("a later format of another shape", head(b'{"satchel_exchange":"17"}'), "newer"),
    ("no format", head(b"{}"), "head"),
    ("a head that is no object", head(b"[]"), "head"),
    ("a head with a space", head(PARTS["exchange.json"] + b"\n"), "head"),
    ("a head that nests", head(b"[" * 10_000 + b"]" * 10_000), "head"),
    ("a head that is no JSON", head(b"\xff\x00"), "head"),
    ("a key twice", head(b'{"a":"1","a":"1"}'), "head"),
    ("a key more", listing(x="y"), "head"),
    ("a draft that is none", listing(draft="x"), "head"),
    ("a name that is none", listing(name=["x"]), "head"),
    ("a seq of a thousand digits", listing(has={"0" * 64: "9" * 1_000}), "head"),
    ("a seq as a number", listing(has={"0" * 64: 9}), "head"),
    ("segments twice", lambda parts: head(canonical.encode({**canonical.decode(parts["exchange.json"]), "segments": HASHES[:1] * 2}))(parts), "head"),
    ("segments unlisted", lambda parts: head(canonical.encode({**canonical.decode(parts["exchange.json"]), "segments": sorted(HASHES[1:])}))(parts), "name"),
    ("segments absent", lambda parts: head(canonical.encode({**canonical.decode(parts["exchange.json"]), "segments": sorted([*HASHES, "0" * 64])}))(parts), "missing-file"),
    ("another draft", listing(draft=DRAFT.replace("0b3e", "1b3e")), "other-draft"),
    ("a segment of another draft", sent(elsewhere), "other-draft"),
    ("a segment after another event", sent(torn), "chain"),
    ("a late beginning", sent(late_beginning), "genesis"),
    ("a late beginning that the head names", sent(late_beginning, genesis=late_beginning(Colleague(2))[0].tip), "genesis"),
    ("another beginning", sent(lambda by: [by.seal([beginning(by)])]), "genesis"),
    ("a beginning that is none", listing(genesis=shared().segments[1].tip), "genesis"),
    ("a beginning elsewhere", sent(of_another_questionnaire, genesis=of_another_questionnaire(Colleague(2))[0].tip), "genesis"),
    ("the work of one signed by another", foreign, "signature"),
    ("payloads changed places", swapped, "payload"),
    ("another payload", lambda parts: joined({**parts, PAYLOADS: parts[PAYLOADS].replace(b"Ana", b"Eva")}), "payload"),
    ("a payload fewer", lambda parts: joined({**parts, PAYLOADS: parts[PAYLOADS].partition(b"\n")[2]}), "payload"),
    ("a payload more", lambda parts: joined({**parts, PAYLOADS: parts[PAYLOADS] + b"\n"}), "payload"),
    ("no line feed at the end", lambda parts: joined({**parts, PAYLOADS: parts[PAYLOADS][:-1]}), "payload"),
    ("a signature of a megabyte", lambda parts: joined({**parts, SEGMENT[:-5] + "sshsig": bytes(1_000_000)}), "too-large"),
]  # fmt: skip


@pytest.mark.parametrize(("alter", "code"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_lying_file(alter: Alter, code: str) -> None:
    """A file that lies is refused with its code and sentence, before anything of it is used."""
    assert refusal(alter(dict(PARTS))).code == code


@pytest.mark.parametrize("name", ["every-kind", "micro-credentials"])
def test_another_questionnaire(name: str) -> None:
    """The questionnaire must be the one of its digest, and one that can be read, unless the digest is trusted already."""
    data = joined({**PARTS, "questionnaire.json": definition(name)})

    assert refusal(data, questionnaire_known=lambda _digest: None).code == "other-questionnaire"
    assert take(data, questionnaire_known=known) == take(written(), questionnaire_known=known)


@pytest.mark.parametrize("source", [b'{"satchel":1}', b"\xff", questionnaire().source + b"\n"])
def test_unreadable_questionnaire(source: bytes) -> None:
    """A questionnaire with faults, or written in another way, is refused though the head names its digest."""
    told = signed_again({**PARTS, "questionnaire.json": source}, questionnaire=canonical.digest(source))

    assert refusal(told, questionnaire_known=lambda _digest: None).code == "questionnaire"


def test_attachment_of_another_size() -> None:
    """A file that is in the zip has the size that the answer says."""
    by = ana()
    file = {"digest": PAPER_DIGEST, "name": "paper.pdf", "size": "1", "type": "pdf"}
    made = by.seal([beginning(by), by.event("answer", "position-paper", [file])])
    told = {"genesis": made.ids[0]}

    assert refusal(written(Shared((made,), by.payloads, shared().attachments, {}), **told)).code == "attachment"
    assert take(written(Shared((made,), by.payloads, {}, {}), **told), questionnaire_known=known).missing == (
        PAPER_DIGEST,
    )


@pytest.mark.parametrize(
    "spelled",
    [
        b'{"salt":"00","value": null}',
        b'{"value":null,"salt":"00"}',
        b'{"salt":"00","salt":"00","value":null}',
        b'{"salt":"0","value":null}',
        b'{"salt":"00","value":"\\u0061"}',
        b'{"salt":"00","value":"\\ud800"}',
        b'{"salt":"00","value":"\xed\xa0\x80"}',
        b'{"salt":"00","value":"\xff"}',
        b'{"salt":"00","value":"\x07"}',
        b'{"salt":"00","value":"a","value":"b"}',
        b'{"salt":"00","value":"a"}{"salt":"00","value":"b"}',
        b'{"salt":"00","value":NaN}',
        b'{"salt":"00","value":[NaN]}',
        b'{"salt":"00","value":' + b"9" * 5_000 + b"}",
        b'{"salt":"00","value":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
        b'{"salt":"00","value":' + b"[" * 10_000 + b"}",
        b'{"salt":"00","value":{"b":"","a":""}}',
        b'{"salt":"00","value":{"a":"","a":""}}',
        b"null",
    ],
)
def test_payload_in_another_spelling(spelled: bytes) -> None:
    """A payload that could be read in two ways is refused, though its hash is right and its author signed it."""
    by = Colleague(2)
    by.payloads = {canonical.digest(spelled): spelled}
    event = by.event("answer", "surname", "x")
    body = by.seal([event]).body.replace(event.payload.encode(), canonical.digest(spelled).encode())

    assert refusal(with_segment(body, spelled + b"\n", by)).code == "payload"


@pytest.mark.parametrize("value", ["1", "1.5", "1e400", "9" * 4_000, "-0"])
def test_numbers(value: str) -> None:
    """No event says a number, however it is written."""
    spelled = b'{"salt":"00","value":%b}' % value.encode()
    by = Colleague(2)
    event = by.event("answer", "surname", "x")
    body = by.seal([event]).body.replace(event.payload.encode(), canonical.digest(spelled).encode())

    assert refusal(with_segment(body, spelled + b"\n", by)).code in ("payload", "value")


def test_truncated() -> None:
    """A file that was cut short, wherever, is refused as damaged."""
    data = written()
    for end in range(0, len(data), 97):
        assert refusal(data[:end]).code in CODES_OF_FILES


def test_flipped() -> None:
    """A file in which one byte is another, wherever, is refused or says the very same."""
    data = written()
    right = take(data, questionnaire_known=known)
    for at in [*range(0, len(data), 31), *range(len(data) - 400, len(data))]:
        changed = data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1 :]
        assert taken(changed) in (right, None), at


def taken(data: bytes) -> Exchange | None:
    """What a file brings, None where it is refused."""
    try:
        return take(data, questionnaire_known=known)
    except ExchangeRefused:
        return None


def test_unreadable() -> None:
    """A stick that was pulled out is trouble, not a crash."""

    class Gone(io.BytesIO):
        def seek(self, at: int, whence: int = 0) -> int:
            raise OSError(5, "Input/output error")

    with pytest.raises(ExchangeRefused) as refused:
        take(Gone())

    assert refused.value.code == "unreadable"


def test_salts_and_values_are_told_apart() -> None:
    """A payload is what `forms.events` writes, whatever the salt."""
    by = Colleague(2)
    for salt in (b"", b"\x00" * 64):
        data = payload(salt, "X")
        by.payloads[canonical.digest(data)] = data
        event = by.event("answer", "surname", "Y")
        body = by.seal([event]).body.replace(event.payload.encode(), canonical.digest(data).encode())
        assert canonical.digest(data) in take(with_segment(body, data + b"\n", by), questionnaire_known=known).payloads
        by.said, by.prev = 0, None


def test_too_many_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """More events than any group could write are refused before each is made sense of."""
    count = sum(len(one.events) for one in shared().segments)
    monkeypatch.setattr(exchange_file, "MAX_EVENTS", count)
    assert taken(written()) is not None
    monkeypatch.setattr(exchange_file, "MAX_EVENTS", count - 1)

    assert refusal(written()).code == "too-large"
