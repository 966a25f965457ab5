"""The real program, killed at random moments while a person types, attaches a file, finalises and saves: nothing saved is lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import pytest

from db import backups
from db.archive import Archive
from db.attachments import AttachmentStore
from db.contributions import ContributionStore
from db.drafts import DraftStore, StoredDraft
from db.soundness import flaws
from desktop import preferences
from desktop.keys import DeviceKey
from desktop.paths import Paths
from desktop.publishing import write_whole
from desktop.work import drafting
from desktop.work.office import Office
from desktop.work.shelf import at_hand
from forms.answers import Target, Value
from forms.package.package import unpack
from forms.plain import files_of
from tests.samples import MOMENT, PAPER, ngo_answers, questionnaire

ROOT = Path(__file__).parents[2]
GUARANTEE_SECONDS = 0.25
SCENES = {"type": 0.7, "attach": 0.5, "finalise": 1.2}
"""Within how many seconds the end comes: long enough to reach everything in the scene."""


@dataclass
class Life:
    """What one person did and was told until the end."""

    scene: str
    ended: float
    keys: list[tuple[Target, str, float]] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    saved: int = 0
    finalised: bool = False
    files: set[str] = field(default_factory=set)


@dataclass
class Toll:
    """What many ends cost."""

    acknowledged: int = 0
    unsaved_keys: int = 0
    unsaved_seconds: float = 0.0
    contributions: int = 0
    files: int = 0
    backups: int = 0


class Zygote:
    """Where people come from."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.killing"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in: IO[str] = self._process.stdin
        self._out: IO[str] = self._process.stdout

    def live(self, home: Path, scene: str, seed: int, seconds: float) -> Life:
        """One life, ended some seconds after it got going."""
        self._in.write(json.dumps({"home": str(home), "scene": scene, "seed": seed}) + "\n")
        self._in.flush()
        pid = self._next()["pid"]
        assert self._next()["kind"] == "go"
        time.sleep(seconds)
        with suppress(ProcessLookupError):  # then the next line says what went wrong
            os.kill(pid, signal.SIGKILL)
        life = Life(scene, time.monotonic())
        while (line := self._next())["kind"] != "gone":
            self._hear(life, line)
        return life

    def close(self) -> None:
        """No more people."""
        self._in.close()
        self._process.wait()
        self._out.close()

    def _next(self) -> dict[str, Any]:
        line: dict[str, Any] = json.loads(self._out.readline())
        assert line["kind"] != "failed", line
        return line

    def _hear(self, life: Life, line: dict[str, Any]) -> None:
        kind = line["kind"]
        if kind == "key":
            life.keys.append((line["target"], line["letter"], line["at"]))
        elif kind == "attaching":
            life.attached.append(line["name"])
        elif kind == "saved":
            life.saved = line["count"]
        elif kind == "finalised":
            life.finalised = True
        elif kind == "file":
            life.files.add(line["name"])


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    """One for all trials."""
    made = Zygote()
    yield made
    made.close()


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """A home with one complete draft, open where the person left it, and papers to attach."""
    home = tmp_path / "prepared"
    paths = Paths(home).make()
    archive = Archive.open(paths.archive)
    key = DeviceKey.at(paths.keys)
    office = Office.over(
        archive, copies=paths.copies, now=lambda: datetime.fromisoformat(MOMENT), new_id=lambda: f"id-{random.random()}",
        random_bytes=random.randbytes, key=lambda: key,
    )  # fmt: skip
    drafting.begin(
        office, questionnaire(), "My draft", sheet=ngo_answers(), last_place="other-aspects",
        contribution_id="3c64d917-628e-47db-8e38-4cabd92c1090",
    )  # fmt: skip
    draft_id = office.drafts.all()[0].draft_id
    list(at_hand(office))
    archive.close()
    chosen, extra = preferences.load(paths.preferences)
    write_whole(paths.preferences, preferences.to_bytes(replace(chosen, open_draft=draft_id), extra))
    (home / "files").mkdir()
    for number in range(40):
        (home / "files" / f"paper-{number}.pdf").write_bytes(paper(number))
    return home


def paper(number: int) -> bytes:
    """A position paper like no other."""
    head, line, rest = PAPER.partition(b"\n")
    return head + line + b"%" + random.Random(number).randbytes(3000 * number).hex().encode() + line + rest


@pytest.mark.parametrize(
    ("seed", "trials"), [(0, 12), *(pytest.param(seed, 125, marks=pytest.mark.long) for seed in range(1, 9))]
)
def test_killed(tmp_path: Path, prepared: Path, zygote: Zygote, seed: int, trials: int) -> None:
    """After each end the archive opens, holds every answer that the window called saved and no answer that was never typed, and no
    final name stands on a half file; what was typed and not yet called saved is the typing of a quarter of a second."""
    chance = random.Random(seed)
    toll = Toll()
    began = time.monotonic()
    for number in range(trials):
        home = tmp_path / f"home-{number}"
        shutil.copytree(prepared, home)
        scene = tuple(SCENES)[number % len(SCENES)]
        life = zygote.live(home, scene, seed * 10_000 + number, chance.random() * SCENES[scene])
        try:
            judge(home, life, toll)
        except BaseException:
            print(f"trial {number}: {life}")
            raise
        shutil.rmtree(home)
    print(
        f"{trials} ends: {toll.acknowledged} edits called saved, none lost, none torn; at most {toll.unsaved_keys} keys and "
        f"{toll.unsaved_seconds * 1000:.0f} ms of typing not yet saved; {toll.contributions} contributions, {toll.files} files and "
        f"{toll.backups} backups, all whole; {time.monotonic() - began:.0f} s"
    )
    assert toll.acknowledged
    if trials > 12:  # a handful of ends on a busy machine proves nothing about time
        assert toll.unsaved_seconds <= GUARANTEE_SECONDS


def judge(home: Path, life: Life, toll: Toll) -> None:
    """One end."""
    paths = Paths(home)
    archive = Archive.open(paths.archive)
    try:
        contributions = ContributionStore(archive).all()
        with archive.read() as connection:
            draft_id, ended = connection.execute("SELECT draft_id, ended FROM draft").fetchone()
        assert [one.identity for one in contributions] == [ended] * bool(ended)
        assert contributions or not life.finalised
        stored = DraftStore(archive).load(draft_id)
        assert not stored.damaged
        _answers(stored, life, toll)
        for value in stored.sheet.values():
            for one in files_of(value):
                assert AttachmentStore(archive).bytes_of(one.digest) == paper(int(one.name[6:-4]))
        packages = {one.identity: ContributionStore(archive).package(one.identity) for one in contributions}
    finally:
        archive.close()
    assert not flaws(paths.archive)
    for copy in backups.kept(paths.backups):
        assert not flaws(copy.path)
        toll.backups += 1
    assert DeviceKey.at(paths.keys, expected=True)
    assert json.loads(paths.preferences.read_bytes())
    made = {path.name: path for path in (home / "files").iterdir() if "mine" in path.name}
    assert made.keys() >= life.files
    for name, path in made.items():
        package = unpack(path) if name.endswith(".zip") else unpack(made["mine.contribution.zip"])
        assert path.read_bytes() == (packages[package.identity] if name.endswith(".zip") else package.receipt)
    toll.files += len(made)
    toll.contributions += len(packages)


def _answers(stored: StoredDraft, life: Life, toll: Toll) -> None:
    toll.acknowledged += life.saved + life.finalised + len(life.files)
    before = ngo_answers()
    if life.scene == "attach":
        found = [one.name for one in files_of(stored.sheet.get("position-paper"))]
        states = [[], *([name] for name in life.attached)]
        assert found in states[life.saved :]
        stored_rest = {target: value for target, value in stored.sheet.items() if target != "position-paper"}
        assert stored_rest == before
        return
    states_typed = list(_typed(before, life))
    assert stored.sheet in states_typed[life.saved :], "an answer that was called saved is lost, or one is torn"
    kept = max(number for number, one in enumerate(states_typed) if one == stored.sheet)
    lost = life.keys[kept:]
    toll.unsaved_keys = max(toll.unsaved_keys, len(lost))
    if lost:
        toll.unsaved_seconds = max(toll.unsaved_seconds, life.ended - lost[0][2])


def _typed(before: dict[Target, Value], life: Life) -> Iterator[dict[Target, Value]]:
    """Every state that the answers were in while the person typed."""
    sheet = dict(before)
    yield dict(sheet)
    for target, letter, _at in life.keys:
        sheet[target] = f"{sheet[target]}{letter}"
        yield dict(sheet)
