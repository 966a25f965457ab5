"""Inviting: who is let in, what each may do, who leaves, and who comes back with another computer."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from desktop.work.office import Office
from desktop.work.sharing import named
from desktop.work.together import Together
from forms.reconcile.people import PREFIX, ROLES, Member, People, fold_people
from forms.trouble import Trouble


def admit(together: Together, key: str, name: str, roles: Collection[str], person: str = "") -> None:
    """Let a key in under `name`, with these roles; `person` is the first key of somebody who is known already. Raises `Trouble`."""
    with together.lock:
        _only_coordinators(together)
        _say(together, key, {"name": named(name), "roles": _ordered(roles), "person": person or key})


def change_roles(together: Together, key: str, roles: Collection[str]) -> None:
    """Give a person other roles, on all their computers. Who may no longer edit keeps what they wrote so far. Raises `Trouble`."""
    with together.lock:
        _only_coordinators(together)
        founder = together.ledger.founder
        if together.ledger.people.person(key) == founder and (together.me != founder or "coordinator" not in roles):
            raise Trouble("founder", "Who began the draft stays its coordinator.", "Nothing was changed.")
        for one in _computers(together.ledger.people, key):
            value: dict[str, object] = {"name": one.name, "roles": _ordered(roles), "person": one.person}
            if "editor" not in roles:
                kept = last_known(together, one.key) if "editor" in one.roles else one.edits_upto
                value["edits_upto"] = str(kept)
            _say(together, one.key, value)


def remove(together: Together, key: str) -> None:
    """Take a person out, with all their computers. What is known of their work stays; what comes later is set apart. Raises
    `Trouble`."""
    with together.lock:
        _only_coordinators(together)
        people = together.ledger.people
        if people.person(key) == together.ledger.founder:
            raise Trouble("founder", "Who began the draft cannot be taken out.", "Nothing was changed.")
        for one in _computers(people, key):
            _leaves(together, one)


def readmit(together: Together, new_key: str, as_person: str, *, lost: bool = True) -> None:
    """Let a person's other computer in: `as_person` is their first key, so that what names them still does. With `lost`, what the
    computers they had before write from now on is set apart. Raises `Trouble`."""
    with together.lock:
        _only_coordinators(together)
        people = together.ledger.people
        first = people.member(as_person)
        if first is None or new_key == as_person:
            raise Trouble("nobody", "This person is not known here.", "Nothing was changed.")
        before = _computers(people, as_person)
        roles: Collection[str] = frozenset().union(*(one.roles for one in before)) or frozenset(ROLES[1:])
        _say(together, new_key, {"name": people.name(as_person), "roles": _ordered(roles), "person": first.person})
        if lost:
            for one in before:
                if one.key not in (new_key, together.ledger.founder, together.me):
                    _leaves(together, one)


def has_other_key(together: Together) -> bool:
    """Whether this computer has another key than the one that takes part here: nobody knows the new one yet."""
    return together.ledger.people.member(together.office.key().public_hex) is None


def is_used_twice(together: Together, key: str = "") -> bool:
    """Whether two computers write with one key (a copied machine): the same place of its history was sent in two versions."""
    key = key or together.office.key().public_hex
    with together.lock:
        seqs = [one.seq for one in together.ledger.entries() if one.author == key and one.sent]
    return len(seqs) != len(set(seqs))


def rejoin(together: Together) -> None:
    """Ask to be let in with the key that this computer has now, under the same name. Raises `Trouble`."""
    with together.lock:
        together.me = together.office.key().public_hex
        together.reload()
        if together.ledger.people.member(together.me) is None:
            together.say((PREFIX + together.me, "join", {"name": together.name}))


def last_known(together: Together, key: str) -> int:
    """The place of the last event of a key that is known here; 0 before the first."""
    return max((one.seq for one in together.ledger.entries() if one.author == key and one.sent), default=0)


def company(office: Office, draft_id: str) -> tuple[str, ...]:
    """The names of the others who take part in a draft, without opening it; none where it is one person's alone."""
    from db.payloads import Payloads  # only a shared draft needs it

    shared = office.shared.one(draft_id)
    if shared is None:
        return ()
    entries = office.shared.first_and_members(draft_id)
    payloads = Payloads(office.archive, draft_id)
    founder = next((one.author for one in entries if one.id == shared.genesis), "")
    said = [one for one in entries if one.target.startswith(PREFIX) and payloads.is_sound(one.payload)]
    people, _ = fold_people(founder, said, lambda one: payloads[one.payload])
    mine = people.person(office.key().public_hex)
    return tuple(dict.fromkeys(people.name(one.key) for one in people.inside() if one.person != mine))


def _only_coordinators(together: Together) -> None:
    if not together.ledger.people.has(together.me, "coordinator"):
        raise Trouble(
            "no-coordinator", "Only a coordinator decides who takes part.", "Nothing was changed.", "Ask a coordinator."
        )


def _computers(people: People, key: str) -> list[Member]:
    """The keys of a person that take part."""
    person = people.person(key)
    return [one for one in people.inside() if one.person == person]


def _leaves(together: Together, one: Member) -> None:
    if "coordinator" in one.roles and together.ledger.people.person(together.me) != together.ledger.founder:
        raise Trouble(
            "coordinator", "Only who began the draft takes a coordinator out.", "Nothing was changed.", "Ask them."
        )
    _say(together, one.key, {"upto": str(last_known(together, one.key))}, "remove")


def _say(together: Together, key: str, value: dict[str, object], kind: str = "member") -> None:
    together.say((PREFIX + key, kind, value))


def _ordered(roles: Iterable[str]) -> list[str]:
    return [one for one in ROLES if one in roles]
