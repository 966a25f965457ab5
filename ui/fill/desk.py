"""What the fill, review and finalise screens ask of the program: the verbs of one open draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from forms.answers import Target, Value
from forms.change import Change
from forms.filling import Filling
from forms.trouble import Trouble

SaveState = Literal["saved", "saving", "failing"]


@dataclass(frozen=True, slots=True)
class Undone:
    """One step undone or redone: the place to go to and what to redraw."""

    target: Target
    change: Change


@dataclass(frozen=True, slots=True)
class DamagedAnswer:
    """An answer whose bytes in the archive no longer match their hash; it is not exported before a person decides."""

    target: Target
    reason: str
    last_good: Value | None
    """The newest value in its history that is sound; `heal` takes it."""


class FillDesk(Protocol):
    """One open draft. Every call returns at once; saving runs beside and reports through `on_save_state`."""

    @property
    def filling(self) -> Filling: ...
    @property
    def name(self) -> str: ...
    @property
    def last_place(self) -> Target | None: ...
    @property
    def damaged(self) -> tuple[DamagedAnswer, ...]: ...
    @property
    def save_state(self) -> SaveState: ...
    @property
    def can_undo(self) -> bool: ...
    @property
    def can_redo(self) -> bool: ...

    def on_save_state(self, listener: Callable[[SaveState, Trouble | None], None] | None) -> None:
        """Tell `listener`, on the screen thread, whenever the save state changes."""

    def on_redraw(self, listener: Callable[[Change], None] | None) -> None:
        """Tell `listener`, on the screen thread, when answers change without an edit here: colleagues' work came in."""

    def answer(self, target: Target, value: Value | None) -> Change:
        """Give or clear (None) one answer; it is kept within 250 ms."""

    def heal(self, target: Target) -> Change:
        """Take the last sound value of a damaged answer."""

    def speak(self, language: str) -> None:
        """Go on in another language of the questionnaire; no answer changes. Raises Trouble."""

    def leave(self, target: Target) -> None:
        """The person left this question: its edit becomes one step of history."""

    def undo(self) -> Undone | None: ...
    def redo(self) -> Undone | None: ...

    def attach(self, question: str, path: Path) -> tuple[Change, tuple[str, ...]]:
        """Take a file as an answer; sentences about active content come back. Raises Trouble with the reason of a refusal."""

    def detach(self, question: str, digest: str) -> Change: ...

    def open_copy(self, digest: str) -> Path:
        """A read-only copy of an attachment for the system's viewer."""

    def rename(self, name: str) -> None: ...

    def preview(self) -> bytes:
        """The PDF of the draft as it stands, marked as a preview on each page."""

    def finalise(self) -> str:
        """Make the draft a contribution and return its identity. Raises Trouble where something is missing."""
