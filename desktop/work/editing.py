"""Editing: whether a person may change the answers of a shared draft just now."""

from __future__ import annotations

from typing import Literal

from desktop.work.together import Together
from forms.reconcile.signing import frozen
from forms.trouble import Trouble

Bar = Literal["no-editor", "frozen"]
_WORDS: dict[Bar, tuple[str, str]] = {
    "no-editor": ("Your place in this draft is to comment and to suggest.", "Ask somebody who may edit."),
    "frozen": (
        "The answers are frozen for the review.",
        "Suggest it instead, or ask a coordinator to let people edit again.",
    ),
}


def bar_to_editing(together: Together) -> Bar | None:
    """Why this person cannot change answers now; None where they can. Who is not let in yet edits: their work comes to the others with
    their name once they are."""
    if frozen(together.ledger):
        return "frozen"
    member = together.ledger.people.member(together.me)
    if member is not None and member.state != "asks" and "editor" not in member.roles:
        return "no-editor"
    return None


def refuse_editing(together: Together | None) -> None:
    """Raise `Trouble` where this person cannot change answers now."""
    bar = bar_to_editing(together) if together is not None else None
    if bar is not None:
        happened, remedy = _WORDS[bar]
        raise Trouble(bar, happened, "Nothing was changed.", remedy)
