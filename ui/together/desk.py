"""What the screens about people ask of the program: who takes part, who has what, and the ways to send."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

Part = Literal["asks", "in", "removed"]
Look = Literal["well", "waits", "look"]


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person, known by their first `key`. `roles` and `has` are in words; `groups` are the letters to compare by telephone;
    `state` says whether they ask to join, take part or left; `apart` counts edits that are not
    counted because the person is not let in. `may_change`: this person may give them other roles, or take them out."""

    key: str
    name: str
    state: Part
    is_me: bool
    role_ids: frozenset[str]
    roles: str
    groups: tuple[str, ...]
    has: str
    apart: int
    may_change: bool


@dataclass(frozen=True, slots=True)
class FolderCard:
    """The shared folder, "" for none: what is to be said of it, and the names of files that wait for a passphrase."""

    path: str
    away: bool
    told: tuple[str, ...]
    unreadable: tuple[str, ...]
    locked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """A few words for the bar, and how they look."""

    words: str
    look: Look


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything about the people of a draft. Where it is not `shared`, only the name means something. `my_place` says what this
    person still waits for, "" for nothing; `key_trouble` that this computer needs a new place in the draft; `notes` tell what waits
    or is kept apart; `unsent` what was not sent yet."""

    shared: bool
    draft_name: str
    my_groups: tuple[str, ...]
    my_place: str
    may_decide: bool
    key_trouble: Literal["", "other", "twice"]
    people: tuple[PersonCard, ...]
    notes: tuple[str, ...]
    unsent: str
    news_for: str
    folder: FolderCard


class TogetherDesk(Protocol):
    """The people of one open draft. Every verb may raise `Trouble`; then nothing changed."""

    def overview(self) -> Overview: ...
    def on_altered(self, listener: Callable[[], None]) -> None:
        """Call `listener`, on the screen thread, whenever the overview or the status may be another."""

    def forget(self, listener: Callable[[], None]) -> None: ...

    def begin(self, name: str) -> None:
        """Make the draft a shared one, under this name."""

    def file_name(self) -> str:
        """A name for the file to send."""

    def send(self, path: Path, passphrase: str) -> str:
        """Write the file for colleagues; for whom it holds news, in words."""

    def let_in(self, key: str, roles: Collection[str]) -> None: ...
    def let_in_again(self, key: str, person: str, *, lost: bool) -> None:
        """Who asks with `key` is `person`, with another computer; `lost`: the one they had before is out from now on."""

    def change_roles(self, key: str, roles: Collection[str]) -> None: ...
    def take_out(self, key: str) -> None: ...
    def join_again(self) -> None:
        """Ask to be let in with this computer's new key; where two computers have the old one, a new key is made first."""

    def watch(self, folder: Path | None) -> None: ...
    def look_now(self) -> None: ...
    def open_locked(self, passphrase: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation is to: the name of the draft, the title of the questionnaire, who sent it and when (in words)."""

    draft_name: str
    questionnaire: str
    sender: str
    written: str


class JoinDesk(Protocol):
    """One invitation. Every verb may raise `Trouble`; then nothing changed."""

    def invitation(self) -> Invitation: ...

    def join(self, name: str) -> tuple[str, ...]:
        """Join under this name; the letters that the sender will ask for."""

    def file_name(self) -> str:
        """A name for the file to send back."""

    def send_back(self, path: Path) -> None: ...
