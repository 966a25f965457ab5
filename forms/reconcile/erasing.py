"""Erasing: which payloads somebody wants erased, and which of them somebody who may (rule 8)."""

from __future__ import annotations

from collections.abc import Callable, Collection

from forms.reconcile.entries import Entry
from forms.reconcile.people import PREFIX as MEMBER
from forms.reconcile.people import People

PREFIX = "@erase/"


def to_erase(
    entries: Collection[Entry], people: People, may_write: Callable[[Entry], bool]
) -> tuple[set[str], set[str]]:
    """The hashes of the payloads that some of these events want erased, and of those that are erased."""
    erasing = [one for one in entries if one.kind == "erase" and one.target.startswith(PREFIX)]
    wanted = {one.target.removeprefix(PREFIX) for one in erasing}
    naming: dict[str, list[Entry]] = {hashed: [] for hashed in wanted}
    for one in entries:
        if one.payload in wanted:
            naming[one.payload].append(one)
    return wanted, {
        hashed for one in erasing
        if _may_erase(one, naming[hashed := one.target.removeprefix(PREFIX)], people, may_write)
    }  # fmt: skip


def _may_erase(one: Entry, naming: list[Entry], people: People, may_write: Callable[[Entry], bool]) -> bool:
    """Whether this event erases what the events `naming` hold. Who takes part is never erased: machines could not agree on it."""
    if not may_write(one) or any(other.target.startswith(MEMBER) for other in naming):
        return False
    if people.has(one.author, "coordinator"):
        return True
    person = people.person(one.author)
    written = [other for other in naming if may_write(other)]  # a stranger who names it too has no say
    return bool(written) and all(people.person(other.author) == person for other in written)
