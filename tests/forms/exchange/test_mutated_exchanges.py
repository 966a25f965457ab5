"""Exchange files changed at random: refused with a code, or the very same in meaning; never another exception."""

from __future__ import annotations

import random

import pytest

from forms import canonical
from forms.exchange.exchange_file import Exchange, take
from forms.exchange.refusal import REFUSALS, ExchangeRefused
from forms.exchange.segment import NAMESPACE
from tests.forms.exchange.sharing import Colleague, known, parts_of, shared, signed_again, written

TOKENS = [b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\", b"null", b"true", b"0", b"-1", b"1e9", b"\x00", b"\xff", b"\n", b"\\ud800"]  # fmt: skip
KEYS = {by.key: by for by in (Colleague(1), Colleague(2), Colleague(3))}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One to four changes: bits, bytes, pieces taken out, doubled, moved, cut off, or tokens of the formats put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed)) if changed else 0
        piece = slice(at, at + chance.choice((1, 2, 4, 16, 200)))
        match chance.randrange(7):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1 if changed:
                changed[at] ^= 1 << chance.randrange(8)
            case 2:
                del changed[piece]
            case 3:
                changed[at:at] = changed[piece]
            case 4:
                changed[at:at] = chance.choice(TOKENS)
            case 5:
                elsewhere = chance.randrange(len(changed) + 1)
                changed[elsewhere : elsewhere + 4] = changed[piece]
            case _:
                if chance.random() < 0.1:
                    del changed[at:]
    return bytes(changed)


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
        assert read(mutated(data, chance)) in (right, None)


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
            body = mutated(body, chance)
        else:
            lines = payloads.splitlines(keepends=True)
            at = chance.randrange(len(lines))
            new = mutated(lines[at][:-1], chance)
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
