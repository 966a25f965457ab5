"""The desk for an invitation: what it is to, joining, and the file to send back."""

from __future__ import annotations

from pathlib import Path

from desktop.work import folder, reconciling, sharing
from desktop.work.office import Office
from forms.reconcile.people import short_fingerprint
from forms.wording import plain, say
from ui.reconcile.saying import when_words
from ui.together.desk import Invitation


class InvitationDesk:
    """Implements `ui.together.desk.JoinDesk` for one file. Raises `Trouble` where it cannot be read."""

    def __init__(self, office: Office, path: Path, passphrase: str = "") -> None:
        self._office = office
        self._exchange = reconciling.read(office, path, passphrase)

    @property
    def draft_id(self) -> str:
        """The id of the draft, the same on every computer."""
        return self._exchange.draft

    def invitation(self) -> Invitation:
        """What it is to."""
        asked = self._exchange.questionnaire
        return Invitation(
            self._exchange.name,
            plain(say(asked.title, asked.language, asked.language)),
            self._exchange.sender_name,
            when_words(self._exchange.written, self._office.now()),
        )

    def join(self, name: str) -> tuple[str, ...]:
        """Join; the letters to be compared."""
        reconciling.join(self._office, self._exchange, name)
        return tuple(short_fingerprint(self._office.key().public_hex).split("-"))

    def file_name(self) -> str:
        """A name for the file to send back."""
        return folder.own_name(reconciling.opened(self._office, self.draft_id))

    def send_back(self, path: Path) -> None:
        """The file that asks to be let in."""
        sharing.share(reconciling.opened(self._office, self.draft_id), path)
