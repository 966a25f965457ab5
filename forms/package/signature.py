"""Signatures: SSHSIG over Ed25519, so that `ssh-keygen -Y verify` can check a package without us.

Source: OpenSSH, PROTOCOL.sshsig. The private key never comes here: `Sign` is handed in.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from collections.abc import Callable

NAMESPACE = "contribution@satchel"
WITHDRAWAL_NAMESPACE = "withdrawal@satchel"
_MAGIC = b"SSHSIG"
_ARMOUR = ("-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----")
_KIND = b"ssh-ed25519"

RawSign = Callable[[bytes], bytes]
"""Ed25519 over the given bytes; 64 bytes come back."""
Sign = Callable[[bytes, str], bytes]
"""An armoured SSHSIG over a message, in a namespace."""


def sign(message: bytes, namespace: str, public: bytes, raw_sign: RawSign) -> bytes:
    """The armoured signature of `message`; `public` is the 32-byte Ed25519 public key."""
    body = raw_sign(_signed(message, namespace))
    blob = b"".join(
        [_MAGIC, struct.pack(">I", 1), _string(public_blob(public)), _string(namespace.encode()), _string(b""),
         _string(b"sha512"), _string(_string(_KIND) + _string(body))]
    )  # fmt: skip
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    return "\n".join([_ARMOUR[0], *lines, _ARMOUR[1], ""]).encode()


def verify(signature: bytes, message: bytes, namespace: str) -> bytes:
    """The 32-byte public key that signed `message`. Raises `ValueError` for anything else than a good signature, written the one
    way `sign` writes it."""
    public, body = _parse(signature, namespace)
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(body, _signed(message, namespace))
    except InvalidSignature as fault:
        raise ValueError("the signature does not match") from fault
    if sign(message, namespace, public, lambda _: body) != signature:
        raise ValueError("the signature is written in another way")
    return public


def public_blob(public: bytes) -> bytes:
    """The public key as SSH writes it."""
    return _string(_KIND) + _string(public)


def public_line(public: bytes) -> str:
    """The public key as one line for `allowed_signers`."""
    return f"ssh-ed25519 {base64.b64encode(public_blob(public)).decode()}"


def fingerprint(public: bytes) -> str:
    """`SHA256:…`, as `ssh-keygen -l` prints it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(public_blob(public)).digest()).decode().rstrip("=")


def _signed(message: bytes, namespace: str) -> bytes:
    hashed = hashlib.sha512(message).digest()
    return _MAGIC + _string(namespace.encode()) + _string(b"") + _string(b"sha512") + _string(hashed)


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _parse(signature: bytes, namespace: str) -> tuple[bytes, bytes]:
    try:
        lines = signature.decode("ascii").strip().split("\n")
        if (lines[0], lines[-1]) != _ARMOUR:
            raise ValueError("no signature")
        blob = base64.b64decode("".join(lines[1:-1]), validate=True)
    except UnicodeDecodeError as fault:
        raise ValueError("no signature") from fault
    if not blob.startswith(_MAGIC + struct.pack(">I", 1)):
        raise ValueError("no signature of version 1")
    key, named, reserved, hashing, signed = _strings(blob[len(_MAGIC) + 4 :], 5)
    if (named, reserved, hashing) != (namespace.encode(), b"", b"sha512"):
        raise ValueError("a signature for another purpose")
    (kind, public), (body_kind, body) = _strings(key, 2), _strings(signed, 2)
    if kind != _KIND or body_kind != _KIND or len(public) != 32 or len(body) != 64:
        raise ValueError("not an Ed25519 signature")
    return public, body


def _strings(data: bytes, count: int) -> list[bytes]:
    found = []
    for _ in range(count):
        if len(data) < 4:
            raise ValueError("the signature ends early")
        (length,) = struct.unpack(">I", data[:4])
        if len(data) < 4 + length:
            raise ValueError("the signature ends early")
        found.append(data[4 : 4 + length])
        data = data[4 + length :]
    if data:
        raise ValueError("the signature goes on")
    return found
