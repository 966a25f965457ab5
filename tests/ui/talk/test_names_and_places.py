"""Names in a comment, and places in a text, as people count them."""

from __future__ import annotations

from ui.parts.fields import units
from ui.talk.cards import Person
from ui.talk.comment_field import addressed
from ui.talk.quoted import characters


def test_addressed_is_the_longest_name() -> None:
    """ "@Anna Alba" is Anna Alba and not Anna; upper and lower case do not matter; a name without "@" asks nobody."""
    people = [Person(name, name, "", False) for name in ("Anna", "Anna Alba", "Ben")]
    assert addressed("Well, @anna alba and Ben", people) == ("Anna Alba",)
    assert addressed("@Anna, @Ben", people) == ("Anna", "Ben")


def test_places_in_characters_and_units() -> None:
    """A letter outside the first plane is one character and two of Qt's units."""
    assert [units("a🎒b", at) for at in range(4)] == [0, 1, 3, 4]
    assert [characters("a🎒b", at) for at in (0, 1, 3, 4)] == [0, 1, 2, 3]
