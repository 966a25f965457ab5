"""Working together on screen: begin, invite, join, compare and let in, roles, send, the folder; named, large enough, never cut."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.desks.joining import InvitationDesk
from desktop.desks.together import PeopleDesk
from desktop.keys import DeviceKey
from desktop.work import drafting, inviting, reconciling, signing
from forms.change import Change
from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire
from tests.ui.accessibility import faults
from tests.ui.engine_desk import Answers
from ui import theme
from ui.parts.choice_box import WrappedCheck
from ui.parts.fields import LineField
from ui.together.chip import show_status, status_chip
from ui.together.join_screen import JoinScreen
from ui.together.people_screen import PeopleScreen

LONG_NAME = "Αικατερίνη Παπακωνσταντίνου-Donaudampfschifffahrtsgesellschaft"
LOOKS = [
    ("light", 1.0, (1280, 900)),
    ("dark", 1.0, (720, 600)),
    ("contrast", 2.0, (800, 600)),
    ("light", 2.0, (1280, 820)),
]


@pytest.fixture(autouse=True)
def _clean(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, "light")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    person = Colleague(tmp_path / "anna", "Anna").begin(questionnaire())
    yield person
    person.close()


@pytest.fixture
def ben(tmp_path: Path, anna: Colleague) -> Iterator[Colleague]:
    person = Colleague(tmp_path / "ben", "Ben").join(anna.file())
    person.answer("surname", "Zoë")
    anna.take(person.file())
    yield person
    person.close()


def desk_of(who: Colleague, redrawn: list[Change] | None = None) -> PeopleDesk:
    def new_key() -> None:
        who.key = DeviceKey.replace(who.paths.keys, "2026-11-25")

    return PeopleDesk(who.office, who.draft, (redrawn if redrawn is not None else []).append, new_key=new_key)


def shown(qtbot: QtBot, screen: QWidget, size: tuple[int, int] = (1000, 900)) -> QWidget:
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    qtbot.wait(30)
    return screen


def press(screen: QWidget, words: str) -> None:
    QTest.qWait(5)
    found = [
        one
        for one in screen.findChildren(QPushButton)
        if one.isVisibleTo(screen) and one.accessibleName().startswith(words)
    ]
    assert found, [one.accessibleName() for one in screen.findChildren(QPushButton) if one.isVisibleTo(screen)]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    QTest.qWait(5)


def words(screen: QWidget) -> str:
    return "\n".join(one.text() for one in screen.findChildren(QLabel) if one.isVisibleTo(screen))


def tick(screen: QWidget, begins: str) -> None:
    QTest.qWait(5)
    next(
        one for one in screen.findChildren(WrappedCheck) if one.isVisibleTo(screen) and one.words.startswith(begins)
    ).click()


def type_name(screen: QWidget, name: str) -> None:
    QTest.qWait(5)
    next(one for one in screen.findChildren(LineField) if one.isVisibleTo(screen)).setText(name)


def test_begin(qtbot: QtBot, tmp_path: Path) -> None:
    """A draft of one person becomes a shared one under a name; without a name the screen says what is missing."""
    zed = Colleague(tmp_path / "zed", "Zed")
    zed.open(drafting.begin(zed.office, questionnaire(), "Our reply"))
    desk = desk_of(zed)
    screen = shown(qtbot, PeopleScreen(desk, Answers()))
    assert desk.status().words == "Only you"
    press(screen, "Begin to work together")
    assert "need a name" in words(screen)
    type_name(screen, "Zed")
    press(screen, "Begin to work together")
    assert "Zed (you)" in words(screen)
    assert desk.status().words == "Nobody invited yet"
    zed.close()


def test_compare_and_let_in(qtbot: QtBot, anna: Colleague, ben: Colleague) -> None:
    """Who asks is let in after the letters were shown; their edits count and the questions are drawn anew."""
    redrawn: list[Change] = []
    desk = desk_of(anna, redrawn)
    screen = shown(qtbot, PeopleScreen(desk, Answers()))
    assert desk.status().words == "Ben asks to join"
    assert "1 edit is kept, but not counted" in words(screen)
    press(screen, "Compare and let in: Ben")
    letters = desk.overview().people[0].groups
    assert "\N{EM SPACE}".join(letters) in words(screen)
    assert letters == desk_of(ben).overview().my_groups
    tick(screen, "Approver")
    press(screen, "The letters are the same: let Ben in")
    assert "Editor, Commenter, Approver" in words(screen)
    assert anna.value("surname") == "Zoë"
    assert any("surname" in one.items for one in redrawn)


def test_another_computer(qtbot: QtBot, anna: Colleague, ben: Colleague, tmp_path: Path) -> None:
    """Somebody known comes with another computer and stays one person in the list."""
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    meet(anna, ben)
    again = Colleague(tmp_path / "again", "Ben new").join(anna.file())
    anna.take(again.file())
    screen = shown(qtbot, PeopleScreen(desk := desk_of(anna), Answers()))
    press(screen, "Compare and let in: Ben new")
    from PySide6.QtWidgets import QComboBox

    who = screen.findChild(QComboBox)
    assert who is not None
    who.setCurrentIndex(1)
    who.activated.emit(1)
    tick(screen, "The computer they had before is lost")
    press(screen, "The letters are the same")
    assert [(one.name, one.state) for one in desk.overview().people] == [("Anna", "in"), ("Ben", "in")]
    assert anna.together.ledger.people.member(ben.key.public_hex).state == "removed"  # type: ignore[union-attr]
    again.close()


def test_roles_and_taking_out(qtbot: QtBot, anna: Colleague, ben: Colleague) -> None:
    """Roles are changed on the person's card; taking out asks first."""
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    screen = shown(qtbot, PeopleScreen(desk := desk_of(anna), Answers([False, True])))
    press(screen, "Change roles: Ben")
    tick(screen, "Editor")
    tick(screen, "Signer")
    press(screen, "Keep these roles")
    assert next(one for one in desk.overview().people if one.name == "Ben").role_ids == {"signer"}
    press(screen, "Take out: Ben")
    assert "No longer takes part" not in words(screen)
    press(screen, "Take out: Ben")
    assert "No longer takes part" in words(screen)
    press(screen, "Let in again: Ben")
    press(screen, "The letters are the same")
    assert "No longer takes part" not in words(screen)
    assert next(one for one in desk.overview().people if one.name == "Ben").role_ids == {"editor", "commenter"}


def test_waiting_work(anna: Colleague, ben: Colleague, tmp_path: Path) -> None:
    """What waits for work that is not here is told with the name of the person whose file brings it."""
    carol = Colleague(tmp_path / "carol", "Carol").join(anna.file())
    anna.take(carol.file())
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    inviting.admit(anna.together, carol.key.public_hex, "Carol", ["editor"])
    meet(anna, ben, carol)
    ben.answer("first-name", "Ada")
    file = ben.file()
    carol.take(file)
    carol.answer("first-name", "Ada B.")
    anna.take(file)
    reconciling.put_aside(anna.together)
    exchange = reconciling.read(anna.office, carol.file())
    reconciling.take_in(anna.together, exchange, again=False)

    assert desk_of(anna).overview().notes == ("1 edit waits for the file of Ben",)
    carol.close()


def test_sending(qtbot: QtBot, anna: Colleague, ben: Colleague, tmp_path: Path) -> None:
    """The file is written, locked if wished, and the screen says for whom it holds news; who is up to date is told in words."""
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    path = tmp_path / "out.exchange.zip"
    locked = tmp_path / "out.exchange.zip.age"
    screen = shown(qtbot, PeopleScreen(desk := desk_of(anna), Answers([path, locked])))
    assert desk.status().words == "1 edit not sent yet"
    press(screen, "Save the file")
    assert "Saved as out.exchange.zip. Now send it: it has news for Ben." in words(screen)
    assert desk.status().words == "Sent"
    ben.take(path)
    anna.take(ben.file())
    desk.altered()
    assert next(one for one in desk.overview().people if one.name == "Ben").has == "Has everything"
    assert desk.status().words == "Everybody is up to date"
    anna.answer("first-name", "Ada")
    screen.refresh()  # type: ignore[attr-defined]
    tick(screen, "Lock the file")
    press(screen, "Save the file")
    assert "fewer than 8" in words(screen)
    type_name(screen, "green chairs")
    press(screen, "Save the file")
    assert locked.read_bytes().startswith(b"age-encryption.org")


def test_joining(qtbot: QtBot, anna: Colleague, tmp_path: Path) -> None:
    """An invitation shows what it is to; after joining the screen gives the letters and the file that asks to be let in."""
    dora = Colleague(tmp_path / "dora", "Dora")
    back = tmp_path / "back.exchange.zip"
    desk = InvitationDesk(dora.office, anna.file())
    screen = shown(qtbot, JoinScreen(desk, Answers([back])))
    assert "Our reply" in words(screen)
    assert "From Anna" in words(screen)
    assert faults(screen) == []
    type_name(screen, "Dora")
    press(screen, "Join")
    press(screen, "Save the file to send back")
    assert "Now send it to Anna" in words(screen)
    assert faults(screen) == []
    anna.take(back)
    assert [one.name for one in anna.together.ledger.people.asking()] == ["Dora"]
    dora.open(desk.draft_id)
    assert "Anna has to let you in" in desk_of(dora).overview().my_place
    dora.close()


def test_new_key(qtbot: QtBot, anna: Colleague, ben: Colleague) -> None:
    """A computer with another key is told so plainly, and one button asks to join again."""
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    meet(anna, ben)
    ben.key = DeviceKey.replace(ben.paths.keys, "2026-11-25")
    desk = desk_of(ben)
    assert desk.status().words == "Join again"
    screen = shown(qtbot, PeopleScreen(desk, Answers()))
    press(screen, "Ask to join again")
    assert "Anna has to let you in" in words(screen)
    anna.take(ben.file())
    assert "Ben asks to join" in desk_of(anna).status().words


def test_copied_computer(qtbot: QtBot, anna: Colleague, ben: Colleague, tmp_path: Path) -> None:
    """Two computers with one key are told plainly, with a button that makes another key and asks to join again."""
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    meet(anna, ben)
    ben.draft.rest()
    shutil.copytree(ben.home, tmp_path / "copy", ignore=shutil.ignore_patterns("*.exchange.zip", "*lock*"))
    copy = Colleague(tmp_path / "copy", "Ben").open(ben.draft.draft_id)
    copy.answer("first-name", "Ada")
    ben.answer("surname", "Zoe")
    ben.file()
    ben.take(copy.file())
    copy.close()
    before = ben.key.public_hex
    screen = shown(qtbot, PeopleScreen(desk := desk_of(ben), Answers()))
    assert desk.status().words == "Join again"
    assert "Two computers work under your name" in words(screen)
    assert faults(screen) == []
    press(screen, "Make a new key and ask to join again")
    assert ben.key.public_hex != before
    assert "Two computers" not in words(screen)
    assert ben.value("surname") == "Zoe"
    assert ben.value("first-name") == "Ada"


def test_folder(qtbot: QtBot, anna: Colleague, ben: Colleague, tmp_path: Path) -> None:
    """The folder is chosen and left on its card; what cannot be read, is locked or away is told there, never in a dialog."""
    place = tmp_path / "shared"
    place.mkdir()
    (place / "half.exchange.zip").write_bytes(b"x")
    (place / "ben.exchange.zip.age").write_bytes(ben.file("green chairs").read_bytes())
    desk = desk_of(anna)
    screen = shown(qtbot, PeopleScreen(desk, Answers(["green chairs"]), lambda _window: place))
    press(screen, "Choose a shared folder")
    qtbot.waitUntil(lambda: "1 file cannot be read yet" in words(screen), timeout=10_000)
    assert "ben.exchange.zip.age" in words(screen)
    qtbot.wait(60)
    assert faults(screen) == []
    press(screen, "Give the passphrase")
    qtbot.waitUntil(lambda: "ben.exchange.zip.age" not in words(screen), timeout=10_000)
    place.rename(tmp_path / "away")
    press(screen, "Look now")
    qtbot.waitUntil(lambda: "not there at the moment" in words(screen), timeout=10_000)
    press(screen, "Stop using this folder")
    assert "Choose a shared folder…" in [
        one.accessibleName() for one in screen.findChildren(QPushButton) if one.isVisibleTo(screen)
    ]


def test_what_is_typed_stays(qtbot: QtBot, anna: Colleague, ben: Colleague) -> None:
    """What comes in while somebody compares letters does not draw the card away from under them."""
    desk = desk_of(anna)
    screen = shown(qtbot, PeopleScreen(desk, Answers()))
    press(screen, "Compare and let in: Ben")
    tick(screen, "Signer")
    ben.answer("surname", "Zoe")
    anna.take(ben.file())
    desk.altered()
    press(screen, "The letters are the same")
    assert next(one for one in desk.overview().people if one.name == "Ben").role_ids == {
        "editor",
        "commenter",
        "signer",
    }


def test_chip(qtbot: QtBot, anna: Colleague, tmp_path: Path) -> None:
    """The chip says its state in words for everybody, by name for a screen reader."""
    desk = desk_of(anna)
    chip = status_chip(desk.status())
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Work together: Nobody invited yet"
    stranger = Colleague(tmp_path / "stranger", "Ben & Co").join(anna.file())
    anna.take(stranger.file())
    stranger.close()
    show_status(chip, desk.status())
    assert chip.text() == "Ben && Co asks to join"
    assert chip.accessibleName() == "Work together: Ben & Co asks to join"
    assert desk.status() is desk.status()  # asked for at every key: worked out once


@pytest.mark.parametrize(("look", "scale", "size"), LOOKS)
def test_every_appearance(
    qtbot: QtBot,
    qapp: QApplication,
    anna: Colleague,
    ben: Colleague,
    tmp_path: Path,
    look: theme.Appearance,
    scale: float,
    size: tuple[int, int],
) -> None:
    """Both screens with long Greek and German names: named, unique, large enough and not cut, alone and with everything open."""
    theme.apply(qapp, look, scale)
    long = Colleague(tmp_path / "long", LONG_NAME).join(anna.file())
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    anna.take(long.file())
    screen = PeopleScreen(desk_of(anna), Answers())
    shown(qtbot, screen, size)
    assert faults(screen) == []
    screen.compare(long.key.public_hex)
    tick(screen, "Lock the file")
    press(screen, "Change roles: Ben")
    qtbot.wait(60)
    assert faults(screen) == []
    asked = shown(
        qtbot, JoinScreen(InvitationDesk(Colleague(tmp_path / "x", "X").office, anna.file()), Answers()), size
    )
    assert faults(asked) == []
    long.close()


def test_a_freeze_from_the_folder_is_told_at_every_question(
    qtbot: QtBot, anna: Colleague, ben: Colleague, tmp_path: Path
) -> None:
    """Ben’s questions are open when a freeze comes in: all of them are drawn anew, for all of them take suggestions now."""
    place = tmp_path / "place"
    place.mkdir()
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    ben.take(anna.file())
    redrawn: list[Change] = []
    desk = desk_of(ben, redrawn)
    desk.watch(place)
    signing.freeze(anna.draft, on=True)
    (place / "Anna.exchange.zip").write_bytes(anna.file().read_bytes())
    desk.look_now()
    try:
        qtbot.waitUntil(lambda: any({"surname", "country"} <= set(one.items) for one in redrawn), timeout=5_000)
    finally:
        desk.stop()


def test_a_name_that_is_missing_is_asked_for_where_it_goes(qtbot: QtBot, tmp_path: Path) -> None:
    """The field for the name has the focus from the beginning, and again after one pressed the button without a name."""
    anna = Colleague(tmp_path / "new", "Anna")
    anna.open(drafting.begin(anna.office, questionnaire(), "Ours"))
    screen = shown(qtbot, PeopleScreen(desk_of(anna), Answers()))
    field = next(one for one in screen.findChildren(LineField) if one.isVisibleTo(screen))
    qtbot.waitUntil(field.hasFocus)
    press(screen, "Begin to work together")
    assert field.hasFocus()
    anna.close()
