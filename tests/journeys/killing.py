"""People who are about to be cut short: a process that has read all of the program, and becomes one person after another.

`python -m tests.journeys.killing` takes one JSON object a line (`home`, `scene`, `seed`) and forks a person who sits down at the real
window over that home. The person tells what they do, and what the window calls saved; whoever reads that kills them at will.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

import forms.receipt.pdf  # noqa: F401  # as everything else, read once and not by each person
from tests.desktop.sitting import Sitting
from tests.journeys.person import type_text
from ui.fill.save_mark import SaveMark

Scene = Literal["type", "attach", "finalise"]
FIELDS = ("other-aspects", "anything-else", "surname")
LETTERS = "abcdefghijklmnopqrstuvwxyz "
PAUSES = (0, 5, 25)
PAPER_QUESTION = "position-paper"


def say(kind: str, **facts: object) -> None:
    """One line, written at once."""
    os.write(1, json.dumps({"kind": kind, **facts}).encode() + b"\n")


class Doomed:
    """One person at one window."""

    def __init__(self, home: Path, seed: int) -> None:
        self._files = home / "files"
        self._chance = random.Random(seed)
        self._package, self._receipt = self._files / "mine.contribution.zip", self._files / "mine.receipt.pdf"
        self._sitting = Sitting(home, [self._package, self._receipt] * 50)
        self._sitting.__enter__()
        (self._mark,) = self._sitting.fill.findChildren(SaveMark)

    def do(self, scene: Scene) -> None:
        """Play a scene from its beginning."""
        say("go")
        {"type": self._type, "attach": self._attach, "finalise": self._finalise}[scene]()
        say("done")

    def _type(self) -> None:
        pause = self._chance.choice(PAUSES)
        count = 0
        for _ in range(40):
            target = self._chance.choice(FIELDS)
            self._sitting.fill.go_to(target)
            QApplication.processEvents()
            field = QApplication.focusWidget()
            assert isinstance(field, (QLineEdit, QPlainTextEdit)), target
            whole = (
                Qt.KeyboardModifier.ControlModifier
                if isinstance(field, QPlainTextEdit)
                else Qt.KeyboardModifier.NoModifier
            )
            QTest.keyClick(field, Qt.Key.Key_End, whole)
            for _ in range(self._chance.randint(3, 40)):
                letter = self._chance.choice(LETTERS)
                count += 1
                say("key", target=target, letter=letter, at=time.monotonic())
                type_text(field, letter)
                QTest.qWait(pause) if pause else QApplication.processEvents()
                self._told(count)

    def _attach(self) -> None:
        self._sitting.fill.go_to(PAPER_QUESTION)
        for number in range(40):
            paper = self._files / f"paper-{number}.pdf"
            say("attaching", name=paper.name)
            self._sitting.fill.page().card(PAPER_QUESTION).view.dropped.emit(PAPER_QUESTION, paper)  # type: ignore[union-attr]
            QTest.qWait(self._chance.choice(PAUSES))
            self._told(number + 1)

    def _finalise(self) -> None:
        sitting = self._sitting
        sitting.press("Review")
        sitting.press("Go on to finalise")
        sitting.press("Finalise")
        assert sitting.screen == "ContributionScreen", sitting.words_on_screen()
        say("finalised")
        for _ in range(20):
            for words, path in (("Save the package…", self._package), ("Save the receipt…", self._receipt)):
                sitting.press(words)
                say("file", name=path.name)

    def _told(self, count: int) -> None:
        QApplication.processEvents()
        if self._mark.accessibleName() == "Saved":
            say("saved", count=count)


def main() -> None:
    """Fork a person for each line; say when they are gone."""
    for line in sys.stdin:
        given: dict[str, Any] = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(given)
        os.waitpid(child, 0)
        say("gone")


def _live(given: dict[str, Any]) -> None:
    try:
        say("born", pid=os.getpid())
        app = QApplication(["satchel"])
        Doomed(Path(given["home"]), given["seed"]).do(given["scene"])
        signal.pause()
        del app
    except BaseException as fault:  # a test process: whatever it is has to reach the reader
        say("failed", fault="".join(traceback.format_exception(fault)))
        raise
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
