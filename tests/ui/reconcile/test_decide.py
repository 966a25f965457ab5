"""Deciding between different answers, by mouse and keys, over two real drafts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.work import signing
from forms.questionnaire import Matrix, MultipleChoice
from tests.desktop.colleagues import meet
from tests.ui.reconcile.team import BEFORE, LONG, Team, button, press, shown, words_of
from ui.parts.choice_box import WrappedCheck
from ui.reconcile.decide_screen import DecideScreen
from ui.reconcile.marked import MarkedText
from ui.reconcile.text_cards import TextCards


def test_a_card_for_each_answer(qtbot: QtBot, team: Team) -> None:
    """Both answers stand there with who gave them, each card is named, and pressing one settles it for both computers."""
    team.anna.answer("privacy", "public")
    team.anna.answer("country", "de")
    team.ben.answer("country", "fr")
    team.meet()
    screen = shown(qtbot, DecideScreen(team.desk))
    names = {one.accessibleName() for one in screen.findChildren(QFrame)}
    assert {"Your answer: DE - Germany", "Answer of Ben: FR - France"} <= names or any(
        "Answer of Ben" in one for one in names
    )
    press(screen, "Use this: Answer of Ben")

    assert team.anna.value("country") == "fr"
    assert not team.anna.draft.filling.held
    assert team.changes[-1].items == ("country",)
    assert "Decided" in words_of(screen)
    team.meet()
    assert team.ben.value("country") == "fr"


def test_deciding_otherwise(qtbot: QtBot, team: Team) -> None:
    """What was pressed by mistake is decided anew: the answers of before are still on the screen."""
    team.anna.answer("country", "de")
    team.ben.answer("country", "fr")
    team.meet()
    screen = shown(qtbot, DecideScreen(team.desk))
    press(screen, "Use this: Answer of Ben")
    press(screen, "Decide otherwise")
    press(screen, "Use this: Your answer")
    assert team.anna.value("country") == "de"
    team.meet()
    assert team.ben.value("country") == "de"


def test_another_answer_by_keys_alone(qtbot: QtBot, team: Team) -> None:
    """A new answer is written in the list itself, without the mouse."""
    team.anna.answer("surname", "Muster")
    team.ben.answer("surname", "Mustermann")
    team.meet()
    screen = shown(qtbot, DecideScreen(team.desk))
    button(screen, "Write another answer").setFocus()
    QTest.keyClick(button(screen, "Write another answer"), Qt.Key.Key_Return)
    qtbot.wait(5)
    field = screen.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "Muster"
    assert field.hasFocus()
    field.selectAll()
    QTest.keyClicks(field, "Both")
    use = button(screen, "Use this new answer")
    use.setFocus()
    QTest.keyClick(use, Qt.Key.Key_Space)
    assert team.anna.value("surname") == "Both"


def test_going_through_them_by_keys(qtbot: QtBot, team: Team) -> None:
    """Alt+Down and Alt+Up lead through the questions, and it is said where one is."""
    for target, one, other in (("country", "de", "fr"), ("surname", "A", "B"), ("awards", "yes", "no")):
        team.anna.answer(target, one)
        team.ben.answer(target, other)
    team.meet()
    screen = shown(qtbot, DecideScreen(team.desk))
    assert "Question 1 of 3" in words_of(screen)
    QTest.keyClick(screen, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(screen, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert "Question 3 of 3" in words_of(screen)
    QTest.keyClick(screen, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert "Question 2 of 3" in words_of(screen)


def test_rows_stand_under_their_question(qtbot: QtBot, team: Team) -> None:
    """Rows of one matrix are separate answers under one title; deciding one leaves the other open."""
    asked = next(one for one in team.desk.voice.questionnaire.questions() if one.id == "aims")
    assert isinstance(asked, Matrix)
    rows, columns = asked.rows, asked.columns
    for row in rows[:2]:
        team.anna.answer(f"aims/{row.id}", columns[0].id)
        team.ben.answer(f"aims/{row.id}", columns[1].id)
    team.meet()
    screen = shown(qtbot, DecideScreen(team.desk))
    assert "Question 1 of 1" in words_of(screen)
    press(screen, "Use this: Answer of Ben")
    assert team.anna.value(f"aims/{rows[0].id}") == columns[1].id
    assert set(team.anna.draft.filling.held) == {f"aims/{rows[1].id}"}


def test_a_set_that_breaks_its_limit(qtbot: QtBot, library: Team) -> None:
    """The counter runs, too many cannot be used, what was added or removed is said in words, and the result counts."""
    asked = next(one for one in library.desk.voice.questionnaire.questions() if one.id == "purpose")
    assert isinstance(asked, MultipleChoice)
    first, second, third, fourth = [one.id for one in asked.choices if not one.exclusive][:4]
    library.anna.answer("purpose", (first, second))
    library.meet()
    library.anna.answer("purpose", (first, second, third))
    library.ben.answer("purpose", (first, second, fourth))
    library.meet()
    assert set(library.anna.draft.filling.held) == {"purpose"}
    screen = shown(qtbot, DecideScreen(library.desk))
    assert "4 of 3 chosen" in words_of(screen)
    assert "✚ added" in words_of(screen)
    assert not button(screen, "Use this result").isEnabled()
    ticked = [one for one in screen.findChildren(WrappedCheck) if one.isChecked()]
    ticked[0].setFocus()
    QTest.keyClick(ticked[0], Qt.Key.Key_Space)
    assert "3 of 3 chosen" in words_of(screen)
    press(screen, "Use this result")
    assert len(library.anna.value("purpose") or ()) == 3  # type: ignore[arg-type]


def test_a_sentence_that_two_changed(qtbot: QtBot, team: Team) -> None:
    """Agreed passages stay; the one that differs is decided by itself; the length of the result is counted as the portal counts."""
    team.anna.answer(LONG, BEFORE.replace("cheap", "free of charge").replace("near", "very near"))
    team.ben.answer(LONG, BEFORE.replace("cheap", "affordable"))
    team.meet()
    screen = shown(qtbot, DecideScreen(team.desk))
    assert not button(screen, "Use this text").isEnabled()
    assert "of 500 characters" in words_of(screen)
    press(screen, "Both, in this order")
    assert "you chose" in words_of(screen)
    press(screen, "Choose again")
    press(screen, "Use the text of Ben")
    press(screen, "Use this text")
    both = "Learning should be very near. It should be affordable. It should be short."
    assert team.anna.value(LONG) == both
    team.meet()
    assert team.ben.value(LONG) == both


def test_two_beginnings(qtbot: QtBot, team: Team) -> None:
    """Of texts without a common beginning the second is marked against the first, and it is said so; they go one after the other, in
    the order that the person chose."""
    team.anna.answer("other-aims", "Alpha one. Alpha two.")
    team.ben.answer("other-aims", "Beta one.")
    team.meet()
    screen = shown(qtbot, DecideScreen(team.desk))
    said = words_of(screen)
    assert "Each of you began with a text of your own." in said
    assert "The marks in the text of Ben show where it differs from yours." in said
    marked = screen.findChildren(MarkedText)
    assert [one.words for one in marked] == ["Beta one."]
    assert "[removed:] Alpha" in marked[0].accessibleName()
    assert "[new:] Beta" in marked[0].accessibleName()
    press(screen, "earlier")
    press(screen, "Both, in this order")
    press(screen, "Use this text")
    assert team.anna.value("other-aims") == "Beta one.\n\nAlpha one. Alpha two."


def test_a_passage_written_anew(qtbot: QtBot, team: Team) -> None:
    """What is written instead of a passage does not stick to the sentence after it."""
    team.anna.answer(LONG, BEFORE.replace("cheap", "free of charge"))
    team.ben.answer(LONG, BEFORE.replace("cheap", "affordable"))
    team.meet()
    screen = shown(qtbot, DecideScreen(team.desk))
    press(screen, "Write new")
    field = screen.findChild(QPlainTextEdit)
    assert field is not None
    assert field.hasFocus()
    QTest.keyClicks(field, "It should cost nothing.")
    press(screen, "Use my text")
    press(screen, "Use this text")
    assert team.anna.value(LONG) == "Learning should be near. It should cost nothing. It should be short."


def test_asking_the_others(qtbot: QtBot, team: Team) -> None:
    """Asking tells the place and whom."""
    team.anna.answer("country", "de")
    team.ben.answer("country", "fr")
    team.meet()
    screen = shown(qtbot, DecideScreen(team.desk))
    asked: list[tuple[str, object]] = []
    screen.ask_asked.connect(lambda target, persons: asked.append((target, persons)))  # type: ignore[attr-defined]
    press(screen, "Ask about this: Answer of Ben")
    assert asked == [("country", (team.ben.key.public_hex,))]


def test_what_was_begun_stays_when_work_comes_in(qtbot: QtBot, team: Team) -> None:
    """A passage that was chosen is still chosen after a colleague's work on another question came in."""
    team.anna.answer(LONG, BEFORE.replace("cheap", "free of charge"))
    team.ben.answer(LONG, BEFORE.replace("cheap", "affordable"))
    team.meet()
    screen = DecideScreen(team.desk)
    shown(qtbot, screen)
    press(screen, "Use the text of Ben")
    team.ben.answer("surname", "Muster")
    team.meet()
    screen.refresh()
    press(screen, "Use this text")
    assert team.anna.value(LONG) == BEFORE.replace("cheap", "affordable")


def test_two_against_one_is_shown_and_not_decided(qtbot: QtBot, team: Team, tmp_path: Path) -> None:
    """That several agree stands on their card; a third colleague's agreement settles nothing."""
    cleo = team.anna.let_in(tmp_path / "cleo", "Cleo")
    for one in (team.ben, cleo):
        one.take(team.anna.file())
    team.anna.answer("country", "de")
    team.ben.answer("country", "fr")
    cleo.answer("country", "fr")
    meet(team.anna, team.ben, cleo)
    screen = shown(qtbot, DecideScreen(team.desk))
    assert "2 people agree: Ben and Cleo" in words_of(screen)
    assert set(team.anna.draft.filling.held) == {"country"}
    cleo.close()


def test_two_sentences_at_one_place(qtbot: QtBot, team: Team) -> None:
    """What both added at the end stays apart from the sentence before, taken together or written anew."""
    team.anna.answer(LONG, BEFORE + " Thank you.")
    team.ben.answer(LONG, BEFORE + " We hope so.")
    team.meet()
    screen = shown(qtbot, DecideScreen(team.desk))
    press(screen, "Both, in this order")
    assert screen.findChild(TextCards).text() in (  # type: ignore[union-attr]
        BEFORE + " Thank you. We hope so.",
        BEFORE + " We hope so. Thank you.",
    )
    press(screen, "Choose again")
    press(screen, "Write new")
    field = screen.findChild(QPlainTextEdit)
    assert field is not None
    QTest.keyClicks(field, "With thanks.")
    press(screen, "Use my text")
    press(screen, "Use this text")
    assert team.anna.value(LONG) == BEFORE + " With thanks."


def test_after_the_last_passage_the_keyboard_goes_on_to_the_text(qtbot: QtBot, team: Team) -> None:
    """Return on “Use this” and Return again decides: the focus does not stay on a way to choose again."""
    team.anna.answer("other-aims", "Small and cheap.")
    team.ben.answer("other-aims", "Near and short.")
    team.meet()
    screen = DecideScreen(team.desk)
    shown(qtbot, screen)
    screen.activateWindow()
    press(screen, "Use the text of Ben")
    qtbot.waitUntil(lambda: button(screen, "Use this text").hasFocus())
    QTest.keyClick(button(screen, "Use this text"), Qt.Key.Key_Return)
    assert team.anna.value("other-aims") == "Near and short."


def test_names_beside_each_other_stand_in_one_line(qtbot: QtBot, team: Team) -> None:
    """However different two texts are in length, the names above them are level."""
    team.anna.answer("other-aims", "Small.")
    team.ben.answer("other-aims", "Near and short, and of a length that needs more lines than one. " * 6)
    team.meet()
    screen = shown(qtbot, DecideScreen(team.desk))
    names = [one for one in screen.findChildren(QLabel) if one.isVisibleTo(screen) and one.text() in ("You", "Ben")]
    assert len({one.mapTo(screen, one.rect().center()).y() for one in names}) == 1


def test_while_frozen_nothing_to_decide_looks_open(qtbot: QtBot, library: Team) -> None:
    """The reason stands above, every “Use this” is closed, and opens once people may edit again."""
    asked = next(one for one in library.desk.voice.questionnaire.questions() if one.id == "purpose")
    assert isinstance(asked, MultipleChoice)
    first, second, third, fourth = [one.id for one in asked.choices if not one.exclusive][:4]
    library.anna.answer("purpose", (first, second))
    library.meet()
    for person, choice, words in ((library.anna, third, "Quiet rooms."), (library.ben, fourth, "Warm rooms.")):
        person.answer("visits-a-month", "4" if person is library.anna else "5")
        person.answer("purpose", (first, second, choice))
        person.answer("ideas", words)
    library.meet()
    signing.freeze(library.anna.draft, on=True)
    screen = DecideScreen(library.desk)
    shown(qtbot, screen)
    for group in library.desk.differences():
        assert "The answers are frozen for the review" in words_of(screen)
        ways = [one for one in screen.findChildren(QPushButton) if "Use th" in one.text() and one.isVisibleTo(screen)]
        assert ways, group[0].question
        assert not [one.accessibleName() for one in ways if one.isEnabled()]
        screen.next()
    signing.freeze(library.anna.draft, on=False)
    screen.refresh()
    screen.previous()
    screen.previous()
    assert button(screen, "Use this").isEnabled()
    assert "frozen" not in words_of(screen)


def test_where_nothing_differs_nobody_is_told_of_a_decision(qtbot: QtBot, team: Team) -> None:
    """Where nothing ever differed the screen says that, and no word of what was decided."""
    screen = shown(qtbot, DecideScreen(team.desk))
    assert words_of(screen).strip() == "There are no different answers."


def test_after_the_last_decision_the_keyboard_goes_back_to_the_questions(qtbot: QtBot, team: Team) -> None:
    """Return after the last decision leads back; it does not begin to decide otherwise."""
    team.anna.answer("country", "de")
    team.ben.answer("country", "fr")
    team.meet()
    screen = DecideScreen(team.desk)
    shown(qtbot, screen)
    screen.activateWindow()
    press(screen, "Use this: Answer of Ben")
    back = button(screen, "Back to the questions")
    qtbot.waitUntil(back.hasFocus)
    with qtbot.waitSignal(screen.back_asked):
        QTest.keyClick(back, Qt.Key.Key_Return)
    assert "Your colleagues see what you decided" in words_of(screen)


def test_what_was_decided_can_be_left_so(qtbot: QtBot, team: Team) -> None:
    """“Decide otherwise” has a way back; while it is open again the list says so, and nobody reads that everything is decided."""
    for target, one, other in (("country", "de", "fr"), ("surname", "A", "B")):
        team.anna.answer(target, one)
        team.ben.answer(target, other)
    team.meet()
    screen = DecideScreen(team.desk)
    shown(qtbot, screen)
    press(screen, "Use this: Answer of Ben")
    press(screen, "Next")
    press(screen, "Use this: Answer of Ben")

    def lines() -> list[str]:
        return [screen._list.item(row).text().partition("\n")[2] for row in range(screen._list.count())]

    assert lines() == ["decided", "decided"]
    assert "Everything is decided" in words_of(screen)
    press(screen, "Decide otherwise")
    assert lines() == ["decided", "1 to decide"]
    assert "Everything is decided" not in words_of(screen)
    press(screen, "Previous")
    press(screen, "Next")
    assert lines() == ["decided", "1 to decide"]
    press(screen, "Leave it as decided")
    assert lines() == ["decided", "decided"]
    assert "Everything is decided" in words_of(screen)
    press(screen, "Decide otherwise")
    press(screen, "Use this: Answer of Ben")  # the same once more
    assert lines() == ["decided", "decided"]
    assert not any("Use this" in one.text() for one in screen.findChildren(QPushButton) if one.isVisibleTo(screen))
    assert (team.anna.value("country"), team.anna.value("surname")) == ("fr", "B")


def test_one_person_is_not_asked_as_if_they_were_many(qtbot: QtBot, team: Team) -> None:
    """Below a text that only one other person changed stands “Ask”, and it asks them."""
    team.anna.answer(LONG, BEFORE.replace("cheap", "free of charge"))
    team.ben.answer(LONG, BEFORE.replace("cheap", "affordable"))
    team.meet()
    screen = DecideScreen(team.desk)
    shown(qtbot, screen)
    ask = button(screen, "Ask about this")
    assert ask.text() == "Ask"
    with qtbot.waitSignal(screen.ask_asked) as asked:
        ask.click()
    assert asked.args == [LONG, (team.ben.key.public_hex,)]
