"""The envelope: what was locked opens with its passphrase alone, and a hostile lock does not hold up the computer."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from forms.exchange import envelope
from forms.exchange.exchange_file import take
from forms.trouble import Trouble
from tests.forms.exchange.sharing import known, written

pyrage = pytest.importorskip("pyrage")
PASSPHRASE = "correct horse \u00fc"


@cache
def locked() -> bytes:
    """The sample under a passphrase: locking takes a second, on purpose."""
    return envelope.lock(written(), PASSPHRASE)


def test_round_trip() -> None:
    """What was locked is taken once it is unlocked, and nothing of it can be seen before."""
    assert envelope.is_locked(locked())
    assert not envelope.is_locked(written())
    assert b"exchange.json" not in locked()
    assert envelope.unlock(locked(), PASSPHRASE) == written()
    assert take(envelope.unlock(locked(), PASSPHRASE), questionnaire_known=known).name == "Our reply"


@pytest.mark.parametrize("passphrase", ["", "correct horse u", PASSPHRASE + " "])
def test_another_passphrase(passphrase: str) -> None:
    """Another passphrase opens nothing."""
    with pytest.raises(Trouble) as refused:
        envelope.unlock(locked(), passphrase)

    assert refused.value.code == "passphrase"


def test_short_passphrase() -> None:
    """A passphrase that could be guessed is not taken."""
    with pytest.raises(Trouble) as refused:
        envelope.lock(b"x", "1234567")

    assert refused.value.code == "passphrase-short"


def damaged() -> Iterator[bytes]:
    """Locked files that were cut or changed."""
    data = locked()
    yield data[:-1]
    yield data[: len(data) // 2]
    yield data[:-20] + bytes([data[-20] ^ 1]) + data[-19:]
    yield data + b"x"


def test_damaged() -> None:
    """A file that was cut or changed is trouble, with the right passphrase too."""
    for data in damaged():
        with pytest.raises(Trouble) as refused:
            envelope.unlock(data, PASSPHRASE)
        assert refused.value.code == "passphrase"


@pytest.mark.parametrize("factor", [b"21", b"30", b"63", b"99"])
def test_a_lock_that_is_too_hard(factor: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A work factor that would take gigabytes is refused before anything is tried."""
    monkeypatch.setattr(pyrage.passphrase, "decrypt", None)
    with pytest.raises(Trouble) as refused:
        envelope.unlock(re.sub(rb" [0-9]+\n", b" " + factor + b"\n", locked(), count=1), PASSPHRASE)

    assert refused.value.code == "locked-too-hard"


@pytest.mark.parametrize("data", [b"", b"PK", b"age-encryption.org/v1\n", b"age-encryption.org/v1\n-> X25519 abc\n"])
def test_not_locked_with_a_passphrase(data: bytes) -> None:
    """Files without a lock, and those locked for a key, are told apart."""
    with pytest.raises(Trouble) as refused:
        envelope.unlock(data, PASSPHRASE)

    assert refused.value.code == "not-locked"


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is missing, as on some computers, the sentence says so and nothing else breaks."""
    real = builtins.__import__

    def without(name: str, globals_: Mapping[str, object] | None = None, locals_: Mapping[str, object] | None = None,
                fromlist: Sequence[str] | None = (), level: int = 0) -> Any:  # fmt: skip
        if name == "pyrage":
            raise ImportError(name)
        return real(name, globals_, locals_, fromlist or (), level)

    data = locked()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Trouble) as locking:
        envelope.lock(b"x", PASSPHRASE)
    with pytest.raises(Trouble) as unlocking:
        envelope.unlock(data, PASSPHRASE)

    assert (locking.value.code, unlocking.value.code) == ("no-passphrases", "no-passphrases")
