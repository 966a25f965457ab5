"""A shared folder: one own file each, written only when it says something new, and whatever else lies there read calmly."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.work import folder, inviting, reconciling
from desktop.work.folder import News, Seen
from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    person = Colleague(tmp_path / "anna", "Anna").begin(questionnaire())
    yield person
    person.close()


@pytest.fixture
def ben(tmp_path: Path, anna: Colleague) -> Iterator[Colleague]:
    person = Colleague(tmp_path / "ben", "Ben").join(anna.file())
    inviting.admit(anna.together, person.key.public_hex, "Ben", ["editor"])
    meet(anna, person)
    yield person
    person.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    found = tmp_path / "shared"
    found.mkdir()
    return found


def write(who: Colleague, place: Path) -> bool:
    who.draft.rest()
    return folder.write_own(who.together, place)


def look(who: Colleague, place: Path, seen: Seen | None = None, passphrase: str = "", *, again: bool = False) -> News:
    return folder.news(who.office, who.draft.draft_id, place, seen or {}, passphrase=passphrase, again=again)


def test_own_file_is_written_once(anna: Colleague, ben: Colleague, place: Path) -> None:
    """The own file is written when there is something to tell, and never again while there is nothing: two programs come to rest."""
    assert write(anna, place)
    (own,) = place.iterdir()
    assert own.name == f"Our-reply-Anna-{anna.key.public_hex[:8]}.exchange.zip"
    before = own.stat()
    assert not write(anna, place)
    assert (own.stat().st_ino, own.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    anna.answer("surname", "Zoë")
    assert write(anna, place)
    rounds = 0
    while sum(write(one, place) for one in (anna, ben)):
        rounds += 1
        assert rounds < 5
        for one in (anna, ben):
            for _, exchange in look(one, place).files:
                one.draft.rest()
                one.draft.show(reconciling.take_in(one.together, exchange, again=False).touched)
    assert ben.value("surname") == "Zoë"
    assert len(list(place.iterdir())) == 2


def test_renamed_draft_keeps_one_file(anna: Colleague, ben: Colleague, place: Path) -> None:
    """After the draft was renamed the file under its old name goes; colleagues' files and conflict copies are never touched."""
    write(anna, place)
    write(ben, place)
    copy = place / f"x-{anna.key.public_hex[:8]} (conflicted copy).exchange.zip"
    copy.write_bytes((place / folder.own_name(anna.together)).read_bytes())
    theirs = place / folder.own_name(ben.together)
    anna.office.drafts.rename(anna.draft.draft_id, "Ré/ply: 2?", now=anna.office.stamp())
    write(anna, place)

    assert {one.name for one in place.iterdir()} == {
        f"Ré-ply-2-Anna-{anna.key.public_hex[:8]}.exchange.zip", theirs.name, copy.name,
    }  # fmt: skip


def test_two_drafts_in_one_folder(anna: Colleague, place: Path) -> None:
    """Several drafts may share a folder: the file of one never takes the place of another's, nor is it read as the other's."""
    write(anna, place)
    first, draft_id = anna.draft, anna.draft.draft_id
    anna.begin(questionnaire())
    anna.office.drafts.rename(anna.draft.draft_id, "Another", now=anna.office.stamp())
    write(anna, place)
    assert len(list(place.iterdir())) == 2
    anna.draft.close()
    first.close()
    anna.open(draft_id)
    assert not write(anna, place)
    assert look(anna, place).named("other") == (f"Another-Anna-{anna.key.public_hex[:8]}.exchange.zip",)


def test_two_drafts_of_one_name(anna: Colleague, place: Path) -> None:
    """Two drafts of one name in one folder have a file each, which stay where they are."""
    write(anna, place)
    first, draft_id = anna.draft, anna.draft.draft_id
    anna.begin(questionnaire())
    assert write(anna, place)
    assert not write(anna, place)
    anna.draft.close()
    first.close()
    anna.open(draft_id)
    assert not write(anna, place)
    assert len(list(place.iterdir())) == 2


def test_only_what_is_new_is_read(anna: Colleague, ben: Colleague, place: Path) -> None:
    """A file is read once, and again when its size or moment is another."""
    write(ben, place)
    first = look(anna, place)
    assert len(first.files) == 1
    assert look(anna, place, first.seen).files == ()
    ben.answer("surname", "Zoë")
    write(ben, place)
    assert len(look(anna, place, first.seen).files) == 1


def test_what_else_lies_there(anna: Colleague, ben: Colleague, place: Path, tmp_path: Path) -> None:
    """Conflict copies are read, half-written, empty and foreign files are told, hidden ones and folders are passed over."""
    write(ben, place)
    whole = (place / folder.own_name(ben.together)).read_bytes()
    (place / "x (conflicted copy 2026-11-25).exchange.zip").write_bytes(whole)
    (place / "x.sync-conflict-20261125-1.exchange.zip").write_bytes(whole)
    (place / "half.exchange.zip").write_bytes(whole[: len(whole) // 2])
    (place / "empty.exchange.zip").write_bytes(b"")
    (place / ".satchel-part-1.exchange.zip").write_bytes(whole)
    (place / "folder.exchange.zip").mkdir()
    (place / "photo.jpg").write_bytes(b"x")
    carol = Colleague(tmp_path / "carol", "Carol").begin(questionnaire())
    (place / "carol.exchange.zip").write_bytes(carol.file().read_bytes())
    carol.close()

    found = look(anna, place)

    assert len(found.files) == 3
    assert found.named("unreadable") == ("empty.exchange.zip", "half.exchange.zip")
    assert found.named("other") == ("carol.exchange.zip",)
    at = (place / "half.exchange.zip").stat()
    (place / "half.exchange.zip").write_bytes(whole)
    os.utime(place / "half.exchange.zip", ns=(at.st_atime_ns, at.st_mtime_ns))
    assert [name for name, _ in look(anna, place, found.seen).files] == ["half.exchange.zip"]


def test_unreadable_is_tried_again(anna: Colleague, ben: Colleague, place: Path) -> None:
    """What could not be read is left alone until it changes, or until it is to be tried again."""
    path = place / "x.exchange.zip"
    path.write_bytes(b"x" * 9)
    first = look(anna, place)
    assert look(anna, place, first.seen).seen == first.seen
    at = path.stat()
    whole = ben.file().read_bytes()
    path.write_bytes(whole)
    seen = {"x.exchange.zip": folder.Looked(len(whole), at.st_mtime_ns, "unreadable")}
    os.utime(path, ns=(at.st_atime_ns, at.st_mtime_ns))
    assert look(anna, place, seen).files == ()
    assert len(look(anna, place, seen, again=True).files) == 1


def test_locked_files_wait_for_the_passphrase(anna: Colleague, ben: Colleague, place: Path) -> None:
    """A locked file is listed, not opened, until its passphrase is given; a wrong one leaves it listed."""
    (place / "ben.exchange.zip.age").write_bytes(ben.file("green chairs").read_bytes())
    found = look(anna, place)
    assert found.named("locked") == ("ben.exchange.zip.age",)
    assert look(anna, place, found.seen, "red chairs").named("locked") == ("ben.exchange.zip.age",)
    assert len(look(anna, place, found.seen, "green chairs").files) == 1


def test_folder_away(anna: Colleague, ben: Colleague, place: Path) -> None:
    """A folder that vanished forgets nothing: when it is back, only what is new is read."""
    write(ben, place)
    first = look(anna, place)
    place.rename(place.with_name("away"))
    gone = look(anna, place, first.seen)
    assert not gone.there
    place.with_name("away").rename(place)
    assert look(anna, place, gone.seen).files == ()


def test_put_aside_stays_aside(anna: Colleague, ben: Colleague, place: Path) -> None:
    """What a person put aside is not taken again from the folder by itself, and no empty step is kept."""
    ben.answer("surname", "Zoë")
    write(ben, place)
    ((_, exchange),) = look(anna, place).files
    reconciling.take_in(anna.together, exchange)
    reconciling.put_aside(anna.together)
    before = anna.office.shared.takings(anna.draft.draft_id)
    ((_, exchange),) = look(anna, place).files
    taken = reconciling.take_in(anna.together, exchange, again=False)

    assert taken.number is None
    assert anna.office.shared.takings(anna.draft.draft_id) == before
    assert anna.together.ledger.standing("surname").value is None
