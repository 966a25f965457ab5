"""Review: lists that lead to their places, also to the one that decides over a hidden answer, and damaged answers healed."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from forms.answers import Target, Value
from forms.questionnaire import Questionnaire
from forms.reading import read
from tests.samples import ngo_answers, questionnaire
from tests.ui.engine_desk import Answers, EngineDesk
from ui.fill.desk import DamagedAnswer
from ui.fill.screen import FillScreen
from ui.review.screen import ReviewScreen

HIDDEN_BY = "responsible-skills"
DECIDES = "reasons"


def shown(qtbot: QtBot, desk: EngineDesk) -> ReviewScreen:
    """The review of a desk, on a screen of usual size."""
    screen = ReviewScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1000, 800)
    screen.show()
    return screen


def go_down(qtbot: QtBot, screen: ReviewScreen) -> None:
    """Scroll down until nothing more comes."""
    bar = screen._page.verticalScrollBar()
    for _ in range(200):
        bar.setValue(bar.maximum())
        qtbot.wait(10)
        if not screen._page._later:
            return


def link(screen: QWidget, words: str) -> QAbstractButton:
    """The button with this accessible name."""
    return next(
        one
        for one in screen.findChildren(QAbstractButton)
        if one.accessibleName().endswith(words) and one.isVisibleTo(screen)
    )


def words_of(screen: QWidget) -> str:
    """Everything that is said."""
    return "\n".join(one.text() for one in screen.findChildren(QLabel) if one.isVisibleTo(screen))


def test_missing_rows_stand_under_their_question(qtbot: QtBot) -> None:
    """The question is said once, each missing row below it, and the link of a row leads to that row."""
    sheet = {target: value for target, value in ngo_answers().items() if not target.startswith("aims/")}
    desk = EngineDesk(questionnaire("micro-credentials"), sheet)
    screen = shown(qtbot, desk)
    missing = [one.target for one in desk.filling.problems() if not one.advice]
    assert missing
    asked: list[Target] = []
    screen.place_asked.connect(asked.append)
    label = screen._words.question(missing[0])
    assert words_of(screen).count(label) == 1
    link(screen, screen._words.whole(missing[-1])).click()
    assert asked == [missing[-1]]


def test_a_hidden_answer_leads_to_the_question_that_decides(qtbot: QtBot) -> None:
    """What is kept but not sent says on what it depends, and its link goes there: the hidden question itself cannot be shown."""
    sheet: dict[Target, Value] = dict(ngo_answers())
    reasons = sheet[DECIDES]
    assert isinstance(reasons, tuple)
    sheet[DECIDES] = tuple(str(one) for one in reasons if one != "uncertain-skills")
    desk = EngineDesk(questionnaire("micro-credentials"), sheet)
    assert HIDDEN_BY in desk.filling.hidden_answers()
    screen = shown(qtbot, desk)
    asked: list[Target] = []
    screen.place_asked.connect(asked.append)
    link(screen, screen._words.whole(HIDDEN_BY)).click()
    assert asked == [DECIDES]
    assert "Asked only if" in words_of(screen)


def test_damaged_answers_are_healed(qtbot: QtBot) -> None:
    """A damaged answer is named with its last sound value, blocks finalising, and taking that value back frees the way."""
    desk = EngineDesk(questionnaire("micro-credentials"), ngo_answers())
    desk.filling.answer("surname", None)
    desk.damaged = (DamagedAnswer("surname", "altered", "Example"),)
    screen = shown(qtbot, desk)
    assert "The last sound answer was: Example" in words_of(screen)
    assert not link(screen, "Go on to finalise").isEnabled()
    link(screen, "Take the last sound answers").click()
    assert desk.filling.value("surname") == "Example"
    qtbot.wait(1)
    assert link(screen, "Go on to finalise").isEnabled()


def test_the_fill_screen_shows_what_was_healed_meanwhile(qtbot: QtBot) -> None:
    """Coming back from the review, the questions show the answers as they are now."""
    desk = EngineDesk(questionnaire("micro-credentials"), ngo_answers())
    fill = FillScreen(desk, Answers())
    qtbot.addWidget(fill)
    fill.show()
    fill.hide()
    desk.answer("surname", "Newname")
    fill.show()
    card = fill.page().card("surname")
    assert card is not None
    assert card.view.controls()[0].text() == "Newname"  # type: ignore[attr-defined]  # a line field


def test_many_answers_are_listed_as_they_are_looked_at(qtbot: QtBot) -> None:
    """A large review builds the first cards only; the rest comes on the way down, none is left out."""
    desk = EngineDesk(large(2_000), {f"q{number}": "x" for number in range(2_000)})
    screen = shown(qtbot, desk)
    first = len(screen.findChildren(QAbstractButton))
    assert first < 400
    go_down(qtbot, screen)
    named = {one.accessibleName() for one in screen.findChildren(QAbstractButton)}
    assert sum(": Question " in one for one in named) == 2_000


def large(count: int) -> Questionnaire:
    """A questionnaire of many short questions."""
    import json

    items = [{"id": f"q{number}", "kind": "text", "label": f"Question {number}"} for number in range(count)]
    sections = [
        {"id": f"s{at}", "title": f"Section {at}", "items": items[at : at + 100]} for at in range(0, count, 100)
    ]
    return read(
        json.dumps(
            {"satchel": 1, "id": "large", "version": "1", "language": "en", "title": "Large", "sections": sections}
        ).encode(),
        {},
    )
