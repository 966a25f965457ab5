"""A flipped bit in the archive, seen by the verbs behind the window: what was altered is named, and never given out."""

from __future__ import annotations

import io
import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest

from db.archive import Archive
from desktop.desks.home import OfficeDesk
from desktop.keys import DeviceKey
from desktop.work import drafting, finalising, moving
from desktop.work.office import Office
from forms import draft_file
from forms.answers import Target, Value
from forms.contribution import Contribution
from forms.package.package import unpack
from forms.plain import files_of
from forms.trouble import Trouble
from tests.samples import MOMENT, PAPER, ngo_answers, questionnaire

Found = TypeVar("Found")


@contextmanager
def opened(path: Path) -> Iterator[Office]:
    """The office over an archive, with a key beside it."""
    archive = Archive.open(path)
    key = DeviceKey.at(path.parent / "keys")
    try:
        yield Office.over(
            archive, copies=path.parent / "copies", now=lambda: datetime.fromisoformat(MOMENT),
            new_id=lambda: str(uuid.uuid4()), random_bytes=random.randbytes, key=lambda: key,
        )  # fmt: skip
    finally:
        archive.close()


@dataclass
class Truth:
    """What was kept before any bit flipped."""

    whole: bytes = b""
    draft: str = ""
    contribution: str = ""
    identity: str = ""
    package: bytes = b""
    receipt: bytes = b""
    sheet: dict[Target, Value] = field(default_factory=dict)
    needles: list[bytes] = field(default_factory=list)


def fill_in(office: Office, folder: Path) -> str:
    """A complete draft with a position paper, every answer made history; its id."""
    draft_id = drafting.begin(office, questionnaire(), "My draft")
    draft = drafting.open_draft(office, draft_id, lambda *_: None)
    for target, value in ngo_answers().items():
        draft.answer(target, value)
    (folder / "paper.pdf").write_bytes(PAPER)
    draft.attach("position-paper", folder / "paper.pdf")
    assert draft.close()
    return draft_id


@pytest.fixture
def truth(tmp_path: Path) -> Truth:
    """An archive with a draft that could be finalised, and a contribution."""
    known = Truth()
    path = tmp_path / "whole.satchel"
    with opened(path) as office:
        first = fill_in(office, tmp_path)
        known.draft = fill_in(office, tmp_path)
        draft = drafting.open_draft(office, first, lambda *_: None)
        known.identity = finalising.finalise(office, draft)
        draft.close()
        stored = office.drafts.load(known.draft)
        known.sheet, known.contribution = dict(stored.sheet), stored.summary.contribution_id
        known.package = office.contributions.package(known.identity)
        known.receipt = finalising.package_of(office, known.identity).receipt
        list(OfficeDesk(office).questionnaires())
        office.archive.forget_deleted()
        known.needles = [
            PAPER,
            known.contribution.encode(),
            known.draft.encode(),
            known.identity.encode(),
            b"aspects",
            b"very",
        ]
        known.needles += [
            str(value).encode()[:60] for value in known.sheet.values() if isinstance(value, str) and len(value) > 8
        ]
        known.needles += [one.digest.encode() for value in known.sheet.values() for one in files_of(value)]
    known.whole = path.read_bytes()
    return known


class Look:
    """One archive with a flipped bit, and what the verbs make of it."""

    def __init__(self, office: Office, truth: Truth, folder: Path) -> None:
        self.office, self.truth, self.folder = office, truth, folder
        self.desk = OfficeDesk(office)
        self.refused: set[str] = set()
        self.lost = 0

    def try_(self, verb: Callable[[], Found]) -> Found | None:
        """What a verb gives; None where it refuses in words. Any other failure is a bug."""
        try:
            return verb()
        except Trouble as trouble:
            self.refused.add(trouble.code)
            return None

    def judge(self) -> None:
        """Nothing altered is given out by any verb."""
        for listing in (self.desk.questionnaires, self.desk.drafts, self.desk.contributions):
            self.try_(listing)
        self._draft()
        self._moved()
        self._contribution()

    def _draft(self) -> None:
        office, truth = self.office, self.truth
        draft = self.try_(lambda: drafting.open_draft(office, truth.draft, lambda *_: None))
        if draft is None:
            return
        try:
            damaged = {one.target for one in draft.damaged}
            self.lost = len(damaged)
            sheet = draft.filling.sheet()
            for target, value in truth.sheet.items():
                assert target in damaged or sheet.get(target) == value, target
            assert sheet.keys() <= truth.sheet.keys()
            copy = self.try_(lambda: draft.open_copy(files_of(truth.sheet["position-paper"])[0].digest)) if (
                "position-paper" in sheet
            ) else None  # fmt: skip
            assert copy is None or copy.read_bytes() == PAPER
            identity = self.try_(lambda: finalising.finalise(office, draft))
        finally:
            draft.close()
        if identity is not None:
            assert not damaged
            made = finalising.package_of(office, identity)
            assert made.contribution.contribution_id == truth.contribution
            assert made.contribution.revision == 1
            assert made.contribution.supersedes is None
            assert made.contribution.sheet == truth.sheet
            assert made.questionnaire == questionnaire()
            assert list(made.attachments.values()) == [PAPER]

    def _moved(self) -> None:
        path = self.folder / "moved.draft.zip"
        self.try_(lambda: moving.move_out(self.office, self.truth.draft, path))
        if path.exists():
            moved = draft_file.take(path.read_bytes())
            assert moved.sheet == self.truth.sheet
            assert moved.contribution_id == self.truth.contribution
            assert list(moved.attachments.values()) == [PAPER]
            path.unlink()
        copy = self.try_(lambda: moving.duplicate(self.office, self.truth.draft))
        assert copy is None or self.office.drafts.load(copy).sheet == self.truth.sheet

    def _contribution(self) -> None:
        truth, desk = self.truth, self.desk
        package, receipt = self.folder / "a.contribution.zip", self.folder / "a.receipt.pdf"
        self.try_(lambda: desk.save_package(truth.identity, package))
        self.try_(lambda: desk.save_receipt(truth.identity, receipt))
        assert not package.exists() or package.read_bytes() == truth.package
        assert not receipt.exists() or receipt.read_bytes() == truth.receipt
        self.try_(lambda: desk.contribution(truth.identity))
        revised = self.try_(lambda: finalising.revise(self.office, truth.identity))
        if revised is not None:
            begun = self.office.drafts.load(revised)
            old = unpack_bytes(truth.package)
            assert begun.sheet == old.sheet
            assert begun.summary.contribution_id == old.contribution_id
            assert begun.summary.supersedes == truth.identity
        for path in (package, receipt):
            path.unlink(missing_ok=True)


def unpack_bytes(data: bytes) -> Contribution:
    """The contribution inside a package."""
    return unpack(io.BytesIO(data)).contribution


def places(truth: Truth, chance: random.Random) -> Iterator[int]:
    """Where to flip: one time anywhere, one time in the bytes of something that matters."""
    while True:
        yield chance.randrange(100, len(truth.whole))
        needle = chance.choice(truth.needles)
        hits = []
        at = truth.whole.find(needle)
        while at >= 0:
            hits.append(at)
            at = truth.whole.find(needle, at + 1)
        if hits:
            yield chance.choice(hits) + chance.randrange(len(needle))


@pytest.mark.parametrize(
    ("seed", "flips"), [(0, 16), *(pytest.param(seed, 250, marks=pytest.mark.long) for seed in (11, 12, 13, 14))]
)
def test_no_verb_gives_out_what_was_altered(tmp_path: Path, truth: Truth, seed: int, flips: int) -> None:
    """1,000 copies with one flipped bit: listing, opening, finalising, moving, copying, revising and saving either refuse in words or
    give exactly what was kept."""
    chance = random.Random(seed)
    refused: set[str] = set()
    opens = 0
    lost: list[int] = []
    where = places(truth, chance)
    path = tmp_path / "flipped" / "a.satchel"
    path.parent.mkdir()
    for number in range(flips):
        data = bytearray(truth.whole)
        at, bit = next(where), chance.randrange(8)
        data[at] ^= 1 << bit
        path.write_bytes(bytes(data))
        try:
            with opened(path) as office:
                look = Look(office, truth, path.parent)
                look.judge()
                refused |= look.refused
                opens += 1
                lost += [look.lost] if look.lost else []
        except Trouble as trouble:
            refused.add(trouble.code)
        except BaseException:
            print(f"flip {number}: bit {bit} of byte {at}")
            raise
        for one in path.parent.glob("a.satchel*"):
            one.unlink()
    print(f"{flips} flips: {opens} opened; refusals: {', '.join(sorted(refused))}")
    assert opens > flips // 2
    assert sum(1 for count in lost if count == 1) >= len(lost) * 0.8  # one bit costs one answer: its neighbours open
    assert refused
