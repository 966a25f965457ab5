"""What the screens for talking show, ready to be shown: names, sentences and moments in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from forms.answers import Target
from forms.reconcile.word_changes import Run


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part. `id` stands for the person whatever machine they use."""

    id: str
    name: str
    initials: str
    is_me: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """What can be spoken about: a question, one of its rows, or a `choice` of it. `words` name it; empty for the whole question."""

    target: Target
    choice: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """One comment. `id` names it for `edit` and `delete`; `text` is empty where it was deleted."""

    id: str
    name: str
    moment: str
    text: str
    deleted: bool
    edited: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class ThreadCard:
    """Comments about one thing, the first before the later. `place` are the words of the row or choice; `quoted` are words of the
    answer, and `found` is where they stand in it now, as start and end in characters."""

    id: str
    place: str
    quoted: str
    found: tuple[int, int] | None
    to: tuple[str, ...]
    said: tuple[Said, ...]
    resolved: bool


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who answers a question or a section: the ids of those `named` for it, and of those named for its section. `why_not` says why
    this person may not alter it; empty where they may."""

    named: frozenset[str]
    of_section: frozenset[str]
    section: str
    section_words: str
    why_not: str


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """What approvers say about the answer as it is now; `why_not` says why this person may not."""

    state: Literal["none", "approved", "changes", "stale"]
    sentences: tuple[str, ...]
    why_not: str


@dataclass(frozen=True, slots=True)
class MomentCard:
    """One step of one answer: who did what and when, the differences, what came of it, and why it cannot be brought back."""

    id: str
    target: Target
    place: str
    headline: str
    note: str
    runs: tuple[Run, ...]
    why_not: str


@dataclass(frozen=True, slots=True)
class Placed:
    """One answer of the draft as it stood earlier."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What the margin of a question tells."""

    comments: int = 0
    open: int = 0
    assigned: tuple[Person, ...] = ()
    review: Literal["none", "approved", "changes", "stale"] = "none"
    review_words: str = ""
    changed_words: str = ""
