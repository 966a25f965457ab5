"""Seen: everything that people can see of a shared draft, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forms.reconcile.people import PREFIX as MEMBER

if TYPE_CHECKING:
    from forms.reconcile.ledger import Ledger


def seen(ledger: Ledger) -> dict[str, Any]:
    """What two machines must agree on."""
    others = [one for one in ledger.targets("@") if not one.startswith(MEMBER)]
    return {
        "answers": {target: ledger.standing(target).data() for target in ledger.answered()},
        "suggestions": {
            target: [one.id for one in found] for target in ledger.targets() if (found := ledger.suggestions(target))
        },
        "people": {
            key: [one.person, one.name, sorted(one.roles), one.state] for key, one in ledger.people.members.items()
        },
        "other": {target: [one.id for one in ledger.of(target)] for target in others},
        "waiting": [one.id for one in ledger.waiting()],
        "apart": [one.id for one in ledger.apart()],
    }
