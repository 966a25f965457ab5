"""Readings change no result, whatever was read with them before, and keep no more than they may."""

from __future__ import annotations

import pytest
from hypothesis import given

from forms.reconcile import readings
from forms.reconcile.readings import Readings
from forms.reconcile.text_merge import combine
from tests.forms.reconcile.texts import versions

KNOWN = Readings()


@given(versions(least=2))
def test_the_same_result(case: tuple[str, list[str]]) -> None:
    """Texts that were read before, in this case and in all earlier ones, are combined as if they were new."""
    fresh = combine(*case)
    assert combine(*case, KNOWN) == fresh
    assert combine(*case, KNOWN) == fresh


def test_they_begin_anew_when_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts read long ago are let go; what comes after is still right."""
    monkeypatch.setattr(readings, "MOST_CHARACTERS", 100)
    known = Readings()
    for number in range(30):
        before = f"Number {number} stands. It goes."
        assert combine(before, [before + " More.", "Now. " + before], known) == combine(
            before, [before + " More.", "Now. " + before]
        )
        assert sum(map(len, known._read)) <= 200
