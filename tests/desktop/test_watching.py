"""Watching a shared folder: two people at two computers, edits at once, a folder that goes and comes back, files half written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.watching import Watching
from desktop.work import folder, inviting
from forms.change import Change
from tests.desktop.colleagues import Colleague
from tests.samples import questionnaire

LONG = "other-aspects"
PATIENCE = 15_000


class Sitting:
    """One person with the folder watched; `lines` is what was said, `redrawn` what was drawn anew."""

    def __init__(self, who: Colleague, place: Path) -> None:
        self.who = who
        self.lines: list[str] = []
        self.redrawn: list[Change] = []
        self.busy = ""
        self.watching = Watching(
            who.office, who.draft, place, lambda: self.busy, self.redrawn.append, poll=0.2, rest=0.3
        )
        self.watching.told.connect(self.lines.append)
        self.watching.start()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    found = tmp_path / "shared"
    found.mkdir()
    return found


@pytest.fixture
def two(tmp_path: Path, place: Path, qtbot: QtBot) -> Iterator[tuple[Sitting, Sitting]]:
    """Anna began, Ben joined by her file and was let in; both watch the folder."""
    anna = Colleague(tmp_path / "anna", "Anna").begin(questionnaire(), {LONG: "It is near. It is cheap."})
    ben = Colleague(tmp_path / "ben", "Ben").join(anna.file())
    sittings = Sitting(anna, place), Sitting(ben, place)
    qtbot.waitUntil(lambda: bool(anna.together.ledger.people.asking()), timeout=PATIENCE)
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor", "commenter"])
    qtbot.waitUntil(lambda: ben.together.ledger.people.has(ben.key.public_hex, "editor"), timeout=PATIENCE)
    yield sittings
    for one in sittings:
        one.watching.stop()
        one.who.close()


def test_both_edit_at_once(two: tuple[Sitting, Sitting], place: Path, qtbot: QtBot) -> None:
    """What two people write at once comes together on both computers by itself, is drawn and said, and then the folder rests."""
    anna, ben = two
    anna.who.answer(LONG, "It is very near. It is cheap.")
    ben.who.answer(LONG, "It is near. It is very cheap.")
    ben.who.answer("surname", "Zoë")
    both = "It is very near. It is very cheap."
    qtbot.waitUntil(lambda: anna.who.value(LONG) == ben.who.value(LONG) == both, timeout=PATIENCE)
    assert anna.who.value("surname") == "Zoë"
    assert any(one.startswith("Ben: ") for one in anna.lines)
    assert anna.redrawn
    qtbot.wait(1500)
    before = {one.name: one.stat().st_mtime_ns for one in place.iterdir()}
    qtbot.wait(1000)
    assert {one.name: one.stat().st_mtime_ns for one in place.iterdir()} == before
    assert len(before) == 2
    assert anna.who.view() == ben.who.view()


def test_folder_goes_and_comes_back(two: tuple[Sitting, Sitting], place: Path, qtbot: QtBot) -> None:
    """While the folder is away work goes on and is safe; when it is back everything comes together."""
    anna, ben = two
    away = place.with_name("away")
    place.rename(away)
    qtbot.waitUntil(lambda: not anna.watching.state.there and not ben.watching.state.there, timeout=PATIENCE)
    anna.who.answer("surname", "Zoë")
    ben.who.answer("first-name", "Ada")
    qtbot.wait(1000)
    assert anna.who.value("surname") == "Zoë"
    away.rename(place)
    qtbot.waitUntil(lambda: anna.who.value("first-name") == "Ada", timeout=PATIENCE)
    qtbot.waitUntil(lambda: ben.who.value("surname") == "Zoë", timeout=PATIENCE)
    qtbot.waitUntil(lambda: anna.watching.state.there and anna.watching.state.trouble is None, timeout=PATIENCE)


def test_half_written_and_copies(two: tuple[Sitting, Sitting], place: Path, qtbot: QtBot) -> None:
    """A file that is half there is told calmly and read once it is whole; conflict copies bring nothing twice."""
    anna, ben = two
    ben.watching.stop()
    ben.who.answer("surname", "Zoë")
    whole = ben.who.file().read_bytes()
    path = place / "from-ben.exchange.zip"
    path.write_bytes(whole[:900])
    qtbot.waitUntil(lambda: anna.watching.state.unreadable == ("from-ben.exchange.zip",), timeout=PATIENCE)
    assert anna.who.value("surname") is None
    path.write_bytes(whole)
    (place / "from-ben (conflicted copy 2026-11-25).exchange.zip").write_bytes(whole)
    qtbot.waitUntil(lambda: anna.who.value("surname") == "Zoë", timeout=PATIENCE)
    qtbot.waitUntil(lambda: anna.watching.state.unreadable == (), timeout=PATIENCE)
    qtbot.wait(600)
    assert sum(one.startswith("Ben: ") and "1 new" in one for one in anna.lines) == 1


def test_field_in_use_is_left_alone(two: tuple[Sitting, Sitting], qtbot: QtBot) -> None:
    """What comes in for the text a person is in waits until they leave it."""
    anna, ben = two
    anna.busy = LONG
    anna.who.draft.answer(LONG, "It is very near. It is cheap.")
    ben.who.answer(LONG, "It is near. It is very cheap.")
    qtbot.waitUntil(lambda: any("combined" in one for one in anna.lines), timeout=PATIENCE)
    assert anna.who.value(LONG) == "It is very near. It is cheap."
    anna.busy = ""
    anna.who.draft.leave(LONG)
    assert anna.who.value(LONG) == "It is very near. It is very cheap."


def test_leaving_sends_and_leaves_nothing_running(two: tuple[Sitting, Sitting], place: Path, qtbot: QtBot) -> None:
    """Leaving the draft writes the last edit out; afterwards nothing looks at the folder any more."""
    anna, ben = two
    anna.who.answer("surname", "Zoë")
    anna.watching.stop()
    qtbot.waitUntil(lambda: ben.who.value("surname") == "Zoë", timeout=PATIENCE)
    seen = anna.watching.state.looked
    ben.who.answer("first-name", "Ada")
    own = place / folder.own_name(ben.who.together)
    before = own.stat().st_mtime_ns
    qtbot.waitUntil(lambda: own.stat().st_mtime_ns != before, timeout=PATIENCE)
    qtbot.wait(400)
    assert anna.watching.state.looked == seen
    assert anna.who.value("first-name") is None


def test_copied_computer(two: tuple[Sitting, Sitting], place: Path, tmp_path: Path, qtbot: QtBot) -> None:
    """Two computers with one key write the same file: nobody's word is lost, both find it out, and the folder comes to rest."""
    anna, ben = two
    ben.watching.stop()
    ben.who.draft.rest()
    shutil.copytree(ben.who.home, tmp_path / "copy", ignore=shutil.ignore_patterns("*.exchange.zip", "*lock*"))
    copy = Sitting(Colleague(tmp_path / "copy", "Ben").open(ben.who.draft.draft_id), place)
    again = Sitting(ben.who, place)
    again.who.answer("surname", "Zoë")
    copy.who.answer("first-name", "Ada")

    def has_both(one: Sitting) -> bool:
        return (one.who.value("surname"), one.who.value("first-name")) == ("Zoë", "Ada")

    qtbot.waitUntil(lambda: all(map(has_both, (anna, again, copy))), timeout=PATIENCE)
    assert inviting.is_used_twice(again.who.together)
    assert inviting.is_used_twice(copy.who.together)
    qtbot.wait(1500)
    before = {one.name: one.stat().st_mtime_ns for one in place.iterdir()}
    qtbot.wait(1000)
    assert {one.name: one.stat().st_mtime_ns for one in place.iterdir()} == before
    again.watching.stop()
    copy.watching.stop()
    copy.who.close()
