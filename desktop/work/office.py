"""What the verbs need from the world, handed to them: stores, clock, chance, and the device key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.archive import Archive
from db.attachments import AttachmentStore
from db.contributions import ContributionStore
from db.drafts import DraftStore
from db.history import Authorship
from db.questionnaires import QuestionnaireStore
from db.shared import SharedStore
from desktop.keys import DeviceKey


@dataclass(frozen=True, slots=True)
class Office:
    """One open archive with its stores; `now` gives an aware time, `random_bytes` secure chance, `key` the device key."""

    archive: Archive
    questionnaires: QuestionnaireStore
    drafts: DraftStore
    attachments: AttachmentStore
    contributions: ContributionStore
    shared: SharedStore
    copies: Path
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    random_bytes: Callable[[int], bytes]
    key: Callable[[], DeviceKey]

    @classmethod
    def over(
        cls,
        archive: Archive,
        *,
        copies: Path,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        random_bytes: Callable[[int], bytes],
        key: Callable[[], DeviceKey],
    ) -> Office:
        """An office over an open archive."""
        return cls(
            archive,
            QuestionnaireStore(archive),
            DraftStore(archive),
            AttachmentStore(archive),
            ContributionStore(archive),
            SharedStore(archive),
            copies,
            now,
            new_id,
            random_bytes,
            key,
        )

    def authorship(self) -> Authorship:
        """Who edits now, and when."""
        return Authorship(self.key().public_hex, self.random_bytes, self.stamp())

    def stamp(self) -> str:
        """The present moment as ISO 8601 with its offset, to the second."""
        return self.now().isoformat(timespec="seconds")
