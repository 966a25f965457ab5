"""The envelope: an exchange file under a passphrase, in the age format, so that `age -d` opens it without us."""

from __future__ import annotations

import re
from typing import Any

from forms.trouble import Trouble

ENDING = ".age"
SHORTEST_PASSPHRASE = 8
HARDEST = 20
"""The largest work factor that is tried: 2^20 takes a gigabyte of memory for a moment. `age` writes 18."""
_START = b"age-encryption.org/v1\n"
_SCRYPT = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n[A-Za-z0-9+/]{43}\n--- ")


def is_locked(data: bytes) -> bool:
    """Whether these bytes, or the first of them, are those of an age file."""
    return data.startswith(_START)


def lock(data: bytes, passphrase: str) -> bytes:
    """`data` under a passphrase. Raises `Trouble`, with code `passphrase-short` under eight characters."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Trouble("passphrase-short", f"The passphrase has fewer than {SHORTEST_PASSPHRASE} characters.",
                      "Nothing was written.", "Choose a longer one.")  # fmt: skip
    return bytes(_pyrage().passphrase.encrypt(data, passphrase))


def unlock(data: bytes, passphrase: str) -> bytes:
    """What was locked with this passphrase. Raises `Trouble`: `passphrase` for another one or a damaged file, `not-locked` for a
    file without one, `locked-too-hard` for one that would keep this computer busy for minutes."""
    told = _SCRYPT.match(data)
    if told is None:
        raise Trouble("not-locked", "The file is not locked with a passphrase.", "Nothing was changed.",
                      "Ask the sender for a fresh copy.")  # fmt: skip
    if int(told[1]) > HARDEST:
        raise Trouble("locked-too-hard", "The file is locked in a way that would keep this computer busy for very long.",
                      "Nothing was changed.", "Ask the sender to lock it again with Satchel.")  # fmt: skip
    age = _pyrage()
    try:
        return bytes(age.passphrase.decrypt(data, passphrase))
    except age.DecryptError as fault:
        raise Trouble("passphrase", "The passphrase is another one, or the file is damaged.", "Nothing was changed.",
                      "Check the passphrase, or ask the sender for a fresh copy.") from fault  # fmt: skip


def _pyrage() -> Any:
    try:
        import pyrage
    except ImportError as fault:
        raise Trouble("no-passphrases", "This computer cannot lock or open files with a passphrase.", "Nothing was changed.",
                      "Send the file without one, by a way that you trust.") from fault  # fmt: skip
    return pyrage
