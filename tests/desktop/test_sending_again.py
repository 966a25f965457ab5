"""After sending, what is held in memory is what the archive tells when everything is read again."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from desktop.work import sharing
from tests.desktop.colleagues import Colleague
from tests.journeys.week.form import Typist, questionnaire

ASKED = questionnaire()


@pytest.mark.parametrize("seed", range(4))
def test_the_same_as_read_again(tmp_path: Path, seed: int) -> None:
    """Answers, suggestions, comments and people in several sendings: the ledger is the same with and without reading it again."""
    typist = Typist(ASKED, seed)
    chance = random.Random(seed)
    with closing(Colleague(tmp_path / "home", "Anna")) as anna:
        anna.begin(ASKED)
        for round_number in range(4):
            for _ in range(8):
                target = typist.target()
                anna.answer(target, typist.value(target, anna.value(target)))
                anna.draft.rest()
            target = typist.target()
            anna.together.suggest(target, None)
            if chance.random() < 0.5:
                anna.together.suggest(target, None)
            if round_number == 2:
                anna.together.say(("@freeze", "freeze", {"on": False}))
            anna.draft.rest()
            assert sharing.send(anna.together)
            view, chains = anna.view(), anna.together.ledger.chains()
            known = set(anna.together.payloads._known)
            before = dict(anna.together.ledger._heads), anna.together.ledger._suggesting
            anna.together.reload()
            assert (view, chains) == (anna.view(), anna.together.ledger.chains())
            assert known <= anna.together.payloads._known  # nothing is believed to be at hand that is gone
            assert before == (anna.together.ledger._heads, anna.together.ledger._suggesting)
