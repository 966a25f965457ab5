"""What the home and contribution screens ask of the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ui.fill.desk import FillDesk


@dataclass(frozen=True, slots=True)
class QuestionnaireCard:
    """A questionnaire at hand."""

    digest: str
    title: str
    version: str
    questions: int
    languages: tuple[str, ...]
    deadline: str | None
    bundled: bool


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft as home shows it; `required` counts what must be answered, `required_answered` what is."""

    draft_id: str
    name: str
    questionnaire_title: str
    questionnaire_version: str
    touched: datetime
    required: int
    required_answered: int
    trashed: bool
    shared: bool = False
    company: tuple[str, ...] = ()
    """The names of the others who take part in a shared draft."""


@dataclass(frozen=True, slots=True)
class ContributionCard:
    """A finalised contribution as home shows it; `superseded` and `withdrawn` are states of it."""

    identity: str
    contribution_id: str
    revision: int
    reference: str
    name: str
    questionnaire_title: str
    finalised: datetime
    superseded: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class ContributionFacts:
    """One contribution for its screen: sentences are already in words."""

    card: ContributionCard
    fingerprint: str
    signer: str
    answers: int
    attachments: tuple[tuple[str, int], ...]
    publication: tuple[str, ...]
    """What will be public, in sentences."""
    submit_to: str
    others: int
    """How many other revisions of it are kept here."""


class HomeDesk(Protocol):
    """Everything that can be begun, opened or put away. Refusals raise Trouble and change nothing."""

    def questionnaires(self) -> tuple[QuestionnaireCard, ...]: ...
    def drafts(self, *, trashed: bool = False) -> tuple[DraftCard, ...]: ...
    def contributions(self) -> tuple[ContributionCard, ...]: ...

    def take_questionnaire(self, path: Path) -> QuestionnaireCard: ...
    def begin(self, digest: str, language: str | None = None) -> FillDesk: ...
    def open(self, draft_id: str) -> FillDesk: ...
    def rename(self, draft_id: str, name: str) -> None: ...
    def duplicate(self, draft_id: str) -> str: ...
    def trash(self, draft_id: str) -> None: ...
    def restore(self, draft_id: str) -> None: ...
    def erase(self, draft_id: str) -> None: ...
    def move_out(self, draft_id: str, path: Path) -> None:
        """Write the whole draft into one file for another computer."""

    def move_in(self, path: Path) -> str:
        """Take a draft from such a file; the id of the draft."""

    def draft_of_exchange(self, path: Path, passphrase: str = "") -> str | None:
        """The id of the draft that a colleague's file belongs to; None where it is an invitation to a new one. Raises `Trouble`:
        `locked-file` where it needs a passphrase."""

    def blank(self, digest: str, path: Path, language: str | None = None) -> None: ...

    def contribution(self, identity: str) -> ContributionFacts: ...
    def receipt(self, identity: str, style: str = "full") -> bytes: ...
    def save_receipt(self, identity: str, path: Path, style: str = "full") -> None: ...
    def save_package(self, identity: str, path: Path) -> None: ...
    def package_name(self, identity: str) -> str: ...
    def revise(self, identity: str) -> FillDesk:
        """Begin a new revision: a draft with the same answers."""

    def withdraw(self, identity: str, path: Path) -> None:
        """Write a signed withdrawal as a small package."""

    def forget(self, identity: str) -> None:
        """Delete a contribution from this computer for good."""
