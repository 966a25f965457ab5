"""What the sign-off screen asks of the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from forms.answers import Target
from forms.filling import Filling


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One thing to look at before signing: what it is in words, whether it is in order, whether it forbids signing, and the places
    that it is about."""

    code: str
    words: str
    done: bool
    blocking: bool
    places: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that is not what was signed."""

    target: Target
    signed: str
    now: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """A signature: by whom and when, how many answers it covers, the short form of their digest, and what differs from it now."""

    by: str
    when: str
    answers: int
    digest: str
    differences: tuple[Difference, ...]

    @property
    def fresh(self) -> bool:
        """Whether it is about the answers as they are."""
        return not self.differences


class SignOffDesk(Protocol):
    """The sign-off of one shared draft. Refusals raise Trouble and change nothing."""

    @property
    def filling(self) -> Filling: ...
    @property
    def name(self) -> str: ...

    def checklist(self) -> tuple[ChecklistLine, ...]: ...

    def signed(self) -> SignOff | None:
        """The newest signature, if there is one."""

    def why_not(self) -> str:
        """Why this person cannot sign, in one sentence; empty where they can."""

    @property
    def frozen(self) -> str:
        """Who froze the answers for the review; empty while they may be edited."""

    @property
    def may_freeze(self) -> bool: ...
    def freeze(self, *, on: bool) -> None: ...

    def acknowledge(self, target: Target) -> None:
        """This hidden answer is known, and it is right that it is not sent."""

    def sign(self) -> None:
        """Sign what the answers are now, with the privacy choice confirmed."""

    def preview(self) -> bytes:
        """What will be sent, as PDF."""
