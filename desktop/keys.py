"""The device key: an Ed25519 key made at first start and kept outside the archive, so that a copied archive does not clone it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.keys_backup import bytes_of, lock
from desktop.publishing import sweep, write_whole
from forms.package import signature
from forms.trouble import Trouble

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE = "device-key"
PRIVATE = 0o600
SHORTEST_PASSPHRASE = 8
LARGEST_BACKUP = 100_000


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """The key of this device. What it proves: two files come from the same sender. What it does not prove: who that is."""

    private: Ed25519PrivateKey
    public: bytes

    @classmethod
    def at(cls, folder: Path, *, expected: bool = False) -> DeviceKey:
        """The key in `folder`; a new one where there is none. With `expected`, a missing key is a `Trouble("key-missing")`, since
        a new one could neither revise nor withdraw what was signed before. A damaged one is `Trouble("key-damaged")`."""
        path = folder / FILE
        sweep(folder)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            if expected:
                raise Trouble(
                    "key-missing", "The key of this device is missing.", "Your answers are safe.",
                    "Restore your backup of the key in the settings, or replace the key there.",
                ) from None  # fmt: skip
            return cls._fresh(folder)
        except OSError as fault:
            raise Trouble("key-unreadable", f"The key of this device cannot be read: {fault.strerror}.") from fault
        with suppress(OSError):
            path.chmod(PRIVATE)
        return cls._loaded(data)

    @staticmethod
    def mark(folder: Path) -> tuple[int, int] | None:
        """What changes whenever another key is put there; None where there is none. Costs a look, not a read."""
        try:
            found = (folder / FILE).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    @classmethod
    def restore(cls, folder: Path, backup: Path, passphrase: str, today: str) -> DeviceKey:
        """Take the key from a backup made with `back_up`; the key here is kept beside, named by `today`. Raises `Trouble`."""
        try:
            with backup.open("rb") as file:
                data = file.read(LARGEST_BACKUP)
        except OSError as fault:
            raise Trouble("cannot-read", f"“{backup.name}” cannot be read: {fault.strerror}.") from fault
        key = cls._unlocked(data, passphrase)
        _keep_beside(folder, today, key.public)
        key._keep(folder)
        return key

    @classmethod
    def replace(cls, folder: Path, today: str) -> DeviceKey:
        """A new key; the old one is kept beside, named by `today`."""
        _keep_beside(folder, today, b"")
        return cls._fresh(folder)

    @property
    def fingerprint(self) -> str:
        """`SHA256:…`, as `ssh-keygen -l` prints it."""
        return signature.fingerprint(self.public)

    @property
    def public_hex(self) -> str:
        """The public key as events name their author."""
        return self.public.hex()

    def sign(self, message: bytes, namespace: str) -> bytes:
        """An armoured SSHSIG."""
        return signature.sign(message, namespace, self.public, self.private.sign)

    def back_up(self, path: Path, passphrase: str) -> None:
        """Write the key to `path`, locked with a passphrase (`desktop.keys_backup`; `openssl pkey` opens it too).
        Raises `Trouble`, with code `passphrase-short` under eight characters."""
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise Trouble("passphrase-short", f"The passphrase has fewer than {SHORTEST_PASSPHRASE} characters.",
                          "Nothing was written.", "Choose a longer one.")  # fmt: skip
        from cryptography.hazmat.primitives import serialization as form

        plain = self.private.private_bytes(form.Encoding.DER, form.PrivateFormat.PKCS8, form.NoEncryption())
        data = lock(plain, passphrase, os.urandom(16), os.urandom(16))
        write_whole(path, data, mode=PRIVATE)

    @classmethod
    def _fresh(cls, folder: Path) -> DeviceKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = cls._of(Ed25519PrivateKey.generate())
        key._keep(folder)
        return key

    @classmethod
    def _of(cls, private: Ed25519PrivateKey) -> DeviceKey:
        return cls(private, private.public_key().public_bytes_raw())

    @classmethod
    def _loaded(cls, data: bytes) -> DeviceKey:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_ssh_private_key

        try:
            private = load_ssh_private_key(data, None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
            raise _damaged() from fault
        if not isinstance(private, Ed25519PrivateKey):
            raise _damaged()
        return cls._of(private)

    @classmethod
    def _unlocked(cls, data: bytes, passphrase: str) -> DeviceKey:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        wrong = Trouble("key-backup", "The file is no backup of a key, or the passphrase is another.", "Nothing was changed.",
                        "Check the file and the passphrase.")  # fmt: skip
        try:
            private = load_pem_private_key(data, bytes_of(passphrase))
        except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
            raise wrong from fault
        if not isinstance(private, Ed25519PrivateKey):
            raise wrong
        return cls._of(private)

    def _keep(self, folder: Path) -> None:
        from cryptography.hazmat.primitives import serialization as form

        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise Trouble("read-only", f"The folder “{folder}” cannot be made: {fault.strerror}.") from fault
        data = self.private.private_bytes(form.Encoding.PEM, form.PrivateFormat.OpenSSH, form.NoEncryption())
        write_whole(folder / FILE, data, mode=PRIVATE)


def _damaged() -> Trouble:
    return Trouble("key-damaged", "The key of this device is damaged.", "Your answers are safe.",
                   "Restore your backup of the key in the settings, or replace the key there.")  # fmt: skip


def _keep_beside(folder: Path, today: str, new: bytes) -> None:
    """Copy the key of now beside, and leave it in its place until the new one replaces it in one step: a full disk or a power cut
    must never leave the folder without a key. A name that is taken is not used again."""
    try:
        data = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return
    except OSError as fault:
        raise Trouble("key-unreadable", f"The key of this device cannot be read: {fault.strerror}.") from fault
    with suppress(Trouble):
        if DeviceKey._loaded(data).public == new:
            return
    aside = folder / f"{FILE}-until-{today}"
    number = 1
    while aside.exists():
        number += 1
        aside = folder / f"{FILE}-until-{today}-{number}"
    write_whole(aside, data, mode=PRIVATE)
