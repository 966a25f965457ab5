"""A Change: what one edit altered, by the ids to redraw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """The items (questions and notes) whose state altered, the sections whose visibility or progress altered, and of these
    the ones that appeared or vanished. Order is that of the questionnaire."""

    items: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    appeared: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()


def merged(changes: Iterable[Change]) -> Change:
    """Several changes as one; what appeared and vanished again is in neither list."""
    found: dict[str, dict[str, None]] = {"items": {}, "sections": {}, "appeared": {}, "vanished": {}}
    for one in changes:
        found["items"].update(dict.fromkeys(one.items))
        found["sections"].update(dict.fromkeys(one.sections))
        for place in one.appeared:
            if found["vanished"].pop(place, place) is not None:
                found["appeared"][place] = None
        for place in one.vanished:
            if found["appeared"].pop(place, place) is not None:
                found["vanished"][place] = None
    return Change(*(tuple(one) for one in found.values()))
