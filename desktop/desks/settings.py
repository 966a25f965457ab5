"""The settings desk: preferences kept at once, the device key, and backups."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from db import backups
from db.archive import Archive
from desktop import preferences
from desktop.keys import DeviceKey
from desktop.paths import Paths
from desktop.publishing import write_whole
from desktop.work.office import Office
from forms.trouble import Trouble
from ui.settings.desk import Appearance, Backup


class HouseDesk:
    """Implements `ui.settings.desk.SettingsDesk`. `dress` shows new preferences; `reopen` takes the archive after a
    restore; `make_way` puts the draft away and waits for the copy under way."""

    def __init__(
        self, office: Callable[[], Office], paths: Paths, dress: Callable[[preferences.Preferences], None],
        reopen: Callable[[Archive], None], make_way: Callable[[], None],
    ) -> None:  # fmt: skip
        self._office, self._paths, self._dress, self._reopen, self._make_way = (
            office,
            paths,
            dress,
            reopen,
            make_way,
        )
        self._chosen, self._extra = preferences.load(paths.preferences)

    @property
    def chosen(self) -> preferences.Preferences:
        """What is chosen now."""
        return self._chosen

    @property
    def appearance(self) -> Appearance:
        """Light, dark, high contrast, or as the system."""
        return self._chosen.appearance

    @property
    def text_scale(self) -> float:
        """The size of text, 1.0 being usual."""
        return self._chosen.text_scale

    @property
    def key_fingerprint(self) -> str:
        """The device key's fingerprint; empty while the key is missing or damaged: here it is restored."""
        try:
            return self._office().key().fingerprint
        except Trouble:
            return ""

    @property
    def home_folder(self) -> Path:
        """Where everything lives."""
        return self._paths.home

    def set_appearance(self, appearance: Appearance) -> None:
        """Choose an appearance."""
        self.keep(replace(self._chosen, appearance=appearance))

    def set_text_scale(self, scale: float) -> None:
        """Choose a size of text."""
        self.keep(replace(self._chosen, text_scale=scale))

    def remember_draft(self, draft_id: str) -> None:
        """Remember which draft is on screen, to come back to, where that can be written."""
        if draft_id != self._chosen.open_draft:
            with suppress(Trouble):  # a convenience: a full disk must not stop anybody over it
                self._write(replace(self._chosen, open_draft=draft_id))

    def keep(self, chosen: preferences.Preferences) -> None:
        """Keep and show new preferences."""
        self._write(chosen)
        self._dress(chosen)

    def back_up_key(self, path: Path, passphrase: str) -> None:
        """Write the key to a file locked with a passphrase."""
        self._office().key().back_up(path, passphrase)

    def restore_key(self, path: Path, passphrase: str) -> None:
        """Take the key from such a file."""
        DeviceKey.restore(self._paths.keys, path, passphrase, self._today())

    def replace_key(self) -> str:
        """Make a new key; its fingerprint."""
        return DeviceKey.replace(self._paths.keys, self._today()).fingerprint

    def backups(self) -> tuple[Backup, ...]:
        """All copies, the newest first."""
        return tuple(Backup(one.path, one.taken, one.size, 0, 0) for one in backups.kept(self._paths.backups))

    def back_up_now(self) -> Backup:
        """Copy everything now, and let go of copies that are due, as the copies made by themselves do. Raises `Trouble`, too
        where the copy was made and holds damaged parts."""
        self._make_way()
        now = self._office().now()
        one = backups.take(self._office().archive, self._paths.backups, now)
        backups.rotate(self._paths.backups, now)
        trouble = one.trouble()
        if trouble is not None:
            raise trouble
        return Backup(one.path, one.taken, one.size, 0, 0)

    def compare_backup(self, backup: Backup) -> tuple[str, ...]:
        """What restoring would change."""
        return backups.differences(self._office().archive, backup.path)

    def restore_backup(self, backup: Backup) -> None:
        """Put a copy in the place of the archive; what is there now is copied first."""
        self._make_way()
        office = self._office()
        self._reopen(backups.restore(office.archive, backup.path, self._paths.backups, office.now()))

    def _write(self, chosen: preferences.Preferences) -> None:
        write_whole(self._paths.preferences, preferences.to_bytes(chosen, self._extra))
        self._chosen = chosen

    def _today(self) -> str:
        return f"{self._office().now():%Y%m%d-%H%M%S}"
