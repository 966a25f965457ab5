"""Signing off: one person answers for what several wrote; what was finalised was signed before, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.work import sharing
from forms.answers import Target
from forms.reconcile.checklist import acknowledge_value, checklist, may_sign
from forms.reconcile.signing import FREEZE, SIGN_OFF, freeze_value, sign_off_value, signing
from forms.trouble import Trouble

if TYPE_CHECKING:
    from desktop.work.drafting import OpenDraft

FINALISED = "@finalised"


def sign(draft: OpenDraft) -> None:
    """Sign the answers as they are, the privacy choice with them. What this person did is sealed first: a signature names what
    colleagues can have. Raises `Trouble` while anything on the checklist holds it up."""
    together = draft.together
    assert together is not None
    draft.rest()
    sharing.send(together)
    with together.lock:
        checks = checklist(together.ledger, draft.filling, me=together.me)
        if not may_sign(checks):
            open_ones = ", ".join(one.code for one in checks if one.holds_up)
            raise Trouble("not-ready", f"Something still stands in the way of the signature: {open_ones}.", "Nothing was signed.",
                          "The list shows each thing and its place.")  # fmt: skip
        together.say((SIGN_OFF, "sign-off", sign_off_value(together.ledger, draft.filling)))


def freeze(draft: OpenDraft, *, on: bool) -> None:
    """Freeze the answers for the review, or let people edit again. Raises `Trouble` for who is no coordinator."""
    together = draft.together
    assert together is not None
    if not together.ledger.people.has(together.me, "coordinator"):
        raise Trouble(
            "no-coordinator", "Only a coordinator freezes the answers.", "Nothing was changed.", "Ask a coordinator."
        )
    together.say((FREEZE, "freeze", freeze_value(on)))


def acknowledge(draft: OpenDraft, target: Target) -> None:
    """Say of a hidden answer that it is right not to send it."""
    together = draft.together
    assert together is not None
    together.say((f"@hidden/{target}", "acknowledge", acknowledge_value(draft.filling, target)))


def refuse_unsigned(draft: OpenDraft) -> None:
    """Nobody finalises what several wrote before one of them signed just that. Raises `Trouble`."""
    together = draft.together
    assert together is not None
    with together.lock:
        done = finalised_by(draft)
        if done:
            raise Trouble("finalised-already", f"{done} made this contribution final already.", "Nothing was changed.",
                          "Ask for the receipt; a change is a new revision, made where it was finalised.")  # fmt: skip
        state = signing(together.ledger, draft.filling).state
    if state == "fresh":
        return
    words = {
        "none": "Nobody has signed these answers yet.",
        "stale": "The answers changed after they were signed.",
        "several": "Several people signed different answers.",
    }[state]
    raise Trouble(
        "not-signed", words, "Nothing was made final.", "Sign off first: the list shows what is still missing."
    )


def finalised_by(draft: OpenDraft) -> str:
    """Who made this contribution final, by name; empty while nobody did."""
    together = draft.together
    assert together is not None
    people = together.ledger.people
    names = [people.name(one.author) for one in together.ledger.of(FINALISED) if people.has(one.author, "signer")]
    return names[-1] if names else ""


def tell_finalised(draft: OpenDraft, identity: str, reference: str, revision: int) -> None:
    """Tell the colleagues that it is done."""
    together = draft.together
    assert together is not None
    together.say((FINALISED, "finalised", {"identity": identity, "reference": reference, "revision": str(revision)}))
