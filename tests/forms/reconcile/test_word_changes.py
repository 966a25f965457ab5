"""What was changed, word by word: both texts can be read back, and what is shown is whole words."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given, settings

from forms.graphemes import clusters
from forms.reconcile.tokens import normal
from forms.reconcile.word_changes import Run, word_changes
from tests.forms.reconcile.texts import versions


def of(kind: Literal["same", "gone", "new"], *words: str) -> list[Run]:
    """Runs of one kind."""
    return [Run(kind, one) for one in words]


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("", "", []),
        ("a", "a", of("same", "a")),
        ("", "new", of("new", "new")),
        ("gone", "", of("gone", "gone")),
        ("more time please", "less time please", [*of("gone", "more"), *of("new", "less"), *of("same", " time please")]),
        ("for more time.", "for less money.", [*of("same", "for "), *of("gone", "more time"), *of("new", "less money"),
                                               *of("same", ".")]),
        ("l-għaqda ta' nies", "l-għaqdiet ta' nies", [*of("gone", "l-għaqda"), *of("new", "l-għaqdiet"), *of("same", " ta' nies")]),
        ("町は静か", "町が静か", [*of("same", "町"), *of("gone", "は"), *of("new", "が"), *of("same", "静か")]),
        ("\U0001f1ea\U0001f1fa", "\U0001f1ea\U0001f1ea", [*of("gone", "\U0001f1ea\U0001f1fa"), *of("new", "\U0001f1ea\U0001f1ea")]),
        ("Cafe\u0301", "Caf\u00e9", of("same", "Caf\u00e9")),
    ],
)  # fmt: skip
def test_exact(before: str, after: str, runs: list[Run]) -> None:
    """Words are changed as wholes, characters of unspaced scripts one by one, and two changed words are one phrase."""
    assert list(word_changes(before, after)) == runs


@settings(max_examples=300, deadline=None)
@given(versions(most=1))
def test_both_texts_can_be_read_back(case: tuple[str, list[str]]) -> None:
    """Without what is gone it is the text after, without what is new the one before; no run is empty, none follows one of
    its kind, and none cuts a character."""
    before, (after,) = case
    runs = word_changes(before, after)

    assert "".join(one.text for one in runs if one.kind != "gone") == after
    assert normal("".join(one.text for one in runs if one.kind != "new")) == normal(before)
    assert all(one.text for one in runs)
    assert all(first.kind != second.kind for first, second in pairwise(runs))
    assert [sign for one in runs if one.kind != "gone" for sign in clusters(one.text)] == clusters(after)
