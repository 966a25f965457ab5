"""`python3 -m tests` is the whole truth: words go through to pytest, and a run without a test is a failure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import bootstrap

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(
    not bootstrap.Environment(bootstrap.ROOT).is_current(),
    reason="would make an environment while tests run in another",
)


def _tests(*words: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "tests", "-p", "no:cacheprovider", *words]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False, env=dict(os.environ))
    return done.returncode, done.stdout + done.stderr


def test_words_reach_pytest_and_its_closing_line_is_printed() -> None:
    """One file named: its tests run, pytest's last line says so, and the exit code is 0."""
    code, said = _tests("tests/test_qt_references.py")

    assert code == 0, said
    assert "1 passed in" in said.splitlines()[-1]


def test_a_run_without_a_test_is_a_failure() -> None:
    """A selection that selects nothing exits 1 and says why."""
    code, said = _tests("tests/test_qt_references.py", "-k", "nothing_is_called_this")

    assert code == 1
    assert "no test ran" in said


def test_the_recipe_for_continuous_integration_is_the_same_command() -> None:
    """`.ci/run` can be executed and calls the one command."""
    recipe = ROOT / ".ci" / "run"

    assert recipe.read_text().endswith("exec python3 -m tests\n")
    assert os.access(recipe, os.X_OK)
