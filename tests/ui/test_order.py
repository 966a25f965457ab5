"""The Tab key and a screen reader go through a section in the order in which it is read: question by question, then onward."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from forms.answers import Target, Value
from forms.questionnaire import Questionnaire
from forms.reading import read
from tests.samples import PAPER, library_answers, ngo_answers, questionnaire
from tests.ui.engine_desk import Answers, EngineDesk
from ui import theme
from ui.fill.answers.matrix import MatrixView
from ui.fill.screen import FillScreen
from ui.fill.section import AT_ONCE, SectionPage

SIDE_BY_SIDE = 8
"""How many pixels the middles of two controls in one line may differ."""


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(qtbot: QtBot, asked: Questionnaire, sheet: dict[Target, Value], width: int = 1180) -> FillScreen:
    """A fill screen over a whole draft."""
    screen = FillScreen(EngineDesk(asked, sheet), Answers())
    qtbot.addWidget(screen)
    screen.resize(width, 820)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def stops(page: SectionPage) -> list[QWidget]:
    """What the Tab key stops at in a section, in its order."""
    around: list[QWidget] = []
    one = page.nextInFocusChain()
    while one is not None and one is not page:
        around.append(one)
        one = one.nextInFocusChain()
    return [
        one
        for one in around
        if page.isAncestorOf(one)
        and one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
    ]


def settle(qtbot: QtBot, screen: FillScreen) -> None:
    """Wait until the section is built and laid out."""
    qtbot.waitUntil(lambda: not screen.page()._filler.isActive())
    qtbot.wait(120)
    matrices = screen.page().findChildren(MatrixView)
    qtbot.waitUntil(lambda: all(one._body is None or one._stacked == one._is_narrow() for one in matrices))


def follows(page: SectionPage) -> None:
    """Assert that the Tab key goes as one reads: down the page, and from left to right where things stand side by side."""
    # A row's "Clear" stands left of its buttons, below its words: neither above nor below them.
    tabbing = [one for one in stops(page) if not one.accessibleName().endswith(": Clear")]
    assert len(tabbing) > 1
    places = [one.mapToGlobal(one.rect().center()) for one in tabbing]
    back = [
        (first.accessibleName(), second.accessibleName())
        for (first, here), (second, there) in pairwise(zip(tabbing, places, strict=True))
        if there.y() < here.y() - SIDE_BY_SIDE or (abs(there.y() - here.y()) <= SIDE_BY_SIDE and there.x() <= here.x())
    ]
    assert back == []


@pytest.mark.parametrize(("name", "sheet"), [("micro-credentials", ngo_answers()), ("every-kind", library_answers())])
def test_tab_goes_as_one_reads(qtbot: QtBot, name: str, sheet: dict[Target, Value]) -> None:
    """In both questionnaires, also after the window was made wide and every matrix was laid out anew."""
    asked = questionnaire(name)
    screen = opened(qtbot, asked, sheet, width=500)
    layouts = set()
    for section in asked.sections[:2]:
        screen.go_to_section(section.id)
        for width in (500, 1180):
            screen.resize(width, 820)
            settle(qtbot, screen)
            follows(screen.page())
            layouts |= {(width, one._stacked) for one in screen.page().findChildren(MatrixView)}
        screen.resize(500, 820)
    assert layouts == {(500, True), (1180, False)}


def test_a_list_made_anew_keeps_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    """Ranking, and giving a file, make buttons anew; the Tab key still meets them where they stand."""
    screen = opened(qtbot, questionnaire("every-kind"), library_answers())
    (tmp_path / "paper.pdf").write_bytes(PAPER)
    for item in ("priorities", "letter"):
        screen.go_to(item)
        card = screen.page().card(item)
        assert card is not None
        if item == "letter":
            screen.page().card(item).view.dropped.emit(item, tmp_path / "paper.pdf")  # type: ignore[union-attr]
        else:
            card.view.answered.emit(item, ("staff", "rooms"))
        QApplication.processEvents()
        assert card.view.isVisible()
        settle(qtbot, screen)
        follows(screen.page())


def test_what_is_built_later_stands_before_the_way_onward(qtbot: QtBot) -> None:
    """A section longer than what is built at once: what scrolling brings comes before "Next section", by Tab and when read."""
    items = [{"id": f"q{number}", "kind": "text", "label": f"Question {number}"} for number in range(AT_ONCE + 20)]
    raw = {
        "satchel": 1, "id": "long", "version": "1", "language": "en", "title": "Long",
        "sections": [{"id": "a", "title": "A", "items": items}, {"id": "b", "title": "B", "items": [{**items[0], "id": "z"}]}],
    }  # fmt: skip
    asked = read(json.dumps(raw).encode(), {})
    screen = opened(qtbot, asked, {})
    page = screen.page()
    assert page.card(items[-1]["id"]) is None
    settle(qtbot, screen)
    read_before = heard(page)
    screen.go_to(items[-1]["id"])
    settle(qtbot, screen)

    follows(page)
    assert read_before == [*(one["label"] for one in items[:AT_ONCE]), "Next section"]
    assert heard(page) == [*(one["label"] for one in items), "Next section"]


def heard(page: SectionPage) -> list[str]:
    """The names of fields and buttons in the order in which a screen reader goes through them."""
    found: list[str] = []

    def listen(one: QAccessibleInterface) -> None:
        if one.role() in (QAccessible.Role.EditableText, QAccessible.Role.Button) and not one.state().invisible:
            found.append(one.text(QAccessible.Text.Name))
        for at in range(one.childCount()):
            listen(one.child(at))

    listen(QAccessible.queryAccessibleInterface(page))
    return found
