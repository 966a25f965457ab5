"""Invented colleagues who share a draft: their keys, their events, their sealed segments, and a file of it all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from forms import canonical
from forms.answers import Attachment, Target
from forms.events import Event, genesis, payload, to_data
from forms.exchange import exchange_file
from forms.exchange.refusal import REFUSALS, ExchangeRefused
from forms.exchange.segment import NAMESPACE, Segment, seal
from forms.package import container, signature
from forms.questionnaire import Questionnaire
from tests.samples import CONTRIBUTION_ID, MOMENT, PAPER, ngo_answers, questionnaire

DRAFT = "0b3e9a52-6a4e-4f0c-9d2a-5f1f6f3f9a10"
THREAD = "@thread/7d1f6a3e-58c1-4a43-8d0e-0f2b6f9f3c11"
PAPER_DIGEST = canonical.digest(PAPER)


@dataclass
class Colleague:
    """One device: its key, and what it said so far."""

    number: int
    draft: str = DRAFT
    said: int = 0
    prev: str | None = None
    payloads: dict[str, bytes] = field(default_factory=dict)

    @property
    def private(self) -> Ed25519PrivateKey:
        """The private key."""
        return Ed25519PrivateKey.from_private_bytes(self.number.to_bytes(32, "big"))

    @property
    def key(self) -> str:
        """The public key in hex."""
        return self.private.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes, namespace: str) -> bytes:
        """An armoured SSHSIG."""
        private = self.private
        return signature.sign(message, namespace, private.public_key().public_bytes_raw(), private.sign)

    def event(self, kind: str, target: Target, value: Any, parents: Sequence[str] = ()) -> Event:
        """An event that was not sent yet; its payload is kept here."""
        salt = canonical.digest(f"{self.number} {len(self.payloads)}".encode())[:32]
        data = payload(bytes.fromhex(salt), value)
        self.payloads[canonical.digest(data)] = data
        return Event(self.draft, target, kind, canonical.digest(data), tuple(sorted(parents)), self.key, MOMENT)

    def seal(self, events: Sequence[Event]) -> Segment:
        """Seal these as the next of this colleague."""
        made = seal(self.draft, self.key, self.said + 1, self.prev, events, self.sign)
        self.said, self.prev = made.last, made.tip
        return made


@dataclass(frozen=True)
class Shared:
    """A draft that three colleagues share."""

    segments: tuple[Segment, ...]
    payloads: Mapping[str, bytes]
    attachments: Mapping[str, bytes]
    has: Mapping[str, int]


def ana() -> Colleague:
    """The coordinator, with nothing said yet."""
    return Colleague(1)


def beginning(by: Colleague) -> Event:
    """The first event of the draft."""
    return by.event("genesis", "", genesis(CONTRIBUTION_ID, questionnaire().digest))


@cache
def shared() -> Shared:
    """A draft with two answers to one question, a file, a comment, members, and all kinds of events."""
    one, two, three = Colleague(1), Colleague(2), Colleague(3)
    begun = one.seal([beginning(one)])
    asked = two.seal([two.event("join", f"@member/{two.key}", {"name": "Bo Example"})])
    paper = Attachment(PAPER_DIGEST, "paper.pdf", len(PAPER), "pdf")
    roles = {"name": "Bo Example", "roles": ["editor", "signer"], "person": two.key}
    first = one.seal(
        [
            one.event("member", f"@member/{two.key}", roles, [asked.tip]),
            *[one.event("answer", target, to_data(value)) for target, value in ngo_answers().items()],
            one.event("answer", "position-paper", to_data((paper,))),
            one.event("assign", "@assign/organisation", [two.key]),
        ]
    )
    said = {event.target: identity for event, identity in zip(first.events, first.ids, strict=True)}
    digest = canonical.digest(b"content")
    about = {"target": "organisation", "quote": {"exact": "Example", "prefix": "", "suffix": " Society"}}
    comment = two.event("comment", THREAD, {"text": "Is this so?", "about": about, "to": [one.key]})
    second = two.seal(
        [
            two.event("answer", "organisation", "Example Society Ltd", [said["organisation"]]),
            two.event("answer", "surname", None, [said["surname"]]),
            comment,
            two.event("resolve", THREAD, None),
            two.event("suggestion", "first-name", "Bo", [said["first-name"]]),
            two.event("relayed", "first-name", {"answer": "Cleo", "from": "Cleo Example"}),
            two.event("decline", "first-name", None),
            two.event("review", "@review/organisation", {"state": "approved", "content": digest, "note": ""}),
            two.event("acknowledge", "@hidden/organisation", {"content": digest}),
            two.event("freeze", "@freeze", {"on": True}),
            two.event(
                "sign-off",
                "@sign-off",
                {"answers": digest, "privacy": "public", "heads": {"organisation": [said["organisation"]]}},
            ),
            two.event("finalised", "@finalised", {"identity": digest, "reference": "ABC", "revision": "1"}),
        ]
    )
    third = three.seal([three.event("answer", "organisation", "Another Society", [said["organisation"]])])
    erased = second.events[2].payload
    last = two.seal(
        [two.event("erase", f"@erase/{erased}", None), two.event("remove", f"@member/{three.key}", {"upto": "1"})]
    )
    payloads = {**one.payloads, **two.payloads, **three.payloads}
    del payloads[erased]
    return Shared(
        (begun, asked, first, second, third, last),
        payloads,
        {PAPER_DIGEST: PAPER},
        {one.key: one.said, two.key: two.said, three.key: three.said},
    )


def written(what: Shared | None = None, **other: Any) -> bytes:
    """The file of a shared draft, sent by the coordinator; `other` exchanges arguments of `write`."""
    what = what or shared()
    by = ana()
    told: dict[str, Any] = {
        "draft": DRAFT,
        "genesis": shared().segments[0].tip,
        "name": "Our reply",
        "sender": by.key,
        "sender_name": "Ana Example",
        "written": MOMENT,
        "has": what.has,
        "questionnaire": questionnaire(),
        "segments": [(one.body, one.signature) for one in what.segments],
        "payloads": what.payloads,
        "attachments": what.attachments,
        "sign": by.sign,
    }
    return exchange_file.write(**{**told, **other})


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def joined(parts: Mapping[str, bytes]) -> bytes:
    """A file of these parts, whatever they are."""
    return container.write(parts, frozenset(parts))


def signed_again(parts: Mapping[str, bytes], **head: Any) -> bytes:
    """A file of these parts whose head lists the segments in it and is signed by the coordinator: only the meaning may be wrong."""
    told = canonical.decode(parts["exchange.json"])
    hashes = sorted(name[9:-6] for name in parts if name.startswith("segments/") and name.endswith(".jsonl"))
    data = canonical.encode({**told, "segments": hashes, **head})
    return joined({**parts, "exchange.json": data, "exchange.sshsig": ana().sign(data, "exchange@satchel")})


def with_segment(body: bytes, payloads: bytes, by: Colleague) -> bytes:
    """A file with one segment of any bytes, signed by `by`, and these lines as its payloads."""
    parts = {name: data for name, data in parts_of(written()).items() if "/" not in name}
    hashed = canonical.digest(body)
    parts[f"segments/{hashed}.jsonl"] = body
    parts[f"segments/{hashed}.sshsig"] = by.sign(body, NAMESPACE)
    parts[f"payloads/{hashed}.jsonl"] = payloads
    return signed_again(parts)


def known(_digest: str) -> Questionnaire:
    """The questionnaire of these tests as one that is trusted already."""
    return questionnaire()


def refusal(data: bytes, **more: Any) -> ExchangeRefused:
    """Why a file is not taken."""
    with pytest.raises(ExchangeRefused) as refused:
        exchange_file.take(data, **{"questionnaire_known": known, **more})
    assert refused.value.happened.startswith(REFUSALS[refused.value.code])
    assert refused.value.happened.isprintable()
    return refused.value
