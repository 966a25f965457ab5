"""Many: what a hostile colleague can pile up is counted in time and memory that grow as fast as the pile, and no faster."""

from __future__ import annotations

import random
import tracemalloc

from forms.reconcile.entries import Entry
from forms.reconcile.latest import latest
from forms.reconcile.people import PREFIX, fold_people


def event(number: int, target: str, kind: str, author: str, parents: tuple[str, ...] = ()) -> Entry:
    """An event with a number for its id."""
    return Entry(f"{number:06}", target, kind, author, parents, f"payload {number}", "", number + 1)


def test_a_long_chain_takes_little_memory() -> None:
    """Each of ten thousand sign-offs had all before it in view: to know the latest, nothing is kept for each pair of them."""
    events = [event(0, "@sign-off", "sign-off", "ben")]
    for number in range(1, 10_000):
        events.append(event(number, "@sign-off", "sign-off", "ben", (events[-1].id,)))
    tracemalloc.start()
    found = latest(events, events)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == (events[-1],)
    assert most < 5_000_000


def test_coordinators_in_a_long_row_are_read_once_each() -> None:
    """Each of a thousand coordinators names the next one: what they say is read a few times each, and not a thousand times."""
    founder, reads = "key", 0
    events = [
        event(number, f"{PREFIX}key{number}", "member", f"key{number - 1}" if number else founder)
        for number in range(1_000)
    ]
    random.Random(3).shuffle(events)

    def value(one: Entry) -> dict[str, object]:
        nonlocal reads
        reads += 1
        return {"name": "Ben", "roles": ["coordinator"], "person": one.target.removeprefix(PREFIX)}

    people, counted = fold_people(founder, events, value)
    assert (len(people.inside()), len(counted)) == (1_001, 1_000)
    assert reads < 5_000
