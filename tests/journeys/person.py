"""A person at the real window, in a process of its own: finds controls by the words of the questionnaire and uses mouse or keys.

`python -m tests.journeys.person HOME PLAN.json` runs the program over HOME and prints `kept TARGET` once an answer is durable.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from desktop import app, window
from forms.questionnaire import Matrix, MultipleChoice, Question, SingleChoice
from tests.ui.engine_desk import Answers


def type_text(field: QWidget, text: str) -> None:
    """Type on a keyboard that has every letter."""
    for one in text:
        key = Qt.Key.Key_Return if one == "\n" else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(
                field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "\r" if one == "\n" else one)
            )


class Person:
    """Carries out a plan: `answers` (target → value), `mode` (mouse or keys), `then` (stay, finalise), `files`."""

    def __init__(self, program: app.Program, plan: dict[str, Any]) -> None:
        self._program, self._plan = program, plan
        self._left = dict(plan["answers"])

    def go(self) -> None:
        """Answer everything, then do what the plan says."""
        if self._program._desk is None:
            self._click(next(one for one in self._names() if one.startswith("Begin: Micro-credentials")))
        self._program.shell.activateWindow()
        QTest.qWait(300)
        if self._plan["mode"] == "keys":
            self._answer_by_keys()
        else:
            self._answer_by_mouse()
        if self._plan["then"] == "finalise":
            self._finalise()
            self._program.shell.close()

    def _answer_by_mouse(self) -> None:
        desk = self._program._desk
        assert desk is not None
        for section in desk.filling.questionnaire.sections:
            for item in section.items:
                if not any(target.partition("/")[0] == item.id for target in self._left):
                    continue
                fill = self._program._fill
                assert fill is not None
                while fill.current_section != section.id:
                    self._click("Next section")
                self._one(item)  # type: ignore[arg-type]  # notes have no answers

    def _one(self, question: Question) -> None:
        label = str(question.label)
        for target in [one for one in self._left if one.partition("/")[0] == question.id]:
            value = self._left.pop(target)
            if isinstance(question, Matrix):
                row = next(str(one.label) for one in question.rows if target.endswith(f"/{one.id}"))
                column = next(str(one.label) for one in question.columns if one.id == value)
                self._click(f"{label}: {row}: {column}")
            elif isinstance(question, SingleChoice) and question.style == "dropdown":
                combo = self._find(label, QComboBox)
                line = combo.findChild(QLineEdit)
                assert line is not None
                line.setFocus()
                line.selectAll()
                type_text(line, next(str(one.label) for one in question.choices if one.id == value))
                QTest.keyClick(line, Qt.Key.Key_Return)
            elif isinstance(question, SingleChoice | MultipleChoice):
                for one in [value] if isinstance(value, str) else value:
                    self._click(f"{label}: {next(str(c.label) for c in question.choices if c.id == one)}")
            elif question.kind == "consent":
                self._click(label)
            elif question.kind == "attachment":
                self._will_choose(value)
                self._click(f"{label}: Choose a file…")
            else:
                field = (
                    self._find(label, QLineEdit) if question.kind != "long_text" else self._find(label, QPlainTextEdit)
                )
                field.setFocus()
                type_text(field, value)
            self._told(target)

    def _will_choose(self, file: str) -> None:
        """Should the system's own file dialog open now, this is the file that they choose in it."""
        fill = self._program._fill
        assert fill is not None
        fill._files._ask = Answers([Path(file)])

    def _answer_by_keys(self) -> None:
        """Tab from stop to stop; what stands there says what it is."""
        wanted = dict(self._wanted())
        quiet = 0
        while wanted and quiet < 800:
            focused = QApplication.focusWidget()
            assert focused is not None
            name = focused.accessibleName()
            quiet += 1
            group = name.rpartition(": ")[0]
            if (
                isinstance(focused, QRadioButton)
                and name not in wanted
                and any(one.rpartition(": ")[0] == group for one in wanted)
            ):
                QTest.keyClick(focused, Qt.Key.Key_Down)  # arrows move inside a group of radio buttons
                if QApplication.focusWidget() is focused:
                    QTest.keyClick(focused, Qt.Key.Key_Right)
                QApplication.processEvents()
                continue
            if name in wanted:
                quiet = 0
                target, words = wanted.pop(name)
                if isinstance(focused, QAbstractButton):
                    self._will_choose(words)
                    QTest.keyClick(focused, Qt.Key.Key_Space)
                else:
                    type_text(focused, words)
                    if isinstance(focused, QLineEdit) and isinstance(focused.parentWidget(), QComboBox):
                        QTest.keyClick(focused, Qt.Key.Key_Return)
                self._told(target)
            if name in ("Next section", "Review my answers") and not [one for one in wanted if one in self._names()]:
                QTest.keyClick(focused, Qt.Key.Key_Space)
            else:
                QTest.keyClick(
                    QApplication.activePopupWidget() or QApplication.focusWidget() or focused, Qt.Key.Key_Tab
                )
            QApplication.processEvents()
        assert not wanted, sorted(wanted)

    def _wanted(self) -> Iterator[tuple[str, tuple[str, str]]]:
        desk = self._program._desk
        assert desk is not None
        for question in desk.filling.questionnaire.questions():
            label = str(question.label)
            for target, value in self._left.items():
                if target.partition("/")[0] != question.id:
                    continue
                if isinstance(question, Matrix):
                    row = next(str(one.label) for one in question.rows if target.endswith(f"/{one.id}"))
                    yield (
                        f"{label}: {row}: {next(str(one.label) for one in question.columns if one.id == value)}",
                        (target, ""),
                    )
                elif question.kind == "attachment":
                    yield f"{label}: Choose a file…", (target, str(value))
                elif isinstance(question, SingleChoice) and question.style == "dropdown":
                    yield label, (target, next(str(one.label) for one in question.choices if one.id == value))
                elif isinstance(question, SingleChoice | MultipleChoice):
                    for one in [value] if isinstance(value, str) else value:
                        yield f"{label}: {next(str(c.label) for c in question.choices if c.id == one)}", (target, "")
                else:
                    yield label, (target, str(value))

    def _finalise(self) -> None:
        program = self._program
        fill = program._fill
        if fill is not None and program.shell.screen_shown is fill:
            self._click("Review")
        desk = program._desk
        assert desk is not None
        assert desk.filling.complete(), [(one.target, one.code) for one in desk.filling.problems()]
        self._click("Go on to finalise")
        folder = Path(self._plan["files"])
        program._ask = answers = Answers([folder / "saved.contribution.zip", folder / "saved.pdf"])
        self._click("Finalise")
        program.shell.screen_shown._ask = answers  # type: ignore[union-attr]
        self._click("Save the package…")
        self._click("Save the receipt…")
        print("finalised", flush=True)

    def _told(self, target: str) -> None:
        desk = self._program._desk
        assert desk is not None
        desk.draft.flush()
        print("kept", target, flush=True)
        QApplication.processEvents()

    def _names(self) -> set[str]:
        return {
            one.accessibleName()
            for one in self._program.shell.findChildren(QWidget)
            if one.isVisibleTo(self._program.shell)
        }

    def _find(self, words: str, kind: type[QWidget] = QAbstractButton) -> QWidget:
        for _ in range(40):
            shell = self._program.shell
            for one in shell.findChildren(kind):
                if (
                    one.accessibleName() == words
                    and one.isVisibleTo(shell)
                    and not isinstance(one.parentWidget(), QComboBox)
                ):
                    return one
            QTest.qWait(25)
        raise AssertionError(f"there is no “{words}” on the screen")

    def _click(self, words: str) -> None:
        QTest.mouseClick(self._find(words), Qt.MouseButton.LeftButton)
        QApplication.processEvents()


def main() -> None:
    """Run the program with a person at it; exit code 0 when the window was closed by them."""
    home, plan = sys.argv[1], json.loads(Path(sys.argv[2]).read_text())
    start = app.Program.start

    def begin(program: app.Program, file: str = "") -> None:
        start(program, file)
        person = Person(program, plan)

        def go() -> None:
            try:
                person.go()
            except BaseException as fault:  # a test process: whatever it is has to reach the parent
                print("failed", repr(fault), flush=True)
                sys.stdout.flush()
                QApplication.exit(3)
                raise

        QTimer.singleShot(300, go)

    app.Program.start = begin  # type: ignore[method-assign, assignment]
    sys.exit(window.main(["--home", home]))


if __name__ == "__main__":
    main()
