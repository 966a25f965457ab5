"""Combining texts: exact results that must never change (merge rules 1), and hostile texts that must not take long."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from forms.reconcile import diffing, passages
from forms.reconcile.diffing import MOST_EDITS, MOST_WORK, Edit, Work, edits
from forms.reconcile.text_merge import Agreed, Differing, TextMerge, combine
from tests.forms.reconcile import text_laws

GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "text_merge.json").read_text(encoding="utf-8"))
LETTERS = "abcdefghij"


def plain(piece: Agreed | Differing) -> dict[str, Any]:
    """A piece as it stands in the golden file."""
    if isinstance(piece, Agreed):
        return {"text": piece.text, "before": piece.before, "by": list(piece.by)}
    return {
        "before": piece.before,
        "variants": [{"text": variant.text, "by": list(variant.by)} for variant in piece.variants],
    }


def words(chance: Random, characters: int) -> str:
    """Random words of two letters."""
    return " ".join(chance.choice(LETTERS) + chance.choice(LETTERS) for _ in range(characters // 3))


@pytest.mark.parametrize("case", GOLDEN, ids=[one["name"] for one in GOLDEN])
def test_golden(case: dict[str, Any]) -> None:
    """Merge rules are a format: colleagues with different releases must see the same. Who changes a result here has made
    merge rules 2."""
    merge = combine(case["before"], case["versions"])

    assert [plain(one) for one in merge.pieces] == case["pieces"]


def test_nothing_and_nobody() -> None:
    """No version, or only empty ones, give the text before; it is clean."""
    assert combine("A b.", []) == TextMerge((Agreed("A b.", "A b.", ()),))
    assert combine("", ["", ""]) == TextMerge(())
    assert combine("", ["", ""]).clean


def test_a_version_that_left_the_passage_alone_is_no_variant() -> None:
    """Of three, two changed a sentence in two ways and one changed another: that one's change stands, and it is no party."""
    before = "Buses are late. Trains are full."
    first, second = before.replace("late", "early"), before.replace("late", "rare")
    third = before.replace("full", "slow")
    merge = combine(before, [first, second, third])

    assert [variant.by for one in merge.pieces if isinstance(one, Differing) for variant in one.variants] == [
        (0,),
        (1,),
    ]
    assert merge.text == third


def test_long_rows_become_one_edit() -> None:
    """Above the most edits, what stands between the common ends is one edit; at it, it is not."""
    before = ["start", *(f"b{number}" for number in range(401)), "end"]
    after = ["start", *(f"a{number}" for number in range(401)), "end"]
    assert edits(before, after, Work()) == [Edit(1, 402, 1, 402)]

    half = MOST_EDITS // 2
    apart = [word for number in range(half) for word in (f"same{number}", f"b{number}")]
    other = [word for number in range(half) for word in (f"same{number}", f"a{number}")]
    assert len(edits([*apart, "end"], [*other, "end"], Work())) == half


HOSTILE: dict[str, Any] = {
    "two texts of random words": lambda chance: (words(chance, 200_000), [words(chance, 200_000) for _ in range(2)]),
    "one long word": lambda chance: ("a" * 300_000, ["a" * 299_999 + "b", "c" + "a" * 299_999]),
    "marks on one letter": lambda chance: (
        "a" + "\u0301\u0323" * 50_000,
        ["b" + "\u0301\u0323" * 50_000, "a" + "\u0323\u0301" * 50_000 + "."],
    ),
    "twenty versions": lambda chance: (words(chance, 20_000), [words(chance, 20_000) for _ in range(20)]),
    "stops only": lambda chance: ("。a" * 60_000, ["。b" * 60_000, "a。" * 60_000]),
    "lines only": lambda chance: ("\n" * 100_000, ["a\n" * 50_000, "\nb" * 50_000]),
    "one row again and again": lambda chance: ("a b " * 25_000, ["b a " * 25_000, "c a b " * 15_000]),
    "joiners": lambda chance: ("\U0001f468" + "\u200d" * 50_000, ["\U0001f468" + "\u200d\U0001f468" * 25_000, "x"]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_cost_little(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However hostile, each version is compared with a fixed amount of work, counted, and no word is lost. The last
    comparison may go on to the end of a row of equal tokens, never further."""
    given: list[Work] = []

    class Counted(Work):
        def __init__(self, left: int = MOST_WORK) -> None:
            super().__init__(left)
            given.append(self)

    monkeypatch.setattr(passages, "Work", Counted)
    before, versions = HOSTILE[name](Random(name))
    merge = combine(before, versions)

    assert len(given) == len(set(versions))
    assert all(one.left >= -2 - len(before) for one in given)
    assert {
        index for one in merge.pieces if isinstance(one, Differing) for variant in one.variants for index in variant.by
    }
    if len(versions) == 2:
        text_laws.nothing_undone(before, versions)


def test_the_work_is_what_bounds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """With hardly any work allowed, the result is coarser and still loses nothing: the bound is real."""
    chance = Random("bound")
    row = words(chance, 600).split()
    versions = [" ".join("zz" if chance.random() < 0.1 else one for one in row) for _ in range(3)]
    monkeypatch.setattr(diffing, "MOST_EDITS", 2)

    text_laws.nothing_undone(" ".join(row), versions)
    text_laws.no_word_lost(" ".join(row), versions)
    assert len(edits(row, versions[0].split(), Work(50))) == 1
