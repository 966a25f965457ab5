"""Strict types over sources and tests."""

import subprocess
import sys
from pathlib import Path


def test_types_are_strict_and_right() -> None:
    """mypy --strict finds nothing, tests included."""
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=root, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
