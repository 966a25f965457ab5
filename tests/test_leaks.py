"""The guards of the tests are tested: what they are there for is caught, and clean tests pass."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CLEAN = """
import threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget, QDialog

def test_it(qtbot):
    one = QWidget(); qtbot.addWidget(one); one.show()
    QDialog(one).show()
    timer = QTimer(one); timer.start(10_000)
    loose = QWidget(); loose.itself = loose
    thread = threading.Thread(target=print); thread.start()
"""
GUILTY = {
    "thread": "import threading\ngate = threading.Event()\n"
    "def test_it(): threading.Thread(target=gate.wait, daemon=True, name='lost').start()",
    "window": "from PySide6.QtWidgets import QWidget\nkept = []\ndef test_it(qapp): kept.append(QWidget())",
    "timer": "from PySide6.QtCore import QTimer\nkept = []\n"
    "def test_it(qapp):\n    kept.append(QTimer())\n    kept[0].start(10_000)",
    "log": "import logging\ndef test_it(): logging.getLogger('x').warning('noise')",
    "qt": "from PySide6.QtCore import qWarning\ndef test_it(qapp): qWarning('noise')",
    "warning": "import warnings\ndef test_it(): warnings.warn('noise')",
    "file": "def test_it():\n    open(__file__)",
}
CAUGHT = {
    "thread": "left behind: thread lost",
    "window": "left behind: window QWidget",
    "timer": "left behind: running timer",
    "log": "unexpected log: x: noise",
    "qt": "QtWarningMsg: noise",
    "warning": "UserWarning: noise",
    "file": "unclosed file",
}


def _pytest(folder: Path, text: str) -> tuple[int, str]:
    # The same settings and guards as here, over a test in a folder of its own.
    (folder / "test_one.py").write_text(text)
    (folder / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=settings, text=True, capture_output=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_clean_one_passes(tmp_path: Path) -> None:
    """Windows that were handed over, finished threads and garbage in circles are no leak."""
    code, said = _pytest(tmp_path, CLEAN)

    assert code == 0, said


@pytest.mark.parametrize("fault", GUILTY)
def test_guilty_one_fails(fault: str, tmp_path: Path) -> None:
    """Each kind of thing left behind, and each kind of noise, fails the test that did it, in words that name it."""
    code, said = _pytest(tmp_path, GUILTY[fault])

    assert code == 1, said
    assert CAUGHT[fault] in said
