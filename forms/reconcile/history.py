"""History: what became of an answer, step by step, and the whole draft as it stood at some point."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Literal

from forms.answers import Target, Value
from forms.reconcile.entries import Entry
from forms.reconcile.ledger import SUGGESTING, Ledger
from forms.reconcile.standing import fallback

Deed = Literal["answer", "suggestion", "decline"]
Fate = Literal["stands", "one-of-several", "gone-beyond", "decided-against", "open", "taken", "declined"]
_DEEDS = frozenset({"answer", *SUGGESTING, "decline"})


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of one answer. `person` is the first key of who made it, `name` whose words it brings, `time` what
    the machine claimed; `value` is the answer given or suggested, for a decline the one declined; `before` is what it was built
    on, by the ids in `on`; `fate` tells what came of it since; `sent` whether colleagues may have it; `erased` that its words
    were erased on purpose."""

    id: str
    deed: Deed
    person: str
    name: str
    time: str
    value: Value | None
    before: Value | None
    on: tuple[str, ...]
    fate: Fate
    sent: bool
    erased: bool


def timeline(ledger: Ledger, target: Target) -> tuple[Moment, ...]:
    """Every answer, suggestion and decline of a target, the earlier before the later, those side by side in everybody's order."""
    events = [one for one in ledger.of(target) if one.kind in _DEEDS]
    return tuple(_moment(ledger, one, events) for one in events)


def in_order(ledger: Ledger) -> tuple[str, ...]:
    """The ids of all events that count, in an order that fits what everybody had seen, and within that the claimed times: for the
    eye alone, and the same on every machine for what was sent."""
    known = {one.id: one for one in ledger.entries() if ledger.counts(one.id)}
    chains: dict[str, list[Entry]] = {}
    for one in known.values():
        if one.sent:
            chains.setdefault(one.author, []).append(one)
    after: dict[str, set[str]] = {identity: set() for identity in known}
    missing = dict.fromkeys(known, 0)
    for one in known.values():
        _follow(after, missing, one.id, (parent for parent in one.parents if parent in known))
    for links in chains.values():
        links.sort(key=lambda one: (one.seq, one.id))
        for earlier, later in pairwise(links):
            _follow(after, missing, later.id, (earlier.id,))
    ready = [(_moment_of(known[identity]), identity) for identity, count in missing.items() if not count]
    heapq.heapify(ready)
    found = []
    while ready:
        _, identity = heapq.heappop(ready)
        found.append(identity)
        for follower in after[identity]:
            missing[follower] -= 1
            if not missing[follower]:
                heapq.heappush(ready, (_moment_of(known[follower]), follower))
    return tuple(found)


def up_to(ledger: Ledger, event: str) -> frozenset[str]:
    """The ids of all events up to one of them, itself included, in the order of `in_order`. Raises `ValueError` for one that does
    not count."""
    order = in_order(ledger)
    return frozenset(order[: order.index(event) + 1])


def as_of(ledger: Ledger, events: Collection[str]) -> dict[Target, Value]:
    """The answers as they counted when these events, by id, were all there were; who may answer is as the draft knows it today.
    Changes nothing."""
    found: dict[Target, Value] = {}
    for target in ledger.answered():
        latest = {one.id for one in ledger.of(target) if one.id in events and ledger.is_answer(one)}
        latest -= {parent for one in latest for parent in ledger.entry(one).parents}
        value = ledger.standing_of(target, latest).value if latest else None
        if value is not None:
            found[target] = value
    return found


def _follow(after: dict[str, set[str]], missing: dict[str, int], later: str, earlier: Iterable[str]) -> None:
    for one in earlier:
        if later not in after[one]:
            after[one].add(later)
            missing[later] += 1


def _moment_of(one: Entry) -> float:
    try:
        moment = datetime.fromisoformat(one.time)
    except ValueError:
        return 0.0
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _moment(ledger: Ledger, one: Entry, events: list[Entry]) -> Moment:
    deed: Deed = "decline" if one.kind == "decline" else "answer" if ledger.is_answer(one) else "suggestion"
    parents = [other for other in events if other.id in one.parents]
    on = tuple(other.id for other in parents if ledger.is_answer(other))
    spoken_of = one if deed != "decline" else parents[0] if parents else None
    return Moment(
        one.id,
        deed,
        ledger.people.person(one.author),
        ledger.said_by(one),
        one.time,
        ledger.answer(spoken_of) if spoken_of is not None else None,
        fallback(ledger.standing_of(one.target, on)) if on else None,
        on,
        _fate(ledger, one, deed, [other for other in events if one.id in other.parents]),
        one.sent,
        ledger.is_erased(one.payload),
    )


def _fate(ledger: Ledger, one: Entry, deed: Deed, followers: list[Entry]) -> Fate:
    if deed == "suggestion":
        if any(ledger.is_answer(other) for other in followers):
            return "taken"
        if any(other.kind == "decline" for other in followers):
            return "declined"
        return "gone-beyond" if followers else "open"
    if deed == "decline":
        return "stands"
    heads = ledger.heads(one.target)
    if one.id in heads:
        return "stands" if ledger.standing(one.target).state != "differing" else "one-of-several"
    mine = ledger.answer(one)
    for other in followers:
        if ledger.is_answer(other) and ledger.answer(other) != mine and _chose_another(ledger, one, other):
            return "decided-against"
    return "gone-beyond"


def _chose_another(ledger: Ledger, one: Entry, decision: Entry) -> bool:
    """Whether a person who had several answers in view gave one of the others, or one that nobody had given."""
    others = [
        found for parent in decision.parents
        if parent != one.id and ledger.counts(parent) and ledger.is_answer(found := ledger.entry(parent))
    ]  # fmt: skip
    if all(ledger.answer(other) == ledger.answer(one) for other in others):
        return False
    together = ledger.standing_of(one.target, [one.id, *(other.id for other in others)])
    return together.state == "differing" or any(ledger.answer(other) == ledger.answer(decision) for other in others)
