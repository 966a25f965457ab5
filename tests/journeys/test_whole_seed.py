"""The whole seed through the real window: killed half-way, reopened, finalised; and by keyboard alone."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from forms.package.package import unpack
from tests.samples import PAPER, ngo_answers

ROOT = Path(__file__).parents[2]


def sit_down(tmp_path: Path, screen: dict[str, str], plan: dict[str, object]) -> subprocess.Popen[str]:
    """Start the program with a person at it."""
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan))
    command = [sys.executable, "-m", "tests.journeys.person", str(tmp_path / "home"), str(path)]
    return subprocess.Popen(command, cwd=ROOT, env=screen, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def plan(tmp_path: Path, mode: str, then: str, answers: dict[str, object]) -> dict[str, object]:
    """What the person is to do."""
    return {"answers": answers, "mode": mode, "then": then, "files": str(tmp_path)}


def test_killed_half_way_and_finalised(tmp_path: Path, screen: dict[str, str]) -> None:
    """An NGO with five reasons, their follow-ups, all 64 rows, texts and a position paper: killed in the middle of typing, nothing
    said to be kept is lost; the window comes back at the draft; finalised, receipt and package are right."""
    (tmp_path / "paper.pdf").write_bytes(PAPER)
    answers: dict[str, object] = {**ngo_answers(), "position-paper": str(tmp_path / "paper.pdf")}
    answers = {target: list(value) if isinstance(value, tuple) else value for target, value in answers.items()}
    first = sit_down(tmp_path, screen, plan(tmp_path, "mouse", "stay", answers))
    assert first.stdout is not None
    assert first.stderr is not None
    kept: list[str] = []
    for line in iter(first.stdout.readline, ""):
        assert not line.startswith("failed"), line + first.stderr.read()
        kept.append(line.split()[1])
        if len(kept) == len(answers) // 2:
            time.sleep(0.02)
            first.kill()
            break
    assert kept, first.stderr.read()
    rest = first.stdout.read()
    kept += [line.split()[1] for line in rest.splitlines() if line.startswith("kept ")]
    first.wait()
    first.stdout.close()
    first.stderr.close()
    rest_of_answers = {target: value for target, value in answers.items() if target not in kept}
    texts = {target for target, value in rest_of_answers.items() if isinstance(value, str)}
    assert rest_of_answers
    second = sit_down(tmp_path, screen, plan(tmp_path, "mouse", "finalise", rest_of_answers))
    out, errors = second.communicate(timeout=240)

    assert "finalised" in out, out + errors
    assert second.returncode == 0, errors
    package = unpack(tmp_path / "saved.contribution.zip")
    expected = {**ngo_answers()}
    for target, value in expected.items():
        found = package.contribution.sheet[target]
        assert found == value or (target in texts and str(value) in str(found)), target
    assert list(package.attachments.values()) == [PAPER]
    assert (tmp_path / "saved.pdf").read_bytes() == package.receipt
    assert list((tmp_path / "home" / "backups").iterdir())


def test_by_keyboard_alone(tmp_path: Path, screen: dict[str, str]) -> None:
    """Tab, space, letters and return are enough to answer the whole seed, attach a file and finalise it."""
    answers: dict[str, object] = {
        target: list(value) if isinstance(value, tuple) else value for target, value in ngo_answers().items()
    }
    (tmp_path / "paper.pdf").write_bytes(PAPER)
    answers["position-paper"] = str(tmp_path / "paper.pdf")
    person = sit_down(tmp_path, screen, plan(tmp_path, "keys", "finalise", answers))
    out, errors = person.communicate(timeout=300)

    assert "finalised" in out, out + errors
    package = unpack(tmp_path / "saved.contribution.zip")
    assert {target: package.contribution.sheet[target] for target in ngo_answers()} == ngo_answers()
    assert list(package.attachments.values()) == [PAPER]
