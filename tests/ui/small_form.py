"""A fill screen over a few questions written in the test itself."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from forms.answers import Target, Value
from forms.reading import read
from tests.ui.engine_desk import Answers, EngineDesk
from ui.fill.question import QuestionCard
from ui.fill.screen import FillScreen


def choices(*words: str) -> list[dict[str, Any]]:
    """Choices whose ids are the first letters, numbered."""
    return [{"id": f"{words[at][0].lower()}{at}", "label": words[at]} for at in range(len(words))]


def asked(
    qtbot: QtBot, *items: dict[str, Any], sheet: dict[Target, Value] | None = None, size: tuple[int, int] = (1180, 820)
) -> tuple[FillScreen, EngineDesk]:
    """A fill screen that asks these items in one section."""
    definition = {
        "satchel": 1, "id": "small", "version": "1", "language": "en", "title": "Small",
        "sections": [{"id": "only", "title": "Only", "items": list(items)}],
    }  # fmt: skip
    desk = EngineDesk(read(json.dumps(definition).encode(), {}), sheet)
    screen = FillScreen(desk, Answers())
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen, desk


def card(screen: FillScreen, item: str) -> QuestionCard:
    """The card of a question."""
    found = screen.page().card(item)
    assert found is not None
    return found


def words_on(found: QuestionCard) -> str:
    """All words shown on a card."""
    return "\n".join(one.text() for one in found.findChildren(QLabel) if one.isVisibleTo(found))
