"""Packages changed at random: refused with a code, or the very same in meaning; never another exception, never an endless one."""

from __future__ import annotations

import io
import random

import pytest

from forms import canonical
from forms.contribution import to_json
from forms.package import signature
from forms.package.bag import SIGNATURE
from forms.package.package import Package, unpack
from forms.package.refusal import REFUSALS, PackageRefused
from tests.forms.mutations import bytes_mutated
from tests.forms.package.packing import PUBLIC, members, relisted, sample, zipped

COUNTS = [pytest.param(1_000), pytest.param(100_000, marks=pytest.mark.long)]
TOKENS = [
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\\",
    b"null",
    b"true",
    b"0",
    b"-1",
    b"\x00",
    b"\xff",
    b"\n",
    b"\xe2\x80\xae",
]


def read(data: bytes) -> Package | None:
    """The package, or None where it is refused as it should be: with a known code and a sentence that does no harm."""
    try:
        return unpack(io.BytesIO(data))
    except PackageRefused as refused:
        if refused.code not in REFUSALS or not refused.happened.isprintable():
            pytest.fail(f"refused without a proper reason: {refused!r}")
        return None


@pytest.mark.parametrize("count", COUNTS)
def test_mutated_as_a_file(count: int) -> None:
    """What a bad stick or a clumsy attacker does to the file as a whole never gives an altered package."""
    chance = random.Random(f"file {count}")
    package, data = sample()
    for _ in range(count):
        changed = bytes_mutated(data, chance, TOKENS)
        found = read(changed)
        assert found in (package, None)


@pytest.mark.parametrize("count", [pytest.param(1_000), pytest.param(30_000, marks=pytest.mark.long)])
def test_mutated_inside_and_listed_again(count: int) -> None:
    """One who mends every hash and signs again gets past the hashes, but what is then accepted is wholly what it says: the
    contribution comes back as the same bytes, each attachment under its own hash, signed by that key."""
    chance = random.Random(f"inside {count}")
    files = members(sample()[1])
    # The definition is 30 times as long as the rest: without weights the rest would hardly be touched.
    names = (
        ["data/contribution.json"] * 12
        + ["data/questionnaire.json"] * 3
        + ["bag-info.txt", "bagit.txt", "data/receipt.pdf"]
    )
    names += [name for name in files if "attachments" in name]
    accepted = 0
    for _ in range(count):
        name = chance.choice(names)
        changed = {**files, name: bytes_mutated(files[name], chance, TOKENS)}
        found = read(zipped(relisted(changed)))
        if found is not None:
            accepted += 1
            assert to_json(found.contribution, found.questionnaire) == changed["data/contribution.json"]
            assert found.questionnaire.source == changed["data/questionnaire.json"]
            assert all(canonical.digest(one) == digest for digest, one in found.attachments.items())
            assert found.signer == signature.fingerprint(PUBLIC)
    assert 0 < accepted < count / 2


@pytest.mark.parametrize("count", COUNTS)
def test_mutated_signature(count: int) -> None:
    """A changed signature is refused; there is one way to write one, so none is accepted in another form."""
    chance = random.Random(f"signature {count}")
    files = members(sample()[1])
    listed, right = files["tagmanifest-sha256.txt"], files[SIGNATURE]
    for _ in range(count):
        changed = bytes_mutated(right, chance, TOKENS)
        if changed == right:
            continue
        with pytest.raises(ValueError):
            signature.verify(changed, listed, signature.NAMESPACE)
