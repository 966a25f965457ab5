"""Choices say their help, a scale is never cut, and a ranking forgets nothing that is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import faults
from tests.ui.small_form import asked, card, choices, words_on
from ui import theme

NAME: dict[str, Any] = {"id": "name", "kind": "text", "label": "Your name"}


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "ranking"])
def test_help_is_shown_and_described(qtbot: QtBot, kind: str) -> None:
    """The help of a choice stands under its words and, after “Required”, in the description of its buttons alone; it goes with it."""
    offered = choices("Tea", "Rooibos")
    offered[1] |= {"help": "From the south.", "show_if": {"answered": "name"}}
    asks = {"id": "drink", "kind": kind, "label": "What?", "choices": offered, "required": True}
    screen, desk = asked(qtbot, NAME, asks)
    found = card(screen, "drink")
    assert "From the south." not in words_on(found)
    desk.answer("name", "Ana")
    found.show_state(desk.filling.state("drink"))
    assert "From the south." in words_on(found)
    told = {one.accessibleName(): one.accessibleDescription() for one in found.view.controls()}

    assert any("Rooibos" in name for name in told)
    assert all(("From the south" in words) == ("Rooibos" in name) for name, words in told.items())
    assert {words.partition(".")[0] for words in told.values()} == {"Required"}


@pytest.mark.parametrize(
    "offered",
    [choices(*(str(one) for one in range(11))), choices("Not satisfied at all", "Rather not", "Rather", "Entirely satisfied")],
    ids=["points", "words"],
)  # fmt: skip
def test_a_scale_is_never_cut(qtbot: QtBot, qapp: QApplication, offered: list[dict[str, Any]]) -> None:
    """At 800 × 600 and double size each step of a scale is whole and inside the page."""
    theme.apply(qapp, "light", 2.0)
    scale = {"id": "how", "kind": "single_choice", "style": "scale", "label": "How?", "choices": offered}
    screen, _ = asked(qtbot, scale, NAME, size=(800, 600))
    qtbot.wait(80)
    found = card(screen, "how")
    radios = [one for one in found.view.controls() if one.isVisibleTo(screen)]
    assert len(radios) == len(offered)

    assert faults(screen) == []
    assert all(one.width() >= one.sizeHint().width() or one.width() > 500 for one in radios)
    assert all(one.height() >= one.heightForWidth(one.width()) for one in radios)
    assert all(one.mapTo(found, QPoint(one.width(), 0)).x() <= found.width() for one in radios)
    assert all(one.mapTo(found.view, QPoint(0, one.height())).y() <= found.view.height() for one in radios)


def test_a_ranking_keeps_hidden_places(qtbot: QtBot) -> None:
    """What is moved, taken out or put in while a choice is hidden leaves that choice at its place."""
    offered = choices("Peace", "Youth", "Zest")
    offered[0]["show_if"] = {"answered": "name"}
    asks = {"id": "order", "kind": "ranking", "label": "Order?", "choices": offered}
    screen, desk = asked(qtbot, NAME, asks, sheet={"order": ("p0", "y1", "z2")})
    view = card(screen, "order").view

    def press(choice: str, deed: str) -> None:
        button = next(one for one in view.controls() if one.accessibleName() == f"Order?: {choice}: {deed}")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    press("Youth", "Down")
    assert desk.filling.value("order") == ("p0", "z2", "y1")
    press("Zest", "Take out")
    assert desk.filling.value("order") == ("p0", "y1")
    press("Zest", "Put in place 2")
    assert desk.filling.value("order") == ("p0", "y1", "z2")


@pytest.mark.parametrize("style", ["radio", "dropdown"])
def test_other_says_how_long_it_is(qtbot: QtBot, style: str) -> None:
    """The text box of “Other” counts its characters as the other fields do, and says its limit to those who cannot see it."""
    offered = choices("Malta", "Other")
    offered[1]["text"] = {"max_length": 3}
    asks = {"id": "where", "kind": "single_choice", "style": style, "label": "Where?", "choices": offered}
    screen, _ = asked(qtbot, asks, sheet={"where": "o1"})
    found = card(screen, "where")
    assert "characters" not in words_on(found).replace("At most 3 characters", "")
    field = found.focus("where/o1/text")
    assert isinstance(field, QLineEdit)
    assert "At most 3 characters" in field.accessibleDescription()
    field.insert("Gozo")

    assert "4 of 3 characters" in words_on(found)


def test_a_long_word_of_a_choice_breaks(qtbot: QtBot) -> None:
    """A choice of 120 letters without a space takes as many lines as it needs, and is named by its real words."""
    word = "x" * 120
    asks = {"id": "drink", "kind": "multiple_choice", "label": "What?", "choices": choices("Tea", word)}
    screen, _ = asked(qtbot, asks, size=(480, 600))
    short, long = card(screen, "drink").view.controls()

    assert long.accessibleName() == f"What?: {word}"
    assert long.height() >= 2 * short.fontMetrics().lineSpacing() + 12
    assert long.mapTo(screen, QPoint(long.width(), 0)).x() <= 480
