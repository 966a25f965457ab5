"""A colleague who is about to be cut short: `python -m tests.journeys.week.doomed HOME NAME DRAFT LIFE FILE…` types, shares and
takes in without end."""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

from tests.journeys.week.form import questionnaire
from tests.journeys.week.mortal import Mortal


def main(words: list[str]) -> None:
    """Go on until somebody kills this process."""
    home, name, draft_id, life, *files = words
    person = Mortal(Path(home), name, questionnaire(), int(life))
    person._files = 10_000 * int(life)
    person.open(draft_id)
    os.write(1, b"go\n")
    for number in count():
        person.type(3)
        person.file()
        if files:
            person.take(Path(files[number % len(files)]))


if __name__ == "__main__":
    main(sys.argv[1:])
