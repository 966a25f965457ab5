"""Two threads: the saver adds an event while the screen looks; the screen neither stumbles nor goes on to show what was."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from forms.reconcile.ledger import Ledger
from forms.reconcile.standing import Standing
from tests.forms.reconcile.stories import ANNA, Story


def test_an_event_comes_while_somebody_looks() -> None:
    """Whoever goes through all events or targets goes through those that were there."""
    story = Story()
    ledger = story.ledger()
    seen = 0
    for _ in ledger.entries():
        ledger.add([story.answer(ANNA, "single", "a")])
        seen += 1
    assert seen < len(ledger)


def test_what_was_worked_out_too_early_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """An event comes between looking at the latest answers and keeping what they come to: the next look sees it."""
    story = Story()
    story.answer(ANNA, "single", "a")
    ledger = story.ledger()
    stand = Ledger._stand

    def slowly(self: Ledger, target: str, heads: Sequence[str], depth: int) -> Standing:
        found = stand(self, target, tuple(heads), depth)
        if len(story.entries) < 4:
            self.add([story.answer(ANNA, "single", "b")])
        return found

    monkeypatch.setattr(Ledger, "_stand", slowly)
    for _ in range(4):
        ledger.standing("single")
    assert ledger.standing("single").value == "b"
