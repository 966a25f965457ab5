"""Drafting together in the real program, off screen: from a solo draft to a shared one, and what comes in while one looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop.group import Group
from tests.desktop.colleagues import Colleague
from tests.desktop.sitting import Sitting
from tests.samples import questionnaire
from tests.ui.accessibility import faults
from ui.fill.screen import FillScreen
from ui.reconcile.decide_screen import DecideScreen
from ui.together.people_screen import PeopleScreen

pytestmark = pytest.mark.usefixtures("qapp")


def group(sitting: Sitting) -> Group:
    """What drafting together adds in this window."""
    assert sitting.program._group is not None
    return sitting.program._group


def shared_home(tmp_path: Path) -> tuple[Path, Colleague]:
    """A home with a shared draft that was open last, and a colleague who is in it."""
    anna = Colleague(tmp_path / "anna", "Anna").begin(
        questionnaire(), {"surname": "Example", "personal-capacity": "yes"}
    )
    ben = anna.let_in(tmp_path / "ben", "Ben")
    anna.answer("age-group", "25-34")
    ben.take(anna.file())
    anna.close()
    return tmp_path / "anna", ben


def open_only_draft(sitting: Sitting) -> None:
    """Continue the one draft that is there."""
    sitting.press("Continue: Our reply")


def test_a_draft_of_one_person_becomes_a_shared_one(tmp_path: Path) -> None:
    """Sharing keeps the person at their section, adds what belongs to it, and is still there after a restart."""
    with Sitting(tmp_path / "home") as sitting:
        sitting.press("Begin: Micro-credentials")
        assert sitting.program._group is None
        sitting.program.show_people()
        screen = sitting.program.shell.screen_shown
        assert isinstance(screen, PeopleScreen)
        name = next(one for one in screen.findChildren(QLineEdit) if one.isVisibleTo(screen))
        name.setText("Anna Example")
        sitting.press("Begin to work together")
        assert sitting.program._group is not None
        people = sitting.program.shell.screen_shown
        assert isinstance(people, PeopleScreen)
        focused = sitting.program.shell.focusWidget()
        assert focused is not None
        assert people.isAncestorOf(focused)
        sitting.press("Back to the questions")
        assert isinstance(sitting.program.shell.screen_shown, FillScreen)
        sitting.type_into("surname", "Muster")
    with Sitting(tmp_path / "home") as sitting:
        assert sitting.desk.filling.value("surname") == "Muster"
        assert group(sitting).chip().isVisibleTo(sitting.program.shell)


def test_a_file_from_home_leads_to_its_draft_and_inbox(tmp_path: Path) -> None:
    """A colleague's file of a draft that is here opens that draft and shows what it would do; nothing is changed before."""
    home, ben = shared_home(tmp_path)
    ben.answer("surname", "Neumann")
    file = ben.file()
    with Sitting(home, file=str(file)) as sitting:
        assert sitting.screen == "InboxScreen"
        assert sitting.desk.filling.value("surname") == "Example"
        sitting.press("Bring in")
        assert sitting.desk.filling.value("surname") == "Neumann"
    ben.close()


def test_every_screen_of_the_group_has_names_and_a_way_back(tmp_path: Path) -> None:
    """Each screen that the menu leads to passes the accessibility lint inside the window and leads back to the questions."""
    home, ben = shared_home(tmp_path)
    with Sitting(home) as sitting:
        open_only_draft(sitting)
        for show in (Group.show_people, Group.show_inbox, Group.show_look, Group.show_word, Group.show_sign_off):
            show(group(sitting))
            QTest.qWait(20)
            screen = sitting.program.shell.screen_shown
            assert screen is not None
            assert faults(screen) == [], type(screen).__name__
            sitting.press("Back to the questions")
            assert isinstance(sitting.program.shell.screen_shown, FillScreen)
    ben.close()


def test_the_list_of_differences_follows_what_comes_in(tmp_path: Path) -> None:
    """While one looks at the differences, another comes in through the folder: it is in the list."""
    home, ben = shared_home(tmp_path)
    folder = tmp_path / "shared"
    folder.mkdir()
    with Sitting(home) as sitting:
        open_only_draft(sitting)
        group(sitting)._people.watch(folder)
        group(sitting).show_differences()
        screen = sitting.program.shell.screen_shown
        assert isinstance(screen, DecideScreen)
        sitting.desk.answer("age-group", "55-64")
        sitting.desk.leave("age-group")
        ben.answer("age-group", "35-54")
        (folder / "ben.exchange.zip").write_bytes(ben.file().read_bytes())
        for _ in range(200):
            group(sitting)._people.look_now()
            QTest.qWait(25)
            if "age-group" in sitting.desk.filling.held:
                break
        QTest.qWait(50)
        assert any(
            one.accessibleName().startswith("Use this: Answer of Ben")
            for one in screen.findChildren(type(group(sitting).chip()))
        )
    ben.close()


def test_suggesting_where_others_answer(tmp_path: Path) -> None:
    """A person who chose so suggests where a question is assigned to somebody else, and is told so above the answer."""
    home, ben = shared_home(tmp_path)
    with Sitting(home) as sitting:
        open_only_draft(sitting)
        together = sitting.desk.draft.together
        assert together is not None
        together.say(("@assign/surname", "assign", [ben.key.public_hex]))
        group(sitting).toggle_suggesting()
        assert sitting.desk.why_suggest("surname") == "others"
        sitting.type_into("surname", "X")
        sitting.desk.leave("surname")
        QTest.qWait(300)
        assert sitting.desk.filling.value("surname") == "Example"
        assert len(together.ledger.suggestions("surname")) == 1
    ben.close()


def test_the_menu_says_what_is_missing(tmp_path: Path) -> None:
    """Without a draft the menu of drafting together says so; in a draft of one person it leads to sharing it."""
    with Sitting(tmp_path / "home") as sitting:
        sitting.program.in_group(Group.show_differences)
        assert "Open a draft first" in sitting.program.shell.statusBar().currentMessage()
        sitting.press("Begin: Micro-credentials")
        sitting.program.in_group(Group.show_differences)
        assert isinstance(sitting.program.shell.screen_shown, PeopleScreen)


def test_home_counts_what_colleagues_answered(tmp_path: Path) -> None:
    """What came in and what was decided is counted on the card at home, without an edit here."""
    home, ben = shared_home(tmp_path)
    ben.answer("first-name", "Ana")
    file = ben.file()
    with Sitting(home) as sitting:
        before = sitting.program._home_desk.drafts()[0].required_answered
    with Sitting(home, file=str(file)) as sitting:
        sitting.press("Bring in")
        assert sitting.program._home_desk.drafts()[0].required_answered == before + 1
    ben.close()


def test_escape_leads_back_and_an_open_conversation_is_found(tmp_path: Path) -> None:
    """Escape leads from any of the screens back to the questions; the sign-off list leads to what was said about the whole draft."""
    home, ben = shared_home(tmp_path)
    ben.together.say(
        (f"@thread/{ben.office.new_id()}", "comment", {"text": "Call me.", "about": {"target": ""}, "to": []})
    )
    file = ben.file()
    with Sitting(home, file=str(file)) as sitting:
        sitting.press("Bring in")
        for show in (Group.show_people, Group.show_word, Group.show_sign_off):
            show(group(sitting))
            QTest.qWait(20)
            screen = sitting.program.shell.screen_shown
            assert screen is not None
            screen.setFocus()
            next(one for one in screen.findChildren(QShortcut) if one.key().toString() == "Esc").activated.emit()
            assert isinstance(sitting.program.shell.screen_shown, FillScreen)
        group(sitting).show_sign_off()
        sitting.press("Go there: The whole draft")
        QTest.qWait(20)
        assert group(sitting).panel().isVisibleTo(sitting.program.shell)
        assert any("Call me." in one.text() for one in group(sitting).panel().findChildren(QLabel))
    ben.close()
