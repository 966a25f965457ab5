"""Every screen in every appearance and at double size: named, unique, large enough, not cut, in enough contrast."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import library_answers, ngo_answers, questionnaire
from tests.ui.accessibility import contrast, faults
from tests.ui.engine_desk import Answers, EngineDesk
from ui import theme
from ui.fill.screen import FillScreen
from ui.fill.section import SectionPage
from ui.finalise.screen import FinaliseScreen
from ui.review.screen import ReviewScreen

LOOKS = [
    ("light", 1.0, (1180, 820)),
    ("dark", 1.0, (800, 600)),
    ("contrast", 2.0, (800, 600)),
    ("light", 2.0, (1180, 820)),
]


@pytest.fixture(autouse=True)
def _clean(qapp: QApplication) -> Iterator[None]:
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settled(qtbot: QtBot, screen: QWidget, size: tuple[int, int]) -> QWidget:
    """Show a screen and let it find its layout."""
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    qtbot.wait(30)
    return screen


def whole(page: SectionPage) -> bool:
    """Whether everything that comes by itself has come."""
    return not page._filler.isActive()


@pytest.mark.parametrize(("look", "scale", "size"), LOOKS)
@pytest.mark.parametrize(("name", "language"), [("micro-credentials", "en"), ("every-kind", "de")])
def test_fill(
    qtbot: QtBot,
    qapp: QApplication,
    look: theme.Appearance,
    scale: float,
    size: tuple[int, int],
    name: str,
    language: str,
) -> None:
    """Every section of both questionnaires, with every problem shown."""
    theme.apply(qapp, look, scale)
    sheet = ngo_answers() if name == "micro-credentials" else library_answers()
    for kept in (None, sheet):
        screen = FillScreen(EngineDesk(questionnaire(name), kept, language), Answers())
        settled(qtbot, screen, size)
        for section in questionnaire(name).sections:
            screen.go_to_section(section.id)
            qtbot.waitUntil(partial(whole, screen.page()))
            screen.show_all_problems()
            qtbot.wait(80)
            assert faults(screen) == [], section.id
        screen.close_screen()


@pytest.mark.parametrize(("look", "scale", "size"), LOOKS)
def test_review_and_finalise(
    qtbot: QtBot, qapp: QApplication, look: theme.Appearance, scale: float, size: tuple[int, int]
) -> None:
    """The review of an empty and of a whole draft, and the last step."""
    theme.apply(qapp, look, scale)
    for sheet in (None, library_answers()):
        desk = EngineDesk(questionnaire("every-kind"), sheet, "de")
        assert faults(settled(qtbot, ReviewScreen(desk), size)) == []
        assert faults(settled(qtbot, FinaliseScreen(desk), size)) == []


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_contrast(look: str) -> None:
    """Text has at least 4.5 : 1 on every ground it stands on, edges and focus at least 3 : 1."""

    def rgb(role: str) -> tuple[int, int, int]:
        colour = QColor(theme.PALETTES[look][role])
        return colour.red(), colour.green(), colour.blue()

    texts = [("text", one) for one in ("ground", "card", "hover", "accent-soft", "problem-soft", "advice-soft")]
    texts += [
        (one, ground)
        for one in ("soft", "problem", "advice", "done", "accent", "disabled")
        for ground in ("ground", "card")
    ]
    texts += [("on-accent", "accent"), ("problem", "problem-soft")]
    lines = [(one, ground) for one in ("edge", "focus") for ground in ("ground", "card")]

    assert [pair for pair in texts if contrast(rgb(pair[0]), rgb(pair[1])) < 4.5] == []
    assert [pair for pair in lines if contrast(rgb(pair[0]), rgb(pair[1])) < 3] == []


def test_the_lint_finds_faults(qtbot: QtBot, qapp: QApplication) -> None:
    """A nameless field, a tiny button, two of one name and a cut label are each found."""
    from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout

    theme.apply(qapp, "light")
    screen = QWidget()
    box = QVBoxLayout(screen)
    box.addWidget(QLineEdit())
    for _ in range(2):
        button = QPushButton("Same")
        button.setStyleSheet("min-height: 0px")
        button.setFixedSize(20, 20)
        box.addWidget(button)
    cut = QLabel("A text of several lines that cannot fit here at all")
    cut.setWordWrap(True)
    cut.setFixedSize(60, 12)
    box.addWidget(cut)
    told = "\n".join(faults(settled(qtbot, screen, (300, 300))))

    for words in ("without a name", "target of 20×20", "stands 2 times", "cut:"):
        assert words in told
