"""A section fits the width that its page has: nobody has to scroll sideways to read a question."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from forms.filling import Filling
from tests.samples import ngo_answers, questionnaire
from ui import theme
from ui.fill.question import QuestionCard
from ui.fill.section import SectionPage
from ui.parts.voice import Voice
from ui.talk.cards import Marks
from ui.talk.margin import Margin

SECTIONS = [one.id for one in questionnaire().sections]


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """Back to the usual size of type in the end."""
    yield qapp
    theme.apply(qapp, "light")


def widest(page: SectionPage) -> list[tuple[int, str, str]]:
    """What needs the most room on a page, to be read where a test fails."""
    inside = page.widget()
    assert inside is not None
    found = [
        (one.minimumSizeHint().width(), type(one).__name__, one.accessibleName() or getattr(one, "text", str)())
        for one in inside.findChildren(QWidget)
        if one.isVisibleTo(inside)
    ]
    return sorted(found, reverse=True)[:8]


@pytest.mark.parametrize(("width", "scale"), [(420, 1.0), (480, 1.0), (480, 1.5)])
@pytest.mark.parametrize("section", SECTIONS)
def test_no_section_is_wider_than_its_page(
    qtbot: QtBot, app: QApplication, section: str, width: int, scale: float
) -> None:
    """Every section of the seed, answered, with what colleagues said beside it, fits: matrices stack, rows of buttons go on below."""
    theme.apply(app, "light", scale)
    filling = Filling(questionnaire(), ngo_answers(), "en")
    found = next(one for one in filling.questionnaire.sections if one.id == section)

    def talk(card: QuestionCard) -> None:
        margin = Margin(card.question.id, "A question")
        margin.show_marks(Marks(12, 3, (), "stale", "Told", "Changed since you looked: Ben"))
        card.margin.addWidget(margin, 1)

    page = SectionPage(found, filling, Voice(filling.questionnaire, "en"), talk, lambda _address: None)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.fill_until(500)
    page.show_all_problems()
    page.show()
    qtbot.waitExposed(page)
    qtbot.wait(60)
    assert page.horizontalScrollBar().maximum() == 0, widest(page)
