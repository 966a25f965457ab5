"""Three windows on three homes with one shared folder: rival answers, brought together by themselves, decided, signed off."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.work.drafting import begin
from forms.package.package import unpack
from forms.questionnaire import Matrix
from tests.desktop.colleagues import Colleague
from tests.samples import ngo_answers, questionnaire

ROOT = Path(__file__).parents[2]
LONG = "other-aspects"
BEFORE = "Learning should be near. It should be cheap. It should be short."


class Window:
    """One program in a process of its own with somebody at it."""

    def __init__(self, home: Path, environment: dict[str, str], *files: Path) -> None:
        command = [sys.executable, "-m", "tests.journeys.at_a_window", str(home), *map(str, files)]
        self._errors = (home.parent / f"{home.name}.err").open("w+")
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True, bufsize=1
        )  # fmt: skip
        self._heard()

    def __getattr__(self, verb: str) -> Any:
        """Any command of `at_a_window`."""

        def told(*words: object) -> Any:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps([verb, *map(str, words)]) + "\n")
            self._process.stdin.flush()
            return self._heard()

        return told

    def end(self) -> int:
        """Close the window; the exit code of the program."""
        if self._process.poll() is None:
            self.close()
        code = self._process.wait(60)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._errors.close()
        return code

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            if stream is not None:
                stream.close()

    def _heard(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        said = json.loads(line) if line else {"failed": "the window is gone"}
        if "failed" in said:
            self._errors.seek(0)
            raise AssertionError(f"{said['failed']}\n{self._errors.read()[-4000:]}")
        return said["found"]


@pytest.fixture
def windows() -> Iterator[list[Window]]:
    """The windows of a test, none of which is left behind."""
    opened: list[Window] = []
    yield opened
    for one in opened:
        if one._process.poll() is None:
            one.kill()


def test_rival_answers_are_decided_and_signed_off(
    tmp_path: Path, screen: dict[str, str], windows: list[Window]
) -> None:
    """Anna shares a draft and chooses a folder; Ben and Cleo join by her file. Anna and Ben answer a single choice, a choice set, a
    matrix row and a long text in rival ways at once; the folder brings it together by itself, nothing is lost; Anna decides, Cleo signs
    and finalises exactly that."""
    folder = tmp_path / "shared"
    folder.mkdir()
    anna_home = Colleague(tmp_path / "anna", "Anna")
    begin(
        anna_home.office,
        questionnaire(),
        "Our reply",
        sheet={**ngo_answers(), LONG: BEFORE, "reasons": ("too-expensive",)},
    )
    anna_home.close()

    def sit_down(name: str, *files: Path) -> Window:
        windows.append(Window(tmp_path / name, screen, *files))
        return windows[-1]

    anna = sit_down("anna")
    anna.begins("Continue: Our reply")
    anna.menu("Work together")
    anna.type("Your name, as your colleagues know you", "Anna")
    anna.begins("Begin to work together")
    anna.folder(folder)
    anna.begins("Choose a shared folder")
    anna.see("Anna (you)")
    invitation = tmp_path / "invitation.exchange.zip"
    anna.answers(invitation)
    anna.begins("Save the file for my colleagues")

    others = {}
    for name in ("Ben", "Cleo"):
        back = tmp_path / f"{name}-asks.exchange.zip"
        one = others[name] = sit_down(name.lower(), invitation)
        one.type("Your name, as your colleagues know you", name)
        one.begins("Join")
        one.answers(back)
        one.begins("Save the file")
        one.begins("Go to the questions")
        one.menu("Work together")
        one.folder(folder)
        one.begins("Choose a shared folder")
    ben, cleo = others["Ben"], others["Cleo"]
    for name in ("Ben", "Cleo"):
        anna.see(f"{name}")
        anna.begins(f"Compare and let in: {name}")
        if name == "Cleo":
            anna.begins("Signer, for Cleo")
        anna.begins(f"The letters are the same: let {name} in")
    anna.shot(tmp_path / "people.png")
    for one in (ben, cleo):
        one.see("Editor")
        one.begins("Back to the questions")
    anna.begins("Back to the questions")

    assert ben.value(LONG) == BEFORE

    reasons = str(next(one.label for one in questionnaire().questions() if one.id == "reasons"))
    matrix = next(one for one in questionnaire().questions() if isinstance(one, Matrix))
    row, columns = matrix.rows[0], [str(one.label) for one in matrix.columns]
    target = f"{matrix.id}/{row.id}"
    for one, age, column, end in ((anna, "25-34", columns[1], " Near."), (ben, "55-64", columns[2], " Not far.")):
        one.go("age-group")
        one.click(f"In which age group do you fall?: {age}")
        one.go("reasons")
        one.begins(f"{reasons}: " + ("Lack of time" if one is anna else "Lack of flexibility"))
        one.go(target)
        one.click(f"{matrix.label}: {row.label}: {column}")
        one.go(LONG)
        one.type(str(next(asked.label for asked in questionnaire().questions() if asked.id == LONG)), end)
    for one in (anna, ben, cleo, anna, ben, cleo):
        one.menu("Work together")
        one.begins("Look now")
        one.begins("Back to the questions")
    for one in (anna, ben, cleo):
        one.go("age-group")
        one.see("Two different answers")
        assert not {"age-group", target, LONG} & set(one.effective())
        assert set(one.value("reasons")) == {"too-expensive", "time", "flexibility"}
    assert (anna.value("age-group"), ben.value("age-group")) == ("25-34", "55-64")
    anna.shot(tmp_path / "different.png")

    anna.menu("Different answers")
    anna.shot(tmp_path / "decide-choice.png")
    anna.begins("Use this: Answer of Ben: 55-64")
    anna.begins("Next")
    anna.shot(tmp_path / "decide-row.png")
    anna.begins("Use this: Your answer")
    anna.begins("Next")
    anna.shot(tmp_path / "decide-text.png")
    anna.begins("Passage 1 of 1: Both, in this order")
    anna.begins("Use this text")
    anna.see("Everything is decided")
    anna.shot(tmp_path / "decided.png")

    anna.begins("Back to the questions")
    for one in (anna, cleo, ben):
        one.menu("Work together")
        one.begins("Look now")
        one.begins("Back to the questions")
    cleo.go(LONG)
    cleo.menu("Sign off")
    cleo.see("4 answers are hidden and will not be sent")
    for _ in range(4):
        cleo.begins("I know: it need not be sent")
    cleo.see("Nothing stands in the way")
    cleo.click("I have looked at what will be sent and what will be public.")
    cleo.begins("Sign off")
    cleo.see("Signed by Cleo")
    cleo.shot(tmp_path / "signed.png")
    cleo.begins("Go on to finalise")
    cleo.begins("Finalise")
    cleo.see("NOT")
    cleo.answers(tmp_path / "saved.contribution.zip")
    cleo.begins("Save the package")
    assert [one.end() for one in (anna, ben, cleo)] == [0, 0, 0]

    sent = unpack(tmp_path / "saved.contribution.zip").contribution.sheet
    assert sent["age-group"] == "55-64"
    assert sent[target] == matrix.columns[1].id
    chosen = sent["reasons"]
    assert isinstance(chosen, tuple)
    assert set(chosen) == {"too-expensive", "time", "flexibility"}
    assert sent[LONG] in (f"{BEFORE} Near. Not far.", f"{BEFORE} Not far. Near.")
