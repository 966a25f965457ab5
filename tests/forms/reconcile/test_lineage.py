"""Lineage finds the common past that walking back finds, and gives up where it would need too much memory."""

from __future__ import annotations

import random

import pytest

from forms.reconcile import lineage
from forms.reconcile.ancestry import MOST_HEADS, common_past
from forms.reconcile.lineage import Lineage


def history(chance: random.Random, size: int) -> dict[str, tuple[str, ...]]:
    """Answers with the parents of each, the earlier first."""
    found: dict[str, tuple[str, ...]] = {}
    for number in range(size):
        latest = list(found)[-8:]
        found[f"{chance.getrandbits(32):08x}"] = tuple(sorted(chance.sample(latest, min(len(latest), number % 4))))
    return found


def generations(parents: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """For each answer how many steps it has behind it."""
    found: dict[str, int] = {}
    for one, before in parents.items():
        found[one] = 1 + max((found[parent] for parent in before), default=0)
    return found


def heads(parents: dict[str, tuple[str, ...]], upto: int) -> list[str]:
    """The latest among the first so many answers."""
    some = list(parents)[:upto]
    named = {parent for one in some for parent in parents[one]}
    return [one for one in some if one not in named]


@pytest.mark.parametrize("seed", range(40))
def test_the_same_past_as_by_walking(seed: int) -> None:
    """At every moment of a history, and asked in an order of its own, both ways find the same events."""
    chance = random.Random(seed)
    parents = history(chance, 40)
    generation = generations(parents)
    known = Lineage()
    moments = list(range(1, 41))
    chance.shuffle(moments)
    for upto in moments:
        latest = heads(parents, upto)
        walked = common_past(latest, parents.__getitem__, generation.__getitem__)
        assert known.common_past(latest, parents.__getitem__) == walked


def test_too_many_heads_have_no_past() -> None:
    """Above the most heads there is no common past (rule 2)."""
    parents = {"first": (), **{f"{number:03}": ("first",) for number in range(MOST_HEADS + 1)}}
    some = list(parents)[1:]
    assert Lineage().common_past(some[:-1], parents.__getitem__) == ("first",)
    assert Lineage().common_past(some, parents.__getitem__) == ()


def test_too_many_answers_are_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that would take too much memory is said to be none of its business, then and afterwards."""
    monkeypatch.setattr(lineage, "MOST_ANSWERS", 30)
    parents = history(random.Random(1), 40)
    known = Lineage()
    assert known.common_past(heads(parents, 20), parents.__getitem__) is not None
    assert known.common_past(heads(parents, 40), parents.__getitem__) is None
    assert known.common_past(heads(parents, 20), parents.__getitem__) is None
