"""Readings: texts taken apart once for all the times that they are combined, kept no longer than the ledger they belong to."""

from __future__ import annotations

from forms.reconcile.passages import Passages, Touch, touches
from forms.reconcile.tokens import Tokens, tokens

MOST_CHARACTERS = 1_000_000
"""So many characters are kept, which take some 30 MB taken apart; then it begins anew."""


class Readings:
    """Texts with their tokens and passages, and what versions of them touch: the same as working it out each time, only sooner."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[Tokens, Passages]] = {}
        self._touched: dict[tuple[str, str], list[Touch]] = {}
        self._characters = 0

    def read(self, text: str) -> tuple[Tokens, Passages]:
        """The tokens of a text and its passages."""
        found = self._read.get(text)
        if found is None:
            read = tokens(text)
            found = read, Passages(read.keys)
            self._make_room(len(text))
            self._read[text] = found
        return found

    def touches(self, before: str, after: str) -> list[Touch]:
        """What `after` changed in `before`."""
        found = self._touched.get((before, after))
        if found is None:
            found = touches(self.read(before)[1], self.read(after)[1])
            self._make_room(len(before))
            self._touched[before, after] = found
        return found

    def _make_room(self, more: int) -> None:
        self._characters += more
        if self._characters > MOST_CHARACTERS:
            # Two threads may come here at once, so what they still read is left as it is.
            self._read, self._touched, self._characters = {}, {}, more
