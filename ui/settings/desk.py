"""What the settings screen asks of the program: appearance, the device key, backups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

Appearance = Literal["system", "light", "dark", "contrast"]


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy of the archive."""

    path: Path
    taken: datetime
    size: int
    drafts: int
    contributions: int


class SettingsDesk(Protocol):
    """Preferences are kept at once; refusals raise Trouble and change nothing."""

    @property
    def appearance(self) -> Appearance: ...
    @property
    def text_scale(self) -> float: ...
    @property
    def key_fingerprint(self) -> str: ...
    @property
    def home_folder(self) -> Path: ...

    def set_appearance(self, appearance: Appearance) -> None: ...
    def set_text_scale(self, scale: float) -> None: ...
    def back_up_key(self, path: Path, passphrase: str) -> None: ...
    def restore_key(self, path: Path, passphrase: str) -> None: ...
    def replace_key(self) -> str: ...
    def backups(self) -> tuple[Backup, ...]: ...
    def back_up_now(self) -> Backup: ...
    def compare_backup(self, backup: Backup) -> tuple[str, ...]:
        """What restoring would change, one sentence a draft."""

    def restore_backup(self, backup: Backup) -> None: ...
