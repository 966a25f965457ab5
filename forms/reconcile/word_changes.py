"""What was changed between two texts, word by word, to be shown to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from forms.reconcile.diffing import Edit, Work, edits
from forms.reconcile.tokens import is_space, tokens


@dataclass(frozen=True, slots=True)
class Run:
    """Some of the text: it stayed the same, is gone, or is new."""

    kind: Literal["same", "gone", "new"]
    text: str


def word_changes(before: str, after: str) -> tuple[Run, ...]:
    """The runs in reading order, what is gone in front of what is new; no word and no character is cut.

    Without what is gone they give `after`, without what is new `before` (up to normal form). A space between two changed
    words counts as changed: people read phrases."""
    old, new = tokens(before), tokens(after)
    runs: list[Run] = []
    at = 0
    for edit in _phrases(old.keys, edits(old.keys, new.keys, Work())):
        pieces: list[Run] = [
            Run("same", "".join(new.raw[at : edit.new_start])),
            Run("gone", "".join(old.raw[edit.start : edit.end])),
            Run("new", "".join(new.raw[edit.new_start : edit.new_end])),
        ]
        runs += [one for one in pieces if one.text]
        at = edit.new_end
    rest = "".join(new.raw[at:])
    return (*runs, Run("same", rest)) if rest else tuple(runs)


def _phrases(keys: Sequence[str], found: Sequence[Edit]) -> list[Edit]:
    joined: list[Edit] = []
    for edit in found:
        if joined and edit.start - joined[-1].end == 1 and is_space(keys[joined[-1].end]):
            joined[-1] = joined[-1].joined(edit)
        else:
            joined.append(edit)
    return joined
