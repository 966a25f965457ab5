"""What assistive technology does to a control without mouse or key counts like a click or a key stroke."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from forms.answers import Target, Value
from forms.questionnaire import Matrix
from tests.samples import ngo_answers, questionnaire
from tests.ui.engine_desk import Answers, EngineDesk
from ui import theme
from ui.fill.screen import FillScreen


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(qtbot: QtBot, name: str, sheet: dict[Target, Value] | None = None) -> tuple[FillScreen, EngineDesk]:
    """A fill screen over the real engine."""
    desk = EngineDesk(questionnaire(name), sheet)
    screen = FillScreen(desk, Answers())
    qtbot.addWidget(screen)
    screen.resize(1180, 820)
    screen.show()
    qtbot.waitExposed(screen)
    return screen, desk


def reached(widget: QWidget) -> QAccessibleInterface:
    """What assistive technology gets of a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def controls(screen: FillScreen, item: str, target: str = "") -> list[QWidget]:
    """The controls of a question, its section brought on screen."""
    screen.go_to(target or item)
    card = screen.page().card(item)
    assert card is not None
    return card.view.controls()


def toggle(widget: QWidget) -> None:
    """Do what a screen reader's "Toggle" does."""
    deeds = reached(widget).actionInterface()
    assert deeds is not None
    deeds.doAction(QAccessibleActionInterface.toggleAction())


def write(widget: QWidget, words: str) -> None:
    """Put text in as a screen reader, a dictation program or a braille keyboard does."""
    editable = reached(widget).editableTextInterface()
    assert editable is not None
    text = reached(widget).textInterface()
    editable.replaceText(0, text.characterCount(), words)


def test_toggled_controls_answer(qtbot: QtBot) -> None:
    """A radio button, a tick box, a consent and a cell of a matrix answer by "Toggle", once each; a second takes a tick away."""
    screen, desk = opened(qtbot, "micro-credentials")
    wanted: dict[Target, Value] = {"respondent-type": "ngo", "reasons": ("time",), "data-protection": True}
    for item, number in (("respondent-type", 7), ("reasons", 0), ("data-protection", 0)):
        toggle(controls(screen, item)[number])
    matrix = next(one for one in questionnaire().questions() if isinstance(one, Matrix))
    toggle(controls(screen, matrix.id)[1])
    wanted[f"{matrix.id}/{matrix.rows[0].id}"] = matrix.columns[1].id

    assert desk.filling.sheet() == wanted
    assert len(desk.steps) == len(wanted)
    toggle(controls(screen, "data-protection")[0])
    assert desk.filling.value("data-protection") is None


def test_written_text_answers(qtbot: QtBot) -> None:
    """Text put in without a key is an answer: in a line, in a long text, in a list by a choice's exact words."""
    screen, desk = opened(qtbot, "micro-credentials", {"awards": "yes"})
    line = controls(screen, "first-name")[0]
    assert isinstance(line, QLineEdit)
    write(line, "Ána & Ευα")
    (combo, *_) = controls(screen, "country")
    assert isinstance(combo, QComboBox)
    field = combo.lineEdit()
    assert field is not None
    controls(screen, "first-name")
    write(field, "Bulg")
    assert desk.filling.value("country") is None
    write(field, "Bulgaria")
    long = controls(screen, "other-aspects")[0]
    assert isinstance(long, QPlainTextEdit)
    write(long, "One line.\nAnother.")

    assert desk.filling.sheet() == {
        "awards": "yes",
        "first-name": "Ána & Ευα",
        "country": "bg",
        "other-aspects": "One line.\nAnother.",
    }


def test_showing_what_is_kept_answers_nothing(qtbot: QtBot) -> None:
    """Opening a whole draft, section by section, and undoing in it reports no answer of its own."""
    screen, desk = opened(qtbot, "micro-credentials", ngo_answers())
    for section in questionnaire().sections:
        screen.go_to_section(section.id)
    screen.go_to("reasons")
    desk.answer("reasons", ("too-expensive",))
    desk.answer("respondent-type", "trade-union")
    screen.undo()
    screen.undo()

    assert desk.filling.sheet() == ngo_answers()
    assert desk.steps == []


def test_a_required_row_says_so(qtbot: QtBot) -> None:
    """Each cell of a required row is described as required."""
    screen, _ = opened(qtbot, "micro-credentials")
    matrix = next(one for one in questionnaire().questions() if isinstance(one, Matrix))
    told = [one.accessibleDescription() for one in controls(screen, matrix.id)]

    assert all(row.required for row in matrix.rows)
    assert told
    assert {words.partition(".")[0] for words in told} == {"Required"}
