"""A colleague's file at home: an invitation, a draft that is here, a passphrase, and whom a draft is shared with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.desks.home import OfficeDesk
from desktop.work import inviting
from tests.desktop.colleagues import Colleague
from tests.samples import questionnaire
from tests.ui.engine_desk import Answers
from ui.home.screen import HomeScreen


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    person = Colleague(tmp_path / "anna", "Anna").begin(questionnaire())
    yield person
    person.close()


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Colleague]:
    person = Colleague(tmp_path / "ben", "Ben")
    yield person
    person.close()


class Heard:
    """What home asked for."""

    def __init__(self, home: HomeScreen) -> None:
        self.told: list[tuple[object, ...]] = []
        home.join_asked.connect(lambda *what: self.told.append(("join", *what)))
        home.exchange_asked.connect(lambda *what: self.told.append(("look", *what)))


def home_of(qtbot: QtBot, who: Colleague, *replies: object) -> HomeScreen:
    home = HomeScreen(OfficeDesk(who.office), Answers(replies))
    qtbot.addWidget(home)
    home.show()
    return home


def words(home: HomeScreen) -> str:
    return "\n".join(one.text() for one in home.findChildren(QLabel) if one.isVisibleTo(home))


def test_invitation_and_known_draft(qtbot: QtBot, anna: Colleague, ben: Colleague) -> None:
    """The first file of a draft asks to join; once the draft is here, the next one asks to open it and look."""
    file = anna.file()
    home = home_of(qtbot, ben)
    heard = Heard(home)
    home.take(file)
    ben.join(file)
    home.take(file)
    assert heard.told == [("join", file, ""), ("look", ben.draft.draft_id, file, "")]
    assert "with Anna" not in words(home)
    home.refresh()
    qtbot.wait(5)
    assert "with Anna" in words(home)


def test_locked_file(qtbot: QtBot, anna: Colleague, ben: Colleague) -> None:
    """A locked file asks for its passphrase, once more where it was another one; who thinks better of it is left in peace."""
    file = anna.file("green chairs").rename(anna.home / "x.exchange.zip.age")
    home = home_of(qtbot, ben, "red chairs!", "green chairs")
    heard = Heard(home)
    home.take(file)
    assert heard.told == [("join", file, "green chairs")]
    again = home_of(qtbot, ben)
    heard = Heard(again)
    again.take(file)
    assert heard.told == []


def test_no_exchange_file_and_trash(qtbot: QtBot, anna: Colleague, ben: Colleague, tmp_path: Path) -> None:
    """A file that is none, and one of a draft in the trash, are told in the banner; nothing is asked for."""
    file = anna.file()
    ben.join(file)
    ben.office.drafts.trash(ben.draft.draft_id, now=ben.office.stamp())
    home = home_of(qtbot, ben)
    heard = Heard(home)
    broken = tmp_path / "x.exchange.zip"
    broken.write_bytes(b"x")
    home.take(broken)
    assert home._banner.isVisibleTo(home)
    home.take(file)
    assert "lies in the trash" in words(home)
    assert heard.told == []


def test_company(qtbot: QtBot, anna: Colleague, tmp_path: Path) -> None:
    """A shared draft's card says with whom, by name where they are few."""
    home = home_of(qtbot, anna)
    qtbot.wait(5)
    assert "shared, nobody let in yet" in words(home)
    invitation = anna.file()
    for name in ("Ben", "Carol", "Dora"):
        other = Colleague(tmp_path / name, name).join(invitation)
        anna.take(other.file())
        inviting.admit(anna.together, other.key.public_hex, name, ["editor"])
        other.close()
        home.refresh()
        qtbot.wait(5)
        assert {"Ben": "with Ben", "Carol": "with Ben and Carol", "Dora": "with Ben and 2 others"}[name] in words(home)
