"""Home, contribution and settings over a real archive: each deed does what it says, and each screen passes the lint."""

from __future__ import annotations

import json
import re
import secrets
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.archive import Archive
from desktop.desks.home import OfficeDesk
from desktop.desks.settings import HouseDesk
from desktop.keys import DeviceKey
from desktop.paths import Paths
from desktop.work.office import Office
from forms.package.package import unpack
from forms.package.withdrawal import take_withdrawal
from forms.reading import read
from tests.samples import RESOURCES, library_answers, lists, questionnaire
from tests.ui.accessibility import faults
from tests.ui.engine_desk import Answers
from ui import theme
from ui.contribution.screen import ContributionScreen
from ui.home.screen import HomeScreen
from ui.settings.screen import SettingsScreen


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office over a new archive, with a key of its own."""
    paths = Paths(tmp_path / "home").make()
    archive = Archive.open(paths.archive)
    key = DeviceKey.at(paths.keys)
    yield Office.over(
        archive, copies=paths.copies, now=lambda: datetime.now().astimezone(), new_id=lambda: str(uuid.uuid4()),
        random_bytes=secrets.token_bytes, key=lambda: key,
    )  # fmt: skip
    archive.close()


@pytest.fixture(autouse=True)
def _clean(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(qtbot: QtBot, screen: QWidget, size: tuple[int, int] = (1180, 820)) -> None:
    """Show a screen."""
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    qtbot.wait(30)


def click(screen: QWidget, words: str) -> None:
    """Click the button of this name."""
    QCoreApplication.processEvents()
    found = [
        one for one in screen.findChildren(QAbstractButton) if one.accessibleName() == words and one.isVisibleTo(screen)
    ]
    assert found, words
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def begun(desk: OfficeDesk, *, whole: bool = False) -> str:
    """A draft of the small questionnaire; its id."""
    digest = questionnaire("every-kind").digest
    desk.questionnaires()
    opened = desk.begin(digest)
    for target, value in (library_answers() if whole else {"ideas": "Warm rooms"}).items():
        opened.answer(target, value)
    assert opened.close()
    return opened.draft.draft_id


def finalised(desk: OfficeDesk) -> str:
    """A contribution; its identity."""
    opened = desk.open(begun(desk, whole=True))
    identity = opened.finalise()
    opened.close()
    return identity


def test_drafts_live_on_home(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    """Rename, duplicate, move out and in, trash, put back and delete for good, each by its button."""
    desk = OfficeDesk(office)
    begun(desk)
    file = tmp_path / "mine.draft.zip"
    ask = Answers(["A name & <b>", file, True])
    home = HomeScreen(desk, ask)
    shown(qtbot, home)
    title = "Opening hours of the town library"
    click(home, f"Rename…: {title}")
    click(home, "Duplicate: A name & <b>")
    assert {one.name for one in desk.drafts()} == {"A name & <b>", "A name & <b> (2)"}
    click(home, "Move to another computer…: A name & <b>")
    home.take(file)
    assert len(desk.drafts()) == 2
    click(home, "Delete: A name & <b> (2)")
    assert len(desk.drafts()) == 1
    click(home, "Delete for good…: A name & <b> (2)")

    assert [one.name for one in desk.drafts(trashed=True)] == ["A name & <b>"]
    for one in desk.drafts():
        opened = desk.open(one.draft_id)
        assert opened.filling.value("ideas") == "Warm rooms"
        opened.close()


def test_a_definition_of_ones_own(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    """A definition file is taken and can be begun; a broken one is refused in words and changes nothing."""
    data = (
        (RESOURCES / "questionnaires" / "every-kind.json").read_bytes().replace(b'"version": "1"', b'"version": "2"', 1)
    )
    (tmp_path / "own.json").write_bytes(data)
    (tmp_path / "broken.json").write_bytes(data.replace(b'"kind": "number"', b'"kind": "poem"', 1))
    desk = OfficeDesk(office)
    home = HomeScreen(desk, Answers())
    shown(qtbot, home)
    before = len(desk.questionnaires())
    home.take(tmp_path / "own.json")
    home.take(tmp_path / "broken.json")

    assert len(desk.questionnaires()) == before + 1
    assert not home._banner.isHidden()


def test_contribution_saved_revised_and_withdrawn(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    """The package and receipt are saved whole; a new revision supersedes; a withdrawal names the package."""
    desk = OfficeDesk(office)
    identity = finalised(desk)
    files = [tmp_path / "p.contribution.zip", tmp_path / "r.pdf", tmp_path / "l.pdf"]
    ask = Answers([*files, True, tmp_path / "w.withdrawal.zip"])
    screen = ContributionScreen(identity, desk, ask)
    shown(qtbot, screen)
    for words in ("Save the package…", "Save the receipt…", "Save it in large print…"):
        click(screen, words)
    package = unpack(files[0])
    assert package.identity == identity
    assert files[1].read_bytes() == package.receipt
    assert files[2].read_bytes().startswith(b"%PDF-")
    revision = desk.revise(identity)
    revision.answer("ideas", "Warmer rooms")
    second = revision.finalise()
    revision.close()
    again = unpack_kept(office, second)
    assert (again.revision, again.supersedes, again.contribution_id) == (
        2,
        identity,
        package.contribution.contribution_id,
    )
    assert [one.superseded for one in desk.contributions() if one.identity == identity] == [True]
    click(screen, "Withdraw…")

    assert take_withdrawal(tmp_path / "w.withdrawal.zip").package == identity
    assert [one.withdrawn for one in desk.contributions() if one.identity == identity] == [True]


def test_a_contribution_is_deleted_only_after_a_yes(qtbot: QtBot, office: Office) -> None:
    """Deleting asks first; then package, answers and every byte of them are gone from the archive, and other drafts are not."""
    desk = OfficeDesk(office)
    identity = finalised(desk)
    other = desk.begin(desk.questionnaires()[0].digest)
    other.answer("surname", "Stays-here")
    other.close()
    screen = ContributionScreen(identity, desk, Answers([False, True]))
    shown(qtbot, screen)
    click(screen, "Delete from this computer…")
    assert [one.identity for one in desk.contributions()] == [identity]
    with qtbot.waitSignal(screen.home_asked):
        click(screen, "Delete from this computer…")
    assert not desk.contributions()
    assert [one.name for one in desk.drafts()] == ["Micro-credentials for lifelong learning and employability"]
    office.archive.close()
    left = office.archive.path.read_bytes()
    assert b"Stays-here" in left
    assert b"Warm rooms" not in left


def labels(screen: QWidget) -> str:
    """All words in labels on a screen."""
    QCoreApplication.processEvents()
    return "\n".join(one.text() for one in screen.findChildren(QLabel) if one.isVisibleTo(screen))


def test_it_is_said_where_it_was_saved(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    """A name without the ending gets it, what stands there already is replaced only after a yes, and the place is said; after a
    withdrawal it is said where that goes."""
    desk = OfficeDesk(office)
    screen = ContributionScreen(finalised(desk), desk, Answers([tmp_path / "mine", tmp_path / "mine", False]))
    shown(qtbot, screen)
    click(screen, "Save the package…")
    there = tmp_path / "mine.contribution.zip"
    assert there.exists()
    assert f"Saved: {there}" in labels(screen)
    there.write_bytes(b"other")
    click(screen, "Save the package…")
    assert there.read_bytes() == b"other"
    screen._ask = Answers([tmp_path / "r.PDF", True, tmp_path / "back"])
    click(screen, "Save the receipt…")
    assert (tmp_path / "r.PDF").exists()
    click(screen, "Withdraw…")

    assert (tmp_path / "back.withdrawal.zip").exists()
    assert f"Saved: {tmp_path / 'back.withdrawal.zip'}" in labels(screen)
    assert "hand the withdrawal in where the contribution went: the library's counter" in labels(screen)


@pytest.mark.parametrize(("choice", "words"), [("anonymous", "as you chose"), (None, "You did not choose")])
def test_no_choice_is_told_of_that_nobody_made(qtbot: QtBot, office: Office, choice: str | None, words: str) -> None:
    """Where the question about a name was left, the contribution does not claim an answer to it."""
    source = (RESOURCES / "questionnaires" / "every-kind.json").read_bytes()
    raw = json.loads(source)
    for section in raw["sections"]:
        for item in section["items"]:
            if item.get("role") == "privacy":
                item["required"] = False
    questionnaire = read(json.dumps(raw).encode(), lists())
    office.questionnaires.keep(questionnaire, origin="file", now=office.stamp())
    desk = OfficeDesk(office)
    draft = desk.begin(questionnaire.digest)
    for target, value in library_answers().items():
        if target != "privacy" or choice:
            draft.answer(target, value)
    identity = draft.finalise()
    draft.close()
    screen = ContributionScreen(identity, desk, Answers())
    shown(qtbot, screen)

    assert words in labels(screen)
    assert ("as you chose" in labels(screen)) == (choice is not None)


def test_deleting_says_what_stays(qtbot: QtBot, office: Office) -> None:
    """Of two revisions one is deleted: that the other stays is said before."""
    desk = OfficeDesk(office)
    first = finalised(desk)
    revision = desk.revise(first)
    revision.answer("ideas", "Warmer rooms")
    revision.finalise()
    revision.close()

    assert desk.contribution(first).others == 1


def unpack_kept(office: Office, identity: str):  # type: ignore[no-untyped-def]  # a contribution
    """The contribution kept under an identity."""
    import io

    return unpack(io.BytesIO(office.contributions.package(identity))).contribution


def house(office: Office, tmp_path: Path) -> HouseDesk:
    """The settings desk."""
    return HouseDesk(
        lambda: office, Paths(tmp_path / "home"), lambda _chosen: None, lambda _archive: None, lambda: None
    )


def test_settings_are_kept(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    """Appearance and size of text are kept at once; a backup is taken and shown."""
    desk = house(office, tmp_path)
    screen = SettingsScreen(desk, Answers())
    shown(qtbot, screen)
    click(screen, "Appearance: Dark")
    click(screen, "Size of text: 150%")
    click(screen, "Back up now")
    again = house(office, tmp_path)

    assert (again.appearance, again.text_scale) == ("dark", 1.5)
    assert len(again.backups()) == 1


def test_a_passphrase_is_typed_twice_for_a_backup_and_once_to_restore(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    """Two that differ write nothing and say so; two that agree do; restoring asks once, for a passphrase of any length."""
    desk, there = house(office, tmp_path), tmp_path / "key.pem"
    ask = Answers([there, "a long passphrase", "a lung passphrase", there, "a long passphrase", "a long passphrase"])
    screen = SettingsScreen(desk, ask)
    shown(qtbot, screen)
    click(screen, "Back up the key…")
    assert not there.exists()
    assert "not the same" in labels(screen)
    click(screen, "Back up the key…")
    assert there.exists()
    ask.replies, ask.asked = [there, "short"], []
    click(screen, "Restore a key…")
    assert ask.asked == ["Restore a key", "The passphrase of this backup"]
    assert "too short" not in labels(screen)


def test_backing_up_by_hand_lets_go_of_old_copies(office: Office, tmp_path: Path) -> None:
    """A copy older than any that is kept goes when another is taken from the settings."""
    desk = house(office, tmp_path)
    folder = Paths(tmp_path / "home").backups
    first = desk.back_up_now().path
    names = [f"2020010{day}" for day in range(1, 8)]
    for name in names:
        old = folder / re.sub(r"\d{8}", name, first.name, count=1)
        old.write_bytes(first.read_bytes())
    assert len(desk.backups()) == 8
    desk.back_up_now()

    assert len(desk.backups()) < 8


@pytest.mark.parametrize(
    ("look", "scale", "size"), [("light", 1.0, (1180, 820)), ("contrast", 2.0, (800, 600)), ("dark", 1.0, (800, 600))]
)
def test_lint(
    qtbot: QtBot,
    qapp: QApplication,
    office: Office,
    tmp_path: Path,
    look: theme.Appearance,
    scale: float,
    size: tuple[int, int],
) -> None:
    """Home with everything on it, a contribution and the settings: named, unique, large enough, not cut."""
    theme.apply(qapp, look, scale)
    desk = OfficeDesk(office)
    begun(desk)
    desk.rename(begun(desk), "Ein Entwurf mit einem sehr langen Namen über Weiterbildungsnachweise und Öffnungszeiten")
    desk.trash(begun(desk))
    identity = finalised(desk)
    settings = house(office, tmp_path)
    settings.back_up_now()
    for screen in (
        HomeScreen(desk, Answers()),
        ContributionScreen(identity, desk, Answers()),
        SettingsScreen(settings, Answers()),
    ):
        shown(qtbot, screen, size)
        assert faults(screen) == [], type(screen).__name__


def test_titles_are_said_in_the_language_of_the_draft(office: Office) -> None:
    """A draft in German has the German title, also where its questionnaire speaks English first."""
    desk = OfficeDesk(office)
    desk.questionnaires()
    for language in ("de", "en"):
        desk.begin(questionnaire("every-kind").digest, language).close()

    assert {(one.name, one.questionnaire_title) for one in desk.drafts()} == {
        ("Öffnungszeiten der Stadtbücherei", "Öffnungszeiten der Stadtbücherei"),
        ("Opening hours of the town library", "Opening hours of the town library"),
    }


def test_a_fingerprint_is_copied_as_it_is(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    """Without a space or a break inside, from the settings as from a contribution; and it is said so."""
    desk = house(office, tmp_path)
    screen = SettingsScreen(desk, Answers())
    shown(qtbot, screen)
    assert desk.key_fingerprint in labels(screen)
    click(screen, "Copy the fingerprint")
    assert QApplication.clipboard().text() == desk.key_fingerprint
    home = OfficeDesk(office)
    identity = finalised(home)
    contribution = ContributionScreen(identity, home, Answers())
    shown(qtbot, contribution)
    click(contribution, "Copy the package's identity")

    assert QApplication.clipboard().text() == identity
    assert f"Package {identity}" in labels(contribution)
