"""Moving a draft to another computer: one of the two goes on, no number is given twice, and no file can do harm."""

from __future__ import annotations

import json
import secrets
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from db.archive import Archive
from desktop.keys import DeviceKey
from desktop.paths import Paths
from desktop.work import drafting, finalising, moving
from desktop.work.office import Office
from desktop.work.opening import open_archive
from desktop.work.shelf import find
from forms import canonical
from forms.package import container
from forms.reading import read
from forms.trouble import Trouble
from tests.samples import library_answers

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def office_at(home: Path) -> Office:
    """A home folder with its key."""
    paths = Paths(home).make()
    key = DeviceKey.at(paths.keys)
    return Office.over(
        open_archive(paths, NOW), copies=paths.copies, now=lambda: NOW, new_id=lambda: str(uuid.uuid4()),
        random_bytes=secrets.token_bytes, key=lambda: key,
    )  # fmt: skip


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Office]:
    """This computer."""
    office = office_at(tmp_path / "here")
    yield office
    office.archive.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Office]:
    """The other one."""
    office = office_at(tmp_path / "there")
    yield office
    office.archive.close()


def finalised(office: Office, draft_id: str) -> str:
    """Finalise a draft; the identity of the contribution."""
    draft = drafting.open_draft(office, draft_id, lambda *_: None)
    try:
        return finalising.finalise(office, draft)
    finally:
        draft.close()


def begun(office: Office) -> str:
    """A draft that can be finalised."""
    return drafting.begin(office, find("every-kind"), "Ours", sheet=library_answers())


def file_saying(path: Path, **said: Any) -> Path:
    """The draft file at `path` with other words in it."""
    with path.open("rb") as file:
        members = {one.name: container.read(file, one, 10_000_000) for one in container.members(file)}
    told = canonical.decode(members["draft.json"])
    members["draft.json"] = canonical.encode(told | said)
    path.write_bytes(container.write(members))
    return path


def test_one_of_the_two_goes_on(here: Office, there: Office, tmp_path: Path) -> None:
    """What was moved lies in the trash here and is the same contribution there; moved back it is the same again, and taken in a
    second time a duplicate with a name that says so."""
    draft = begun(here)
    moving.move_out(here, draft, tmp_path / "one.draft.zip")
    assert here.drafts.summary(draft).trashed
    moved = moving.move_in(there, tmp_path / "one.draft.zip")
    again = moving.move_in(there, tmp_path / "one.draft.zip")
    back = moving.move_in(here, tmp_path / "one.draft.zip")

    mine = here.drafts.summary(draft).contribution_id
    assert there.drafts.summary(moved).contribution_id == here.drafts.summary(back).contribution_id == mine
    assert there.drafts.summary(again).contribution_id != mine
    assert "duplicate" in there.drafts.summary(again).name
    assert there.drafts.load(again).sheet == there.drafts.load(moved).sheet


def test_a_finalised_draft_comes_back_as_a_duplicate(here: Office, tmp_path: Path) -> None:
    """A draft whose revision was finalised here meanwhile cannot be finalised as the same one: it is a duplicate."""
    draft = begun(here)
    moving.move_out(here, draft, tmp_path / "one.draft.zip")
    here.drafts.restore(draft)
    finalised(here, draft)
    again = moving.move_in(here, tmp_path / "one.draft.zip")

    assert here.drafts.summary(again).contribution_id != here.drafts.summary(draft).contribution_id
    assert finalised(here, again)


def test_an_answer_of_any_size_is_read_back(here: Office, tmp_path: Path) -> None:
    """Twelve million bytes of answer were saved, so they are there again, for undo too; too large for a file that moves, which is
    said in words, and nothing is written."""
    draft_id = begun(here)
    draft = drafting.open_draft(here, draft_id, lambda *_: None)
    draft.answer("ideas", "é" * 6_000_000)
    draft.leave("ideas")
    draft.answer("ideas", "short")
    draft.leave("ideas")
    draft.undo()
    assert draft.filling.value("ideas") == "é" * 6_000_000
    assert draft.close()
    stored = here.drafts.load(draft_id)

    assert stored.sheet["ideas"] == "é" * 6_000_000
    assert not stored.damaged
    with pytest.raises(Trouble) as told:
        moving.move_out(here, draft_id, tmp_path / "one.draft.zip")
    assert told.value.code == "draft-not-movable"
    assert not (tmp_path / "one.draft.zip").exists()
    assert not here.drafts.summary(draft_id).trashed


@pytest.mark.parametrize(
    "said",
    [
        {"revision": "1" + "0" * 30},
        {"revision": "1000000000"},
        {"revision": "-3"},
        {"revision": "0"},
        {"revision": "٣"},
        {"last_place": {"a": "b"}},
        {"supersedes": {"a": "b"}},
        {"supersedes": ["a"]},
        {"name": ["a"]},
        {"language": {"a": "b"}},
        {"contribution": "mine"},
        {"contribution": None},
        {"contribution": "{12345678-1234-4234-8234-123456789ABC}"},
        {"revision": "2"},
        {"revision": "2", "supersedes": "the one before"},
        {"supersedes": "ab" * 32},
    ],
    ids=str,
)
def test_a_hostile_file_is_refused_in_words(here: Office, there: Office, tmp_path: Path, said: dict[str, Any]) -> None:
    """What no draft can say is refused with a sentence, and no draft comes of it."""
    moving.move_out(here, begun(here), tmp_path / "one.draft.zip")
    file_saying(tmp_path / "one.draft.zip", **said)
    with pytest.raises(Trouble) as told:
        moving.move_in(there, tmp_path / "one.draft.zip")

    assert told.value.code == "draft-file"
    assert there.drafts.all() == ()


def test_a_number_once_given_is_not_given_again(here: Office) -> None:
    """Revision 2 was finalised and deleted from this computer: revising the first gives revision 3, not another revision 2."""
    first = finalised(here, begun(here))
    second = finalised(here, finalising.revise(here, first))
    here.drafts.erase(here.contributions.one(second).draft_id)
    again = finalising.revise(here, first)

    assert here.drafts.summary(again).revision == 3
    assert finalising.revise(here, first) == again
    assert here.contributions.one(finalised(here, again)).revision == 3


def test_a_second_draft_of_a_deleted_revision_is_a_rival(here: Office, tmp_path: Path) -> None:
    """A draft of a revision that was finalised and deleted is not finalised under the same number: the way out is named."""
    draft = begun(here)
    other = drafting.begin(here, find("every-kind"), "Other", sheet=library_answers() | {"ideas": "Other ones."},
                           contribution_id=here.drafts.summary(draft).contribution_id)  # fmt: skip
    finalised(here, draft)
    here.drafts.erase(draft)
    with pytest.raises(Trouble) as told:
        finalised(here, other)

    assert told.value.code == "rival-revision"
    assert "Duplicate this draft" in told.value.remedy
    assert not here.drafts.summary(other).ended


def test_an_archive_of_before_learns_its_numbers(tmp_path: Path) -> None:
    """An archive of the first form that is opened today knows the numbers that it gave."""
    old = Path(__file__).parent.parent / "legacy" / "format-1" / "archive.satchel"
    shutil.copyfile(old, tmp_path / "archive.satchel")
    archive = Archive.open(tmp_path / "archive.satchel")
    with archive.read() as connection:
        known = connection.execute("SELECT contribution_id, revision FROM finalised").fetchall()
        kept = connection.execute("SELECT contribution_id, revision FROM contribution").fetchall()
    archive.close()

    assert known == kept
    assert len(known) == 1
    assert known[0][1] == 1


def test_more_text_than_a_package_holds_is_refused_at_once(here: Office) -> None:
    """Twelve million bytes of answer are not printed first: they are refused in words, and the draft goes on."""
    told_by = json.loads(find("every-kind").source)
    for asked in (one for section in told_by["sections"] for one in section["items"] if one.get("id") == "ideas"):
        del asked["max_length"]
    unlimited = read(canonical.encode(told_by), {})
    draft_id = drafting.begin(here, unlimited, "Long", sheet=library_answers())
    draft = drafting.open_draft(here, draft_id, lambda *_: None)
    draft.answer("ideas", "é" * 6_000_000)
    with pytest.raises(Trouble) as told:
        finalising.finalise(here, draft)
    assert draft.close()

    assert told.value.code == "contribution-too-large"
    assert not here.drafts.summary(draft_id).ended
