"""What the desk for reconciling hands to its screens: versions, passages, previews, each with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from forms.answers import Attachment, Target, Value
from forms.reconcile.word_changes import Run

Member = str | Attachment
Manner = Literal["one", "set", "text"]


@dataclass(frozen=True, slots=True)
class Version:
    """One answer and who gave it: `people` in words ("you and Ben"), `persons` their first keys, `words` the answer as it is read."""

    value: Value | None
    people: str
    persons: tuple[str, ...]
    mine: bool
    when: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One choice, or file, of a set: whether it was chosen before, and by each version."""

    member: Member
    words: str
    before: bool
    ticks: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """What some people make of a passage; `runs` are its words beside those of before. An empty `text` takes the passage out."""

    people: str
    text: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text: as all agree (`people` is who changed it, in words, or ""), or with several `options` and `text` as before."""

    text: str
    people: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that people gave differently. `decided` is what was decided a moment ago, in words; None while it is open.

    For a set `lines`, how many may be chosen (`most`) and what stands `alone`; for a text `passages` and how long it may be
    (`limit`). `can_write` tells whether a new answer can be given in the list itself."""

    target: Target
    question: str
    part: str
    manner: Manner
    versions: tuple[Version, ...]
    before: str
    decided: str | None = None
    lines: tuple[Line, ...] = ()
    most: int | None = None
    alone: frozenset[Member] = frozenset()
    passages: tuple[Passage, ...] = ()
    limit: int | None = None
    can_write: bool = True

    @property
    def words(self) -> str:
        """The place in words."""
        return " – ".join(one for one in (self.question, self.part) if one)


@dataclass(frozen=True, slots=True)
class Combined:
    """An answer that was combined: a text as `passages`, anything else as `words`; `read` where this person ticked it already."""

    target: Target
    place: str
    people: str
    words: str
    before: str
    passages: tuple[Passage, ...]
    read: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody suggests instead of the answer, with the words of both side by side in `runs`."""

    target: Target
    id: str
    place: str
    people: str
    persons: tuple[str, ...]
    when: str
    before: str
    words: str
    runs: tuple[Run, ...]
    value: Value | None


@dataclass(frozen=True, slots=True)
class Hidden:
    """An answer that would not be sent: what happened, and the `place` that decides."""

    target: Target
    place_words: str
    sentence: str
    place: Target


@dataclass(frozen=True, slots=True)
class Asking:
    """An open conversation that asks this person: who began it, when, the beginning of what they said. `question` is "" for the
    whole draft."""

    thread: str
    question: str
    place: str
    people: str
    when: str
    words: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One line above an answer; `target` is the answer it speaks of, for "hidden" `place` the question that decides."""

    kind: Literal["suggesting", "asked", "differing", "hidden", "combined", "suggested", "changed"]
    target: Target
    words: str
    place: Target = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer that a file would alter: from `before` to `after`, or to several `versions` ("Ben: 5") that need a decision."""

    target: Target
    place: str
    people: str
    before: str
    after: str
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one sort under their heading; `weighty` for what a person will have to decide."""

    heading: str
    entries: tuple[Entry, ...]
    weighty: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do: who sent it, when, the whole in one sentence, then by sorts; `others` are things that are no answers."""

    sender: str
    when: str
    sentence: str
    nothing_new: bool
    groups: tuple[Group, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """What was done, and how many answers now wait for a decision or a look."""

    sentence: str
    differing: int
    combined: int
    suggestions: int
    hidden: int
    others: tuple[str, ...] = ()
    asking: bool = False
    """Whether somebody now waits to be let in."""
