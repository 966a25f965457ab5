"""The device key: made once, kept outside the archive, backed up, restored, replaced; never silently another."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from desktop.keys import FILE, DeviceKey
from forms.package import signature
from forms.trouble import Trouble


def test_made_once(tmp_path: Path) -> None:
    """The first call makes a key that only its owner can read; later calls give the same."""
    key = DeviceKey.at(tmp_path / "keys")

    assert DeviceKey.at(tmp_path / "keys").fingerprint == key.fingerprint
    assert stat.S_IMODE((tmp_path / "keys" / FILE).stat().st_mode) == 0o600


def test_never_silently_another(tmp_path: Path) -> None:
    """Where a key is expected, a missing or damaged one is a Trouble, and nothing is written."""
    with pytest.raises(Trouble) as missing:
        DeviceKey.at(tmp_path, expected=True)
    (tmp_path / FILE).write_bytes(b"-----BEGIN nonsense")
    with pytest.raises(Trouble) as damaged:
        DeviceKey.at(tmp_path)

    assert (missing.value.code, damaged.value.code) == ("key-missing", "key-damaged")
    assert (tmp_path / FILE).read_bytes() == b"-----BEGIN nonsense"


def test_backup_and_restore(tmp_path: Path) -> None:
    """A backup opens with its passphrase alone, restores the same key, and the key it replaces is kept beside."""
    key = DeviceKey.at(tmp_path / "a")
    key.back_up(tmp_path / "backup.pem", "a long passphrase")
    other = DeviceKey.at(tmp_path / "b")
    with pytest.raises(Trouble):
        DeviceKey.restore(tmp_path / "b", tmp_path / "backup.pem", "another phrase", "20260101")
    assert DeviceKey.at(tmp_path / "b").fingerprint == other.fingerprint
    DeviceKey.restore(tmp_path / "b", tmp_path / "backup.pem", "a long passphrase", "20260101")

    assert DeviceKey.at(tmp_path / "b").fingerprint == key.fingerprint
    assert (tmp_path / "b" / f"{FILE}-until-20260101").exists()
    assert b"ENCRYPTED" in (tmp_path / "backup.pem").read_bytes()


def test_replace(tmp_path: Path) -> None:
    """A new key is another key; signatures of the old one still verify."""
    old = DeviceKey.at(tmp_path)
    signed = old.sign(b"words", "purpose@example.org")
    new = DeviceKey.replace(tmp_path, "20260101")

    assert new.fingerprint != old.fingerprint
    assert signature.verify(signed, b"words", "purpose@example.org") == old.public
