"""A session in a process of its own in which every answer is a word that stands nowhere else.

`python -m tests.desktop.token_session ROOT` runs the program over ROOT/home, saves to ROOT/saved, and prints what it did as JSON, one
line each; before it ends it waits for a line.
"""

from __future__ import annotations

import json
import secrets
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop import app, window
from forms.answers import Target, Value
from forms.places import Places
from forms.questionnaire import Matrix, Question, Questionnaire, Ranking
from tests.journeys.person import type_text
from tests.samples import ngo_answers, questionnaire
from tests.ui.engine_desk import Answers
from ui.fill.answers.attachment import AttachmentView


class Session:
    """Works through both bundled questionnaires over one window."""

    def __init__(self, program: app.Program, root: Path) -> None:
        self._program, self._root = program, root
        self._tokens: list[str] = []
        program._ask = program.leaving._ask = program._home._ask = self._ask = Answers()

    def go(self) -> None:
        """Finalise one draft, leave one open half-way, delete one for good, and strike a bug in between."""
        self._tell("finalised", self._finalise())
        self._tell("erased", self._erase())
        self._tell("kept", self._work())

    def bug(self) -> None:
        """A bug of ours, over every answer there is."""
        desk = self._program._desk
        assert desk is not None
        words = " ".join(str(value) for value in desk.filling.sheet().values())
        raise RuntimeError(f"a bug over {words}")

    def end(self) -> None:
        """Say what the person was told, wait for leave to go, and close the window."""
        print(json.dumps({"told": self._ask.asked}), flush=True)
        sys.stdin.readline()
        self._program.shell.close()

    def _token(self) -> str:
        self._tokens.append("zq" + secrets.token_hex(9))
        return self._tokens[-1]

    def _tell(self, what: str, count: int) -> None:
        print(json.dumps({what: self._tokens, "answers": count}), flush=True)
        self._tokens = []

    def _begin(self, title: str) -> None:
        desk = self._program._home_desk
        (card,) = [one for one in desk.questionnaires() if one.title.startswith(title)]
        self._program._open_draft(lambda: desk.begin(card.digest))
        fill = self._program._fill
        assert fill is not None
        fill._ask = fill._files._ask = self._ask

    def _answer(self, sheet: dict[Target, Value]) -> int:
        fill = self._program._fill
        assert fill is not None
        for target, value in sheet.items():
            fill.go_to(target)
            fill._answer(target, value)
            fill._leave(target)
        return len(sheet)

    def _attach(self, question: str, padding: int = 0) -> None:
        fill = self._program._fill
        assert fill is not None
        given = self._root / "given"
        given.mkdir(exist_ok=True)
        path, wrong = given / f"{self._token()}.txt", given / f"{self._token()}.exe"
        path.write_text(self._token() + "." * padding)
        wrong.write_text(self._token())
        fill.go_to(question)
        QTest.qWait(10)
        card = fill.page().card(question)
        assert card is not None
        assert isinstance(card.view, AttachmentView)
        card.view.dropped.emit(question, wrong)
        card.view.dropped.emit(question, path)
        desk = self._program._desk
        assert desk is not None
        for one in desk.filling.sheet()[question]:  # type: ignore[union-attr]  # the answer to a question for files
            fill._files._open_copy(one.digest)  # type: ignore[union-attr]

    def _finalise(self) -> int:
        self._begin("Micro-credentials")
        texts = {"first-name", "surname", "organisation", "other-aspects", "anything-else"}
        sheet = {target: self._token() if target in texts else value for target, value in ngo_answers().items()}
        sheet["email"] = f"{self._token()}@example.org"
        count = self._answer(sheet)
        self._attach("position-paper", padding=4_000_000)  # more than the archive keeps in memory while it works
        desk = self._program._desk
        assert desk is not None
        desk.rename(self._token())
        self._program.look_at(desk.preview())
        self._program._show_review()
        self._program.show_finalise()
        identity = desk.finalise()
        self._program._finalised(identity)
        home, saved = self._program._home_desk, self._root / "saved"
        saved.mkdir()
        home.save_package(identity, saved / "saved.contribution.zip")
        home.save_receipt(identity, saved / "saved.pdf")
        self._program.look_at(home.receipt(identity))
        self._program.go_home()
        return count

    def _erase(self) -> int:
        self._begin("Micro-credentials")
        count = self._answer({target: self._token() for target in ("first-name", "surname", "other-aspects")})
        self._attach("position-paper")
        desk = self._program._desk
        assert desk is not None
        draft = desk.draft.draft_id
        desk.rename(self._token())
        self._program._home_desk.move_out(draft, self._root / "saved" / "moved.draft.zip")
        self._program.go_home()
        self._program._backing_up.finish()
        self._program._home_desk.trash(draft)
        self._program._home_desk.erase(draft)
        return count

    def _work(self) -> int:
        asked = questionnaire("every-kind")
        (title,) = [one.title for one in self._program._home_desk.questionnaires() if one.digest == asked.digest]
        self._begin(title)
        count = self._answer(dict(self._values(asked)))
        for one in asked.questions():
            if one.kind == "attachment":
                self._attach(one.id)
        fill, desk = self._program._fill, self._program._desk
        assert fill is not None
        assert desk is not None
        for section in asked.sections:
            fill.go_to_section(section.id)
            QTest.qWait(1)
        fill.undo()
        fill.redo()
        fill.open_find()
        type_text(fill._find.findChildren(QLineEdit)[0], self._tokens[0])
        self._program._show_review()
        self._program._show_fill()
        self._program.look_at(desk.preview())
        return count

    def _values(self, asked: Questionnaire) -> Iterator[tuple[Target, Value]]:
        places = Places(asked)
        for question in asked.questions():
            for target in places.targets(places.numbers[question.id]):
                if question.kind != "attachment":
                    yield target, self._value(question, target)

    def _value(self, question: Question, target: Target) -> Value:
        if target != question.id and not isinstance(question, Matrix):
            return self._token()  # a cell of a table, the text of an “Other”
        if question.kind == "consent":
            return True
        if isinstance(question, Matrix):
            column = question.columns[0].id
            return (column,) if question.multiple else column
        if question.kind == "single_choice":
            return question.choices[-1].id
        if question.kind == "multiple_choice" or isinstance(question, Ranking):
            return tuple(one.id for one in question.choices)
        return self._token()


def main() -> None:
    """Run the program with the session in it."""
    root = Path(sys.argv[1])
    start = app.Program.start
    silent = SimpleNamespace(openUrl=lambda _address: True)

    def begin(program: app.Program, file: str = "") -> None:
        start(program, file)
        session = Session(program, root)

        def go() -> None:
            try:
                session.go()
            except BaseException:  # a test process: it has to end, and the parent has to see why
                traceback.print_exc()
                QApplication.exit(3)
            else:
                QTimer.singleShot(0, session.bug)
                QTimer.singleShot(500, session.end)

        QTimer.singleShot(100, go)

    app.Program.start = begin  # type: ignore[method-assign, assignment]
    with (
        patch("desktop.looking.QDesktopServices", silent),
        patch("ui.fill.files.QDesktopServices", silent),
        patch("ui.fill.screen.QDesktopServices", silent),
    ):
        sys.exit(window.main(["--home", str(root / "home")]))


if __name__ == "__main__":
    main()
