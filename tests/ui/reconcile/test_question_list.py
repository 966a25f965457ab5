"""The list beside the different answers: no line of it is cut."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.reconcile.team import shown
from ui import theme
from ui.reconcile.question_list import QuestionList

QUESTIONS = (
    "Language of my contribution",
    "Surname",
    "Does your institution/organisation award micro-credentials (according to the working definition above)?",
)


def listed(qtbot: QtBot, width: int) -> QuestionList:
    """The list at a width."""
    view = QuestionList()
    for one in QUESTIONS:
        view.add(one, "1 to decide", still=True)
    shown(qtbot, view, (width, 800))
    return view


def ink(view: QuestionList, row: int) -> int:
    """How much is drawn of a line."""
    rect = view.visualItemRect(view.item(row))
    assert rect.width() <= view.viewport().width()
    picture = view.viewport().grab(rect).toImage()
    paper = picture.pixelColor(picture.width() - 1, 1).lightness()
    return sum(
        abs(paper - picture.pixelColor(x, y).lightness())
        for x in range(picture.width())
        for y in range(picture.height())
    )


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [230, 264, 300])
def test_what_is_to_decide_is_never_cut(qtbot: QtBot, qapp: QApplication, scale: float, width: int) -> None:
    """Wherever a question breaks, as many of its words and of what is said of it are drawn as where there is room for all."""
    theme.apply(qapp, "light", scale)
    narrow, wide = listed(qtbot, int(width * scale)), listed(qtbot, 2400)
    for row, question in enumerate(QUESTIONS):
        assert ink(narrow, row) > 0.96 * ink(wide, row), question
