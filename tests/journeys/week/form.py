"""The questionnaire of the week: a hundred answers, thirty of them long texts; and people who change them at random."""

from __future__ import annotations

import json
import random
from typing import Any

from forms.answers import Target, Value
from forms.places import Places
from forms.questionnaire import LongText, Matrix, MultipleChoice, Number, Questionnaire, Ranking, SingleChoice
from forms.reading import read

WORDS = ("learning", "near", "people", "skills", "cost", "time", "μάθηση", "обучение", "Prüfung", "tħaddim", "学习", "work",
         "standards", "quality", "trust", "recognition", "small", "employers", "regions", "support")  # fmt: skip

SORTS = (("essay", "long_text", 30, False), ("text", "text", 15, False), ("one", "single_choice", 20, True),
         ("some", "multiple_choice", 15, True), ("number", "number", 10, False), ("ranks", "ranking", 2, True))  # fmt: skip


def definition() -> dict[str, Any]:
    """30 long texts, 15 texts, 20 single choices, 15 multiple choices, 10 numbers, 2 rankings, a matrix of 8 rows."""
    choices = [{"id": f"c{number}", "label": f"Choice {number}"} for number in range(8)]
    rows = [{"id": f"r{number}", "label": f"Row {number}"} for number in range(8)]
    items: list[dict[str, Any]] = [
        {"id": f"{name}-{number}", "kind": kind, "label": f"{name} {number}", **({"choices": choices} if has_choices else {})}
        for name, kind, count, has_choices in SORTS for number in range(count)
    ]  # fmt: skip
    items.append({"id": "grid", "kind": "matrix", "label": "Grid", "rows": rows, "columns": choices[:5]})
    return {"satchel": 1, "id": "week", "version": "1", "title": "The week", "language": "en",
            "sections": [{"id": "all", "title": "All", "items": items}]}  # fmt: skip


def questionnaire() -> Questionnaire:
    """The same, read."""
    return read(json.dumps(definition()).encode(), {})


class Typist:
    """Somebody who changes answers at random, the same ones for the same seed."""

    def __init__(self, asked: Questionnaire, seed: int) -> None:
        self._places = Places(asked)
        self.chance = random.Random(seed)
        self.targets: list[Target] = [
            one for number in range(len(self._places.items)) for one in self._places.targets(number)
        ]

    def target(self) -> Target:
        """Any target: a long text three times in ten."""
        return self.chance.choice(self.targets)

    def value(self, target: Target, now: Value | None) -> Value | None:
        """What the next edit makes of an answer."""
        chance, question = self.chance, self._places.find(target).question
        if chance.random() < 0.03:
            return None
        if isinstance(question, LongText):
            return self._rewritten(now if isinstance(now, str) else "")
        if isinstance(question, Number):
            return str(chance.randrange(10_000))
        if isinstance(question, Matrix):
            return chance.choice(question.columns).id
        if isinstance(question, SingleChoice):
            return chance.choice(question.choices).id
        if isinstance(question, MultipleChoice):
            return tuple(one.id for one in question.choices if chance.random() < 0.4) or None
        if isinstance(question, Ranking):
            ids = [one.id for one in question.choices]
            chance.shuffle(ids)
            return tuple(ids)
        return " ".join(chance.choices(WORDS, k=3)) + f" {chance.randrange(1000)}"

    def words(self) -> str:
        """A sentence that was not said before."""
        chance = self.chance
        return " ".join(chance.choices(WORDS, k=chance.randint(5, 14))).capitalize() + f" {chance.randrange(10**6)}."

    def _rewritten(self, text: str) -> str:
        """A sentence more, one less, or one changed; texts stay near 1,200 letters."""
        chance = self.chance
        said = [one for one in text.split(". ") if one]
        said = [one if one.endswith(".") else one + "." for one in said]
        turn = chance.random()
        if len(said) < 4 or (turn < 0.25 and len(said) < 15):
            said.insert(chance.randrange(len(said) + 1), self.words())
        elif turn < 0.4:
            del said[chance.randrange(len(said))]
        else:
            at = chance.randrange(len(said))
            parts = said[at].split(" ")
            parts[chance.randrange(len(parts))] = chance.choice(WORDS)
            said[at] = " ".join(parts)
            if not said[at].endswith("."):
                said[at] += "."
        return " ".join(said) or self.words()
