"""What people wrote, matched against the words of choices: exactly, or not at all."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from forms.word.layout import Place
from forms.word.marks import same

_APART = re.compile(r"[;,\n/]")
_BOX = re.compile(r"(?P<box>[☐☒☑✓✔]|\[[ xX]?\]|[xX](?=\s))\s*(?P<words>.*)", re.DOTALL)
_NEAR, _LONG = 300, 100


class Matching:
    """Matches words with the choices of places. Looking for the nearest is for a few slips, not for thousands."""

    def __init__(self, words: Mapping[str, Mapping[str, set[str]]]) -> None:
        self._words = words
        self._searches = 40

    def one(self, place: Place, text: str) -> set[str]:
        """The ids that `text` may mean; more than one where choices read alike, none where it is no choice."""
        return set(self._words.get(place.target, {}).get(same(text), ()))

    def several(self, place: Place, text: str) -> list[str]:
        """The ids of one choice, or of several with `;`, `,`, `/` or a line end between; empty unless each is one exactly."""
        whole = self.one(place, text)
        if whole:
            return list(whole) if len(whole) == 1 else []
        found = [self.one(place, part) for part in _APART.split(text) if part.strip()]
        return [one for ids in found for one in ids] if found and all(len(ids) == 1 for ids in found) else []

    def reason(self, place: Place, text: str) -> str:
        """Why `text` was not read, with the choice that comes nearest."""
        if len(self.one(place, text)) > 1:
            return "Several choices read like this."
        near = ""
        if self._searches and len(place.options) <= _NEAR:
            self._searches -= 1
            by_words = {same(label)[:_LONG]: label for label in place.options.values()}
            near = next((by_words[one] for one in difflib.get_close_matches(same(text)[:_LONG], by_words, 1)), "")
        return "This is none of the choices." + (f" The nearest is “{near}”." if near else "")


def boxed(text: str) -> tuple[bool, str] | None:
    """A line that begins with a box or a tick: whether it is ticked, and the words after it. `None` for another line."""
    found = _BOX.fullmatch(text)
    if found is None:
        return None
    return found["box"] not in ("☐", "[ ]", "[]"), found["words"].strip()
