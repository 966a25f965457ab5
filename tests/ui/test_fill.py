"""The fill screen over the real engine: what a person does is what is kept, and the page stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from forms.answers import Target, Value
from forms.questionnaire import Matrix
from tests.samples import PAPER, library_answers, ngo_answers, questionnaire
from tests.ui.engine_desk import Answers, EngineDesk
from ui import theme
from ui.fill.answers.attachment import AttachmentView
from ui.fill.answers.matrix import MatrixView
from ui.fill.screen import FillScreen


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(
    qtbot: QtBot, sheet: dict[Target, Value] | None = None, name: str = "micro-credentials", size: tuple[int, int] = (1180, 820),
    language: str = "en", ask: Answers | None = None,
) -> tuple[FillScreen, EngineDesk]:  # fmt: skip
    """A fill screen in a window of this size."""
    desk = EngineDesk(questionnaire(name), sheet, language)
    screen = FillScreen(desk, ask or Answers())
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen, desk


def named(screen: QWidget, words: str, kind: type[QWidget] = QWidget) -> QWidget:
    """The one control that is shown with this accessible name."""
    found = [one for one in screen.findChildren(kind) if one.accessibleName() == words and one.isVisibleTo(screen)]
    found = [one for one in found if one.focusPolicy() != Qt.FocusPolicy.NoFocus] or found
    assert found, words
    return found[0]


def click(screen: FillScreen, words: str) -> None:
    """Click a control by its name."""
    control = named(screen, words)
    assert isinstance(control, QAbstractButton)
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)


def card_words(screen: FillScreen, item: str) -> str:
    """All words shown on a card."""
    card = screen.page().card(item)
    assert card is not None
    return "\n".join(one.text() for one in card.findChildren(QLabel) if one.isVisibleTo(card))


def test_typing_is_kept_and_problems_wait(qtbot: QtBot) -> None:
    """Each key is an answer; what is wrong is said when the question was left, not while typing the first letter."""
    screen, desk = opened(qtbot)
    field = named(screen, "Email (this won't be published)", QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "ana")
    assert desk.filling.value("email") == "ana"
    assert "address" not in card_words(screen, "email").lower()
    named(screen, "Surname", QLineEdit).setFocus()

    assert desk.left[-1] == "email"
    assert "@" in card_words(screen, "email")


def test_pasting_501_characters_keeps_them(qtbot: QtBot) -> None:
    """All 501 are kept, “1 character too many” is said at once, two line breaks count four."""
    screen, desk = opened(qtbot)
    screen.go_to("anything-else")
    field = named(screen, "Is there anything else you would like to add?", QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    QApplication.clipboard().setText("x" * 501)
    field.paste()
    assert desk.filling.value("anything-else") == "x" * 501
    assert "1 character too many" in card_words(screen, "anything-else")
    assert "501 of 500" in card_words(screen, "anything-else")
    field.setPlainText("a\n\nb")

    assert "6 of 500" in card_words(screen, "anything-else")
    assert "too many" not in card_words(screen, "anything-else")


def test_no_break_spaces_stay(qtbot: QtBot) -> None:
    """French and Greek typography survives the text box."""
    screen, desk = opened(qtbot)
    screen.go_to("anything-else")
    field = named(screen, "Is there anything else you would like to add?", QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    field.insertPlainText("Quoi\u00a0? «\u202fΚαλά\u202f»\nЖ")

    assert desk.filling.value("anything-else") == "Quoi\u00a0? «\u202fΚαλά\u202f»\nЖ"


def test_follow_ups_come_and_go_without_moving_the_reader(qtbot: QtBot) -> None:
    """Ticking a reason shows its follow-up; focus and the place of the tick box on screen stay; unticking hides it again and
    keeps its answer."""
    screen, desk = opened(qtbot)
    screen.go_to("reasons")
    qtbot.wait(20)
    label = "Training courses are too expensive"
    reasons = next(one for one in questionnaire().questions() if one.id == "reasons")
    words = f"{reasons.label}: {label}"
    tick = named(screen, words)
    tick.setFocus()
    before = tick.mapTo(screen, tick.rect().topLeft()).y()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    qtbot.wait(20)
    follow_up = screen.page().card("responsible-cost")
    assert follow_up is not None
    assert follow_up.isVisibleTo(screen)
    assert QApplication.focusWidget() is tick
    assert abs(tick.mapTo(screen, tick.rect().topLeft()).y() - before) <= 1
    click(screen, f"{follow_up.question.label}: It is the responsibility of the person")
    QTest.keyClick(tick, Qt.Key.Key_Space)

    assert not follow_up.isVisibleTo(screen)
    assert desk.filling.value("responsible-cost") == ("person",)
    assert "responsible-cost" not in desk.filling.effective()


def test_country_by_typing(qtbot: QtBot) -> None:
    """A part of the name without accents finds the country; nonsense stays to be corrected and never loses the answer given before."""
    screen, desk = opened(qtbot)
    screen.go_to("country")
    line = named(screen, "Country of origin", QComboBox).findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "cote d'iv")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert desk.filling.value("country") == "ci"
    line.selectAll()
    QTest.keyClicks(line, "qqq")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert desk.filling.value("country") == "ci"
    assert line.text() == "qqq"
    assert "Your answer is still “Côte d'Ivoire”." in card_words(screen, "country")


def test_undo_and_redo_go_where_it_was(qtbot: QtBot) -> None:
    """Ctrl+Z inside a text box takes back the draft's last step, not the box's own; redo brings it again."""
    screen, desk = opened(qtbot)
    field = named(screen, "Surname", QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "ab")
    screen.undo()
    assert desk.filling.value("surname") == "a"
    assert field.text() == "a"
    screen.redo()

    assert field.text() == "ab"


def test_find(qtbot: QtBot) -> None:
    """Words of a question, a row or one's own answer lead to their place; accents and case do not matter."""
    screen, _ = opened(qtbot, {"other-aims": "Une idée précise"})
    screen.open_find()
    bar = named(screen, "Find in this questionnaire", QLineEdit)
    for wanted, item in (("PRECISE", "other-aims"), ("stackability", "standard-elements"), ("age group", "age-group")):
        assert isinstance(bar, QLineEdit)
        bar.clear()
        QTest.keyClicks(bar, wanted)
        QTest.keyClick(bar, Qt.Key.Key_Return)
        found = [one.text() for one in screen.findChildren(QLabel) if "of" in one.text() and "1" in one.text()]
        if item != "age-group":
            assert screen.page().card(item) is not None, found


def test_matrix_stacks_when_narrow_and_keeps_its_answers(qtbot: QtBot) -> None:
    """At 800 pixels and doubled type the rows stack, with the same names, and nothing is wider than the window."""
    screen, desk = opened(qtbot, {"aspects/national": "very"})
    screen.go_to("aspects")
    card = screen.page().card("aspects")
    assert card is not None
    assert isinstance(card.view, MatrixView)
    wide = {one.accessibleName() for one in card.view.controls()}
    theme.apply(QApplication.instance(), "light", 2.0)  # type: ignore[arg-type]  # the one application
    screen.resize(800, 600)
    qtbot.wait(30)
    narrow = {one.accessibleName() for one in card.view.controls()}

    assert wide == narrow
    assert len(wide) == 80
    assert max(one.width() for one in card.findChildren(QWidget) if one.isVisibleTo(screen)) <= 800
    checked = [one for one in card.view.controls() if isinstance(one, QAbstractButton) and one.isChecked()]
    assert [one.accessibleName() for one in checked] == [
        f"{card.question.label}: They are recognised by national authorities: Very important"
    ]
    checked[0].setFocus()
    other = named(screen, f"{card.question.label}: They are recognised by national authorities: Not important")
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert desk.filling.value("aspects/national") == "not"


def test_attachment_is_checked_and_refused_with_its_reason(qtbot: QtBot, tmp_path: Path) -> None:
    """A genuine file is taken; one that only calls itself a PDF is refused beside the question, and the first stays."""
    (tmp_path / "paper.pdf").write_bytes(PAPER)
    (tmp_path / "virus.pdf").write_bytes(b"MZ")
    ask = Answers([tmp_path / "paper.pdf", tmp_path / "virus.pdf"])
    screen, desk = opened(qtbot, ask=ask)
    screen.go_to("position-paper")
    card = screen.page().card("position-paper")
    assert card is not None
    assert isinstance(card.view, AttachmentView)
    card.view.choose_asked.emit("position-paper")
    assert desk.filling.value("position-paper") is not None
    card.view.choose_asked.emit("position-paper")

    assert "not a pdf file" in card_words(screen, "position-paper")
    assert desk.filling.value("position-paper") is not None


def test_ranking_by_keyboard(qtbot: QtBot) -> None:
    """Buttons put a choice in its place and move it, and the focus goes with it."""
    screen, desk = opened(qtbot, name="every-kind")
    screen.go_to("priorities")
    label = "What matters most to you? Put these in order."
    for choice, deed in (("More staff", "Put in place 1"), ("More rooms", "Put in place 2"), ("More rooms", "Up")):
        button = named(screen, f"{label}: {choice}: {deed}")
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)

    assert desk.filling.value("priorities") == ("rooms", "staff")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert "More rooms" in focused.accessibleName()


def test_an_exclusive_choice_stands_alone(qtbot: QtBot) -> None:
    """Ticking “I do not come at all” clears the others; another tick clears it."""
    screen, desk = opened(qtbot, {"purpose": ("books", "study")}, "every-kind")
    screen.go_to("purpose")
    click(screen, "What do you come for?: I do not come at all")
    assert desk.filling.value("purpose") == ("none",)
    click(screen, "What do you come for?: Events")

    assert desk.filling.value("purpose") == ("events",)


@pytest.mark.parametrize("name", ["micro-credentials", "every-kind"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_whole_draft_is_shown_as_it_is_kept(qtbot: QtBot, name: str, language: str) -> None:
    """Opening every section of a full draft changes no answer."""
    sheet = ngo_answers() if name == "micro-credentials" else library_answers()
    screen, desk = opened(qtbot, sheet, name, language=language)
    before = desk.filling.sheet()
    for section in questionnaire(name).sections:
        screen.go_to_section(section.id)
        qtbot.wait(5)
    theme.apply(QApplication.instance(), "dark", 1.5)  # type: ignore[arg-type]  # the one application

    assert desk.filling.sheet() == before
    assert not desk.steps


def test_tab_walks_through_everything(qtbot: QtBot) -> None:
    """With Tab alone one comes from the first control of a section back to it, over every question shown."""
    screen, _ = opened(qtbot, name="every-kind")
    screen.activateWindow()
    screen.page().focus_first()
    met: list[QWidget] = []
    for _ in range(200):
        focused = QApplication.focusWidget()
        assert focused is not None
        if met and focused is met[0]:
            break
        met.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    names = " ".join(one.accessibleName() for one in met)

    for item in questionnaire("every-kind").sections[0].items:
        if screen.page().card(item.id) is not None and screen.page().card(item.id).isVisibleTo(screen):  # type: ignore[union-attr]
            assert item.label["en"][:20] in names  # type: ignore[union-attr,index]  # both languages are there


def test_left_sections_are_forgotten(qtbot: QtBot) -> None:
    """Pages far from the one on screen are deleted."""
    screen, _ = opened(qtbot)
    sections = [one.id for one in questionnaire().sections]
    for section in sections:
        screen.go_to_section(section)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert len(screen._pages) <= 3


def test_matrix_stacks_when_the_window_becomes_narrow(qtbot: QtBot, qapp: QApplication) -> None:
    """A window that was wide and becomes narrow stacks its matrices; nothing is held wide by the columns of before."""
    theme.apply(qapp, "light", 1.0)
    screen, _ = opened(qtbot, ngo_answers())
    matrix = next(one for one in questionnaire().questions() if isinstance(one, Matrix))
    screen.resize(1180, 820)
    place = f"{matrix.id}/{matrix.rows[0].id}"
    screen.go_to(place)
    qtbot.wait(120)
    card = screen.page().card(matrix.id)
    assert card is not None
    view = card.view
    assert isinstance(view, MatrixView)
    assert not view._stacked
    screen.resize(500, 820)
    screen.go_to(place)
    qtbot.waitUntil(lambda: view._stacked is True)
    assert screen.page().widget().width() <= 500  # type: ignore[union-attr]  # it has one
