"""Documentation that cannot lie: its commands run, its files exist, its verbs are all there are."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli import parser
from tests.samples import ngo_answers, questionnaire

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
PATH = re.compile(r"`((?:desktop|ui|forms|db|resources|tests|docs)/[\w/.-]*)`")
BENCH = re.compile(r"python -m (tests\.bench[\w.]*)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_named_files_exist(page: Path) -> None:
    """Every file and folder that a page names in the checkout is there, and so is every benchmark."""
    text = page.read_text(encoding="utf-8")
    missing = [name for name in PATH.findall(text) if "NAME" not in name and not (ROOT / name).exists()]
    missing += [name for name in BENCH.findall(text) if not _module_exists(name)]
    assert not missing


def _module_exists(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__main__.py").exists()


def test_the_verbs_of_the_readme_run(tmp_path: Path) -> None:
    """What README shows as verbs does what it says, in its order, over one folder."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [one.split("#")[0].strip() for one in text.splitlines() if one.startswith("python3 -m desktop ")]
    verbs = [shlex.split(one)[3:] for one in lines if len(shlex.split(one)) > 3]
    assert {one[0] for one in verbs} >= {"fill", "check", "blank", "verify"}
    asked = questionnaire("micro-credentials")
    (tmp_path / "my-answers.json").write_text(json.dumps(plain_answers(asked)), encoding="utf-8")
    source = ROOT / "resources" / "questionnaires" / "micro-credentials.json"
    (tmp_path / "my-questionnaire.json").write_bytes(source.read_bytes())
    for words in verbs:
        given = [name for word in words for name in (sorted(map(str, tmp_path.glob(word))) if "*" in word else [word])]
        command = [sys.executable, "-m", "desktop", "--home", str(tmp_path / "home"), *given]
        done = subprocess.run(
            command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, (words, done.stdout, done.stderr)
    assert (tmp_path / "empty.pdf").read_bytes().startswith(b"%PDF")


def plain_answers(asked: object) -> dict[str, object]:
    """The answers of the sample NGO as an answers file has them: rows under their question."""
    plain: dict[str, object] = {}
    for target, value in ngo_answers().items():
        question, _, row = target.partition("/")
        given: object = list(value) if isinstance(value, tuple) else value
        if row:
            rows = plain.setdefault(question, {})
            assert isinstance(rows, dict)
            rows[row] = given
        else:
            plain[question] = given
    return plain


def test_every_verb_is_in_the_documentation() -> None:
    """`docs/verbs.md` names every verb of the command line and every option of it."""
    text = (ROOT / "docs" / "verbs.md").read_text(encoding="utf-8")
    verbs = next(one for one in parser()._actions if one.dest == "verb")
    assert isinstance(verbs.choices, dict)
    for name, verb in verbs.choices.items():
        assert f"`{name}" in text, name
        for action in verb._actions:
            for option in action.option_strings:
                assert option in ("-h", "--help", "--home", "--json") or f"{option}" in text, (name, option)
