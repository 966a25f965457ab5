"""What a start shows: the draft alone, or home whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.sitting import Sitting

pytestmark = pytest.mark.usefixtures("qapp")


def test_home_does_not_lie_over_the_draft(tmp_path: Path) -> None:
    """A start that comes back to a draft shows the draft alone; home comes whole when it is asked for."""
    with Sitting(tmp_path) as sitting:
        sitting.press("Begin: Micro-credentials")
    with Sitting(tmp_path) as sitting:
        assert sitting.screen == "FillScreen"
        assert not sitting.program._home.isVisible()
        sitting.press("Home")
        assert sitting.program._home.isVisible()
        around = sitting.program.shell.centralWidget()
        assert around is not None
        assert sitting.program._home.size() == around.size()
