"""Combined answers, suggestions, hidden answers: looked at, accepted, taken and declined over real drafts."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.desks.reconciling import ReconcilingDesk
from desktop.work import signing
from forms.reconcile.threads import PREFIX, About, comment_value
from tests.ui.reconcile.team import BEFORE, LONG, Team, button, press, shown, words_of
from ui.reconcile.look_screen import LookScreen

BOTH = "Learning should be very near. It should be cheap. It should be quite short."
ONE, TWO = (f"00000000-0000-4000-8000-00000000000{one}" for one in (1, 2))


def combined(team: Team) -> None:
    """Two people change different sentences."""
    team.anna.answer(LONG, BEFORE.replace("near", "very near"))
    team.ben.answer(LONG, BEFORE.replace("short", "quite short"))
    team.meet()


def test_reading_is_for_me_alone(qtbot: QtBot, team: Team) -> None:
    """Who wrote what is said; ticking it as read writes nothing into the shared draft."""
    combined(team)
    screen = shown(qtbot, LookScreen(team.desk))
    said = words_of(screen)
    assert "Combined from you and Ben" in said
    assert "Learning should be very near." in said
    view = team.anna.view()
    press(screen, "I have read it")
    assert team.anna.view() == view
    assert "There is nothing to look at." in words_of(screen)
    assert team.anna.together.ledger.standing(LONG).state == "combined"


def test_accepting_is_for_everyone(qtbot: QtBot, team: Team) -> None:
    """Accepting makes the combined text this person's answer, on both computers."""
    combined(team)
    screen = shown(qtbot, LookScreen(team.desk))
    press(screen, "Accept for everyone")
    assert team.anna.together.ledger.standing(LONG).state == "settled"
    team.meet()
    assert team.ben.together.ledger.standing(LONG).state == "settled"
    assert team.ben.value(LONG) == BOTH


def test_a_suggestion_is_taken(qtbot: QtBot, team: Team) -> None:
    """Taking gives the answer and closes the suggestion, for its author too."""
    team.ben.together.suggest("surname", "Muster")
    team.meet()
    screen = shown(qtbot, LookScreen(team.desk))
    assert "Ben suggests" in words_of(screen)
    press(screen, "Take it: Ben")
    assert team.anna.value("surname") == "Muster"
    team.meet()
    assert team.ben.value("surname") == "Muster"
    assert not team.ben.together.ledger.suggestions("surname")


def test_a_suggestion_is_changed_or_declined(qtbot: QtBot, team: Team) -> None:
    """What is taken may be changed first; declining closes it and leaves the answer."""
    team.ben.together.suggest("surname", "Muster")
    team.ben.together.suggest("country", "fr")
    team.meet()
    screen = shown(qtbot, LookScreen(team.desk))
    press(screen, "Take it and change it: Ben, Surname")
    field = next(one for one in screen.findChildren(QLineEdit) if one.isVisibleTo(screen))
    assert field.hasFocus()
    field.end(False)
    QTest.keyClicks(field, "mann")
    press(screen, "Use this new answer")
    assert team.anna.value("surname") == "Mustermann"
    press(screen, "Decline: Ben, Country")
    assert team.anna.value("country") is None
    assert not team.desk.suggestions()


def test_an_answer_that_would_be_hidden(qtbot: QtBot, team: Team) -> None:
    """It is said whose answer hides it; “I know” settles that, until the answer is another one."""
    team.anna.answer("personal-capacity", "yes")
    team.anna.answer("age-group", "35-54")
    team.meet()
    team.ben.answer("personal-capacity", "no")
    team.meet()
    screen = shown(qtbot, LookScreen(team.desk))
    assert "The answer of Ben to “Do you reply in your personal capacity?” hides" in words_of(screen)
    notices = team.desk.notices("personal-capacity")
    assert [one.kind for one in notices] == ["hidden"]
    press(screen, "I know")
    assert not team.desk.hidden()
    assert not team.desk.notices("personal-capacity")


def test_a_commenter_is_told_why_not(qtbot: QtBot, team: Team) -> None:
    """Who may not edit reads why before a press: no way to take or decline a suggestion looks open."""
    team.anna.admit(team.ben, "commenter")
    team.anna.together.suggest("surname", "Muster")
    team.meet()
    desk = ReconcilingDesk(team.ben.office, team.ben.draft, team.changes.append)
    screen = shown(qtbot, LookScreen(desk))
    assert "Your place in this draft is to comment and to suggest" in words_of(screen)
    for deed in ("Take it: Anna", "Take it and change it: Anna", "Decline: Anna"):
        assert not button(screen, deed).isEnabled(), deed
        assert "to comment and to suggest" in button(screen, deed).accessibleDescription()


def test_who_may_not_edit_is_told_before_pressing(qtbot: QtBot, team: Team) -> None:
    """While the answers are frozen, the screen says why nothing can be accepted, and the button is closed."""
    team.anna.answer(LONG, BEFORE.replace("near", "very near"))
    team.ben.answer(LONG, BEFORE.replace("short", "quite short"))
    team.meet()
    signing.freeze(team.anna.draft, on=True)
    screen = shown(qtbot, LookScreen(team.desk))
    assert "The answers are frozen for the review" in words_of(screen)
    assert not button(screen, "Accept for everyone").isEnabled()
    assert button(screen, "I have read it").isEnabled()


def ask_anna(team: Team, words: str, thread: str = ONE, target: str = "surname") -> None:
    """Ben asks her by name."""
    told = comment_value(words, About(target), [team.anna.together.person])
    team.ben.together.say((PREFIX + thread, "comment", told))
    team.meet()


def test_who_is_asked_reads_it_first(qtbot: QtBot, team: Team) -> None:
    """A conversation that asks this person stands before all else and leads there, until somebody closes it; the asker sees nothing."""
    team.ben.together.suggest("country", "fr")
    ask_anna(team, "Is this how we spell it?")
    ask_anna(team, "Who sends the reply?", TWO, "")
    screen = LookScreen(team.desk)
    shown(qtbot, screen)
    said = words_of(screen)
    assert said.index("Ben asks you") < said.index("Is this how we spell it?") < said.index("Ben suggests")
    assert "The whole draft" in said
    asked: list[str] = []
    screen.talk_asked.connect(asked.append)
    press(screen, "Go there: Ben, Surname")
    press(screen, "Go there: Ben, The whole draft")
    assert asked == ["surname", ""]
    assert not ReconcilingDesk(team.ben.office, team.ben.draft, team.changes.append).asking()

    for thread in (ONE, TWO):
        team.ben.together.say((PREFIX + thread, "resolve", None))
    team.meet()
    screen.refresh()
    assert "asks you" not in words_of(screen)


def test_a_question_that_asks_somebody_else_is_not_mine(qtbot: QtBot, team: Team) -> None:
    """Only who is named is told."""
    told = comment_value("What do you think?", About("surname"), [team.ben.together.person])
    team.ben.together.say((PREFIX + ONE, "comment", told))
    team.meet()
    screen = shown(qtbot, LookScreen(team.desk))
    assert "There is nothing to look at." in words_of(screen)
