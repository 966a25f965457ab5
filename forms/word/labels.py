"""The words by which choices are told apart in a Word file: one line each, never two alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from forms.questionnaire import Choice, Wording
from forms.word.marks import same, writable

_LONGEST = 250


def labels(choices: tuple[Choice, ...], say: Callable[[Wording | None], str]) -> dict[str, str]:
    """The words of each choice by its id, in order. Word refuses a list with an empty entry or with two alike: those get
    their id beside them."""
    said = {one.id: " ".join(writable(say(one.label)).split()) for one in choices}
    short = {one: text if len(text) <= _LONGEST else text[:_LONGEST] + "…" for one, text in said.items()}
    alike = Counter(same(text) for text in short.values())
    return {
        one: f"{text} [{one}]" if text and alike[same(text)] > 1 else text or f"[{one}]" for one, text in short.items()
    }
