"""The whole seed by screen reader: a person who sees nothing and knows only the printed questionnaire fills and finalises it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from db.archive import Archive
from db.contributions import ContributionStore
from desktop.paths import Paths
from desktop.system_libraries import SYSTEM_PYTHON, missing, missing_for_journeys
from forms.answers import Target, Value
from forms.package.package import unpack
from tests.desktop.colleagues import Colleague, meet
from tests.samples import RESOURCES, definition, ngo_answers, questionnaire

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bus(screen: dict[str, str]) -> Iterator[dict[str, str]]:
    """The screen's environment with a session bus of its own, on which assistive technology finds the window."""
    lacking = (*missing_for_journeys(), *missing(window=True))
    if lacking:
        pytest.skip(f"a screen reader cannot be tried here; missing: {' '.join(lacking)}")
    server = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
    )  # fmt: skip
    assert server.stdout is not None
    address = server.stdout.readline().strip()
    yield {**screen, "DBUS_SESSION_BUS_ADDRESS": address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    server.terminate()
    server.wait()
    server.stdout.close()


def start(home: Path) -> list[str]:
    """The command that opens the window."""
    return [sys.executable, "-m", "desktop", "--home", str(home)]


@contextmanager
def window(home: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The program's window over `home`, as a person starts it; closed the way a system closes it."""
    with subprocess.Popen(start(home), cwd=ROOT, env=environment) as program:
        try:
            yield program
        finally:
            program.send_signal(signal.SIGTERM)
            try:
                program.wait(30)
            except subprocess.TimeoutExpired:
                program.kill()
                raise


def choices(raw: dict[str, Any]) -> dict[str, str]:
    """The printed words of each choice."""
    given = raw["choices"]
    if isinstance(given, dict):
        given = json.loads((RESOURCES / "lists" / f"{given['list']}.json").read_bytes())["choices"]
    return {one["id"]: one["label"] for one in given}


def steps(raw: dict[str, Any], answers: dict[Target, Value]) -> Iterator[dict[str, object]]:
    """What the person does at one printed question."""
    kind, label, target = raw["kind"], raw.get("label", ""), raw["id"]
    required = raw.get("required", False)
    if kind == "matrix":
        columns = {one["id"]: one["label"] for one in raw["columns"]}
        for row in raw["rows"]:
            column = answers[f"{target}/{row['id']}"]
            name = f"{label}: {row['label']}: {columns[str(column)]}"
            yield {"role": "radio button", "name": name, "required": row.get("required", False)}
    elif target not in answers:
        return
    elif kind == "single_choice" and raw.get("style") == "dropdown":
        yield {"role": "text", "name": label, "words": choices(raw)[str(answers[target])], "required": required}
    elif kind in ("single_choice", "multiple_choice"):
        value = answers[target]
        role = "radio button" if kind == "single_choice" else "check box"
        for one in value if isinstance(value, tuple) else (value,):
            yield {"role": role, "name": f"{label}: {choices(raw)[str(one)]}", "required": required}
    elif kind == "consent":
        yield {"role": "check box", "name": label, "required": required}
    else:
        yield {"role": "text", "name": label, "words": answers[target], "required": required}


def plan(answers: dict[Target, Value]) -> dict[str, object]:
    """The person's plan: the words of the definition, which a test of its own holds to the print; nothing of the program's."""
    raw = json.loads(definition("micro-credentials"))
    return {
        "title": raw["title"],
        "sections": [
            {"title": one["title"], "steps": [step for item in one["items"] for step in steps(item, answers)]}
            for one in raw["sections"]
        ],
    }


def heard_of(path: Path, bus: dict[str, str]) -> dict[str, Any]:
    """What a person who sees nothing heard while they carried out a plan."""
    person = subprocess.run(
        [SYSTEM_PYTHON, "-W", "ignore", str(Path(__file__).with_name("reader.py")), str(path)],
        cwd=ROOT, env=bus, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert person.stdout, person.stderr
    told: dict[str, Any] = json.loads(person.stdout)
    return told


def test_deciding_and_signing_by_screen_reader(tmp_path: Path, bus: dict[str, str]) -> None:
    """A coordinator who sees nothing hears that answers differ, decides a choice and a text, looks at the people, signs and
    finalises, by the words of the controls alone; all is named, no name stands twice."""
    long, before = "other-aspects", "Learning should be near. It should be cheap."
    anna = Colleague(tmp_path / "anna", "Anna").begin(questionnaire(), {**ngo_answers(), long: before})
    ben = anna.let_in(tmp_path / "ben", "Ben")
    meet(anna, ben)
    for one, age, word in ((anna, "25-34", "very near"), (ben, "55-64", "quite near")):
        one.answer("age-group", age)
        one.answer(long, before.replace("near", word))
    meet(anna, ben)
    anna.close()
    ben.close()
    press = "push button"
    deeds = [
        ["press", press, "Continue: Our reply", "home"],
        ["press", press, "Work together: 2 answers differ", "questions"],
        ["press", press, "Back to the questions", "people"],
        ["press", press, "Decide: Any others aspects?", "questions"],
        ["press", press, "Passage 1 of 1: Use the text of Ben", "text"],
        ["press", press, "Use this text: Any others aspects?", "text chosen"],
        ["press", press, "Previous", "decided"],
        ["press", press, "Use this: Answer of Ben: 55-64 (In which age group do you fall?)", "differences"],
        ["press", press, "Back to the questions", "all decided"],
        ["press", press, "Review", "questions"],
        ["press", press, "Go on to finalise", "review"],
        ["toggle", "check box", "I have looked at what will be sent and what will be public.", "sign off"],
        ["press", press, "Sign off", "sign off"],
        ["press", press, "Go on to finalise", "signed"],
        ["press", press, "Finalise", "finalise"],
        ["hear", press, "Save the package…", "contribution"],
    ]
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({"deeds": deeds}), encoding="utf-8")
    with window(tmp_path / "anna", bus) as program:
        heard = heard_of(path, bus)

    assert heard["lost"] == ""
    assert heard["nameless"] == []
    assert heard["ambiguous"] == []
    assert program.returncode == 0
    archive = Archive.open(Paths(tmp_path / "anna").archive)
    store = ContributionStore(archive)
    (kept,) = store.all()
    sheet = unpack(BytesIO(store.package(kept.identity))).contribution.sheet
    archive.close()
    assert (sheet["age-group"], sheet[long]) == ("55-64", before.replace("near", "quite near"))


def test_the_whole_seed_by_screen_reader(tmp_path: Path, bus: dict[str, str]) -> None:
    """Over AT-SPI alone, by "Toggle", "Press", "SetFocus" and written text, an NGO answers everything and finalises: all is named,
    no name stands twice, what is required says so, each deed has its effect, and the package holds exactly the plan."""
    answers = ngo_answers()
    path, home = tmp_path / "plan.json", tmp_path / "home"
    path.write_text(json.dumps({**plan(answers), "start": start(home)}), encoding="utf-8")
    with window(home, bus) as program:
        heard = heard_of(path, bus)

    assert heard["lost"] == ""
    assert heard["nameless"] == []
    assert heard["ambiguous"] == []
    assert heard["untold"] == []
    assert heard["unreached"] == []
    assert heard["deaf"] == []
    titles = [one["title"] for one in json.loads(definition("micro-credentials"))["sections"]]
    assert sorted(heard["screens"]) == sorted(
        ["home", "settings", "find", *titles, "review", "finalise", "contribution"]
    )
    assert min(heard["screens"].values()) > 0
    assert program.returncode == 0
    archive = Archive.open(Paths(home).archive)
    store = ContributionStore(archive)
    (kept,) = store.all()
    package = unpack(BytesIO(store.package(kept.identity)))
    archive.close()
    assert dict(package.contribution.sheet) == answers
