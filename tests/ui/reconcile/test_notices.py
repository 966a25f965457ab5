"""The notices above an answer, and the lock on its fields, on a real fill screen over real drafts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from desktop.desks.reconciling import ReconcilingDesk
from desktop.work import signing
from desktop.work.suggesting import SuggestMode
from forms.reconcile.threads import PREFIX, About, comment_value
from tests.ui.reconcile.team import BEFORE, LONG, Team, press, shown, words_of
from ui.fill.question import QuestionCard
from ui.reconcile.notices import AnswerNotices

THREAD = PREFIX + "00000000-0000-4000-8000-000000000001"


class Carded:
    """One question with its notices, as the fill screen builds it."""

    def __init__(self, qtbot: QtBot, team: Team, question: str) -> None:
        self.team = team
        filling = team.anna.draft.filling
        asked = next(one for one in filling.questionnaire.questions() if one.id == question)
        self.card = QuestionCard(asked, team.desk.voice)
        self.notices = AnswerNotices(team.desk, question)
        self.card.notices.addWidget(self.notices)
        self.notices.apply_lock(self.card)
        self.card.answered.connect(team.anna.draft.answer)
        self.refresh()
        shown(qtbot, self.card, (700, 500))

    def refresh(self) -> None:
        """The state of the question altered."""
        self.card.show_state(self.team.anna.draft.filling.state(self.card.question.id))
        self.notices.refresh()


def test_nothing_is_there_where_nothing_is_to_be_said(qtbot: QtBot, team: Team) -> None:
    """The notices of an ordinary question take no room."""
    carded = Carded(qtbot, team, "surname")
    assert not carded.notices.isVisible()


def test_a_field_is_closed_until_one_goes_on(qtbot: QtBot, team: Team) -> None:
    """Typing where answers differ does nothing; after “Go on with my version” it changes the own one alone."""
    team.anna.answer("surname", "Muster")
    team.ben.answer("surname", "Mustermann")
    team.meet()
    carded = Carded(qtbot, team, "surname")
    assert "Two different answers: you; Ben." in words_of(carded.card)
    assert "closed until you choose" in words_of(carded.card)
    field = carded.card.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "x")
    assert team.anna.value("surname") == "Muster"

    asked: list[str] = []
    carded.notices.decide_asked.connect(asked.append)
    press(carded.card, "Decide")
    assert asked == ["surname"]
    press(carded.card, "Go on with my version")
    assert field.hasFocus()
    field.end(False)
    QTest.keyClicks(field, "x")
    assert team.anna.value("surname") == "Musterx"
    assert set(team.anna.draft.filling.held) == {"surname"}


def test_who_is_writing_is_not_stopped(qtbot: QtBot, team: Team) -> None:
    """Work that comes in while the person is in the field leaves it open."""
    team.anna.answer("surname", "Muster")
    team.ben.answer("surname", "Mustermann")
    carded = Carded(qtbot, team, "surname")
    field = carded.card.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    team.meet()
    carded.refresh()
    QTest.keyClicks(field, "x", Qt.KeyboardModifier.NoModifier)
    assert "x" in str(team.anna.value("surname"))
    assert "You go on with your own" in words_of(carded.card)


def test_of_a_matrix_only_the_row_is_closed(qtbot: QtBot, team: Team) -> None:
    """The other rows can be answered, also after the grid was laid out anew."""
    rows = [
        one.partition("/")[2] for one in team.desk._words().places.targets(team.desk._words().places.numbers["aims"])
    ]
    carded = Carded(qtbot, team, "aims")
    lines = carded.card.view._lines  # type: ignore[attr-defined]
    columns = list(next(iter(lines.values())).buttons)
    team.anna.answer(f"aims/{rows[1]}", columns[0])
    team.ben.answer(f"aims/{rows[1]}", columns[1])
    team.meet()
    carded.refresh()
    for width in (700, 1400, 500):
        carded.card.resize(width, 500)
        qtbot.wait(20)
        lines = carded.card.view._lines  # type: ignore[attr-defined]
        closed = [
            row for row, line in lines.items() if not any(one.isEnabled() for one in line.findChildren(QRadioButton))
        ]
        assert closed == [rows[1]]


def test_combined_suggested_and_changed(qtbot: QtBot, team: Team) -> None:
    """Each is said in one line with the way to look, and goes once one looked."""
    team.anna.answer(LONG, BEFORE.replace("near", "very near"))
    team.ben.answer(LONG, BEFORE.replace("short", "quite short"))
    team.ben.together.suggest("surname", "Muster")
    team.meet()
    assert [one.kind for one in team.desk.notices(LONG)] == ["combined"]
    assert [one.words for one in team.desk.notices("surname")] == ["Ben suggests something else."]
    carded = Carded(qtbot, team, LONG)
    asked: list[str] = []
    carded.notices.look_asked.connect(asked.append)
    press(carded.card, "Look")
    assert asked == [LONG]
    team.desk.mark_read(LONG)
    assert not team.desk.notices(LONG)

    team.ben.answer(LONG, "Quite another text.")
    team.meet()
    carded.refresh()
    assert "Ben changed this since you last looked." in words_of(carded.card)
    press(carded.card, "I have seen it")
    assert not carded.notices.isVisible()


def test_a_card_that_went_is_left_alone(qtbot: QtBot, team: Team) -> None:
    """A page far away is let go; news about its questions then harm nobody."""
    asked = next(one for one in team.anna.draft.filling.questionnaire.questions() if one.id == "surname")
    card = QuestionCard(asked, team.desk.voice)
    notices = AnswerNotices(team.desk, "surname")
    card.notices.addWidget(notices)
    notices.apply_lock(card)
    card.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    team.anna.answer("surname", "Muster")
    team.ben.answer("surname", "Mustermann")
    team.meet()
    notices.refresh()


def test_a_card_that_comes_into_view_again_tells_of_a_freeze(qtbot: QtBot, team: Team) -> None:
    """While the card was out of sight the answers were frozen: what is typed now is a suggestion, and the card says so."""
    team.desk = ReconcilingDesk(
        team.anna.office, team.anna.draft, team.changes.append, suggests=SuggestMode(team.anna.draft).reason
    )
    carded = Carded(qtbot, team, "surname")
    carded.card.hide()
    signing.freeze(team.anna.draft, on=True)
    carded.card.show()
    assert "The answers are frozen for the review" in words_of(carded.card)


def test_being_asked_by_name_is_said_at_the_question(qtbot: QtBot, team: Team) -> None:
    """Who asks stands above the answer with a way to the conversation, and goes once it is closed."""
    told = comment_value("Is this right?", About("surname"), [team.anna.together.person])
    team.ben.together.say((THREAD, "comment", told))
    team.meet()
    carded = Carded(qtbot, team, "surname")
    assert "Ben asks you something here." in words_of(carded.card)
    asked: list[str] = []
    carded.notices.talk_asked.connect(asked.append)
    press(carded.card, "Look")
    assert asked == ["surname"]
    assert not team.desk.notices("country")
    team.anna.together.say((THREAD, "resolve", None))
    carded.refresh()
    assert not carded.notices.isVisible()
