"""The log: started and stopped with the program, and never in its way."""

from __future__ import annotations

import logging
from pathlib import Path

from desktop import log


def test_it_writes_and_lets_go(tmp_path: Path) -> None:
    """Between start and stop lines are written; afterwards the file is closed and nothing more arrives."""
    level = logging.getLogger().level
    handler = log.start(tmp_path / "log" / "satchel.log")
    logging.getLogger("satchel.test").info("one")
    log.stop(handler)
    logging.getLogger("satchel.test").info("two")
    logging.getLogger().setLevel(level)
    text = (tmp_path / "log" / "satchel.log").read_text()

    assert "satchel.test: one" in text
    assert "two" not in text
    assert handler not in logging.getLogger().handlers


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """Where the log's folder cannot be made the program starts all the same."""
    level = logging.getLogger().level
    (tmp_path / "log").write_text("in the way")
    log.stop(log.start(tmp_path / "log" / "satchel.log"))
    logging.getLogger().setLevel(level)
