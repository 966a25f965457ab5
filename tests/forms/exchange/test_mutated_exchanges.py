"""Exchange files changed at random: refused with a code, or the very same in meaning; never another exception."""

from __future__ import annotations

import random

import pytest

from forms import canonical
from forms.exchange.exchange_file import Exchange, take
from forms.exchange.refusal import REFUSALS, ExchangeRefused
from forms.exchange.segment import NAMESPACE
from tests.forms.exchange.sharing import Colleague, known, parts_of, shared, signed_again, written
from tests.forms.mutations import bytes_mutated

TOKENS = [b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\", b"null", b"true", b"0", b"-1", b"1e9", b"\x00", b"\xff", b"\n", b"\\ud800"]  # fmt: skip
KEYS = {by.key: by for by in (Colleague(1), Colleague(2), Colleague(3))}


def read(data: bytes) -> Exchange | None:
    """What a file brings, or None where it is refused as it should be: with a known code and a sentence that does no harm."""
    try:
        return take(data, questionnaire_known=known)
    except ExchangeRefused as refused:
        if refused.code not in REFUSALS or not refused.happened.isprintable():
            pytest.fail(f"refused without a proper reason: {refused!r}")
        return None


@pytest.mark.parametrize("count", [pytest.param(1_000), pytest.param(100_000, marks=pytest.mark.long)])
def test_mutated_as_a_file(count: int) -> None:
    """What a bad stick or a clumsy attacker does to the file as a whole never gives other words."""
    chance = random.Random(f"exchange {count}")
    data = written()
    right = read(data)
    assert right is not None
    for _ in range(count):
        assert read(bytes_mutated(data, chance, TOKENS)) in (right, None)


@pytest.mark.parametrize("count", [pytest.param(500), pytest.param(20_000, marks=pytest.mark.long)])
def test_mutated_inside_and_signed_again(count: int) -> None:
    """One who mends every hash and has every key gets past the signatures, but what is then taken is wholly what it says: each event
    is written in the one agreed way, and each payload belongs to it."""
    chance = random.Random(f"inside {count}")
    parts = parts_of(written())
    taken = 0
    for _ in range(count):
        one = chance.choice(shared().segments)
        body, payloads = one.body, parts[f"payloads/{one.hash}.jsonl"]
        if chance.random() < 0.5:
            body = bytes_mutated(body, chance, TOKENS)
        else:
            lines = payloads.splitlines(keepends=True)
            at = chance.randrange(len(lines))
            new = bytes_mutated(lines[at][:-1], chance, TOKENS)
            lines[at] = new + b"\n"
            payloads = b"".join(lines)
            body = body.replace(one.events[at].payload.encode(), canonical.digest(new).encode())
        hashed = canonical.digest(body)
        changed = {name: data for name, data in parts.items() if one.hash not in name}
        changed[f"segments/{hashed}.jsonl"] = body
        changed[f"segments/{hashed}.sshsig"] = KEYS[one.author].sign(body, NAMESPACE)
        changed[f"payloads/{hashed}.jsonl"] = payloads
        found = read(signed_again(changed))
        if found is None:
            continue
        taken += 1
        for segment in found.segments:
            assert all(event.id == identity for event, identity in zip(segment.events, segment.ids, strict=True))
            assert all(canonical.decode(line) for line in segment.body.splitlines())
        for payload_hash, data in found.payloads.items():
            assert canonical.digest(data) == payload_hash
            assert canonical.decode(data).keys() == {"salt", "value"}
    assert taken
