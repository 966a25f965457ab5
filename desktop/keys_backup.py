"""A key locked with a passphrase: PKCS #8 with 600,000 rounds of PBKDF2, which `openssl pkey` opens too.

The library's own writers stop at 2,048 rounds, which a gaming computer tries by the hundred thousand a second; therefore the few
bytes of framing are written here. Sources: RFC 5958 §3 (the frame), RFC 8018 §5.2, 6.2 (PBKDF2, PBES2), RFC 7468 §11 (the text).
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata

ROUNDS = 600_000
_PBES2 = bytes.fromhex("06092a864886f70d01050d")
_PBKDF2 = bytes.fromhex("06092a864886f70d01050c")
_HMAC_SHA256 = bytes.fromhex("06082a864886f70d02090500")
_AES_256_CBC = bytes.fromhex("060960864801650304012a")
_BLOCK = 16
_FRAME = ("-----BEGIN ENCRYPTED PRIVATE KEY-----", "-----END ENCRYPTED PRIVATE KEY-----")


def lock(private: bytes, passphrase: str, salt: bytes, start: bytes) -> bytes:
    """The text of a locked key. `private` is the plain PKCS #8 key (DER), `salt` and `start` 16 fresh random bytes each."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    key = hashlib.pbkdf2_hmac("sha256", bytes_of(passphrase), salt, ROUNDS)
    missing = _BLOCK - len(private) % _BLOCK
    cipher = Cipher(algorithms.AES256(key), modes.CBC(start)).encryptor()
    locked = cipher.update(private + bytes([missing]) * missing) + cipher.finalize()
    derived = _sequence(_PBKDF2, _sequence(_octets(salt), _whole(ROUNDS), _sequence(_HMAC_SHA256)))
    method = _sequence(_PBES2, _sequence(derived, _sequence(_AES_256_CBC, _octets(start))))
    text = base64.b64encode(_sequence(method, _octets(locked))).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\n".join([_FRAME[0], *lines, _FRAME[1], ""]).encode()


def bytes_of(passphrase: str) -> bytes:
    """A passphrase as bytes. Keyboards differ in how they compose an accented letter; it is the same passphrase."""
    return unicodedata.normalize("NFC", passphrase).encode()


def _tagged(tag: int, data: bytes) -> bytes:
    if len(data) < 128:
        return bytes([tag, len(data)]) + data
    length = len(data).to_bytes((len(data).bit_length() + 7) // 8, "big")
    return bytes([tag, 128 | len(length)]) + length + data


def _sequence(*parts: bytes) -> bytes:
    return _tagged(0x30, b"".join(parts))


def _octets(data: bytes) -> bytes:
    return _tagged(0x04, data)


def _whole(number: int) -> bytes:
    return _tagged(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))
