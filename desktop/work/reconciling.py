"""Reconciling: what a colleague's file would do, taking it in, putting it aside again, and joining a draft by invitation."""

from __future__ import annotations

import io
from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from db.drafts import DraftSummary
from db.shared import SharedDraft
from desktop.work.drafting import file_bytes, questionnaire_of
from desktop.work.office import Office
from desktop.work.sharing import kept, named
from desktop.work.together import Together
from forms.answers import Target
from forms.events import payload_value
from forms.exchange import envelope
from forms.exchange.exchange_file import Exchange, take
from forms.exchange.segment import Segment
from forms.questionnaire import Questionnaire
from forms.reading import reread
from forms.reconcile.changes import Changes, sentence, what_changes
from forms.reconcile.entries import Entry, entry_of
from forms.reconcile.ledger import Ledger
from forms.reconcile.people import PREFIX
from forms.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Looked:
    """What taking a file in would come to: the ledger as it would be, and what changes on the way there."""

    after: Ledger
    changes: Changes


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a file in did: `number` of the step (None where nothing was new), the answers it touched, the changes in full."""

    number: int | None
    touched: tuple[Target, ...]
    changes: Changes


def read(office: Office, path: Path, passphrase: str = "", *, only: str = "") -> Exchange:
    """A colleague's file, wholly checked; only what is new here is read. `only` names the draft that it must be of. Raises `Trouble`:
    `locked-file` where it needs a passphrase."""
    return read_bytes(office, file_bytes(path), passphrase, only=only)


def read_bytes(office: Office, data: bytes, passphrase: str = "", *, only: str = "") -> Exchange:
    """The same for bytes."""
    if envelope.is_locked(data):
        if not passphrase:
            raise Trouble("locked-file", "This file is locked with a passphrase.", "Nothing was changed.",
                          "Ask who sent it for the passphrase, and give it.")  # fmt: skip
        data = envelope.unlock(data, passphrase)
    exchange = take(io.BytesIO(data), known=_known(office), questionnaire_known=_questionnaires(office))
    if only and exchange.draft != only:
        raise Trouble(
            "other-draft",
            "This file belongs to another draft.",
            "Nothing was changed.",
            "Open the other draft, or this file from home.",
        )
    return exchange


def _known(office: Office) -> frozenset[str]:
    found: set[str] = set()
    for one in office.shared.all():
        found |= office.shared.kept(one.draft_id)
    return frozenset(found)


def _questionnaires(office: Office) -> Callable[[str], Questionnaire | None]:
    def known(digest: str) -> Questionnaire | None:
        try:
            return reread(office.questionnaires.source(digest))
        except Trouble:
            return None

    return known


def look(together: Together, exchange: Exchange) -> Looked:
    """What taking the file in would do. Nothing is changed. Raises `Trouble` for a file that does not belong here."""
    with together.lock:
        _belongs(together, exchange)
        after = together.ledger.copy(together.payloads.lend(exchange.payloads))
        after.add(_entries(exchange.segments))
        return Looked(after, what_changes(together.ledger, after, together.questionnaire))


def _entries(segments: Iterable[Segment]) -> Iterable[Entry]:
    return (entry_of(event, identity) for one in segments for identity, event in zip(one.ids, one.events, strict=True))


def _belongs(together: Together, exchange: Exchange) -> None:
    shared = together.office.shared.one(together.draft_id)
    assert shared is not None
    if exchange.draft != together.draft_id or exchange.genesis != shared.genesis:
        raise Trouble(
            "other-draft", "This file belongs to another draft.", "Nothing was changed.", "Open it from home."
        )
    if exchange.questionnaire.digest != together.questionnaire.digest:
        raise Trouble("other-questionnaire", "This file answers another version of the questionnaire.", "Nothing was changed.",
                      "Ask who sent it which version your group uses.")  # fmt: skip


def take_in(together: Together, exchange: Exchange, *, busy: Target = "", again: bool = True) -> Taken:
    """Take a colleague's work in, in one step that can be put aside again. Call `OpenDraft.rest` first. `busy` is the answer whose field
    the person is in; without `again`, what was put aside before stays aside. Raises `Trouble`; then nothing changed."""
    office, draft_id = together.office, together.draft_id
    with together.lock:
        _belongs(together, exchange)
        office.shared.note_has(draft_id, exchange.sender, exchange.has, at=exchange.written)
        aside = frozenset() if again else office.shared.aside(draft_id)
        segments = [one for one in exchange.segments if one.hash not in aside]
        brought = _of_segments(exchange, aside)
        before = together.ledger
        known = all(identity in before for one in segments for identity in one.ids)
        if known and all(one in together.payloads or before.is_erased(one) for one in brought):
            _keep_late_files(together, exchange)
            return Taken(None, (), Changes())
        after = before.copy(together.payloads.lend(brought))
        touched = after.add(_entries(segments))
        changes = what_changes(before, after, together.questionnaire)
        for data in exchange.attachments.values():
            office.attachments.keep(data)
        payloads = {hashed: body for hashed, body in brought.items() if not after.is_erased(hashed)}
        _keep_busy(together, after, busy)
        gone = [one for one in touched if before.heads(one) and not after.heads(one)]  # such as of who was taken out
        together.ledger = after
        try:
            number = office.shared.take(
                draft_id,
                [(kept(one), list(zip(one.ids, one.events, strict=True))) for one in segments],
                payloads,
                exchange.attachments,
                [*together.writes(touched), *together.writes_or_nothing(gone)],
                sender=exchange.sender,
                told=sentence(changes),
                now=office.stamp(),
            )
        except Trouble:
            together.ledger = before
            raise
        together.payloads.come(payloads)
        after.settle(together.payloads)
        erase_here(together)
    return Taken(number, tuple(sorted(touched)), changes)


def _keep_late_files(together: Together, exchange: Exchange) -> None:
    """Files whose answers were here before them: an earlier file came without their bytes, or the disk lost them."""
    office = together.office
    for digest, data in exchange.attachments.items():
        try:
            office.attachments.bytes_of(digest)
        except Trouble:
            office.attachments.keep(data)
            office.shared.use_file(together.draft_id, digest)


def _of_segments(exchange: Exchange, aside: Container[str]) -> dict[str, bytes]:
    """The payloads that a file brings, without those of segments that stay aside."""
    unwanted = {event.payload for one in exchange.segments if one.hash in aside for event in one.events}
    return {hashed: body for hashed, body in exchange.payloads.items() if hashed not in unwanted}


def _keep_busy(together: Together, after: Ledger, busy: Target) -> None:
    """Where the person is writing, a combined text does not come under their hands: their own version stays until they leave."""
    if not busy or not after.heads(busy) or after.standing(busy).state != "combined":
        return
    own = [one for one in after.heads(busy) if after.entry(one).author == together.me]
    if own:
        value, _ = together.shown(busy)
        together.keep(busy, value)


def erase_here(together: Together) -> None:
    """Delete from this machine what somebody who may had erased."""
    gone = [one for one in together.ledger.erased() if one in together.payloads]
    if gone:
        together.office.shared.erase_payloads(together.draft_id, gone)
        together.payloads.refresh()


def put_aside(together: Together) -> tuple[Target, ...]:
    """Undo the newest taking: its work is forgotten here until the file is taken in again. Call `OpenDraft.rest` first. The answers it
    touched. Raises `Trouble` where something was built on it since."""
    office, draft_id = together.office, together.draft_id
    with together.lock:
        takings = office.shared.takings(draft_id)
        if not takings:
            raise Trouble("nothing-taken", "No colleague's work was taken in.", "Nothing was changed.")
        newest = takings[0]
        brought = office.shared.events_of(draft_id, newest.number)
        entries = list(together.ledger.entries())
        if any(one.id in brought and (one.author == together.me or one.kind == "genesis") for one in entries):
            raise Trouble("own-work", "This step brought the beginning of the draft, or work of your own that was missing here.",
                          "Nothing was changed.", "Use the history of each answer to bring back what was there before.")  # fmt: skip
        if any(one.id not in brought and not brought.isdisjoint(one.parents) for one in entries):
            raise Trouble("built-upon", "Work has been built on these answers since, so they can no longer be put aside.",
                          "Nothing was changed.", "Use the history of each answer to bring back what was there before.")  # fmt: skip
        before = together.ledger
        without = before.without(brought)
        moved = {one for led in (before, without) for one in led.answered() if before.heads(one) != without.heads(one)}
        # Where the step let somebody in or took them out, answers that came otherwise count now, or do not.
        touched = tuple(sorted({one.target for one in entries if one.id in brought} | moved))
        together.ledger = without
        try:
            office.shared.put_aside(draft_id, newest.number, together.writes_or_nothing(touched))
        except Trouble:
            together.ledger = before
            raise
        together.reload()
    return touched


def join(office: Office, exchange: Exchange, name: str) -> str:
    """Join a draft by its file: it is here from now on, under the same id, and the next file from here asks to be let in. The id.
    Raises `Trouble`; then nothing changed."""
    name = named(name)
    here = _is_here(office, exchange.draft)
    if here and office.shared.has_events(exchange.draft):
        raise Trouble(
            "here-already",
            "This draft is here already.",
            "Nothing was changed.",
            "Open it, and take the file in there.",
        )
    if here:
        office.drafts.erase(exchange.draft)  # without any event it is what was left of a join that was cut short
    began = next((event for one in exchange.segments for event in one.events if event.kind == "genesis"), None)
    if began is None or began.payload not in exchange.payloads:
        raise Trouble("no-beginning", "The beginning of this draft is not in the file.", "Nothing was changed.",
                      "Ask the person who invited you for a fresh file.")  # fmt: skip
    value = payload_value(exchange.payloads[began.payload])
    office.questionnaires.keep(exchange.questionnaire, origin="", now=office.stamp())
    now = office.stamp()
    office.drafts.join(
        DraftSummary(
            draft_id=exchange.draft,
            contribution_id=value["contribution"],
            revision=int(value.get("revision", "1")),
            supersedes=value.get("supersedes"),
            questionnaire_digest=exchange.questionnaire.digest,
            name=exchange.name,
            language=exchange.questionnaire.language,
            created=now,
            touched=now,
            last_place=None,
            required=0,
            required_answered=0,
            trashed="",
            ended="",
        )
    )
    try:
        office.shared.begin(SharedDraft(exchange.draft, exchange.genesis, name, ""))
        together = Together.of(office, exchange.draft, exchange.questionnaire)
        assert together is not None
        take_in(together, exchange)
        together.say((PREFIX + together.me, "join", {"name": name}))
    except Trouble:
        with suppress(Trouble):
            office.drafts.erase(exchange.draft)
        raise
    return exchange.draft


def _is_here(office: Office, draft_id: str) -> bool:
    try:
        office.drafts.summary(draft_id)
    except Trouble as trouble:
        if trouble.code != "no-draft":
            raise
        return False
    return True


def opened(office: Office, draft_id: str) -> Together:
    """A shared draft without a window. Raises `Trouble("not-shared")`."""
    summary = office.drafts.summary(draft_id)
    together = Together.of(office, draft_id, questionnaire_of(office, summary))
    if together is None:
        raise Trouble("not-shared", "This draft is yours alone.", "Nothing was changed.", "Share it first.")
    return together
