"""Squashing: what was not sent yet becomes one event for each answer, and a chain that can be sealed (rule 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from forms.events import Event

_REPLACED = ("answer", "suggestion")


def squash(unsent: Sequence[Event], same: Callable[[Event, str], bool]) -> tuple[Event, ...]:
    """The events to send, in the order in which they were made; parents still name what was squashed away where `chain` must find
    it. `same(event, parent)` says whether an event gives the value that the sent event `parent` gives already."""
    by_id = {one.id: one for one in unsent}
    absorbed = {
        parent
        for one in unsent
        if one.kind in _REPLACED
        for parent in one.parents
        if parent in by_id and by_id[parent].kind == one.kind and by_id[parent].target == one.target
    }
    found = []
    for one in unsent:
        if one.id in absorbed:
            continue
        parents = _sent(one, by_id, absorbed)
        made = replace(one, parents=parents)
        if one.kind == "answer" and len(parents) == 1 and parents[0] not in by_id and same(one, parents[0]):
            continue  # typed and taken back: nothing to tell
        found.append(made)
    return tuple(found)


def _sent(one: Event, by_id: dict[str, Event], absorbed: set[str]) -> tuple[str, ...]:
    """The parents of an event, with those that are squashed away replaced by theirs."""
    found: set[str] = set()
    pending = list(one.parents)
    seen: set[str] = set()
    while pending:
        parent = pending.pop()
        if parent in seen:
            continue
        seen.add(parent)
        if parent in absorbed:
            pending += by_id[parent].parents
        else:
            found.add(parent)
    return tuple(sorted(found))


def chain(
    events: Sequence[Event], unsent: Sequence[Event], author: str, first: int, prev: str | None
) -> tuple[Event, ...]:
    """The same events as links of the author's chain, from `seq` `first` on; parents among them get the ids they have in it, and
    parents that are sent nowhere are left out."""
    local = {one.id for one in unsent}
    before = {_key(one): one.id for one in unsent}
    new: dict[str, str] = {}
    found = []
    for number, one in enumerate(events, first):
        parents = {new.get(parent, parent) for parent in one.parents}
        linked = replace(one, author=author, seq=number, prev=prev, parents=tuple(sorted(parents - local)))
        prev = linked.id
        new[before[_key(one)]] = prev
        found.append(linked)
    return tuple(found)


def as_sent(parents: Iterable[str], unsent: Mapping[str, Event], sent: Iterable[Event]) -> tuple[str, ...]:
    """The same parents once the events `unsent`, by id, were sent as `sent`: each by its new id, and in the place of one that was not
    worth telling what it was built on."""
    new = {_key(one): one.id for one in sent}
    found: set[str] = set()
    pending = list(parents)
    while pending:
        parent = pending.pop()
        if parent not in unsent:
            found.add(parent)
        elif _key(unsent[parent]) in new:
            found.add(new[_key(unsent[parent])])
        else:
            pending += unsent[parent].parents
    return tuple(sorted(found))


def _key(one: Event) -> tuple[Any, ...]:
    """What squashing leaves as it is: the payload's hash is unique by its salt."""
    return one.target, one.kind, one.payload
