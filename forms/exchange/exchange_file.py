"""An exchange file: the history of a shared draft for a colleague; written in one way, taken only when everything in it holds."""

from __future__ import annotations

import io
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from forms import canonical
from forms.exchange import head as heads
from forms.exchange.chains import check_chains
from forms.exchange.fitting import Fitting
from forms.exchange.parts import HEAD, HEAD_SIGNATURE, QUESTIONNAIRE, Parts, attachment, names, packed
from forms.exchange.patterns import LONGEST_NAME
from forms.exchange.payloads import lines_of, matched, value_in
from forms.exchange.refusal import ExchangeRefused
from forms.exchange.segment import Segment, payload_hashes, take_segment
from forms.faults import Faulty
from forms.package.refusal import PackageRefused
from forms.package.signature import Sign
from forms.questionnaire import Questionnaire
from forms.reading import read

ENDING = ".exchange.zip"
MAX_EVENTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a file brings, wholly checked. `draft`, `genesis`, `name`, `sender` (key in hex), `sender_name`, `written` and `has` (seq
    by author) are what the sender says; `segments` are the new ones, `listed` the hashes of all; `payloads` and `attachments` are
    bytes by hash, without what was erased or is known; `missing` are the files that new answers name and that did not come."""

    draft: str
    genesis: str
    name: str
    sender: str
    sender_name: str
    written: str
    has: Mapping[str, int]
    questionnaire: Questionnaire
    segments: tuple[Segment, ...]
    listed: tuple[str, ...]
    payloads: Mapping[str, bytes]
    attachments: Mapping[str, bytes]
    missing: tuple[str, ...]


def write(
    *,
    draft: str,
    genesis: str,
    name: str,
    sender: str,
    sender_name: str,
    written: str,
    has: Mapping[str, int],
    questionnaire: Questionnaire,
    segments: Iterable[tuple[bytes, bytes]],
    payloads: Mapping[str, bytes],
    attachments: Mapping[str, bytes],
    sign: Sign,
) -> bytes:
    """The bytes of an exchange file; the same input gives the same bytes. `segments` are bodies with their signatures, as they were
    sealed or taken; `payloads` may hold more than they name, and lacks what was erased. Names are cut to what a file can hold. Raises
    `Trouble("exchange-too-large")`, and `ExchangeRefused` for a head that nobody would take."""
    bodies = {canonical.digest(body): (body, signature) for body, signature in segments}
    listed = tuple(sorted(bodies))
    name, sender_name = name[:LONGEST_NAME], sender_name[:LONGEST_NAME]
    told = heads.to_json(
        heads.Head(draft, genesis, questionnaire.digest, name, sender, sender_name, written, has, listed)
    )
    heads.from_json(told)
    parts = {HEAD: told, HEAD_SIGNATURE: sign(told, heads.NAMESPACE), QUESTIONNAIRE: questionnaire.source}
    for hashed in listed:
        body, signature = bodies[hashed]
        parts |= zip(names(hashed), (body, signature, lines_of(payload_hashes(body), payloads)), strict=True)
    parts |= {attachment(digest): attachments[digest] for digest in sorted(attachments)}
    return packed(parts)


def _never(_digest: str) -> None:
    return None


def take(
    source: BinaryIO | bytes,
    *,
    known: Container[str] = (),
    questionnaire_known: Callable[[str], Questionnaire | None] = _never,
) -> Exchange:
    """What the file brings. Of `known` segments and attached files, given by hash, nothing is read: name only segments whose payloads
    are all at hand or erased, or the missing ones never come. `questionnaire_known` gives the questionnaire of a digest that is
    trusted already. That the draft begins with `genesis`, and that a segment continues the one before it, can only be checked
    where both came in this file. Raises `ExchangeRefused`; then nothing of it may be used."""
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    try:
        return _taken(Parts(file), known, questionnaire_known)
    except PackageRefused as refused:
        raise ExchangeRefused(refused.code, refused.detail) from refused
    except OSError as fault:
        raise ExchangeRefused("unreadable", fault.strerror or "") from fault


def _taken(parts: Parts, known: Container[str], questionnaire_known: Callable[[str], Questionnaire | None]) -> Exchange:
    told = parts.read(HEAD, heads.MAX_BYTES)
    head = heads.from_json(told)
    heads.check_sender(head, told, parts.read(HEAD_SIGNATURE, heads.MAX_SIGNATURE))
    parts.close_list(head.segments)
    questionnaire = questionnaire_known(head.questionnaire) or _questionnaire(parts, head.questionnaire)
    segments = _segments(parts, [one for one in head.segments if one not in known])
    check_chains(segments, head.draft, head.genesis)
    attachments = _attachments(parts, known)
    payloads, files = _payloads(parts, segments, questionnaire)
    for digest, size in files.items():
        if digest in attachments and len(attachments[digest]) != size:
            raise ExchangeRefused("attachment", digest)
    return Exchange(
        head.draft,
        head.genesis,
        head.name,
        head.sender,
        head.sender_name,
        head.written,
        head.has,
        questionnaire,
        segments,
        head.segments,
        payloads,
        attachments,
        tuple(sorted(one for one in files if one not in attachments and one not in known)),
    )


def _questionnaire(parts: Parts, digest: str) -> Questionnaire:
    source = parts.read(QUESTIONNAIRE, canonical.MAX_BYTES)
    if canonical.digest(source) != digest:
        raise ExchangeRefused("other-questionnaire")
    try:
        questionnaire = read(source, {})
    except Faulty as fault:
        raise ExchangeRefused("questionnaire", str(fault.faults[0])) from fault
    if questionnaire.source != source:
        raise ExchangeRefused("questionnaire", "not canonical")
    return questionnaire


def _segments(parts: Parts, hashes: Iterable[str]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    count = 0
    for hashed in hashes:
        body, signature, _ = names(hashed)
        data = parts.read(body)
        if canonical.digest(data) != hashed:
            raise ExchangeRefused("altered", body)
        found.append(take_segment(data, parts.read(signature, heads.MAX_SIGNATURE)))
        count += len(found[-1].events)
        if count > MAX_EVENTS:
            raise ExchangeRefused("too-large", f"more than {MAX_EVENTS:,} steps")
    return tuple(found)


def _attachments(parts: Parts, known: Container[str]) -> dict[str, bytes]:
    found = {digest: parts.read(attachment(digest)) for digest in parts.attachments() if digest not in known}
    for digest, data in found.items():
        if canonical.digest(data) != digest:
            raise ExchangeRefused("altered", attachment(digest))
    return found


def _payloads(
    parts: Parts, segments: Iterable[Segment], questionnaire: Questionnaire
) -> tuple[dict[str, bytes], dict[str, int]]:
    """The payloads of new segments by hash, and the sizes of the files that they name."""
    fitting: Fitting | None = None
    found: dict[str, bytes] = {}
    for one in segments:
        fitting = fitting or Fitting(questionnaire)
        name = names(one.hash)[2]
        lines = matched(parts.read(name), [event.payload for event in one.events])
        for event, line in zip(one.events, lines, strict=True):
            fitting.check_place(event)
            if line is None:
                continue
            value = value_in(line)
            fitting.check_value(event, value)
            if event.kind == "genesis" and value["questionnaire"] != questionnaire.digest:
                raise ExchangeRefused("genesis", "another questionnaire")
            found[event.payload] = line
    return found, fitting.files if fitting else {}
