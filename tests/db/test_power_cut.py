"""Power cuts: a recorded session of the real store is cut at random moments into thousands of disks that could be there after.

Each must open, hold everything that was called saved, and have no broken file under a final name. What a disk may look like, and
what it may not, is said in `tests/db/disks.py`.
"""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from db import backups
from db.archive import Archive
from db.attachments import AttachmentStore
from db.contributions import ContributionStore
from db.drafts import DraftStore
from db.questionnaires import QuestionnaireStore
from db.soundness import flaws
from desktop.keys import DeviceKey
from forms import canonical
from forms.events import to_data
from forms.package.package import unpack
from forms.plain import files_of
from tests.db.disks import STRACE, Call, Disk, calls

ROOT = Path(__file__).parents[2]
ENDINGS = (".contribution.zip", ".receipt.pdf")


@dataclass
class Said:
    """What the program had said until the power failed."""

    opened: bool = False
    draft: str = ""
    sheets: list[Any] = field(default_factory=list)
    contribution: str = ""
    finalising: bool = False
    files: dict[str, list[str]] = field(default_factory=dict)
    backups: set[str] = field(default_factory=set)
    erased: str = ""

    def hear(self, line: dict[str, Any]) -> None:
        """Take one line. `sheets` are all that the archive may hold: the one called saved last, and those typed since."""
        kind = line["kind"]
        if kind == "did open":
            self.opened = True
        elif kind == "did begin":
            self.draft, self.sheets = line["draft"], [line["sheet"]]
        elif kind == "will":
            self.sheets.append(line["sheet"])
        elif kind == "did":
            self.sheets = self.sheets[-1:]
        elif kind == "will finalise":
            self.finalising = True
        elif kind == "did finalise":
            self.contribution = line["identity"]
        elif kind == "will file":
            self.files.setdefault(line["name"], [""]).append(line["digest"])
        elif kind == "did file":
            self.files[line["name"]] = [line["digest"]]
        elif kind == "did backup":
            self.backups.add(line["name"])
        elif kind == "did erase":
            self.erased = line["draft"]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Call]]:
    """One busy session, recorded; or a skip that says why there is none."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed: the disk cannot be recorded")
    folder = tmp_path_factory.mktemp("power")
    home, trace = folder / "home", folder / "trace"
    home.mkdir()
    done = subprocess.run(
        [*STRACE, "-o", str(trace), sys.executable, "-m", "tests.db.busy", str(home)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "ptrace" in done.stderr and "not permitted" in done.stderr:
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr
    found = list(calls(trace, home))
    trace.unlink()
    assert "did close" in done.stdout
    return home, found


@pytest.fixture
def fast_folder() -> Iterator[Path]:
    """A folder in memory where there is one: nothing is recorded any more."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name)


def disks(recorded: list[Call], count: int, chance: random.Random) -> Iterator[tuple[int, Said, dict[str, bytes]]]:
    """`count` disks after power cuts, with the number of calls before, and what had been said by then."""
    # The first start is over in a moment, and deserves its share of the cuts.
    cuts = sorted(chance.randrange(chance.choice((len(recorded) + 1,) * 9 + (120,))) for _ in range(count))
    disk, said = Disk(), Said()
    for number, call in enumerate([*recorded, Call("end")]):
        while cuts and cuts[0] == number:
            cuts.pop(0)
            yield number, said, disk.after_cut(chance)
        if call.kind == "say":
            said.hear(json.loads(call.data))
        else:
            disk.do(call)


@pytest.mark.parametrize("count", [pytest.param(60), pytest.param(5000, marks=pytest.mark.long)])
def test_power_cut(recorded: tuple[Path, list[Call]], fast_folder: Path, count: int) -> None:
    """Nothing that was called saved is lost, no answer is torn, no final name stands on a broken file, and the archive opens."""
    home, done = recorded
    acknowledged = 0
    for state, (cut, said, files) in enumerate(disks(done, count, random.Random(7))):
        after = fast_folder / "home"
        for path, data in files.items():
            place = after / Path(path).relative_to(home)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        try:
            judge(after, said)
        except BaseException:
            print(f"state {state}: cut after {cut} of {len(done)} calls; files: {sorted(files)}")
            raise
        acknowledged += said.opened
        shutil.rmtree(after, ignore_errors=True)
    print(
        f"{count} disks out of {len(done)} recorded calls, {acknowledged} with something acknowledged: none lost, none broken"
    )
    assert acknowledged > count // 2


def judge(home: Path, said: Said) -> None:
    """One disk."""
    home.mkdir(exist_ok=True)
    archive = Archive.open(home / "archive.satchel")
    try:
        _archive(archive, said)
    finally:
        archive.close()
    assert not flaws(home / "archive.satchel")
    for path in home.iterdir():
        if path.name.endswith(ENDINGS):
            assert canonical.digest(path.read_bytes()) in said.files[path.name], path.name
    for name, digests in said.files.items():
        assert (home / name).exists() or "" in digests, name
    kept = backups.kept(home / "backups")
    assert {one.path.name for one in kept} >= said.backups
    for one in kept:
        assert not flaws(one.path)
    if said.opened and said.sheets:
        assert DeviceKey.at(home / "keys", expected=True)


def _archive(archive: Archive, said: Said) -> None:
    drafts = DraftStore(archive)
    contributions = ContributionStore(archive).all()
    with archive.read() as connection:
        ended = {row[0] for row in connection.execute("SELECT ended FROM draft WHERE ended<>''")}
    assert ended == {one.identity for one in contributions}
    if said.draft:
        stored = drafts.load(said.draft)
        assert not stored.damaged
        assert QuestionnaireStore(archive).source(stored.summary.questionnaire_digest)
        sheet = {target: to_data(value) for target, value in stored.sheet.items()}
        assert sheet in said.sheets, _first_difference(sheet, said.sheets[0])
        for value in stored.sheet.values():
            for one in files_of(value):
                assert AttachmentStore(archive).bytes_of(one.digest)
    assert not contributions or said.finalising
    if said.contribution:
        assert [one.identity for one in contributions] == [said.contribution]
    for kept in contributions:
        package = unpack(io.BytesIO(ContributionStore(archive).package(kept.identity)))
        assert package.identity == kept.identity
    if said.erased:
        assert said.erased not in {one.draft_id for one in drafts.all()}


def _first_difference(found: dict[str, object], saved: dict[str, object]) -> object:
    return next(
        ((one, found.get(one), saved.get(one)) for one in found.keys() | saved if found.get(one) != saved.get(one)),
        None,
    )


def test_the_model_finds_what_is_not_durable() -> None:
    """The model itself can fail: a file replaced without being flushed is found broken, one that was flushed never is."""
    path, part = "/h/a", "/h/part"
    new = bytes(range(1, 251)) * 20
    unsafe = [
        Call("create", part, 1), Call("write", file=1, data=new), Call("rename", part, to=path), Call("flush names", "/h"),
    ]  # fmt: skip
    safe = [*unsafe[:2], Call("flush", file=1), *unsafe[2:]]
    broken = []
    for recipe in (unsafe, safe):
        chance = random.Random(1)
        found = set()
        for cut in [*range(len(recipe) + 1)] * 40:
            disk = Disk()
            for call in recipe[:cut]:
                disk.do(call)
            found |= {data for name, data in disk.after_cut(chance).items() if name == path}
        broken.append(found - {new})
    assert broken[0]
    assert not broken[1]
