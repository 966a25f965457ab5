"""The device key: made once, kept outside the archive, backed up, restored, replaced; never silently another."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import keys, publishing
from desktop.keys import FILE, DeviceKey
from desktop.keys_backup import ROUNDS
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


def test_opened_by_others_it_is_closed_again(tmp_path: Path) -> None:
    """A key file that others may read, as after copying it from a stick, is theirs no longer once it was loaded."""
    DeviceKey.at(tmp_path)
    (tmp_path / FILE).chmod(0o644)
    DeviceKey.at(tmp_path)

    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_backup_can_be_opened_without_us(tmp_path: Path) -> None:
    """`openssl` opens a backup with the passphrase, and finds the same key; many rounds stand between a thief and it."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not on this machine")
    key = DeviceKey.at(tmp_path)
    key.back_up(tmp_path / "backup.pem", "pa\u0308ss phrase")
    opened = [
        subprocess.run(["openssl", "pkey", "-in", "backup.pem", "-passin", f"pass:{word}", "-pubout", "-outform", "DER"],
                       cwd=tmp_path, capture_output=True, check=False)
        for word in ("p\u00e4ss phrase", "pass phrase")
    ]  # fmt: skip
    told = subprocess.run(
        ["openssl", "asn1parse", "-in", "backup.pem"], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert opened[0].stdout.endswith(key.public)
    assert opened[1].returncode != 0
    assert f"{ROUNDS:X}" in re.findall(r"INTEGER *:(\w+)", told.stdout)[0]


def test_backups_of_one_key_differ(tmp_path: Path) -> None:
    """Two backups share no salt; both restore. An accented letter typed in another way is the same passphrase."""
    key = DeviceKey.at(tmp_path / "a")
    for name in ("one", "two"):
        key.back_up(tmp_path / name, "p\u00e4ss phrase")
    restored = DeviceKey.restore(tmp_path / "b", tmp_path / "two", "pa\u0308ss phrase", "20260101")

    assert (tmp_path / "one").read_bytes() != (tmp_path / "two").read_bytes()
    assert restored.fingerprint == key.fingerprint
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o600


@pytest.mark.parametrize("passphrase", ["", "short"])
def test_no_backup_without_a_lock(tmp_path: Path, passphrase: str) -> None:
    """A short or missing passphrase is refused; nothing is written, above all no key without a lock."""
    key = DeviceKey.at(tmp_path / "a")
    with pytest.raises(Trouble) as refused:
        key.back_up(tmp_path / "backup.pem", passphrase)

    assert refused.value.code == "passphrase-short"
    assert not (tmp_path / "backup.pem").exists()


@pytest.mark.parametrize("content", [b"", b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n", b"\xff" * 5000, b"x" * 200_000])
def test_what_is_no_backup(tmp_path: Path, content: bytes) -> None:
    """A file that is no backup changes nothing."""
    key = DeviceKey.at(tmp_path / "a")
    (tmp_path / "backup").write_bytes(content)
    for path in (tmp_path / "backup", tmp_path / "missing"):
        with pytest.raises(Trouble):
            DeviceKey.restore(tmp_path / "a", path, "a long passphrase", "20260101")

    assert DeviceKey.at(tmp_path / "a").fingerprint == key.fingerprint
    assert [one.name for one in (tmp_path / "a").iterdir()] == [FILE]


def test_keys_kept_beside_are_never_overwritten(tmp_path: Path) -> None:
    """Replacing a key three times on one day keeps each of the old ones."""
    prints = [DeviceKey.at(tmp_path).fingerprint] + [
        DeviceKey.replace(tmp_path, "20260101").fingerprint for _ in range(3)
    ]
    found = {DeviceKey._loaded(one.read_bytes()).fingerprint for one in tmp_path.iterdir()}

    assert len(set(prints)) == 4
    assert found == set(prints)
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in tmp_path.iterdir())


def test_a_failure_while_replacing_keeps_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at either of the two writes leaves the old key where it was: never a folder without a key, which the next start
    would take for a first start."""
    old = DeviceKey.at(tmp_path)
    write = publishing.write_whole
    for failing in (1, 2):
        calls: list[Path] = []

        def fail(path: Path, data: bytes, *, mode: int, failing: int = failing, calls: list[Path] = calls) -> None:
            calls.append(path)
            if len(calls) == failing:
                raise Trouble("disk-full", "The disk is full.")
            write(path, data, mode=mode)

        monkeypatch.setattr(keys, "write_whole", fail)
        with pytest.raises(Trouble):
            DeviceKey.replace(tmp_path, "20260101")
        assert DeviceKey.at(tmp_path, expected=True).fingerprint == old.fingerprint


def test_restoring_over_a_damaged_key(tmp_path: Path) -> None:
    """A damaged key can be replaced by its backup, and what was there is kept beside."""
    key = DeviceKey.at(tmp_path)
    key.back_up(tmp_path / "backup.pem", "a long passphrase")
    (tmp_path / FILE).write_bytes(b"damaged")
    DeviceKey.restore(tmp_path, tmp_path / "backup.pem", "a long passphrase", "20260101")

    assert DeviceKey.at(tmp_path).fingerprint == key.fingerprint
    assert (tmp_path / f"{FILE}-until-20260101").read_bytes() == b"damaged"


def test_start_does_without_the_library() -> None:
    """Importing the module does not bring the cryptographic library, which would slow every start."""
    code = "import sys, desktop.keys, forms.package.package, forms.package.withdrawal; assert 'cryptography' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_mark_of_a_key(tmp_path: Path) -> None:
    """A program that holds a key sees at a glance that another was put in its place."""
    assert DeviceKey.mark(tmp_path) is None
    DeviceKey.at(tmp_path)
    first = DeviceKey.mark(tmp_path)
    DeviceKey.at(tmp_path)
    same = DeviceKey.mark(tmp_path)
    DeviceKey.replace(tmp_path, "20260101")

    assert first is not None
    assert same == first
    assert DeviceKey.mark(tmp_path) != first
