"""Reviews: what approvers say about the answer to a question as it is now; about another answer they have said nothing yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from forms import canonical
from forms.answers import Sheet, Target, Value
from forms.events import to_data
from forms.filling import Filling
from forms.reconcile.entries import Entry
from forms.reconcile.latest import Pasts
from forms.reconcile.ledger import Ledger

PREFIX = "@review/"
Said = Literal["approved", "changes"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person said last; `fresh` while the answer is the one they saw."""

    person: str
    state: Said
    note: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Review:
    """How the answer to a question stands. Changes wanted by anybody win; `stale`: what was said was about another answer."""

    question: str
    state: Literal["none", "approved", "changes", "stale"]
    by: tuple[Opinion, ...]


def content(sheet: Sheet) -> str:
    """The digest of some answers: sha-256 of the canonical JSON of `{target: value}`."""
    return canonical.digest(canonical.encode({target: to_data(value) for target, value in sheet.items()}))


def content_digest(question: str, effective: Sheet) -> str:
    """The digest of the answers to one question; `effective` is what a contribution would hold (`Filling.effective`)."""
    return content({target: value for target, value in effective.items() if target.split("/")[0] == question})


def review_value(state: Said, content_seen: str, note: str = "") -> dict[str, str]:
    """The value of a `review` event; `content_seen` is the digest of the answers that were read."""
    return {"state": state, "content": content_seen, "note": note}


def reviews(ledger: Ledger, filling: Filling) -> Mapping[str, Review]:
    """The reviews of all questions that have any, in the order of the questionnaire."""
    asked = {target.removeprefix(PREFIX) for target in ledger.targets(PREFIX)}
    if not asked:
        return {}
    now: dict[str, dict[Target, Value]] = {}
    for target, value in filling.effective().items():
        now.setdefault(target.split("/")[0], {})[target] = value
    found = (
        _review(ledger, question.id, content(now.get(question.id, {})))
        for question in filling.questionnaire.questions()
        if question.id in asked
    )
    return {one.question: one for one in found if one.by}


def review(ledger: Ledger, question: str, effective: Sheet) -> Review:
    """The review of one question."""
    return _review(ledger, question, content_digest(question, effective))


def _review(ledger: Ledger, question: str, now: str) -> Review:
    events = ledger.of(PREFIX + question)
    pasts = Pasts(events)
    by_person: dict[str, list[Entry]] = {}
    for one in events:
        # An approval is worth what its author may do now: who no longer approves has approved nothing.
        if one.kind == "review" and ledger.people.has(one.author, "approver") and _told(ledger, one):
            by_person.setdefault(ledger.people.person(one.author), []).append(one)
    by = tuple(_opinion(ledger, person, pasts.latest(by_person[person]), now) for person in sorted(by_person))
    fresh = {one.state for one in by if one.fresh}
    if "changes" in fresh:
        return Review(question, "changes", by)
    if "approved" in fresh:
        return Review(question, "approved", by)
    return Review(question, "stale" if by else "none", by)


def _opinion(ledger: Ledger, person: str, newest: Sequence[Entry], now: str) -> Opinion:
    """One person's latest word. Of several from two machines: what is about the present answer, then changes wanted."""
    told = [(_told(ledger, one), one.id) for one in newest]
    value, _ = max(told, key=lambda one: (one[0]["content"] == now, one[0]["state"] == "changes", one[1]))
    return Opinion(person, value["state"], value["note"], value["content"] == now)


def _told(ledger: Ledger, one: Entry) -> dict[str, Any]:
    """The value of a review; nothing where it was erased or is none."""
    value = ledger.value(one)
    if not isinstance(value, dict) or value.get("state") not in ("approved", "changes"):
        return {}
    return {"state": value["state"], "content": str(value.get("content")), "note": str(value.get("note", ""))}
