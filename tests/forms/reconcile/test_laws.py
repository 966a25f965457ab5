"""The laws hold over random histories; each of the faults planted here is caught by the law that is there for it."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.reconcile import ledger as ledgers
from forms.reconcile import standing as standings
from forms.reconcile.entries import Entry
from forms.reconcile.ledger import Ledger
from forms.reconcile.standing import Head, Standing, Version
from tests.forms.reconcile import laws
from tests.forms.reconcile.histories import Move, play

ROOT = Path(__file__).parents[3]
MOVES = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 5), st.integers(0, 59), st.integers(0, 59)), max_size=40)


@pytest.mark.parametrize("law", laws.LAWS, ids=lambda law: str(law.__name__))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(moves=MOVES, seed=st.integers(0, 99))
def test_law(law: laws.Law, moves: list[Move], seed: int) -> None:
    """Each law, over whatever several machines did."""
    law(play(moves), random.Random(seed))


@pytest.mark.parametrize("law", laws.LAWS, ids=lambda law: str(law.__name__))
def test_law_over_long_histories(law: laws.Law) -> None:
    """The same over histories that always have much going on at once."""
    for seed in range(30):
        law(play(moves_of(seed)), random.Random(seed))


def moves_of(seed: int) -> list[Move]:
    """Eighty moves by chance."""
    chance = random.Random(seed)
    return [(chance.randrange(20), chance.randrange(6), chance.randrange(60), chance.randrange(60)) for _ in range(80)]


def test_the_histories_are_worth_something() -> None:
    """What the laws are about does happen: different answers, combined ones, erased, waiting, apart, decided people."""
    seen: dict[str, int] = {}
    for seed in range(12):
        ledger = play(moves_of(seed)).ledger()
        for state in (ledger.standing(target).state for target in ledger.answered()):
            seen[state] = seen.get(state, 0) + 1
        for name, found in (("erased", ledger.erased()), ("apart", ledger.apart()), ("talk", ledger.targets("@thread/")),
                            ("texts", [one for one in ("words", "more") if ledger.standing(one).merge])):  # fmt: skip
            seen[name] = seen.get(name, 0) + len(found)

    assert min(seen[name] for name in ("settled", "combined", "differing", "erased", "apart", "talk", "texts")) >= 5, (
        seen
    )


def test_no_hash_seed_enters() -> None:
    """L6: the order in which Python goes through sets changes nothing."""
    code = (
        "import random, hashlib; from tests.forms.reconcile.test_laws import moves_of, play\n"
        "print([hashlib.sha256(h.view(h.ledger())).hexdigest() for h in (play(moves_of(seed)) for seed in range(3))])"
    )
    told = {
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)},
                       capture_output=True, text=True, check=True).stdout
        for seed in (0, 1)
    }  # fmt: skip

    assert len(told) == 1


# Planted faults


def caught_by(law: laws.Law) -> bool:
    """Whether a law finds something wrong in one of a few histories."""
    for seed in range(12):
        try:
            law(play(moves_of(seed)), random.Random(seed))
        except AssertionError:
            return True
    return False


def test_the_last_writer_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that keeps one of several answers loses the others."""

    def last(_: Any, heads: list[Head], *__: Any) -> Standing:
        one = max(heads, key=lambda head: head.id)
        return Standing("settled", one.value, (Version(one.value, (one.id,), (one.author,)),))

    monkeypatch.setattr(ledgers, "stand", last)

    assert caught_by(laws.no_lost_event)


def test_one_edit_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that takes in all events of a file but one is found out."""
    add = Ledger.add

    def but_one(self: Ledger, entries: Iterable[Entry]) -> frozenset[str]:
        found = list(entries)
        return add(self, found[:20] + found[21:])

    monkeypatch.setattr(Ledger, "add", but_one)

    assert caught_by(laws.no_lost_event)
    assert caught_by(laws.commutative_associative_idempotent)


def test_arrival_decides_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grouping answers in the order in which they came shows different things on two machines."""

    def arrived(self: Ledger, target: str) -> tuple[str, ...]:
        return tuple(one for one in self._entries if one in self._heads.get(target, ()))

    def as_they_come(heads: list[Head]) -> tuple[Version, ...]:
        groups: dict[Any, list[Head]] = {}
        for one in heads:
            groups.setdefault(one.value, []).append(one)
        return tuple(
            Version(value, tuple(one.id for one in ones), tuple(one.author for one in ones))
            for value, ones in groups.items()
        )

    monkeypatch.setattr(Ledger, "heads", arrived)
    monkeypatch.setattr(standings, "_versions", as_they_come)

    assert caught_by(laws.commutative_associative_idempotent)
    assert caught_by(laws.convergent)


def test_erasing_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that reads an erased payload while it is at hand is found out."""
    monkeypatch.setattr(Ledger, "value", lambda self, entry: self._payloads[entry.payload])

    assert caught_by(laws.erased_is_absent)


def test_a_plain_edit_throws_the_others_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger in which any new answer replaces all latest ones is found out."""
    count = Ledger._count

    def alone(self: Ledger, entries: Iterable[Entry]) -> frozenset[str]:
        touched = count(self, entries)
        for target in touched & self._heads.keys():
            self._heads[target] = {max(self._heads[target], key=lambda one: (self._generation[one], one))}
        return touched

    monkeypatch.setattr(Ledger, "_count", alone)

    assert caught_by(laws.going_on_keeps_the_others) or caught_by(laws.no_lost_event)
