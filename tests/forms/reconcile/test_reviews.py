"""Reviews: an approval is of one content, a wish for changes wins, and a person's last word counts."""

from __future__ import annotations

from collections.abc import Iterable

from forms.answers import Sheet
from forms.filling import Filling
from forms.reconcile.effective import effective_sheet
from forms.reconcile.entries import Entry
from forms.reconcile.reviews import Opinion, Said, content_digest, review, review_value, reviews
from tests.forms.reconcile.stories import ANNA, BEN, CLEO, DORA, Story

OLD: Sheet = {"words": "old"}


def team() -> Story:
    """Anna; Ben approves, from Dora's key too; Cleo only edits; one answer."""
    story = Story()
    story.admit(BEN, "approver")
    story.admit(DORA, "approver", person=BEN)
    story.admit(CLEO, "editor")
    story.answer(ANNA, "words", "old")
    return story


def say(story: Story, author: str, state: Said, sheet: Sheet = OLD, after: Iterable[Entry] | None = None) -> Entry:
    """One review of "words"."""
    return story.say(
        author, "@review/words", "review", review_value(state, content_digest("words", sheet), "so"), after
    )


def state(story: Story, sheet: Sheet = OLD) -> str:
    """How "words" stands."""
    return review(story.ledger(), "words", sheet).state


def test_other_content_makes_stale() -> None:
    """An approval counts for the content it names: not for a later one, and again when that content is back."""
    story = team()
    assert state(story) == "none"
    say(story, BEN, "approved")

    assert review(story.ledger(), "words", OLD).by == (Opinion(BEN, "approved", "so", True),)
    assert state(story) == "approved"
    assert state(story, {"words": "new"}) == "stale"
    assert state(story, {"words": "old", "grid/r1": "a"}) == "approved"


def test_changes_wanted_win() -> None:
    """One who wants changes outweighs one who approves, until that person says otherwise; of an older content it does not."""
    story = team()
    say(story, ANNA, "approved")
    say(story, BEN, "changes")
    assert state(story) == "changes"

    say(story, BEN, "approved")
    assert state(story) == "approved"
    say(story, ANNA, "changes", {"words": "older"})
    assert state(story) == "approved"


def test_two_machines_of_one_person() -> None:
    """Side by side on two machines a person's wish for changes wins; who does not approve has no say."""
    story = team()
    for wants, approves in ((BEN, DORA), (DORA, BEN)):
        other = team()
        say(other, wants, "changes", after=[])
        say(other, approves, "approved", after=[])
        assert state(other) == "changes"

    say(story, CLEO, "changes")
    say(story, DORA, "approved")
    assert state(story) == "approved"


def test_all_at_once() -> None:
    """All reviews in the order of the questionnaire, over what is shown."""
    story = team()
    story.say(ANNA, "@review/words", "review", review_value("approved", content_digest("words", OLD)))
    story.say(ANNA, "@review/single", "review", review_value("changes", content_digest("single", {})))
    ledger = story.ledger()
    found = reviews(ledger, Filling(story.questionnaire, effective_sheet(ledger)))

    assert [(one, found[one].state) for one in found] == [("single", "changes"), ("words", "approved")]
