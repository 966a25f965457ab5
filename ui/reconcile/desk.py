"""What the inbox and the screens for deciding ask of the program; all of it in words that can stand on a screen."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from forms.answers import Target, Value
from ui.parts.voice import Voice
from ui.reconcile.sheets import Asking, Brought, Combined, Difference, Hidden, Notice, Preview, Suggestion


class ReconcileDesk(Protocol):
    """One shared draft that is open."""

    @property
    def voice(self) -> Voice:
        """The words of the questionnaire."""

    # The inbox

    def look_at(self, path: Path, passphrase: str = "") -> Preview:
        """What a colleague's file would do; nothing changes. Raises `Trouble`: `locked-file` where it needs a passphrase."""

    def bring_in(self) -> Brought:
        """Take in the file that was looked at last. Raises `Trouble`; then nothing changed."""

    def put_aside(self) -> None:
        """Undo the newest bringing in. Raises `Trouble` where something was built on it since."""

    # Different answers

    def differences(self) -> tuple[tuple[Difference, ...], ...]:
        """All answers where people differ, those of one question together, in the order of the questionnaire; with those that were
        decided since the last `forget_decided`."""

    def decide(self, target: Target, value: Value | None) -> None:
        """This answer takes the place of all others. Raises `Trouble`."""

    def forget_decided(self) -> None:
        """What was decided is no longer listed."""

    def why_not(self) -> str:
        """Why this person cannot decide or accept just now; "" where they can."""

    # Please look

    def asking(self) -> tuple[Asking, ...]:
        """The open conversations in which a colleague asks this person something."""

    def combined(self) -> tuple[Combined, ...]:
        """The answers that the program combined from several people's and nobody confirmed."""

    def mark_read(self, target: Target) -> None:
        """This person has read the answer as it is now; it changes nothing for others."""

    def accept(self, target: Target) -> None:
        """The combined answer becomes an answer of this person, for everyone. Raises `Trouble`."""

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What people suggest and nobody took or declined."""

    def take(self, target: Target, suggestion: str, value: Value | None) -> None:
        """Give this answer and close the suggestion, which may have been changed. Raises `Trouble`."""

    def decline(self, target: Target, suggestion: str) -> None:
        """Close a suggestion without taking it. Raises `Trouble`."""

    def hidden(self) -> tuple[Hidden, ...]:
        """The answers that would not be sent because of another answer, and of which nobody said that this is right."""

    def acknowledge(self, target: Target) -> None:
        """It is right that this answer is not sent. Raises `Trouble`."""

    # Above the questions

    def notices(self, question: str) -> tuple[Notice, ...]:
        """What matters before one answers a question, the weightiest first."""

    def locked(self, question: str) -> frozenset[Target]:
        """The answers of a question that are not to be edited before the person decided or went on with their own."""

    def go_on(self, question: str) -> None:
        """The person goes on with their own version of what differs in this question, as long as the draft is open."""
