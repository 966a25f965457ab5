"""Erasing: words that should never have been shared are gone here at once, and on every machine that the next file reaches."""

from __future__ import annotations

from desktop.work import reconciling
from desktop.work.drafting import OpenDraft
from forms.change import Change
from forms.reconcile.erasing import PREFIX
from forms.reconcile.people import PREFIX as MEMBER
from forms.trouble import Trouble


def erase(draft: OpenDraft, event: str) -> Change:
    """Erase what one event says, by its id; that it was said, when and by whom stays. What to redraw. Raises `Trouble` where this
    person may not: only the author and a coordinator may."""
    together = draft.together
    assert together is not None
    draft.rest()
    with together.lock:
        ledger = together.ledger
        entry = ledger.entry(event)
        people = ledger.people
        own = people.person(entry.author) == together.person
        if not own and not people.has(together.me, "coordinator"):
            raise Trouble(
                "not-yours",
                "Only who wrote this, or a coordinator, can erase it.",
                "Nothing was changed.",
                "Ask one of them.",
            )
        if entry.target.startswith(MEMBER) or not entry.target:
            raise Trouble("not-erasable", "This says who takes part, and cannot be erased.", "Nothing was changed.")
        together.say((PREFIX + entry.payload, "erase", None))
        reconciling.erase_here(together)
        together.office.shared.show(together.draft_id, together.writes([entry.target]))
    return draft.show([entry.target])
