"""The device key: an Ed25519 key made at first start and kept outside the archive, so that a copied archive does not clone it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.publishing import write_whole
from forms.package import signature
from forms.trouble import Trouble

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE = "device-key"


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
        return cls._loaded(data, None, "key-damaged")

    @classmethod
    def restore(cls, folder: Path, backup: Path, passphrase: str, today: str) -> DeviceKey:
        """Take the key from a backup made with `back_up`; the key here is kept beside, named by `today`. Raises `Trouble`."""
        try:
            data = backup.read_bytes()
        except OSError as fault:
            raise Trouble("cannot-read", f"“{backup.name}” cannot be read: {fault.strerror}.") from fault
        key = cls._loaded(data, passphrase, "key-backup")
        _put_aside(folder, today)
        key._keep(folder)
        return key

    @classmethod
    def replace(cls, folder: Path, today: str) -> DeviceKey:
        """A new key; the old one is kept beside, named by `today`."""
        _put_aside(folder, today)
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
        """Write the key to `path`, locked with a passphrase (PKCS #8, which `openssl pkey` opens too). Raises `Trouble`."""
        write_whole(path, self._bytes(passphrase))
        with suppress(OSError):
            path.chmod(0o600)

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
    def _loaded(cls, data: bytes, passphrase: str | None, code: str) -> DeviceKey:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_ssh_private_key

        try:
            locked = passphrase.encode() if passphrase else None
            private = load_pem_private_key(data, locked) if locked else load_ssh_private_key(data, None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
            if code == "key-backup":
                raise Trouble(code, "The file is no backup of a key, or the passphrase is another.", "Nothing was changed.",
                              "Check the file and the passphrase.") from fault  # fmt: skip
            raise Trouble(code, "The key of this device is damaged.", "Your answers are safe.",
                          "Restore your backup of the key in the settings, or replace the key there.") from fault  # fmt: skip
        if not isinstance(private, Ed25519PrivateKey):
            raise Trouble(code, "The key is of another kind than Satchel uses.", "Nothing was changed.")
        return cls._of(private)

    def _keep(self, folder: Path) -> None:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise Trouble("read-only", f"The folder “{folder}” cannot be made: {fault.strerror}.") from fault
        write_whole(folder / FILE, self._bytes(None))
        (folder / FILE).chmod(0o600)

    def _bytes(self, passphrase: str | None) -> bytes:
        from cryptography.hazmat.primitives import serialization as form

        if passphrase:
            lock = form.BestAvailableEncryption(passphrase.encode())
            return self.private.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock)
        return self.private.private_bytes(form.Encoding.PEM, form.PrivateFormat.OpenSSH, form.NoEncryption())


def _put_aside(folder: Path, today: str) -> None:
    with suppress(FileNotFoundError):
        (folder / FILE).replace(folder / f"{FILE}-until-{today}")
