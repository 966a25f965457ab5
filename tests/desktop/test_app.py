"""The real program, without a display: it comes back where it was, keeps everything, and asks before anything is lost."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from db import archive as db_archive
from db import backups, migrations
from desktop import VERSION, crash, looking
from desktop.preferences import Preferences
from desktop.work.opening import open_archive
from forms.trouble import Trouble
from tests.desktop.sitting import Sitting, kept

BEGIN = "Begin: Micro-credentials"
NAME = "first-name"


@pytest.fixture(autouse=True)
def _clean(qapp: QApplication) -> Iterator[None]:
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder that does not exist yet."""
    return tmp_path / "home"


def test_comes_back_to_the_question(home: Path) -> None:
    """After quitting in a draft the next start shows that draft at the question touched last, with what was typed; after going
    home the next start shows home."""
    with Sitting(home) as sitting:
        sitting.press(BEGIN)
        sitting.type_into(NAME, "Ana")
    with Sitting(home) as sitting:
        assert sitting.screen == "FillScreen"
        assert sitting.field(NAME).text() == "Ana"
        QTest.qWaitForWindowActive(sitting.program.shell)
        QTest.qWait(20)
        assert QApplication.focusWidget() is sitting.field(NAME)
        sitting.program.go_home()
        sitting.press("Continue")
        assert QApplication.focusWidget() is sitting.field(NAME)
        sitting.program.go_home()
    with Sitting(home) as sitting:
        assert sitting.screen == "HomeScreen"
    assert kept(home)[0][1][NAME] == "Ana"


def test_undo_and_redo_across_restarts(home: Path) -> None:
    """What was typed before the program ended is undone after the next start, and done again after the one after that."""
    with Sitting(home) as sitting:
        sitting.press(BEGIN)
        sitting.type_into(NAME, "Ana")
        sitting.desk.leave(NAME)
        sitting.type_into("surname", "Lima")
    with Sitting(home) as sitting:
        sitting.fill.undo()
        sitting.fill.undo()
        assert NAME not in sitting.desk.filling.sheet()
    assert kept(home)[0][1] == {}
    with Sitting(home) as sitting:
        sitting.fill.redo()
        assert sitting.field(NAME).text() == "Ana"
        sitting.fill.redo()
    assert kept(home)[0][1] == {NAME: "Ana", "surname": "Lima"}


def test_failing_saves_ask_before_anything_is_lost(home: Path, qtbot: QtBot) -> None:
    """While saving fails, neither going home nor another draft nor quitting drops the last edits without a question; when the cause
    is gone, everything is saved."""
    with Sitting(home) as sitting:
        sitting.press(BEGIN)
        sitting.type_into(NAME, "A")
        assert sitting.desk.draft.flush()
        put = sitting.desk.draft._saver._put

        def full(*_: object) -> None:
            raise Trouble("disk-full", "The disk is full.")

        sitting.desk.draft._saver._put = full
        sitting.type_into(NAME, "na")
        sitting.answers.replies = [False, False, False]
        assert not sitting.program.go_home()
        assert not sitting.program.shell.close()
        sitting.program.take("other.json")
        assert len(sitting.answers.asked) == 3
        assert all("not saved" in one for one in sitting.answers.asked)
        assert sitting.screen == "FillScreen"
        sitting.desk.draft._saver._put = put
        qtbot.waitUntil(lambda: sitting.desk.save_state == "saved")
    assert kept(home)[0][1][NAME] == "Ana"


def test_a_person_may_agree_to_lose_them(home: Path) -> None:
    """Whoever agrees gets the window closed; what was saved before is there."""
    with Sitting(home, [True]) as sitting:
        sitting.press(BEGIN)
        sitting.type_into(NAME, "A")
        assert sitting.desk.draft.flush()

        def full(*_: object) -> None:
            raise Trouble("disk-full", "The disk is full.")

        sitting.desk.draft._saver._put = full
        sitting.type_into(NAME, "na")
        assert sitting.program.shell.close()
    assert kept(home)[0][1][NAME] == "A"


class Manager:
    """A session manager of the system."""

    def __init__(self) -> None:
        self.cancelled = self.released = False

    def allowsInteraction(self) -> bool:
        return True

    def cancel(self) -> None:
        self.cancelled = True

    def release(self) -> None:
        self.released = True


def test_the_session_ends(home: Path, qtbot: QtBot) -> None:
    """Logging out keeps what was typed and leaves the window usable, for the person may stay after all; while saving fails they
    are asked, and may stop it."""
    with Sitting(home) as sitting:
        sitting.press(BEGIN)
        sitting.type_into(NAME, "An")
        manager = Manager()
        sitting.program.leaving.session_ends(manager)  # type: ignore[arg-type]  # as much of one as is used
        assert not manager.cancelled
        sitting.type_into(NAME, "a")
        assert sitting.desk.draft.flush()
        put = sitting.desk.draft._saver._put

        def full(*_: object) -> None:
            raise Trouble("disk-full", "The disk is full.")

        sitting.desk.draft._saver._put = full
        sitting.type_into(NAME, "!")
        sitting.answers.replies = [False]
        sitting.program.leaving.session_ends(manager)  # type: ignore[arg-type]
        assert manager.cancelled
        assert manager.released
        sitting.desk.draft._saver._put = put
        qtbot.waitUntil(lambda: sitting.desk.save_state == "saved")
    assert kept(home)[0][1][NAME] == "Ana!"


def test_stopped_while_a_question_stands_open(home: Path, qtbot: QtBot) -> None:
    """A signal closes the open question first: nothing is left that would use the closed archive."""
    with Sitting(home) as sitting:
        sitting.press(BEGIN)
        sitting.type_into(NAME, "Ana")
        box = QMessageBox(sitting.program.shell)
        box.open()
        sitting.program.stop()
        qtbot.waitUntil(lambda: not sitting.program.shell.isVisible())
        assert not box.isVisible()
    assert kept(home)[0][1][NAME] == "Ana"


def test_crash_report(home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug in a slot, and one in a thread, give a report each without a word of an answer; the draft is kept and goes on."""
    with Sitting(home) as sitting:
        told = crash.Told(sitting.program.leaving.tell_of_bug)
        hook = crash.hook(sitting.paths.reports, lambda: sitting.program._office.now().replace(tzinfo=None), told.tell)
        monkeypatch.setattr(sys, "excepthook", hook)
        monkeypatch.setattr(threading, "excepthook", crash.thread_hook(hook))
        sitting.press(BEGIN)
        sitting.type_into(NAME, "Secret-Ana")

        def bug() -> None:
            word = sitting.desk.filling.value(NAME)
            try:
                raise KeyError(word)
            except KeyError as fault:
                raise RuntimeError(f"broke over {word}") from fault

        thread = threading.Thread(target=bug)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(sitting.answers.asked) == 1)
        try:
            bug()
        except RuntimeError as fault:
            sys.excepthook(type(fault), fault, fault.__traceback__)
        qtbot.waitUntil(lambda: len(sitting.answers.asked) == 2)
        sitting.type_into(NAME, "!")
    reports = [one.read_text() for one in (home / "reports").iterdir()]
    assert len(reports) == 2
    assert all("test_app.py" in one and "RuntimeError" in one and "KeyError" in one for one in reports)
    assert not [one for one in reports if "Ana" in one or "broke" in one]
    assert kept(home)[0][1][NAME] == "Secret-Ana!"


def test_reports_make_room_and_a_full_disk_is_no_second_bug(tmp_path: Path) -> None:
    """At most twenty reports are kept, the newest; where none can be written the person is still told."""
    for number in range(25):
        crash.write(tmp_path, ValueError(), datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number))
    names = sorted(one.name for one in tmp_path.iterdir())
    assert len(names) == crash.MOST_REPORTS
    assert names[-1].startswith("report-20260101-0024")
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert crash.write(blocked, ValueError(), datetime(2026, 1, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    "data", [b"{", b"[]", b"[" * 200_000, b"\xff\xfe\x00", b'{"open_draft": 1, "appearance": [], "text_scale": NaN}']
)
def test_damaged_preferences(home: Path, data: bytes) -> None:
    """Preferences that cannot be read are moved aside and the program starts as new; wrong values count as none."""
    home.mkdir()
    path = home / "preferences.json"
    path.write_bytes(data)
    with Sitting(home) as sitting:
        assert sitting.screen == "HomeScreen"
        assert sitting.program._house.chosen == Preferences()
        sitting.program._house.set_text_scale(1.25)
    aside = home / "preferences.damaged.json"
    assert aside.read_bytes() == data if not data.startswith(b'{"open') else not aside.exists()
    assert json.loads(path.read_bytes())["text_scale"] == 1.25


def test_newer_preferences_keep_their_keys(home: Path) -> None:
    """A setting that this version does not know, with half a letter in it, outlives a change here."""
    home.mkdir()
    path = home / "preferences.json"
    path.write_bytes(b'{"appearance": "dark", "later": "\\ud800 x"}')
    with Sitting(home) as sitting:
        sitting.program._house.set_text_scale(1.5)
    told = json.loads(path.read_bytes())
    assert (told["appearance"], told["text_scale"], told["later"]) == ("dark", 1.5, "\ud800 x")


def test_restore_a_backup_and_take_it_back(home: Path) -> None:
    """From the settings: the preview says what would change, restoring brings the answers of then, and the copy made before that
    brings those of now again. Nothing of it needs a restart."""
    with Sitting(home) as sitting:
        sitting.press(BEGIN)
        sitting.type_into(NAME, "Then")
        sitting.program.go_home()
        sitting.program._house.back_up_now()
        sitting.press("Continue")
        sitting.type_into(NAME, " and now")
        sitting.program.go_home()
        asked: list[str] = []

        def agree(question: str, explanation: str, deed: str, *, danger: bool = False) -> bool:
            asked.append(explanation)
            return True

        sitting.answers.confirm = agree  # type: ignore[method-assign]
        sitting.press("Settings")
        sitting.press("Restore the backup of")
        assert "1 answer" in asked[0]
        assert sitting.screen == "HomeScreen"
        sitting.press("Continue")
        assert sitting.field(NAME).text() == "Then"
        sitting.program.go_home()
        sitting.press("Settings")
        sitting.press("Restore the backup of")
        sitting.press("Continue")
        assert sitting.field(NAME).text() == "Then and now"
    assert kept(home)[0][1][NAME] == "Then and now"
    assert not list((home / "backups").glob(".satchel-part*"))


def test_a_restore_that_fails_leaves_everything(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the copy cannot be put in its place, the settings say why and the program goes on with what it had."""
    with Sitting(home) as sitting:
        sitting.press(BEGIN)
        sitting.type_into(NAME, "Ana")
        sitting.program.go_home()
        sitting.program._house.back_up_now()
        sitting.answers.replies = [True]
        sitting.press("Settings")
        replace = os.replace

        def refuse(source: Path, target: Path) -> None:
            if Path(target).name == "archive.satchel":
                raise OSError(28, "full")
            replace(source, target)

        monkeypatch.setattr(os, "replace", refuse)
        sitting.press("Restore the backup of")
        monkeypatch.undo()
        assert "disk is full" in sitting.words_on_screen()
        sitting.program.go_home()
        sitting.press("Continue")
        sitting.type_into(NAME, "!")
    assert kept(home)[0][1][NAME] == "Ana!"


def test_an_older_archive_is_copied_before_it_is_changed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first version writes an archive; the next, with one step more, first copies it whole. The copy is of the old form."""
    with Sitting(home) as sitting:
        sitting.press(BEGIN)
        sitting.type_into(NAME, "Ana")
    shutil.rmtree(home / "backups")

    def second(connection: sqlite3.Connection) -> None:
        assert backups.kept(home / "backups"), "copied before the first change"
        connection.execute("ALTER TABLE draft ADD COLUMN colour TEXT")

    later = (*migrations.STEPS, second)
    monkeypatch.setattr(db_archive, "STEPS", later)
    monkeypatch.setattr(db_archive, "NEWEST", len(later))
    with Sitting(home) as sitting:
        assert sitting.field(NAME).text() == "Ana"
    (copy,) = [one.path for one in backups.kept(home / "backups")][-1:]
    connection = sqlite3.connect(copy)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(draft)")]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    assert "colour" not in columns
    assert version == len(migrations.STEPS)


def test_no_copy_no_migration(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the copy cannot be made, an older archive is left as it is, and the reason told."""
    with Sitting(home):
        pass
    before = (home / "archive.satchel").read_bytes()
    shutil.rmtree(home / "backups", ignore_errors=True)
    (home / "backups").write_text("in the way")
    later = (*migrations.STEPS, lambda connection: connection.execute("CREATE TABLE later (a)"))
    monkeypatch.setattr(db_archive, "STEPS", later)
    monkeypatch.setattr(db_archive, "NEWEST", len(later))
    with pytest.raises(Trouble):
        open_archive(Sitting(home).paths, datetime(2026, 1, 1, tzinfo=UTC))

    assert (home / "archive.satchel").read_bytes() == before


def test_copies_to_look_at_go_with_the_window(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview to look at is written into the folder of copies, a new name each time, and none is left after quitting."""
    with Sitting(home) as sitting:
        sitting.press(BEGIN)
        monkeypatch.setattr(looking, "QDesktopServices", SimpleNamespace(openUrl=lambda _address: True))
        sitting.program.look_at(b"%PDF-1")
        sitting.program.look_at(b"%PDF-2")
        assert sorted(one.read_bytes() for one in (home / "copies").iterdir()) == [b"%PDF-1", b"%PDF-2"]
    assert list((home / "copies").iterdir()) == []


def test_every_menu_entry_does_something(home: Path) -> None:
    """Each entry of the menus can be chosen on each screen without a bug, and those of a draft act on the draft."""
    with Sitting(home) as sitting:
        shell = sitting.program.shell
        actions = {
            one.text().partition("\t")[0].replace("&", ""): one for one in shell.findChildren(QAction) if one.text()
        }
        for name, action in actions.items():
            if name != "Quit" and action.menu() is None:
                action.trigger()
        assert f"Satchel {VERSION}" in sitting.answers.asked
        assert sitting.screen in {"SettingsScreen", "HomeScreen"}
        sitting.program.go_home()
        sitting.press(BEGIN)
        first = sitting.fill.current_section
        actions["Next section"].trigger()
        assert sitting.fill.current_section != first
        actions["Previous section"].trigger()
        assert sitting.fill.current_section == first
        sitting.type_into(NAME, "Ana")
        sitting.desk.leave(NAME)
        actions["Undo"].trigger()
        assert sitting.field(NAME).text() == ""
        actions["Redo"].trigger()
        assert sitting.field(NAME).text() == "Ana"
        actions["Review"].trigger()
        assert sitting.screen == "ReviewScreen"
        actions["Quit"].trigger()
        assert not shell.isVisible()
