"""A week of colleagues who exchange files as they like: in the end nothing is lost and all see the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.week.campaign import Figures, Week


def lived(folder: Path, people: int, edits: int, rounds: int, kills: int) -> Figures:
    """One week, and what must hold at its end."""
    week = Week(folder, people, edits, rounds, kills, seed=7)
    try:
        figures = week.live()
        views = {one.view() for one in week.people}
        assert len(views) == 1
        sent = week.sent()
        for one in week.people:
            known = {entry.id for entry in one.together.ledger.entries()}
            assert sent <= known
            assert known == sent
            assert not one.together.ledger.waiting()
            assert not one.together.ledger.apart()
            assert not one.shows_something_else(), one.name
        for one in week.people[:3]:
            one.reopen()
            assert one.view() in views
            assert not one.shows_something_else(), one.name
    finally:
        week.close()
    print(figures.told())
    return figures


def test_five_colleagues_for_a_day(tmp_path: Path) -> None:
    """Five people, sixty edits each, one of them killed: everybody ends with the same events, the same view, the same answers."""
    figures = lived(tmp_path, people=5, edits=60, rounds=6, kills=1)
    assert figures.edits == 300
    assert figures.killed == 1


@pytest.mark.long
def test_twenty_colleagues_for_a_week(tmp_path: Path) -> None:
    """Twenty people, five thousand edits each, three of them killed: the same holds."""
    figures = lived(tmp_path, people=20, edits=5_000, rounds=20, kills=3)
    assert figures.edits == 100_000
    assert figures.killed == 3
    assert figures.broken_refused
