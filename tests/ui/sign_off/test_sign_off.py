"""The sign-off screen over a real shared draft: what it tells, what it forbids, what it does; by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.desks.signing import SigningDesk
from tests.desktop.colleagues import Colleague, meet
from tests.samples import ngo_answers, questionnaire
from tests.ui.accessibility import faults
from ui.parts.choice_box import WrappedCheck
from ui.sign_off.screen import SignOffScreen


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Colleague, Colleague]]:
    """Two people with a whole reply, one answer of which they gave differently."""
    anna = Colleague(tmp_path / "anna", "Anna").begin(questionnaire(), ngo_answers())
    ben = anna.let_in(tmp_path / "ben", "Ben")
    meet(anna, ben)
    anna.answer("age-group", "25-34")
    ben.answer("age-group", "55-64")
    meet(anna, ben)
    yield anna, ben
    anna.close()
    ben.close()


def shown(qtbot: QtBot, who: Colleague) -> SignOffScreen:
    """The screen of one of them."""
    screen = SignOffScreen(SigningDesk(who.draft, "Ours"))
    qtbot.addWidget(screen)
    screen.resize(900, 1400)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def button(screen: SignOffScreen, words: str) -> QPushButton:
    """The one button whose name begins so."""
    QTest.qWait(5)
    found = [
        one
        for one in screen.findChildren(QPushButton)
        if one.isVisibleTo(screen) and one.accessibleName().startswith(words)
    ]
    assert len(found) == 1, [one.accessibleName() for one in screen.findChildren(QPushButton)]
    return found[0]


def said(screen: SignOffScreen) -> str:
    """All words on it."""
    QTest.qWait(5)
    return "\n".join(one.text() for one in screen.findChildren(QLabel) if one.isVisibleTo(screen))


def test_what_stands_in_the_way_is_told_and_led_to(qtbot: QtBot, pair: tuple[Colleague, Colleague]) -> None:
    """A difference forbids signing, also once the look was confirmed; its link leads to where people decide."""
    screen = shown(qtbot, pair[0])
    assert "1 answer differs between people" in said(screen)
    assert faults(screen) == []
    screen.findChildren(WrappedCheck)[0].click()
    assert not button(screen, "Sign off").isEnabled()
    with qtbot.waitSignal(screen.differences_asked):
        QTest.mouseClick(button(screen, "Look: "), Qt.MouseButton.LeftButton)


def test_signing_by_keyboard_and_what_changed_since(qtbot: QtBot, pair: tuple[Colleague, Colleague]) -> None:
    """Once nothing is in the way and the look is confirmed one signs; a later change is shown answer by answer."""
    anna, ben = pair
    anna.together.decide("age-group", "55-64")
    anna.draft.show(["age-group"])
    screen = shown(qtbot, anna)
    assert not button(screen, "Sign off").isEnabled()
    check = screen.findChildren(WrappedCheck)[0]
    check.setFocus()
    QTest.keyClick(check, Qt.Key.Key_Space)
    sign = button(screen, "Sign off")
    sign.setFocus()
    QTest.keyClick(sign, Qt.Key.Key_Return)
    assert "Signed by Anna" in said(screen)
    qtbot.waitUntil(lambda: button(screen, "Go on to finalise").hasFocus())
    with qtbot.waitSignal(screen.finalise_asked):
        QTest.mouseClick(button(screen, "Go on to finalise"), Qt.MouseButton.LeftButton)

    ben.take(anna.file())
    ben.answer("surname", "Another")
    anna.take(ben.file())
    screen.refresh()
    assert "but changed since" in said(screen)
    assert "Signed: Example" in said(screen)
    assert "Now: Another" in said(screen)
    assert faults(screen) == []


def test_freezing_is_for_coordinators(qtbot: QtBot, pair: tuple[Colleague, Colleague]) -> None:
    """A coordinator freezes and thaws; another person is told who did, and has no button for it."""
    anna, ben = pair
    screen = shown(qtbot, anna)
    QTest.mouseClick(button(screen, "Freeze the answers"), Qt.MouseButton.LeftButton)
    assert "Anna froze the answers" in said(screen)
    meet(anna, ben)
    other = shown(qtbot, ben)
    assert "Anna froze the answers" in said(other)
    assert not [one for one in other.findChildren(QPushButton) if "edit again" in one.accessibleName()]
    QTest.mouseClick(button(screen, "Let people edit again"), Qt.MouseButton.LeftButton)
    assert "Anna froze the answers" not in said(screen)
