"""Every file that any version ever wrote still opens, with the same answers.

The files in `format-*` are never made again and never changed, only added to: a folder for each new version of a format, made by
`tests/legacy/make.py`. Where one of these tests fails, the program is wrong, not the file.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop import preferences
from desktop.keys import FILE, DeviceKey
from desktop.paths import Paths
from desktop.work import drafting, finalising, moving
from desktop.work.office import Office
from desktop.work.opening import open_archive
from forms.answers import Attachment
from forms.package.package import unpack
from forms.package.withdrawal import take_withdrawal
from tests.legacy.make import plain
from tests.samples import PAPER

HERE = Path(__file__).parent
FOLDERS = sorted(HERE.glob("format-*"))
NOW = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def old(request: pytest.FixtureRequest) -> Path:
    """The files of one version."""
    folder: Path = request.param
    return folder


@pytest.fixture
def told(old: Path) -> Any:
    """What stood in the files when they were made."""
    return json.loads((old / "expected.json").read_bytes())


@pytest.fixture
def office(old: Path, tmp_path: Path) -> Iterator[Office]:
    """A home folder with a copy of the old archive, its key and its preferences, opened by the program of today."""
    paths = Paths(tmp_path / "home").make()
    paths.keys.mkdir()
    shutil.copyfile(old / "archive.satchel", paths.archive)
    shutil.copyfile(old / "device-key", paths.keys / FILE)
    shutil.copyfile(old / "preferences.json", paths.preferences)
    key = DeviceKey.at(paths.keys, expected=True)
    archive = open_archive(paths, NOW)
    yield Office.over(
        archive, copies=paths.copies, now=lambda: NOW, new_id=lambda: str(uuid.uuid4()), random_bytes=secrets.token_bytes,
        key=lambda: key,
    )  # fmt: skip
    archive.close()


def test_there_are_old_files() -> None:
    """The first format is there, whatever comes later."""
    assert [one.name for one in FOLDERS][:1] == ["format-1"]


def test_they_were_never_made_again(old: Path) -> None:
    """Each file is byte for byte the one of its list, and none stands there that the list does not know."""
    listed = dict(line.split("  ")[::-1] for line in (old / "SHA256SUMS").read_text().splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in old.iterdir()}
    found.pop("SHA256SUMS")

    assert found == listed


def test_the_archive(office: Office, told: Any) -> None:
    """The draft in the middle of things is there with every answer, its file and its history, that in the trash too; nothing is
    taken for damaged; it is the draft that the old preferences open."""
    chosen, unknown = preferences.load(Paths(office.archive.path.parent).preferences)
    drafts = {one.name: one for one in office.drafts.all()}
    open_one = drafts["In the middle of things – 1 ½"]
    draft = drafting.open_draft(office, chosen.open_draft, lambda *_: None)
    try:
        asked = draft.filling.questionnaire
        assert plain(asked, draft.filling.sheet()) == told["draft"]
        assert draft.filling.value("letter") == (
            Attachment(hashlib.sha256(PAPER).hexdigest(), "Our position.pdf", len(PAPER), "pdf"),
        )
        assert set(draft.attachment_bytes().values()) == {PAPER}
        assert draft.stored.damaged == ()
        assert draft.stored.last_place == "ideas"
        assert draft.filling.language == "de"
        draft.undo()
        draft.undo()
        assert draft.filling.value("name") == told["name_before"]
        draft.redo()
        assert draft.filling.value("name") == told["draft"]["name"]
    finally:
        draft.close()
    assert (chosen.appearance, chosen.text_scale, chosen.open_draft) == ("contrast", 1.5, open_one.draft_id)
    assert unknown == {}
    assert drafts["Thrown away"].trashed


def test_the_contribution_in_the_archive(office: Office, told: Any, tmp_path: Path) -> None:
    """It is whole, printed and known as withdrawn; it can be revised, and withdrawn again with the old key."""
    (kept,) = office.contributions.all()
    package = finalising.package_of(office, kept.identity)

    assert (kept.identity, kept.reference) == (told["identity"], told["reference"])
    assert kept.withdrawn
    assert plain(package.questionnaire, package.contribution.sheet) == told["contribution"]
    again = drafting.open_draft(office, finalising.revise(office, kept.identity), lambda *_: None)
    try:
        assert plain(again.filling.questionnaire, again.filling.sheet()) == told["contribution"]
        assert set(again.attachment_bytes().values()) == {PAPER}
    finally:
        again.close()
    finalising.save_withdrawal(office, kept.identity, tmp_path / "again.withdrawal.zip")
    assert take_withdrawal(tmp_path / "again.withdrawal.zip").takes_back(package)


def test_the_moved_draft(office: Office, old: Path, told: Any) -> None:
    """A draft on its way to another computer arrives with every answer and its file."""
    draft = drafting.open_draft(office, moving.move_in(office, old / "one.draft.zip"), lambda *_: None)
    try:
        assert plain(draft.filling.questionnaire, draft.filling.sheet()) == told["draft"]
        assert set(draft.attachment_bytes().values()) == {PAPER}
        assert draft.stored.last_place == "ideas"
    finally:
        draft.close()


def test_package_and_withdrawal(old: Path, told: Any) -> None:
    """The package verifies under the same identity with the same answers and file, and the withdrawal takes it back."""
    package = unpack(old / "one.contribution.zip")

    assert package.identity == told["identity"]
    assert package.signer == told["fingerprint"]
    assert package.contribution.reference == told["reference"]
    assert plain(package.questionnaire, package.contribution.sheet) == told["contribution"]
    assert list(package.attachments.values()) == [PAPER]
    assert take_withdrawal(old / "one.withdrawal.zip").takes_back(package)


def test_the_key(old: Path, told: Any, tmp_path: Path) -> None:
    """The backup of the key opens with its passphrase, and is the key that lay beside the archive."""
    restored = DeviceKey.restore(tmp_path / "keys", old / "key-backup.pem", told["passphrase"], "20300101")

    assert restored.fingerprint == told["fingerprint"]
    assert DeviceKey.at(tmp_path / "keys").fingerprint == told["fingerprint"]
