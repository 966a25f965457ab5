"""Conversations in which colleagues ask this person something, as long as nobody closed them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desktop.desks.difference_words import DifferenceWords
from desktop.work.together import Together
from forms.reconcile.threads import threads
from ui.parts.place_words import PlaceWords
from ui.reconcile.saying import when_words
from ui.reconcile.sheets import Asking
from ui.words import tr

SHORT = 160
"""So much of what was said stands in the list; the whole is in the conversation."""


def asked_of(together: Together, words: PlaceWords, says: DifferenceWords, now: datetime) -> Iterator[Asking]:
    """The open conversations that somebody else began and that ask this person, the earlier first."""
    numbers = words.places.numbers
    for one in threads(together.ledger):
        said = next((comment for comment in one.comments if comment.text), None)
        if one.resolved or said is None or together.person not in one.to or says.is_mine([one.opened_by]):
            continue
        question = one.about.target.partition("/")[0]
        if question and question not in numbers:
            continue  # about something that this questionnaire does not ask
        place = words.whole(one.about.target) if question else tr("Look", "The whole draft")
        told = " ".join((said.text or "").split())
        if len(told) > SHORT:
            told = told[:SHORT].rstrip() + "…"
        yield Asking(one.id, question, place, says.people([one.opened_by]), when_words(one.comments[0].time, now), told)
