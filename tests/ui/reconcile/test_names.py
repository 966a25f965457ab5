"""The accessibility lint over every screen for reconciling, in each appearance, narrow, and at double size."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from forms.answers import Target, Value
from forms.questionnaire import MultipleChoice
from tests.ui.accessibility import faults
from tests.ui.engine_desk import Answers
from tests.ui.reconcile.team import Team, press, shown
from ui import theme
from ui.reconcile.decide_screen import DecideScreen
from ui.reconcile.inbox_screen import InboxScreen
from ui.reconcile.look_screen import LookScreen

LOOKS = [
    ("light", 1.0, (1280, 820)),
    ("dark", 1.0, (720, 600)),
    ("contrast", 2.0, (800, 600)),
    ("light", 2.0, (1280, 820)),
]
IDEAS = "Warm rooms in winter. A quiet corner for learning. Longer hours at the weekend."


def everything(library: Team) -> None:
    """Every way in which people can differ, in the questionnaire with every kind."""
    questions = library.desk.voice.questionnaire.questions()
    asked = next(one for one in questions if one.id == "purpose")
    assert isinstance(asked, MultipleChoice)
    first, second, third, fourth = [one.id for one in asked.choices if not one.exclusive][:4]
    library.anna.answer("purpose", (first, second))
    library.anna.answer("ideas", IDEAS)
    library.anna.answer("journey", "Buses.")
    library.meet()
    mine: dict[Target, Value] = {
        "visits-a-month": "4", "first-visit": "1999-05-01", "satisfied": "3", "purpose": (first, second, third),
        "good-times/sunday": ("afternoon",), "hours-table/saturday/from": "9", "priorities": ("weekend", "longer"),
        "ideas": IDEAS.replace("quiet", "very quiet").replace("Warm", "Well-heated"), "consent": True, "privacy": "public",
    }  # fmt: skip
    theirs: dict[Target, Value] = {
        "visits-a-month": "5", "first-visit": "2001-05-01", "satisfied": "4", "purpose": (first, second, fourth),
        "good-times/sunday": ("morning",), "hours-table/saturday/from": "10", "priorities": ("longer", "weekend"),
        "ideas": IDEAS.replace("quiet corner", "corner without telephones").replace("Longer", "Much longer"), "privacy": "anonymous",
    }  # fmt: skip
    for person, answers in ((library.anna, mine), (library.ben, theirs)):
        for target, value in answers.items():
            person.answer(target, value)
    library.ben.together.suggest("name", "Anna Example-Muster")


@pytest.mark.parametrize(("look", "scale", "size"), LOOKS)
def test_every_screen(
    qtbot: QtBot, qapp: QApplication, library: Team, look: theme.Appearance, scale: float, size: tuple[int, int]
) -> None:
    """Everything that can be pressed has a name of its own, is large enough, and no word is cut."""
    theme.apply(qapp, look, scale)
    everything(library)
    inbox = InboxScreen(library.desk, Answers())
    shown(qtbot, inbox, size)
    assert faults(inbox) == []
    inbox.open_file(library.ben.file())
    qtbot.wait(50)
    assert faults(inbox) == []
    press(inbox, "Bring in")
    qtbot.wait(50)
    assert faults(inbox) == []

    decide = DecideScreen(library.desk)
    shown(qtbot, decide, size)
    for _ in library.desk.differences():
        qtbot.wait(50)
        assert faults(decide) == []
        decide.next()

    look_screen: QWidget = LookScreen(library.desk)
    shown(qtbot, look_screen, size)
    qtbot.wait(50)
    assert faults(look_screen) == []
