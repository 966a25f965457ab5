"""Where everything lives: one home folder, moved as a whole by `--home`. The only file that reads the environment."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """The places inside one home folder."""

    home: Path

    @property
    def archive(self) -> Path:
        """The one SQLite file with drafts, attachments and contributions."""
        return self.home / "archive.satchel"

    @property
    def keys(self) -> Path:
        """The device key; outside the archive, so that a copied archive does not clone it."""
        return self.home / "keys"

    @property
    def backups(self) -> Path:
        """Verified copies of the archive."""
        return self.home / "backups"

    @property
    def log(self) -> Path:
        """The rotating log, without a single answer in it."""
        return self.home / "log" / "satchel.log"

    @property
    def reports(self) -> Path:
        """Reports of our own bugs, without a single answer in them."""
        return self.home / "reports"

    @property
    def preferences(self) -> Path:
        """The settings file."""
        return self.home / "preferences.json"

    @property
    def copies(self) -> Path:
        """Read-only copies of attachments opened in other programs; emptied at start and at the end."""
        return self.home / "copies"

    def make(self) -> Paths:
        """Create the home folder, readable by its owner alone. Raises OSError where that cannot be done."""
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self


def default_home() -> Path:
    """The folder that this system reserves for a program's data of one person."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", str(Path.home()))) / "Satchel"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Satchel"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "satchel"


def has_display() -> bool:
    """Whether a window can come up: a display server, or a platform that was asked for by name."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def has_x11_only() -> bool:
    """Whether a window would be shown by an X server: no Wayland is there, and no other platform was asked for by name."""
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    return asked.startswith("xcb") if asked else not os.environ.get("WAYLAND_DISPLAY")
