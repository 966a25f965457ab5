"""Saying again: what the disk altered before it was sent is told once more from the answer that is kept, and what cannot be is named."""

from __future__ import annotations

from collections.abc import Container, Iterable

from desktop.work.together import Together
from forms.answers import Target
from forms.events import Event, to_data
from forms.trouble import Trouble


def altered(together: Together, unsent: Iterable[Event]) -> frozenset[str]:
    """The payloads of unsent events that are not what their hash says: sealed, nobody could read them."""
    return frozenset(one.payload for one in unsent if not together.payloads.is_sound(one.payload))


def say_again(together: Together, unsent: Iterable[Event], lost: Container[str]) -> None:
    """Give each answer whose event was altered once more, where the archive still has it. Raises `Trouble`."""
    latest = {one.target: one for one in unsent if one.kind == "answer"}
    stored = together.office.drafts.load(together.draft_id)
    damaged = {one.target for one in stored.damaged}
    told: list[tuple[Target, str, object, tuple[str, ...]]] = []
    for target, one in latest.items():
        if one.payload not in lost or target in damaged:
            continue
        value = stored.held[target] if target in stored.held else stored.sheet.get(target)
        if together.ledger.counts(one.id) or value != together.shown(target)[0]:  # else it shows what came in since
            told.append((target, "answer", to_data(value), (one.id,)))
    together.tell(told)


def refuse_lost(lost: Iterable[Event]) -> None:
    """Raise `Trouble` where something could not be said again; everything else was sealed."""
    places = sorted({"a remark" if one.target.startswith("@") else f"“{one.target}”" for one in lost})
    if places:
        raise Trouble(
            "altered-unsent",
            f"What you wrote last was altered on the disk and cannot be sent: {', '.join(places)}.",
            "Everything else of yours is ready to send.",
            "Write it again, then share once more.",
        )
