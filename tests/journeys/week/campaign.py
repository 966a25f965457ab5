"""A week of many colleagues: random edits, partial exchanges of real files, sudden ends; in the end all must know and see the same."""

from __future__ import annotations

import random
import time
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from forms.reconcile.threads import PREFIX as THREAD
from forms.reconcile.threads import About, comment_value
from forms.trouble import Trouble
from tests.journeys.week.form import questionnaire
from tests.journeys.week.mortal import Mortal, pick


@dataclass
class Figures:
    """What a week consisted of, and what it cost."""

    people: int = 0
    edits: int = 0
    own_ways: int = 0
    decisions: int = 0
    suggestions: int = 0
    comments: int = 0
    files: int = 0
    taken: int = 0
    nothing_new: int = 0
    broken_refused: int = 0
    killed: int = 0
    events: int = 0
    events_sent: int = 0
    differing: int = 0
    combined: int = 0
    largest_file: int = 0
    archive: int = 0
    week_seconds: int = 0
    last_exchange_seconds: int = 0

    def told(self) -> str:
        """All of them in one line."""
        return ", ".join(f"{name.replace('_', ' ')} {value:,}" for name, value in asdict(self).items())


class Week:
    """`people` colleagues with `edits` edits each, in `rounds` rounds. `close` in the end."""

    def __init__(self, folder: Path, people: int, edits: int, rounds: int, kills: int, seed: int) -> None:
        self._folder, self._edits, self._rounds = folder, edits, rounds
        self.chance = random.Random(seed)
        self._doomed = sorted(self.chance.sample(range(1, rounds), kills))
        asked = questionnaire()
        self.people = [
            Mortal(folder / f"home-{number}", f"P{number}", asked, seed * 1000 + number) for number in range(people)
        ]
        self.figures = Figures(people=people)
        self._post: list[Path] = []
        first = self.people[0]
        first.begin(asked)
        invitation = first.file()
        for one in self.people[1:]:
            one.join(invitation)
            first.take(one.share())
            first.admit(one)
        letter = first.share()
        for one in self.people[1:]:
            one.take(letter)

    def live(self) -> Figures:
        """The week, and the exchange of everything at its end."""
        begun = time.monotonic()
        for number in range(self._rounds):
            for one in self.chance.sample(self.people, len(self.people)):
                self._day(one)
            if number in self._doomed:
                self._die(self.chance.choice(self.people))
        self.figures.week_seconds = round(time.monotonic() - begun)
        begun = time.monotonic()
        self._exchange_all()
        self.figures.last_exchange_seconds = round(time.monotonic() - begun)
        self._count()
        return self.figures

    def _day(self, one: Mortal) -> None:
        for path in pick(self.chance, self._post, 3):
            self._take(one, path)
        edits = self._edits // self._rounds
        self.figures.own_ways += one.type(edits)
        self.figures.edits += edits
        if self.chance.random() < 0.3:
            self.figures.decisions += one.decide(5)
        if self.chance.random() < 0.3:
            target = one.typist.target()
            value = one.typist.value(target, one.value(target))
            one.together.suggest(target, list(value) if isinstance(value, tuple) else value)
            self.figures.suggestions += 1
        if self.chance.random() < 0.3:
            name = str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
            about = one.typist.target().split("/")[0]
            one.together.say((THREAD + name, "comment", comment_value(one.typist.words(), About(about))))
            self.figures.comments += 1
        if self.chance.random() < 0.8:
            path = one.share()
            self.figures.files += 1
            self._post.append(path)
            if self.chance.random() < 0.1:
                self._send_half(path)
            for old in self._post[:-60]:
                old.unlink()
            del self._post[:-60]

    def _take(self, one: Mortal, path: Path) -> None:
        if one.take(path).number is None:
            self.figures.nothing_new += 1
        else:
            self.figures.taken += 1

    def _send_half(self, path: Path) -> None:
        """A file cut short on its way is refused by whoever opens it, and changes nothing."""
        data = path.read_bytes()
        half = self._folder / "half.exchange.zip"
        half.write_bytes(data[: self.chance.randrange(len(data))])
        reader = self.chance.choice(self.people)
        reader.draft.rest()
        before = len(reader.together.ledger)
        try:
            reader.take(half)
        except Trouble:
            assert len(reader.together.ledger) == before
            self.figures.broken_refused += 1
            return
        raise AssertionError("half a file was taken in")

    def _die(self, one: Mortal) -> None:
        self._post += one.live_dangerously(
            pick(self.chance, self._post, 3) or self._post[-2:], self.chance.uniform(0.02, 0.9)
        )
        self.figures.killed += 1

    def _exchange_all(self) -> None:
        """Everybody takes everybody's file in, until nothing is new to anybody."""
        new = True
        while new:
            new = False
            files = {one: one.share() for one in self.people}
            for one in self.people:
                for other in self.chance.sample(self.people, len(self.people)):
                    if other is not one:
                        new = one.take(files[other]).number is not None or new
            self.figures.largest_file = max(path.stat().st_size for path in files.values())

    def _count(self) -> None:
        ledger = self.people[0].together.ledger
        states = [ledger.standing(one).state for one in ledger.answered()]
        self.figures.differing, self.figures.combined = states.count("differing"), states.count("combined")
        self.figures.events, self.figures.events_sent = len(ledger), len(self.sent())
        self.figures.archive = self.people[0].paths.archive.stat().st_size

    def sent(self) -> set[str]:
        """The ids of all events that anybody ever sent."""
        return set().union(*(one.sent for one in self.people))

    def close(self) -> None:
        """Everybody goes home."""
        for one in self.people:
            one.close()
