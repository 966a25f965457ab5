"""Threads: what was said stands in one order everywhere; who may change it, and when a thread is closed."""

from __future__ import annotations

from forms.reconcile.quotes import Quote
from forms.reconcile.threads import (
    About,
    Thread,
    comment_value,
    delete_value,
    edit_value,
    reply_value,
    threads,
    threads_about,
)
from tests.forms.reconcile.stories import ANNA, BEN, CLEO, Story

WHERE = "@thread/1"


def team() -> Story:
    """Anna, Ben, and Ben's second machine, which is Cleo's key."""
    story = Story()
    story.admit(BEN, "commenter")
    story.admit(CLEO, "commenter", person=BEN)
    return story


def only(story: Story) -> Thread:
    """The one thread."""
    (thread,) = threads(story.ledger())
    return thread


def test_what_a_thread_tells() -> None:
    """About what, whom it asks, what was said in order; and where a screen finds it."""
    story = team()
    about = About("grid/r1", "a", Quote("words", "before ", " after"))
    opener = story.say(ANNA, WHERE, "comment", comment_value("Is this so?", about, [CLEO]))
    story.say(BEN, WHERE, "reply", reply_value("Yes."))
    story.say(ANNA, "@thread/2", "comment", comment_value("All of it", About()))
    first, second = threads(story.ledger())

    assert (first.id, first.about, first.to, first.opened_by, first.resolved) == ("1", about, (BEN,), ANNA, False)
    assert [(one.author, one.text, one.edited) for one in first.comments] == [
        (ANNA, "Is this so?", False),
        (BEN, "Yes.", False),
    ]
    assert first.comments[0].id == opener.id
    assert threads_about(story.ledger(), "grid") == (first,)
    assert threads_about(story.ledger(), "") == (second,)


def test_edits_are_the_authors() -> None:
    """The author's latest words count, from another machine too; somebody else's edit or deletion changes nothing."""
    story = team()
    said = story.say(BEN, WHERE, "comment", comment_value("one", About("words")))
    story.say(CLEO, WHERE, "edit", edit_value(said.payload, "two"))
    story.say(ANNA, WHERE, "edit", edit_value(said.payload, "mine"))
    story.say(ANNA, WHERE, "delete", delete_value(said.payload))

    assert (only(story).comments[0].text, only(story).comments[0].edited) == ("two", True)
    story.say(BEN, WHERE, "edit", edit_value(said.payload, "three"))
    assert only(story).comments[0].text == "three"


def test_edits_side_by_side() -> None:
    """The same one of two edits is shown on every machine; a deletion wins over an edit that had not seen it."""
    story = team()
    said = story.say(BEN, WHERE, "comment", comment_value("one", About("words")))
    both = [story.say(key, WHERE, "edit", edit_value(said.payload, key[:2]), [said]) for key in (BEN, CLEO)]
    wins = max(both, key=lambda one: one.id)

    assert only(story).comments[0].text == wins.author[:2]
    story.say(CLEO, WHERE, "delete", delete_value(said.payload), [said])
    assert only(story).comments[0].text is None


def test_closing_a_thread() -> None:
    """Who closes a thread must have read all of it: a reply meanwhile keeps it open, and so does opening it again."""
    story = team()
    said = story.say(ANNA, WHERE, "comment", comment_value("one", About("words")))
    closed = story.say(BEN, WHERE, "resolve", None, [said])
    assert only(story).resolved

    story.say(ANNA, WHERE, "reply", reply_value("wait"), [said])
    assert not only(story).resolved
    story.say(BEN, WHERE, "resolve")
    assert only(story).resolved
    story.say(ANNA, WHERE, "reopen")
    assert not only(story).resolved
    assert closed.id in {one.id for one in story.ledger().of(WHERE)}


def test_erased_and_odd() -> None:
    """An erased comment says nothing more, and values of another shape break nothing."""
    story = team()
    said = story.say(ANNA, WHERE, "comment", comment_value("secret", About("words"), [BEN]))
    story.say(ANNA, f"@erase/{said.payload}", "erase")
    story.say(BEN, WHERE, "reply", ["no reply"])
    story.say(BEN, WHERE, "edit", {"text": 3})

    assert [one.text for one in only(story).comments] == [None, None]
    assert only(story).about == About()
