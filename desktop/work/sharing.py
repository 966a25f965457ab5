"""Sharing: a draft becomes one that several people work on; what one of them did is sealed and written into a file for the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from db.drafts import DraftSummary
from db.shared import KeptSegment, SharedDraft
from desktop.publishing import write_whole
from desktop.work.office import Office
from desktop.work.saying_again import altered, refuse_lost, say_again
from desktop.work.together import Together
from forms.events import Event, genesis
from forms.exchange import envelope
from forms.exchange.exchange_file import write
from forms.exchange.segment import Segment, seal
from forms.questionnaire import Questionnaire
from forms.reconcile.people import PREFIX, ROLES
from forms.reconcile.squash import chain, squash
from forms.trouble import Trouble


def begin(office: Office, summary: DraftSummary, questionnaire: Questionnaire, name: str) -> Together:
    """Make a draft a shared one, with this person as its coordinator under `name`. Everything answered so far is one event for each
    answer. Raises `Trouble`; then it is what it was."""
    name = named(name)
    if office.shared.one(summary.draft_id) is not None:
        raise Trouble(
            "shared-already", "This draft is shared already.", "Nothing was changed.", "Invite people to it instead."
        )
    me = office.key().public_hex
    office.shared.begin(SharedDraft(summary.draft_id, "", name, ""))
    value: dict[str, object] = dict(genesis(summary.contribution_id, summary.questionnaire_digest))
    if summary.revision > 1:
        value |= {"revision": str(summary.revision), "supersedes": summary.supersedes}
    office.shared.say(
        summary.draft_id,
        [
            ("", "genesis", value, ()),
            (PREFIX + me, "member", {"name": name, "roles": list(ROLES), "person": me}, ()),
        ],
        office.authorship(),
    )
    unsent = office.shared.unsent(summary.draft_id)
    first = [one for one in unsent if one.kind == "genesis"][-1]
    rest = [one for one in unsent if one.kind != "genesis"]
    sent = _seal(office, summary.draft_id, [first, *squash(rest, lambda _event, _parent: False)], [first, *rest])
    assert sent is not None
    together = Together.of(office, summary.draft_id, questionnaire)
    assert together is not None
    return together


def named(name: str) -> str:
    """A name that a person can go by. Raises `Trouble`."""
    name = " ".join(name.split())
    if not name:
        raise Trouble(
            "no-name", "Your colleagues need a name to know you by.", "Nothing was changed.", "Give your name."
        )
    if len(name) > 200:
        raise Trouble("long-name", "This name is too long.", "Nothing was changed.", "Give at most 200 characters.")
    return name


def send(together: Together) -> bool:
    """Seal what this person did since the last time; whether there was anything. Call `OpenDraft.rest` first. Raises `Trouble`, also
    where something of it was altered on the disk and had to be left out."""
    office, draft_id = together.office, together.draft_id
    with together.lock:
        unsent = office.shared.unsent(draft_id)
        if not unsent:
            return False
        lost = altered(together, unsent)
        if lost:
            say_again(together, unsent, lost)
            unsent = office.shared.unsent(draft_id)
        ledger = together.ledger

        def same(event: Event, parent: str) -> bool:
            if event.payload in lost or parent not in ledger:
                return False
            before = ledger.entry(parent)
            # A suggestion that was taken is no answer yet, and beside somebody else's answer going back is an answer too.
            if ledger.heads(event.target) != (event.id,) or not ledger.counts(parent) or not ledger.is_answer(before):
                return False
            return bool(together.payloads[event.payload] == ledger.value(before))

        events = squash(unsent, same)
        sent = _seal(office, draft_id, [one for one in events if one.payload not in lost], unsent)
        together.sent(unsent, () if sent is None else sent.events)
    refuse_lost(one for one in events if one.payload in lost)
    return sent is not None


def _seal(office: Office, draft_id: str, events: Sequence[Event], unsent: Sequence[Event]) -> Segment | None:
    key = office.key()
    seq, prev = office.shared.tip(draft_id, key.public_hex)
    links = chain(events, unsent, key.public_hex, seq + 1, prev)
    if not links:
        office.shared.forget_unsent(draft_id)
        return None
    bare = [replace(one, seq=None, prev=None) for one in links]
    segment = seal(draft_id, key.public_hex, seq + 1, prev, bare, key.sign)
    first = office.shared.one(draft_id)
    began = segment.ids[0] if links[0].kind == "genesis" else (first.genesis if first else "")
    office.shared.send(draft_id, kept(segment), list(zip(segment.ids, segment.events, strict=True)), began)
    return segment


def kept(segment: Segment) -> KeptSegment:
    """A segment as the archive keeps it."""
    return KeptSegment(
        segment.hash, segment.author, segment.first, segment.last, segment.tip, segment.body, segment.signature
    )


def file_bytes(together: Together) -> bytes:
    """The exchange file with everything that this machine knows of the draft. Raises `Trouble`."""
    office, draft_id = together.office, together.draft_id
    key, summary = office.key(), office.drafts.summary(draft_id)
    shared = office.shared.one(draft_id)
    assert shared is not None
    return write(
        draft=draft_id,
        genesis=shared.genesis,
        name=summary.name,
        sender=key.public_hex,
        sender_name=shared.name,
        written=office.stamp(),
        has={author: seq for author, seq in together.ledger.chains().items() if seq},
        questionnaire=together.questionnaire,
        segments=[(one.body, one.signature) for one in office.shared.segments(draft_id)],
        payloads=office.shared.payload_bodies(draft_id),
        attachments=office.attachments.of_draft(draft_id),
        sign=key.sign,
    )


def share(together: Together, path: Path, passphrase: str = "") -> bool:
    """Seal this person's work and write the file for colleagues, locked where there is a passphrase; whether anything of theirs was new.
    Raises `Trouble`; then no file is there."""
    new = send(together)
    data = file_bytes(together)
    write_whole(path, envelope.lock(data, passphrase) if passphrase else data)
    return new
