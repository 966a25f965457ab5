"""A Change: what one edit altered, by the ids to redraw."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """The items (questions and notes) whose state altered, the sections whose visibility or progress altered, and of these
    the ones that appeared or vanished. Order is that of the questionnaire."""

    items: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    appeared: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
