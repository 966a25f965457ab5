"""A colleague at the real window, in a process of its own, who does what is said line by line.

`python -m tests.journeys.at_a_window HOME [FILE]` reads commands as JSON lines and answers each with one JSON line.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from desktop import app, window
from tests.journeys.person import Person, type_text
from tests.ui.engine_desk import Answers

WAIT_MS, PATIENCE = 50, 400


class AtAWindow(Person):
    """Carries out commands: `[verb, word…]`."""

    def __init__(self, program: app.Program) -> None:
        super().__init__(program, {"answers": {}})

    def do(self, verb: str, *words: str) -> Any:
        """One command; what it found."""
        deed: Callable[..., Any] = getattr(self, f"do_{verb}")
        return deed(*words)

    def do_click(self, words: str) -> None:
        """Press a control by its words."""
        self._click(words)

    def do_begins(self, words: str) -> None:
        """Press the control whose words begin so."""
        self._click(self._waited_for(words))

    def do_type(self, name: str, text: str) -> None:
        """Type into a field, at the end of what is there."""
        field = next(one for kind in (QLineEdit, QPlainTextEdit) for one in self._program.shell.findChildren(kind)
                     if one.accessibleName() == name and one.isVisibleTo(self._program.shell))  # fmt: skip
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        type_text(field, text)
        QApplication.processEvents()

    def do_menu(self, words: str) -> None:
        """Choose an entry of a menu."""
        actions = self._program.shell.findChildren(QAction)
        next(one for one in actions if one.text().replace("&", "").partition("\t")[0] == words).trigger()
        QTest.qWait(WAIT_MS)

    def do_go(self, target: str) -> None:
        """Go to a question, as a link does."""
        fill = self._program._fill
        assert fill is not None
        self._program.show_questions(target)
        QTest.qWait(WAIT_MS)

    def do_see(self, words: str) -> bool:
        """Wait until these words are on the screen."""
        for _ in range(PATIENCE):
            if any(words in one for one in self._said()):
                return True
            QTest.qWait(WAIT_MS)
        raise AssertionError(f"never saw “{words}” among {[one[:60] for one in sorted(self._said())]}")

    def do_answers(self, file: str) -> None:
        """The file that this person chooses in the dialogue that comes."""
        answers = Answers([Path(file)])
        self._program._ask = answers
        screen = self._program.shell.screen_shown
        if screen is not None and hasattr(screen, "_ask"):
            screen._ask = answers

    def do_folder(self, path: str) -> None:
        """Choose this folder in the dialogue for folders that comes."""
        screen: Any = self._program.shell.screen_shown
        screen._choose = lambda _window: Path(path)

    def do_value(self, target: str) -> Any:
        """What the question shows, as plain data."""
        desk = self._program._desk
        assert desk is not None
        value = desk.draft.filling.value(target)
        return list(value) if isinstance(value, tuple) else value

    def do_effective(self) -> list[str]:
        """The questions whose answers would be sent."""
        desk = self._program._desk
        assert desk is not None
        return list(desk.draft.filling.effective())

    def do_shot(self, path: str) -> None:
        """A picture of the window."""
        QTest.qWait(4 * WAIT_MS)
        self._program.shell.grab().save(path)

    def do_close(self) -> None:
        """Close the window."""
        self._program.shell.close()

    def _waited_for(self, words: str) -> str:
        for _ in range(PATIENCE):
            found = sorted(one for one in self._names() if one.startswith(words))
            if found:
                return found[0]
            QTest.qWait(WAIT_MS)
        raise AssertionError(f"never saw “{words}” among {[one[:60] for one in sorted(self._names())]}")

    def _said(self) -> set[str]:
        shell = self._program.shell
        labels = {one.text() for one in shell.findChildren(QLabel) if one.isVisibleTo(shell)}
        return labels | self._names() | {shell.statusBar().currentMessage()}


def main() -> None:
    """Run the program with a colleague at it."""
    home, files = sys.argv[1], sys.argv[2:]
    start = app.Program.start

    def begin(program: app.Program, file: str = "") -> None:
        start(program, file)
        who = AtAWindow(program)
        reading = QSocketNotifier(0, QSocketNotifier.Type.Read, program.shell)
        left = bytearray()

        def read() -> None:
            reading.setEnabled(False)
            data = os.read(0, 65_536)
            left.extend(data)
            while b"\n" in left:
                line, _, rest = bytes(left).partition(b"\n")
                left[:] = rest
                try:
                    print(json.dumps({"found": who.do(*json.loads(line))}), flush=True)
                except BaseException as fault:  # a test process: whatever it is has to reach the parent
                    print(json.dumps({"failed": repr(fault)}), flush=True)
                    raise
            reading.setEnabled(bool(data))

        reading.activated.connect(read)
        print(json.dumps({"found": "ready"}), flush=True)

    app.Program.start = begin  # type: ignore[method-assign, assignment]
    sys.exit(window.main(["--home", home, *files]))


if __name__ == "__main__":
    main()
