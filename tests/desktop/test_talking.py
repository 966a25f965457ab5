"""Talking about answers over real drafts and real files: threads, roles, approvals that age, what is new, the way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.desks.talk_words import initials
from desktop.desks.talking import OpenTalk
from forms.change import Change
from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire

LONG = "other-aspects"
TEXT = "Learning should be near. It should be cheap."


class Seat:
    """A colleague with a talk desk."""

    def __init__(self, one: Colleague) -> None:
        self.who = one
        self.drawn: list[Change] = []
        self.talk = OpenTalk(one.office, one.draft, self.drawn.append)


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Seat]:
    """The coordinator."""
    one = Colleague(tmp_path / "anna", "Anna Alba").begin(
        questionnaire(), {LONG: TEXT, "respondent-type": "ngo", "personal-capacity": "yes"}
    )
    yield Seat(one)
    one.close()


@pytest.fixture
def ben(tmp_path: Path, anna: Seat) -> Iterator[Seat]:
    """An editor who approves nothing."""
    one = anna.who.let_in(tmp_path / "ben", "Ben", "editor", "commenter")
    one.take(anna.who.file())
    yield Seat(one)
    one.close()


def test_a_thread_from_both_sides(anna: Seat, ben: Seat) -> None:
    """A comment on quoted words, asked of Ben; his reply; edits and deletions that outlive sending; resolved and open again."""
    (place, *_) = anna.talk.anchors(LONG)
    anna.talk.comment(place, "Is @Ben sure?", [ben.who.together.person], (9, 18))
    (card,) = anna.talk.threads(LONG)
    anna.talk.edit(card.id, card.said[0].id, "Is @Ben really sure?")
    assert anna.drawn[-1].items == (LONG,)
    meet(anna.who, ben.who)

    (card,) = ben.talk.threads(LONG)
    assert (card.quoted, card.found, card.to) == ("should be", (9, 18), ("Ben",))
    assert [(one.name, one.text, one.edited, one.mine) for one in card.said] == [
        ("Anna Alba", "Is @Ben really sure?", True, False)
    ]
    assert ben.talk.matching("mine") == (LONG,)
    ben.talk.reply(card.id, "Yes.")
    ben.talk.reply(card.id, "No!")
    ben.talk.delete(card.id, ben.talk.threads(LONG)[0].said[2].id)
    ben.talk.resolve(card.id)
    ben.who.answer(LONG, "Quite another text")
    meet(anna.who, ben.who)

    (card,) = anna.talk.threads(LONG)
    assert [(one.text, one.deleted) for one in card.said][1:] == [("Yes.", False), ("", True)]
    assert (card.resolved, card.found) == (True, None)
    marks = anna.talk.marks(LONG)
    assert (marks.comments, marks.open) == (3, 0)
    anna.talk.reopen(card.id)
    assert anna.talk.matching("comments") == (LONG,)


def test_an_approval_ages_with_its_answer(anna: Seat, ben: Seat) -> None:
    """Who approves may; who does not reads why; an approval is of the answer that was there."""
    assert "approve answers" in ben.talk.review_of(LONG).why_not
    anna.talk.review(LONG, "approved")
    assert anna.talk.marks(LONG).review_words == "Approved by Anna Alba."
    meet(anna.who, ben.who)
    assert LONG not in ben.talk.matching("not-reviewed")

    ben.who.answer(LONG, TEXT + " And short.")
    meet(anna.who, ben.who)
    assert anna.talk.review_of(LONG).sentences == ("Anna Alba had approved it before it changed.",)
    assert LONG in anna.talk.matching("not-reviewed")
    anna.talk.review(LONG, "changes", "Say how short.")
    assert anna.talk.marks(LONG).review_words == "Anna Alba asks for changes: Say how short."


def test_who_answers_what(anna: Seat, ben: Seat) -> None:
    """The people of a section have its questions until a question has people of its own."""
    section = anna.talk.assigned(LONG).section
    anna.talk.assign(section, [ben.who.together.person])
    assert LONG in anna.drawn[-1].items
    meet(anna.who, ben.who)
    assert LONG in ben.talk.matching("mine")
    assert [one.initials for one in ben.talk.marks(LONG).assigned] == ["B"]

    anna.talk.assign(LONG, [anna.who.together.person])
    assert LONG in anna.talk.matching("mine")
    assert anna.talk.assigned(LONG).of_section == {ben.who.together.person}
    assert [one.initials for one in anna.talk.marks(LONG).assigned] == ["AA"]


def test_only_what_others_changed_is_new(anna: Seat, ben: Seat) -> None:
    """Nothing is new to who joins; a colleague's edit is, until it was looked at, also after opening again."""
    assert ben.talk.marks(LONG).changed_words == ""
    anna.who.answer(LONG, TEXT + " And short.")
    meet(anna.who, ben.who)
    assert anna.talk.marks(LONG).changed_words == ""
    assert ben.talk.marks(LONG).changed_words == "Changed since you looked: Anna Alba"
    ben.talk.mark_looked(LONG)
    assert ben.talk.marks(LONG).changed_words == ""
    again = OpenTalk(ben.who.office, ben.who.draft, ben.drawn.append)
    assert again.marks(LONG).changed_words == ""


def test_the_way_back(anna: Seat, ben: Seat) -> None:
    """An earlier answer comes back as an ordinary answer; where answers differ, as one's own version; the draft of then is whole."""
    ben.who.answer("surname", "Muster")
    ben.who.answer(LONG, "Something else.")
    meet(anna.who, ben.who)
    newest, first = anna.talk.history(LONG)
    assert newest.why_not == "This is the answer now."
    assert newest.headline.startswith("Ben changed the answer, today at")
    assert [one.answer for one in anna.talk.draft_at(first.id)] == [TEXT]

    anna.talk.restore(LONG, first.id)
    assert anna.who.value(LONG) == TEXT
    assert LONG in anna.drawn[-1].items
    meet(anna.who, ben.who)
    assert ben.who.value(LONG) == TEXT

    anna.who.answer("age-group", "35-54")
    anna.who.answer("age-group", "18-24")
    ben.who.answer("age-group", "55-64")
    meet(anna.who, ben.who)
    assert anna.talk.matching("to-decide") == ("age-group",)
    theirs = next(one for one in anna.talk.history("age-group") if one.headline.startswith("Ben"))
    assert theirs.note == "There are different answers now; this is one of them."
    anna.talk.restore("age-group", theirs.id)
    meet(anna.who, ben.who)
    assert ben.who.value("age-group") == "55-64"
    assert not ben.who.draft.filling.held


def test_a_decision_reads_as_one(anna: Seat, ben: Seat) -> None:
    """Who chose among different answers "decided"; only that entry is the answer now, and an equal one before it says that it is equal;
    going on from what was combined is a change like any other."""
    anna.who.answer("age-group", "35-54")
    ben.who.answer("age-group", "55-64")
    meet(anna.who, ben.who)
    anna.who.together.decide("age-group", "55-64")
    anna = Seat(anna.who.reopen())
    decision, *before = anna.talk.history("age-group")
    assert decision.headline.startswith("Anna Alba decided, today at")
    assert decision.why_not == "This is the answer now."
    assert sorted(one.why_not for one in before) == ["", "The same as the answer now."]

    anna.who.answer(LONG, f"First. {TEXT}")
    ben.who.answer(LONG, f"{TEXT} Last.")
    meet(anna.who, ben.who)
    anna.who.answer(LONG, "All new.")
    assert anna.talk.history(LONG)[0].headline.startswith("Anna Alba changed the answer")


def test_initials() -> None:
    """The first and the last word of a name, whatever its letters."""
    assert [initials(one) for one in ("Anna Alba", "ben", "Zoë van der Berg", "Ελένη Παπαδοπούλου", "(?)")] == [
        "AA", "B", "ZB", "ΕΠ", "?",
    ]  # fmt: skip
