"""The window holds the device key, and lets go of it when another is put in its place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.desks.settings import HouseDesk
from desktop.held_key import HeldKey
from desktop.keys import FILE, DeviceKey
from desktop.paths import Paths
from forms.trouble import Trouble


def held_key(home: Path, contributions: tuple[str, ...] = ()) -> HeldKey:
    """The key of a window over a folder."""
    return HeldKey(Paths(home).keys, lambda: bool(contributions))


def test_replaced_in_the_settings(tmp_path: Path) -> None:
    """After replacing or restoring the key, what is signed next is signed with that key, without a restart."""
    window = held_key(tmp_path)
    first = window()
    assert window() is first
    first.back_up(tmp_path / "backup.pem", "a long passphrase")
    second = DeviceKey.replace(tmp_path / "keys", "20260101")
    assert window().fingerprint == second.fingerprint
    DeviceKey.restore(tmp_path / "keys", tmp_path / "backup.pem", "a long passphrase", "20260101")

    assert window().fingerprint == first.fingerprint


def test_deleted_while_the_window_is_open(tmp_path: Path) -> None:
    """A key file that vanishes takes nothing from the open window; the next start says that it is missing."""
    window = held_key(tmp_path, ("one",))
    DeviceKey.at(tmp_path / "keys")
    held = window()
    (tmp_path / "keys" / FILE).unlink()

    assert window() is held
    with pytest.raises(Trouble) as told:
        held_key(tmp_path, ("one",))()
    assert told.value.code == "key-missing"


def test_settings_open_over_a_damaged_key(tmp_path: Path) -> None:
    """The settings, where a damaged key is restored, can be shown while it is damaged; restoring there mends it."""
    window = held_key(tmp_path)
    key = window()
    key.back_up(tmp_path / "backup.pem", "a long passphrase")
    (tmp_path / "keys" / FILE).write_bytes(b"damaged")
    again = held_key(tmp_path)
    office: Any = SimpleNamespace(key=again, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    desk = HouseDesk(lambda: office, Paths(tmp_path), lambda _: None, lambda _: None, lambda: None)
    assert desk.key_fingerprint == ""
    desk.restore_key(tmp_path / "backup.pem", "a long passphrase")

    assert desk.key_fingerprint == key.fingerprint
