"""Assignments: a question's own people, else its section's; side by side means together."""

from __future__ import annotations

from forms.reconcile.assignments import assign_value, assigned, assigned_to, mine
from tests.forms.reconcile.stories import ANNA, BEN, CLEO, DORA, Story


def team() -> Story:
    """Anna, Ben who edits, Cleo who comments."""
    story = Story()
    story.admit(BEN, "editor")
    story.admit(CLEO, "commenter")
    return story


def test_a_section_and_its_questions() -> None:
    """The section's people have all its questions but the one with people of its own; an empty list gives that one back."""
    story = team()
    story.say(ANNA, "@assign/first", "assign", assign_value([BEN]))
    story.say(ANNA, "@assign/several", "assign", assign_value([CLEO, CLEO]))
    found = assigned(story.ledger(), story.questionnaire)

    assert found == {"single": (BEN,), "several": (CLEO,), "more": (BEN,)}
    assert mine(story.ledger(), story.questionnaire, BEN) == ("single", "more")
    story.say(BEN, "@assign/several", "assign", [])
    assert mine(story.ledger(), story.questionnaire, BEN) == ("single", "several", "more")


def test_side_by_side() -> None:
    """Two who assign at once assign both; the next who has seen both decides."""
    story = team()
    for author, person in ((ANNA, BEN), (BEN, CLEO)):
        story.say(author, "@assign/words", "assign", [person], [])

    assert assigned_to(story.ledger(), "words") == (BEN, CLEO)
    story.say(ANNA, "@assign/words", "assign", [ANNA])
    assert assigned_to(story.ledger(), "words") == (ANNA,)


def test_who_may_and_who_left() -> None:
    """Somebody who only comments assigns nobody; who has left has no questions; a second machine is the same person."""
    story = team()
    story.admit(DORA, "editor", person=BEN)
    story.say(ANNA, "@assign/words", "assign", [DORA, CLEO])
    story.say(CLEO, "@assign/words", "assign", [CLEO])

    assert assigned_to(story.ledger(), "words") == (BEN, CLEO)
    story.say(ANNA, f"@member/{CLEO}", "remove", {"upto": 9})
    assert assigned_to(story.ledger(), "words") == (BEN,)
    assert mine(story.ledger(), story.questionnaire, DORA) == ("words",)
