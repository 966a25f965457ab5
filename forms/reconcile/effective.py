"""Effective: the answers of a shared draft that count, before any condition hides one."""

from __future__ import annotations

from forms.answers import Target, Value
from forms.reconcile.ledger import Ledger


def effective_sheet(ledger: Ledger) -> dict[Target, Value]:
    """The settled and the combined answers; where people answered differently none, but for a protective privacy choice."""
    found = ((target, ledger.standing(target).value) for target in ledger.answered())
    return {target: value for target, value in found if value is not None}
