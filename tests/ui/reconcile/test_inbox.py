"""The inbox over real files: what a file would do is said first, bringing in does it, putting aside undoes it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.colleagues import Colleague
from tests.samples import questionnaire
from tests.ui.engine_desk import Answers
from tests.ui.reconcile.team import BEFORE, LONG, Team, press, shown, words_of
from ui.reconcile.inbox_screen import InboxScreen


def inbox(qtbot: QtBot, team: Team) -> InboxScreen:
    """The screen, on a window of usual size."""
    screen = InboxScreen(team.desk, Answers())
    shown(qtbot, screen)
    return screen


def test_nothing_changes_before_it_is_asked_for(qtbot: QtBot, team: Team) -> None:
    """The preview names each answer before and after; “Not now” leaves everything as it was; “Bring in” does what was said."""
    team.anna.answer("awards", "yes")
    team.anna.answer(LONG, BEFORE.replace("near", "very near"))
    team.ben.answer("awards", "no")
    team.ben.answer("country", "fr")
    team.ben.answer("surname", "Muster")
    team.ben.answer(LONG, BEFORE.replace("short", "quite short"))
    file = team.ben.file()
    screen = inbox(qtbot, team)
    screen.open_file(file)
    qtbot.wait(30)
    said = words_of(screen)
    assert "From Ben, today" in said
    assert "1 changed, 1 new, 1 combined, 1 needs a decision" in said
    assert "Example → Muster" in said
    assert "nothing → FR" in said or "nothing → France" in said
    assert team.anna.value("country") is None
    left: list[bool] = []
    screen.back_asked.connect(lambda: left.append(True))
    press(screen, "Not now")
    assert left
    assert team.anna.value("surname") == "Example"

    screen.open_file(file)
    asked: list[bool] = []
    screen.differences_asked.connect(lambda: asked.append(True))
    press(screen, "Bring in")
    assert team.anna.value("surname") == "Muster"
    assert set(team.anna.draft.filling.held) == {"awards"}
    assert {"surname", "country", "awards", LONG} <= set(team.changes[-1].items)
    press(screen, "Decide 1 answer")
    assert asked


def test_putting_aside(qtbot: QtBot, team: Team) -> None:
    """The whole step is undone; once something was built on it, that is said and nothing changes."""
    team.ben.answer("surname", "Muster")
    file = team.ben.file()
    screen = inbox(qtbot, team)
    screen.open_file(file)
    press(screen, "Bring in")
    press(screen, "Put aside again")
    assert "everything is as it was before" in words_of(screen)
    assert team.anna.value("surname") == "Example"

    press(screen, "Look at the file again")
    press(screen, "Bring in")
    team.anna.answer("surname", "Mustermann")
    press(screen, "Put aside again")
    assert "can no longer be put aside" in words_of(screen)
    assert team.anna.value("surname") == "Mustermann"


def test_nothing_new_is_said_calmly(qtbot: QtBot, team: Team) -> None:
    """A file whose work is here already offers nothing to bring in."""
    team.ben.answer("surname", "Muster")
    file = team.ben.file()
    team.anna.take(file)
    screen = inbox(qtbot, team)
    screen.open_file(file)
    assert "Nothing new" in words_of(screen)
    assert "Bring in" not in words_of(screen)


def test_a_locked_file(qtbot: QtBot, team: Team) -> None:
    """The passphrase is asked for; a wrong one is refused in a sentence and may be given again, all by keys."""
    team.ben.answer("surname", "Muster")
    file = team.ben.file("correct horse battery")
    screen = inbox(qtbot, team)
    screen.open_file(file)
    assert "This file is locked" in words_of(screen)
    for word, done in (("wrong", False), ("correct horse battery", True)):
        field = next(one for one in screen.findChildren(QLineEdit) if one.isVisibleTo(screen))
        field.setFocus()
        QTest.keyClicks(field, word)
        QTest.keyClick(field, Qt.Key.Key_Return)
        qtbot.wait(5)
        assert ("From Ben" in words_of(screen)) == done


def test_files_that_do_not_belong_here(qtbot: QtBot, team: Team, tmp_path: Path) -> None:
    """Another draft, a damaged file and no file at all are each refused in one sentence, and nothing changes."""
    other = Colleague(tmp_path / "other", "Cleo").begin(questionnaire())
    file = other.file()
    other.close()
    damaged = tmp_path / "damaged.exchange.zip"
    team.ben.answer("surname", "Muster")
    damaged.write_bytes(team.ben.file().read_bytes()[:-100])
    view = team.anna.view()
    screen = inbox(qtbot, team)
    screen.open_file(file)
    assert "belongs to another draft" in words_of(screen)
    screen.open_file(damaged)
    assert "Nothing was changed." in words_of(screen)
    screen.open_file(tmp_path / "nowhere.exchange.zip")
    assert "cannot be read" in words_of(screen)
    assert team.anna.view() == view


def test_who_asks_to_join_is_not_forgotten(qtbot: QtBot, team: Team, tmp_path: Path) -> None:
    """After a file of somebody new, the screen says that they ask, and that they count only once they are let in."""
    cleo = Colleague(tmp_path / "cleo", "Cleo").join(team.anna.file())
    screen = inbox(qtbot, team)
    screen.open_file(cleo.file())
    assert words_of(screen).count("1 person asks to join") == 1
    press(screen, "Bring in")
    said = words_of(screen)
    assert "1 person asks to join" in said
    assert "before a coordinator lets them in" in said
    cleo.close()
