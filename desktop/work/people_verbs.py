"""The verb over who takes part in a shared draft: `people`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from desktop.paths import Paths
from desktop.work import inviting
from desktop.work.reply import Refusal, Reply
from desktop.work.together import Together
from desktop.work.visiting import office_at, opened, shared_by
from forms.reconcile.people import ROLES, Member, short_fingerprint

STATES = {"asks": "asks to be let in", "in": "takes part", "removed": "no longer takes part"}


def people(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """List who takes part; let somebody in, give other parts, take somebody out. Raises `Refusal` for who is not known."""
    if chosen.roles is not None and chosen.admit is None:
        raise Refusal(["--roles: say who with --admit."])
    roles = _roles(chosen.roles)
    with office_at(paths) as office, opened(office, chosen.draft) as draft:
        together = shared_by(draft)
        draft.rest()
        if chosen.admit is not None:
            one = _member(together, chosen.admit)
            if one.state == "in":
                inviting.change_roles(together, one.key, roles)
            else:
                inviting.admit(together, one.key, together.ledger.people.name(one.key), roles)
        if chosen.remove is not None:
            inviting.remove(together, _member(together, chosen.remove).key)
        if chosen.admit is not None or chosen.remove is not None:
            draft.show(together.ledger.answered())
        has = office.shared.has(draft.draft_id)
        facts = [
            _facts(together, one, has.get(one.key, ({}, ""))[1]) for one in together.ledger.people.members.values()
        ]
    return Reply([_line(one) for one in facts], {"draft": draft.draft_id, "people": facts})


def _roles(words: str | None) -> Sequence[str]:
    if words is None:
        return ROLES[1:]
    found = [one.strip() for one in words.split(",")]
    wrong = [one for one in found if one not in ROLES]
    if wrong:
        raise Refusal([f"--roles: there is no part “{wrong[0]}”. There are: {', '.join(ROLES)}."])
    return found


def _member(together: Together, words: str) -> Member:
    """Who has this key, or this fingerprint: a name alone says nothing about who somebody is."""
    members = together.ledger.people.members
    wanted = words.strip().lower()
    found = [
        one for key, one in members.items()
        if short_fingerprint(key).lower() == wanted or (len(wanted) >= 8 and key.startswith(wanted))
    ]  # fmt: skip
    if len(found) != 1:
        raise Refusal([f"{words}: nobody here has this key or fingerprint. `people` lists them."])
    return found[0]


def _facts(together: Together, one: Member, wrote: str) -> dict[str, Any]:
    return {
        "key": one.key, "fingerprint": short_fingerprint(one.key), "name": together.ledger.people.name(one.key),
        "state": one.state, "roles": [role for role in ROLES if role in one.roles], "wrote": wrote,
        "you": one.key == together.me,
    }  # fmt: skip


def _line(one: dict[str, Any]) -> str:
    roles = f" ({', '.join(one['roles'])})" if one["roles"] else ""
    wrote = f", last file of {one['wrote']}" if one["wrote"] else ""
    return f"{one['fingerprint']}  {one['name']}{' (you)' if one['you'] else ''}: {STATES[one['state']]}{roles}{wrote}"
