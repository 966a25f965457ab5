"""`python3 -m tests`: enter the environment, bring Qt's system libraries where that can be done, then run every test.

The whole suite runs as two processes side by side, each with about half of the work: no test needs another, and most wait for a
window or a disk. With words of one's own (`python3 -m tests tests/db -k flipped`) there is one, which takes them as pytest does."""

import os
import subprocess
import sys
from pathlib import Path

from desktop import bootstrap

FIRST = ("tests/ui", "tests/journeys", "tests/forms/exchange", "tests/forms/reconcile", "tests/forms/word")
SHORT = ("-m", "not long")


def run(words: list[str]) -> int:
    """One run of pytest; a run in which no test ran counts as a failure."""
    import pytest

    code = int(pytest.main(words))
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        print("no test ran, which counts as a failure")
        code = 1
    return code


def run_both() -> int:
    """The two halves at the same time; the second is told in one piece after the first."""
    others = [f"--ignore={one}" for one in FIRST]
    command = [sys.executable, "-m", "tests", "tests", *others, *SHORT, "-p", "no:cacheprovider"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as second:
        code = run([*FIRST, *SHORT])
        told, _ = second.communicate()
    print(told, end="")
    return code or second.returncode


if __name__ == "__main__":
    bootstrap.enter("tests", ["requirements.lock", "requirements-test.lock"])
    from desktop.system_libraries import install_for_tests

    install_for_tests()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(Path(__file__).parents[1])
    given = [word for word in sys.argv[1:] if word != "--long"]
    if not sys.argv[1:]:
        sys.exit(run_both())
    if "--long" not in sys.argv and "-m" not in given:
        given += SHORT
    sys.exit(run(given))
