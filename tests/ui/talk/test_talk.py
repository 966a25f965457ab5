"""Talking beside the questions, by keys and clicks over real drafts: what one person does there the other can read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.desks.talking import OpenTalk
from tests.desktop.colleagues import Colleague, meet
from tests.journeys.person import type_text
from tests.samples import questionnaire
from tests.ui.accessibility import faults
from tests.ui.talk.beside import Sat
from ui import theme
from ui.parts.fields import units
from ui.talk.comment_field import CommentField
from ui.talk.quoted import field_of

LONG = "other-aspects"
TEXT = "Near 🎒. It should be cheap."


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    """The coordinator."""
    sheet = {LONG: TEXT, "respondent-type": "ngo", "personal-capacity": "yes"}
    one = Colleague(tmp_path / "anna", "Anna Alba").begin(questionnaire(), sheet)
    yield one
    one.close()


@pytest.fixture
def ben(tmp_path: Path, anna: Colleague) -> Iterator[Colleague]:
    """An editor who approves nothing."""
    one = anna.let_in(tmp_path / "ben", "Ben", "editor", "commenter")
    one.take(anna.file())
    yield one
    one.close()


def at(qtbot: QtBot, who: Colleague, *replies: object, size: tuple[int, int] = (1280, 900)) -> Iterator[Sat]:
    """Sit down at the questions."""
    sat = Sat(who, replies)
    qtbot.addWidget(sat.screen)
    sat.screen.resize(*size)
    sat.screen.show()
    qtbot.waitExposed(sat.screen)
    sat.screen.activateWindow()
    qtbot.wait(20)  # a new screen puts the focus to its first question
    sat.card(LONG)
    qtbot.wait(5)
    yield sat
    sat.close()


@pytest.fixture
def desk(qtbot: QtBot, anna: Colleague, ben: Colleague) -> Iterator[Sat]:
    """Anna at the questions; she agrees to whatever is asked."""
    yield from at(qtbot, anna, True, True)


def press(within: QWidget, name: str) -> None:
    """Press what has this name, or the first that begins so."""
    QTest.qWait(1)
    shown = [one for one in within.findChildren(QAbstractButton) if one.isVisibleTo(within)]
    found = [one for one in shown if one.accessibleName() == name] or [
        one for one in shown if one.accessibleName().startswith(name)
    ]
    assert found, f"there is no “{name}” among {[one.accessibleName() for one in shown]}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton, pos=found[0].rect().center())
    QTest.qWait(1)


def words(within: QWidget) -> str:
    """Every label that can be seen."""
    return "\n".join(one.text() for one in within.findChildren(QLabel) if one.isVisibleTo(within))


def new_comment(sat: Sat) -> CommentField:
    """The field for a new comment."""
    return next(one for one in sat.talk.panel.findChildren(CommentField) if one.accessibleName() == "New comment")


def test_a_comment_by_keys_asks_a_colleague(desk: Sat, ben: Colleague) -> None:
    """F7 opens the panel at the question; "@b" offers Ben, Enter takes him; Ctrl+Enter sends; the margin counts; F7 closes it and the
    question has the focus again."""
    QTest.keyClick(desk.screen, Qt.Key.Key_F7)
    QTest.qWait(10)
    field = new_comment(desk)
    assert field.hasFocus()
    type_text(field, "Sure, @b")
    assert field._popup.isVisible()
    QTest.keyClick(field._popup, Qt.Key.Key_Return)
    assert field.text() == "Sure, @Ben "
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(1)
    assert field.text() == ""
    assert "Sure, @Ben" in words(desk.talk.panel)
    assert "Asks: Ben" in words(desk.talk.panel)
    press(desk.card(LONG), "1 comment, 1 open")
    QTest.keyClick(desk.screen, Qt.Key.Key_F7)
    assert desk.talk.panel.isHidden()
    field_in_card = field_of(desk.card(LONG))
    assert field_in_card is not None
    assert desk.screen.focusWidget() is field_in_card

    meet(desk.who, ben)
    theirs = OpenTalk(ben.office, ben.draft, lambda _change: None)
    assert theirs.matching("mine") == (LONG,)


def test_words_that_were_marked_are_quoted(desk: Sat) -> None:
    """Marking words, behind an emoji, and pressing Comment quotes just these; they stand out while the conversation has the focus; when
    they are gone the card says so."""
    card = desk.card(LONG)
    field = field_of(card)
    assert field is not None
    field.setFocus()
    cursor = field.textCursor()
    start = units(TEXT, TEXT.index("cheap"))
    cursor.setPosition(start)
    cursor.setPosition(start + 5, cursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    press(card, "Comment")
    QTest.qWait(10)
    about = next(one for one in desk.talk.panel.findChildren(QComboBox))
    assert about.currentText() == "The words “cheap”"
    type_text(new_comment(desk), "For whom?")
    press(desk.talk.panel, "Comment. New comment")

    assert "“cheap”" in words(desk.talk.panel)
    press(desk.talk.panel, "Reply, conversation 1")
    (found,) = field.extraSelections()
    assert found.cursor.selectedText() == "cheap"
    desk.desk.draft.answer(LONG, "Near.")
    desk.desk.draft.leave(LONG)
    desk.talk.refresh([LONG])
    assert "not there any more" in words(desk.talk.panel)


def test_reply_edit_delete_resolve_and_reopen(desk: Sat) -> None:
    """The whole life of a conversation by its buttons; a deletion is asked about first; what is being written outlives a redraw."""
    panel = desk.talk.panel
    desk.talk.open_at(LONG)
    QTest.qWait(5)
    type_text(new_comment(desk), "One")
    press(panel, "Comment. New comment")
    press(panel, "Edit comment 1.1")
    edit = next(one for one in panel.findChildren(CommentField) if one.accessibleName() == "Your comment 1.1")
    type_text(edit, " and a half")
    desk.talk.refresh([LONG])
    assert edit.text() == "One and a half"
    press(panel, "Save. Your comment 1.1")
    assert "One and a half" in words(panel)
    assert "edited" in words(panel)
    press(panel, "Reply, conversation 1")
    reply = next(one for one in panel.findChildren(CommentField) if one.accessibleName().startswith("Reply"))
    assert reply.hasFocus()
    type_text(reply, "Two")
    desk.talk.refresh([LONG])
    press(panel, "Send reply")
    press(panel, "Delete comment 1.2")
    assert desk.ask.asked == ["Delete this comment?"]
    assert "This comment was deleted." in words(panel)
    press(panel, "Resolve, conversation 1")
    assert "Resolved" in words(panel)
    press(panel, "Reopen, conversation 1")
    assert "Resolved" not in words(panel)


def test_what_was_said_of_the_whole_draft(desk: Sat, ben: Colleague) -> None:
    """The panel counts what a colleague said about the whole draft and shows it apart from any question: it can be answered, closed
    and said anew; words begun there stay there; whoever goes on to a question is shown that question."""
    panel = desk.talk.panel
    theirs = OpenTalk(ben.office, ben.draft, lambda _change: None)
    theirs.comment(theirs.anchors("")[0], "Who sends it?")
    desk.who.take(ben.file())
    desk.talk.open_at(LONG)
    assert "Who sends it?" not in words(panel)
    press(panel, "About the whole draft (1)")
    assert "Who sends it?" in words(panel)
    assert panel._assign.isHidden()
    assert panel._title.isHidden()
    type_text(new_comment(desk), "By Friday")
    press(panel, "Reply, conversation 1")
    type_text(next(one for one in panel.findChildren(CommentField) if one.accessibleName().startswith("Reply")), "I do")
    press(panel, "Send reply")
    assert "I do" in words(panel)
    press(panel, "Resolve, conversation 1")
    press(panel, "Comments")
    assert new_comment(desk).text() == ""
    press(panel, "About the whole draft")
    press(panel, "Comment. New comment")
    press(desk.card(LONG), "Comment")
    assert "By Friday" not in words(panel)
    assert not panel._assign.isHidden()
    meet(desk.who, ben)
    assert [(one.said[-1].text, one.resolved) for one in theirs.threads("")] == [("By Friday", False), ("I do", True)]


def test_words_begun_wait_while_one_looks_elsewhere(desk: Sat) -> None:
    """A comment that was begun is still there when the person comes back to its question, and not at another."""
    desk.talk.open_at(LONG)
    QTest.qWait(5)
    type_text(new_comment(desk), "Half a thou")
    desk.talk.panel.show_question("surname")
    assert new_comment(desk).text() == ""
    desk.talk.panel.show_question(LONG)
    assert new_comment(desk).text() == "Half a thou"


def test_escape_puts_the_panel_away(desk: Sat) -> None:
    """Escape closes the names that are offered first, then the panel; the question has the focus and what was begun waits."""
    desk.talk.open_at(LONG)
    QTest.qWait(10)
    field = new_comment(desk)
    type_text(field, "Sure, @b")
    QTest.keyClick(field._popup, Qt.Key.Key_Escape)
    assert not field._popup.isVisible()
    assert not desk.talk.panel.isHidden()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert desk.talk.panel.isHidden()
    answer = field_of(desk.card(LONG))
    assert answer is not None
    assert desk.screen.focusWidget() is answer
    assert field.text() == "Sure, @b"


def test_words_begun_outlive_the_program(qtbot: QtBot, anna: Colleague) -> None:
    """A comment that was begun is there again after the program ended without a word, and gone once it was sent."""
    for sat in at(qtbot, anna):
        sat.talk.open_at(LONG)
        QTest.qWait(5)
        type_text(new_comment(sat), "Half a thou")
        QTest.qWait(600)
        assert OpenTalk(anna.office, anna.draft, lambda _change: None).begun(LONG) == "Half a thou"
    anna.crash()
    for sat in at(qtbot, anna):
        sat.talk.open_at(LONG)
        QTest.qWait(5)
        assert new_comment(sat).text() == "Half a thou"
        press(sat.talk.panel, "Comment. New comment")
    for sat in at(qtbot, anna):
        sat.talk.open_at(LONG)
        QTest.qWait(5)
        assert new_comment(sat).text() == ""


def test_words_begun_outlive_their_screen(qtbot: QtBot, anna: Colleague) -> None:
    """A screen that is made anew, as for another language, has what was begun a moment before."""
    for sat in at(qtbot, anna):
        sat.talk.open_at(LONG)
        QTest.qWait(5)
        type_text(new_comment(sat), "Half")
    for sat in at(qtbot, anna):
        sat.talk.open_at(LONG)
        QTest.qWait(5)
        assert new_comment(sat).text() == "Half"


def test_approving_and_assigning(desk: Sat, qtbot: QtBot, ben: Colleague) -> None:
    """An approver approves and the margin says so; ticks say who answers; who may not approve reads why instead of a button."""
    panel, card = desk.talk.panel, desk.card(LONG)
    desk.talk.open_at(LONG)
    press(panel, "Approve")
    assert any(one.accessibleName().startswith("Approved by Anna Alba.") for one in card.findChildren(QPushButton))
    press(panel, "Change who answers")
    press(panel, "This question: Ben")
    assert "Answered by: Ben" in words(panel)
    meet(desk.who, ben)

    for sat in at(qtbot, ben):
        sat.talk.open_at(LONG)
        QTest.qWait(5)
        assert "Approved by Anna Alba." in words(sat.talk.panel)
        assert "You are not one of them" in words(sat.talk.panel)
        names = [
            one.accessibleName() for one in sat.talk.panel.findChildren(QPushButton) if one.isVisibleTo(sat.talk.panel)
        ]
        assert "Approve" not in names


def test_history_and_the_way_back(desk: Sat, ben: Colleague) -> None:
    """What a colleague changed is marked until its history was read; Bring this back puts the earlier words into the field; the draft
    of then can be read."""
    ben.answer(LONG, "Something else.")
    desk.who.take(ben.file())
    desk.talk.refresh([LONG])
    card = desk.card(LONG)
    press(card, "Changed since you looked: Ben")
    assert "Changed since" not in "".join(
        one.accessibleName() for one in card.findChildren(QPushButton) if one.isVisibleTo(card)
    )
    panel = desk.talk.panel
    assert "Ben changed the answer" in words(panel)
    press(panel, "See the whole draft then, step 2")
    assert TEXT in words(panel)
    press(panel, "Back to the history")
    press(panel, "Bring this back, step 2")
    field = field_of(card)
    assert field is not None
    assert field.text() == TEXT


def test_the_filter_leads_from_question_to_question(desk: Sat) -> None:
    """F8 and Shift+F8 lead through what fits, round the end; the count is said."""
    talk = desk.talk
    kinds = talk.filter._kinds
    kinds.setCurrentIndex(kinds.findData("required"))
    missing = talk.filter.matching()
    assert len(missing) > 3
    assert str(len(missing)) in words(talk.filter)
    talk.filter.current = missing[0]
    QTest.keyClick(desk.screen, Qt.Key.Key_F8)
    QTest.qWait(10)
    assert talk.current == missing[1]
    QTest.keyClick(desk.screen, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    QTest.qWait(10)
    assert talk.current == missing[0]
    QTest.keyClick(desk.screen, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    QTest.qWait(10)
    assert talk.current == missing[-1]


def test_the_filter_opens_whole(desk: Sat) -> None:
    """The opened list of the filter shows its last line too, uncut."""
    kinds = desk.talk.filter._kinds
    kinds.showPopup()
    QTest.qWait(50)
    shown = kinds.view()
    last = shown.visualRect(kinds.model().index(kinds.count() - 1, 0))
    kinds.hidePopup()
    assert last.bottom() < shown.viewport().height()
    assert shown.verticalScrollBar().maximum() == 0


def test_where_there_is_no_room_the_panel_covers_the_questions(qtbot: QtBot, anna: Colleague) -> None:
    """A narrow window shows the panel in the place of the questions, and these again when it is put away."""
    for sat in at(qtbot, anna, size=(720, 700)):
        sat.talk.open_at(LONG)
        QTest.qWait(5)
        assert not sat.screen._stack.isVisible()
        press(sat.talk.panel, "Close the panel")
        assert sat.screen._stack.isVisible()


@pytest.mark.parametrize(
    ("look", "scale", "size"),
    [
        ("light", 1.0, (1280, 900)),
        ("dark", 1.0, (720, 700)),
        ("contrast", 2.0, (1280, 900)),
        ("light", 2.0, (800, 600)),
    ],
)
def test_accessible(
    qtbot: QtBot, anna: Colleague, ben: Colleague, look: theme.Appearance, scale: float, size: tuple[int, int]
) -> None:
    """Every control of the margin and the panel is named once, large enough and not cut, in each appearance."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, look, scale)
    talk = OpenTalk(anna.office, anna.draft, lambda _change: None)
    talk.comment(talk.anchors(LONG)[0], "Donaudampfschifffahrtsgesellschaftskapitänsausbildungsnachweise?", (), (0, 4))
    talk.comment(talk.anchors(LONG)[0], "Another")
    talk.review(LONG, "changes", "Say more.")
    anna.answer(LONG, "Other.")
    for sat in at(qtbot, anna, size=size):
        sat.talk.open_at(LONG)
        press(sat.talk.panel, "Reply, conversation 2")
        press(sat.talk.panel, "Change who answers")
        qtbot.wait(80)
        assert faults(sat.talk.panel) == []
        assert faults(sat.card(LONG)) == []
        sat.talk.panel.show_tab("history")
        qtbot.wait(80)
        assert faults(sat.talk.panel) == []
    theme.apply(app, "light")
