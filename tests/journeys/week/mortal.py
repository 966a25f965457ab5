"""Colleagues of the week: they type, share, take in, and now and then their program is killed in the middle."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from db.soundness import flaws
from forms.exchange.exchange_file import ENDING
from forms.questionnaire import Questionnaire
from tests.desktop.colleagues import Colleague
from tests.journeys.week.form import Typist

ROOT = Path(__file__).parents[3]


class Mortal(Colleague):
    """A colleague with hands of their own; `sent` are the ids of all events that ever left this machine."""

    def __init__(self, home: Path, name: str, asked: Questionnaire, seed: int) -> None:
        super().__init__(home, name)
        self.typist = Typist(asked, seed)
        self.sent: set[str] = set()
        self._lives = 0

    def type(self, edits: int) -> int:
        """So many edits, each left at once; how many went on with the own version of an answer that differs."""
        own = 0
        for number in range(edits):
            if number % 20 == 0:
                self.draft.rest()  # nobody types so fast that a slow disk is hundreds of edits behind
            target = self.typist.target()
            own += target in self.draft.filling.held
            self.answer(target, self.typist.value(target, self.value(target)))
        self.draft.rest()
        return own

    def decide(self, most: int) -> int:
        """Decide a few of the answers that differ; how many."""
        ledger = self.together.ledger
        differing = [one for one in ledger.answered() if ledger.standing(one).state == "differing"]
        chosen = differing[: self.typist.chance.randint(0, most)]
        for target in chosen:
            self.together.decide(target, self.typist.chance.choice(ledger.standing(target).versions).value)
            self.draft.show([target])
        return len(chosen)

    def share(self) -> Path:
        """A file for the others, and what it says of this person noted."""
        path = self.file()
        self.note()
        return path

    def note(self) -> None:
        """Remember what this person's archive holds as sent."""
        self.sent |= {
            one.id for one in self.together.ledger.entries() if one.sent and one.author == self.key.public_hex
        }

    def live_dangerously(self, files: Sequence[Path], seconds: float) -> list[Path]:
        """Go on in another process until it is killed after `seconds`; the whole files that it left. Everything is sound after."""
        draft_id = self.draft.draft_id
        self.close()
        self._lives += 1
        words = [str(self.home), self.name, draft_id, str(self._lives), *map(str, files)]
        before = set(self.home.glob("*" + ENDING))
        with subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.week.doomed", *words], cwd=ROOT, stdout=subprocess.PIPE
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"go\n"
            time.sleep(seconds)
            assert child.poll() is None, "it ended by itself"
            child.kill()
        found = flaws(self.paths.archive)
        assert not found, found
        self.office = self._office()
        self.open(draft_id)
        self.note()
        return sorted(set(self.home.glob("*" + ENDING)) - before)

    def shows_something_else(self) -> dict[str, object]:
        """Where the archive's answers, or the fields, are not what the ledger comes to: what each says."""
        stored, filling = self.office.drafts.load(self.draft.draft_id), self.draft.filling
        assert not stored.damaged
        sheet, held = {}, {}
        for target in self.together.ledger.answered():
            value, is_held = self.together.shown(target)
            if is_held:
                held[target] = value
            elif value is not None:
                sheet[target] = value
        pairs = (("kept", stored.sheet, sheet), ("held", stored.held, held), ("shown as held", filling.held, held))
        return {
            f"{name} {target}": (told.get(target), right.get(target))
            for name, told, right in pairs for target in {**told, **right} if told.get(target) != right.get(target)
        }  # fmt: skip


def pick(chance: random.Random, files: Sequence[Path], most: int) -> list[Path]:
    """A few files, newer ones rather, sometimes one twice."""
    recent = list(files[-3 * most :])
    chosen = chance.sample(recent, min(len(recent), chance.randint(0, most)))
    if files and chance.random() < 0.2:
        chosen.append(chance.choice(files))  # an old one
    if chosen and chance.random() < 0.2:
        chosen.append(chosen[0])  # the same again
    return chosen
