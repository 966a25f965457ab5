"""Style is a test, so that one command is the whole truth."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _ruff(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *words, "."], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_no_fault_of_style() -> None:
    """ruff finds nothing under the rules of pyproject.toml."""
    assert not _ruff("check", "--quiet")


def test_formatted() -> None:
    """Every file is as the formatter would write it."""
    assert not _ruff("format", "--check", "--quiet")
