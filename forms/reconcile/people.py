"""People: who takes part, with which keys and roles, computed from the member events alone (rule 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from forms import canonical
from forms.reconcile.entries import UNSENT, Entry

Role = Literal["coordinator", "editor", "commenter", "approver", "signer"]
ROLES: tuple[Role, ...] = ("coordinator", "editor", "commenter", "approver", "signer")
PREFIX = "@member/"


@dataclass(frozen=True, slots=True)
class Member:
    """One key. `person` is the first key of the same person; `state` says whether a coordinator let it in; events after `upto` are
    set apart, answers after `edits_upto` are suggestions."""

    key: str
    person: str
    name: str
    roles: frozenset[str]
    state: Literal["asks", "in", "removed"]
    upto: int = UNSENT
    edits_upto: int = UNSENT

    def may_write(self, seq: int) -> bool:
        """Whether an event of this key with this `seq` can count at all."""
        return self.state == "in" or (self.state == "removed" and seq <= self.upto)

    def may_edit(self, seq: int) -> bool:
        """Whether an answer of this key counts as an answer, and not as a suggestion."""
        return "editor" in self.roles or seq <= self.edits_upto


class People:
    """Everybody a draft knows of. `founder` is the key that began it."""

    def __init__(self, founder: str, members: Mapping[str, Member]) -> None:
        self.founder = founder
        self.members = members

    def member(self, key: str) -> Member | None:
        """The member of a key, None for a stranger that did not even ask."""
        return self.members.get(key)

    def name(self, key: str) -> str:
        """What a person is called; the beginning of the key where nobody said."""
        found = self.members.get(key)
        if found is None:
            return short_fingerprint(key)
        first = self.members.get(found.person)
        return found.name or (first.name if first else "") or short_fingerprint(key)

    def person(self, key: str) -> str:
        """The first key of the person who has `key`."""
        found = self.members.get(key)
        return found.person if found else key

    def has(self, key: str, role: Role) -> bool:
        """Whether the person of a key has a role now."""
        found = self.members.get(key)
        return found is not None and found.state == "in" and role in found.roles

    def asking(self) -> tuple[Member, ...]:
        """Those who asked and were not answered, by key."""
        return tuple(one for _, one in sorted(self.members.items()) if one.state == "asks")

    def inside(self) -> tuple[Member, ...]:
        """Those who take part, by name, then key."""
        return tuple(
            sorted((one for one in self.members.values() if one.state == "in"), key=lambda one: (one.name, one.key))
        )


def short_fingerprint(key: str) -> str:
    """Twelve letters of a key in groups of four, to be compared by telephone; no letter looks like another."""
    alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    number = int(canonical.digest(b"satchel member " + key.encode())[:15], 16)
    letters = "".join(alphabet[(number >> (5 * place)) & 31] for place in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def fold_people(founder: str, entries: Iterable[Entry], value: Callable[[Entry], Any]) -> tuple[People, frozenset[str]]:
    """The people of a draft, and the ids of the member events that count. Pure: the order of `entries` changes nothing.

    Authority only ever grows from the founder, whom nobody can remove: what coordinators say counts, and a coordinator is whom
    one of those named so. Only the founder removes coordinators, so no two can remove each other in a circle; and only the founder
    says what the founder may do.
    """
    about: dict[str, list[Entry]] = {}
    joins: dict[str, list[Entry]] = {}
    for one in entries:
        key = one.target.removeprefix(PREFIX)
        if one.kind == "join" and one.author == key:
            joins.setdefault(key, []).append(one)
        elif one.kind in ("member", "remove"):
            about.setdefault(key, []).append(one)
    limits = {
        key: min((_seq(value(one)) for one in _heads([one for one in ones if one.author == founder]) if one.kind == "remove"),
                 default=UNSENT)
        for key, ones in about.items()
    }  # fmt: skip
    naming: dict[str, list[tuple[str, Entry]]] = {}
    for key, ones in about.items():
        for one in ones:
            if one.kind == "member" and "coordinator" in value(one)["roles"]:
                naming.setdefault(one.author, []).append((key, one))
    coordinators, pending = {founder}, [founder]
    while pending:
        for key, one in naming.get(pending.pop(), ()):
            if key not in coordinators and _counts(one, coordinators, founder, limits):
                coordinators.add(key)
                pending.append(key)
    members: dict[str, Member] = {}
    counted: set[str] = set()
    for key in sorted(about.keys() | joins.keys() | {founder}):
        said = [
            one for one in about.get(key, [])
            if _counts(one, coordinators, founder, limits)
            and not (((one.kind == "remove" and key in coordinators) or key == founder) and one.author != founder)
        ]  # fmt: skip
        counted.update(one.id for one in said)
        counted.update(one.id for one in joins.get(key, ()))
        members[key] = _member(key, founder, joins.get(key, []), said, value)
    return People(founder, members), frozenset(counted)


def _counts(one: Entry, coordinators: set[str], founder: str, limits: Mapping[str, int]) -> bool:
    return one.author == founder or (one.author in coordinators and one.seq <= limits.get(one.author, UNSENT))


def _member(
    key: str, founder: str, joins: Sequence[Entry], said: Sequence[Entry], value: Callable[[Entry], Any]
) -> Member:
    asked = sorted(value(one)["name"] for one in _heads(joins))
    heads = _heads(said)
    given = [value(one) for one in heads if one.kind == "member"]
    removed = [_seq(value(one)) for one in heads if one.kind == "remove"]
    if key == founder:
        removed = []
    # Who was taken out stays the person they were: what names the person, and what they wrote, is theirs.
    known = given or [value(one) for one in said if one.kind == "member"]
    name = min((one["name"] for one in known), default=asked[0] if asked else "")
    if not given and key == founder:
        return Member(key, key, name, frozenset(ROLES), "in")
    roles = frozenset.intersection(*(frozenset(one["roles"]) for one in given)) if given else frozenset()
    person = min((one["person"] for one in known), default=key)
    if removed:
        edited = any(one.kind == "member" and "editor" in value(one)["roles"] for one in said)
        return Member(key, person, name, frozenset(), "removed", min(removed), min(removed) if edited else 0)
    if not given:
        return Member(key, key, name, frozenset(), "asks")
    upto = min((int(one["edits_upto"]) for one in given if "edits_upto" in one), default=0)
    return Member(key, person, name, roles, "in", UNSENT, upto)


def _heads(entries: Sequence[Entry]) -> list[Entry]:
    named = {parent for one in entries for parent in one.parents}
    return [one for one in sorted(entries, key=lambda one: one.id) if one.id not in named]


def _seq(value: Any) -> int:
    return int(value["upto"])
