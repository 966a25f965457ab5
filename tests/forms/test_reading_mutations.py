"""Mutations: a definition changed at random is a questionnaire or `Unreadable`, never anything else."""

from __future__ import annotations

import json
import random

import pytest

from forms.filling import Filling
from forms.reading import Unreadable, faults, read, reread
from forms.schema import answers_schema
from tests.forms.mutations import PIECES, mutated
from tests.samples import definition, lists

SEEDS = ("micro-credentials", "every-kind")
BYTES = [pytest.param(300), pytest.param(25_000, marks=pytest.mark.long)]
TREES = [pytest.param(500), pytest.param(25_000, marks=pytest.mark.long)]


def holds(data: bytes) -> bool:
    """Whether the data is a questionnaire that everything else can work with; `False` when it is refused with reasons."""
    refused = faults(data, lists())
    if refused:
        assert all(one.place and one.reason.endswith(".") and one.remedy for one in refused)
        with pytest.raises(Unreadable):
            read(data, lists())
        return False
    found = read(data, lists())
    assert reread(found.source) == found
    Filling(found).problems()
    answers_schema(found)
    return True


@pytest.mark.parametrize("count", BYTES)
def test_bytes(count: int) -> None:
    """Bytes removed, added and exchanged anywhere in the file."""
    chance = random.Random(7)
    seeds = [definition(name) for name in SEEDS]
    for number in range(count):
        data = bytearray(seeds[number % 2])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 3)] = chance.choice((*PIECES, bytes([chance.randrange(256)])))
        holds(bytes(data))


@pytest.mark.parametrize("count", TREES)
def test_trees(count: int) -> None:
    """Values, keys and places changed in the parsed file, which is then still JSON: some are sound, most are not."""
    chance = random.Random(11)
    seeds = [definition(name) for name in SEEDS]
    sound = 0
    for number in range(count):
        tree = json.loads(seeds[number % 2])
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            mutated(tree, chance)
        sound += holds(json.dumps(tree).encode())

    assert 0 < sound < count
