"""The window holds the device key, and lets go of it when another is put in its place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.app import Program
from desktop.desks.settings import HouseDesk
from desktop.keys import FILE, DeviceKey
from desktop.paths import Paths
from forms.trouble import Trouble


def program(home: Path, contributions: tuple[str, ...] = ()) -> Any:
    """A program without a window, over a folder."""
    made: Any = Program.__new__(Program)
    made._paths = Paths(home)
    made._key, made._key_mark = None, None
    made._office = SimpleNamespace(contributions=SimpleNamespace(all=lambda: contributions))
    return made


def test_replaced_in_the_settings(tmp_path: Path) -> None:
    """After replacing or restoring the key, what is signed next is signed with that key, without a restart."""
    window = program(tmp_path)
    first = window._device_key()
    assert window._device_key() is first
    first.back_up(tmp_path / "backup.pem", "a long passphrase")
    second = DeviceKey.replace(tmp_path / "keys", "20260101")
    assert window._device_key().fingerprint == second.fingerprint
    DeviceKey.restore(tmp_path / "keys", tmp_path / "backup.pem", "a long passphrase", "20260101")

    assert window._device_key().fingerprint == first.fingerprint


def test_deleted_while_the_window_is_open(tmp_path: Path) -> None:
    """A key file that vanishes takes nothing from the open window; the next start says that it is missing."""
    window = program(tmp_path, ("one",))
    DeviceKey.at(tmp_path / "keys")
    held = window._device_key()
    (tmp_path / "keys" / FILE).unlink()

    assert window._device_key() is held
    with pytest.raises(Trouble) as told:
        program(tmp_path, ("one",))._device_key()
    assert told.value.code == "key-missing"


def test_settings_open_over_a_damaged_key(tmp_path: Path) -> None:
    """The settings, where a damaged key is restored, can be shown while it is damaged; restoring there mends it."""
    window = program(tmp_path)
    key = window._device_key()
    key.back_up(tmp_path / "backup.pem", "a long passphrase")
    (tmp_path / "keys" / FILE).write_bytes(b"damaged")
    again = program(tmp_path)
    office: Any = SimpleNamespace(key=again._device_key, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    desk = HouseDesk(lambda: office, Paths(tmp_path), lambda _: None, lambda _: None, lambda: None)
    assert desk.key_fingerprint == ""
    desk.restore_key(tmp_path / "backup.pem", "a long passphrase")

    assert desk.key_fingerprint == key.fingerprint
