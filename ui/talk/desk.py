"""What the screens for talking ask of the program: the verbs about the answers of one shared draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from forms.answers import Target
from ui.talk.cards import Anchor, Assigned, Marks, MomentCard, Person, Placed, ReviewCard, ThreadCard

Wanted = Literal["all", "mine", "to-decide", "comments", "not-reviewed", "required"]


class TalkDesk(Protocol):
    """One shared draft that is open. Every verb may raise `Trouble`; then nothing changed."""

    # What there is

    def people(self) -> tuple[Person, ...]:
        """Everybody who takes part, by name."""

    def title(self, question: str) -> str:
        """The words of a question."""

    def marks(self, question: str) -> Marks:
        """What the margin of a question tells."""

    def anchors(self, question: str) -> tuple[Anchor, ...]:
        """What can be spoken about: the question first, then its rows or choices; with `""` the whole draft."""

    def threads(self, question: str) -> tuple[ThreadCard, ...]:
        """What was said about a question: what is open before what is resolved, the newest first; with `""` about the whole draft."""

    def assigned(self, question: str) -> Assigned:
        """Who answers a question."""

    def review_of(self, question: str) -> ReviewCard:
        """What approvers say about a question."""

    def history(self, question: str) -> tuple[MomentCard, ...]:
        """What became of the answers to a question, the newest first."""

    def draft_at(self, moment: str) -> tuple[Placed, ...]:
        """The whole draft as it stood after a moment of `history`, in the order of the questionnaire."""

    def matching(self, wanted: Wanted) -> tuple[str, ...]:
        """The questions that are shown and fit, in the order of the questionnaire."""

    def why_not_say(self) -> str:
        """Why this person may not comment; empty where they may."""

    def begun(self, place: str) -> str:
        """What this person began to write about a question, or in a thread by its id, and has not added yet."""

    # What a person does

    def keep_begun(self, place: str, text: str) -> None:
        """Keep what this person began to write, for themselves alone; with no text forget it."""

    def comment(self, anchor: Anchor, text: str, to: Sequence[str] = (), quoted: tuple[int, int] | None = None) -> None:
        """Say something about a question, a row or a choice, or about the words of its text from `quoted[0]` to `quoted[1]`;
        `to` are the people it asks."""

    def reply(self, thread: str, text: str) -> None: ...
    def edit(self, thread: str, comment: str, text: str) -> None: ...
    def delete(self, thread: str, comment: str) -> None: ...
    def resolve(self, thread: str) -> None: ...
    def reopen(self, thread: str) -> None: ...

    def assign(self, place: str, persons: Sequence[str]) -> None:
        """Say who answers a question or a section; nobody gives a question back to the people of its section."""

    def review(self, question: str, state: Literal["approved", "changes"], note: str = "") -> None:
        """Approve the answer as it is now, or ask for changes."""

    def restore(self, target: Target, moment: str) -> None:
        """Give the answer of a moment of `history` once more. Where answers differ, it becomes this person's own version."""

    def mark_looked(self, question: str) -> None:
        """This person has seen the answer as it is now."""
