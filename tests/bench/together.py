"""Drafting together: what colleagues' files cost, beside hashing and inserting the same rows with nothing else, in the same run:
`python -m tests.bench.together`. `--people`, `--edits` alter the large crowd.

Every edit is an event of its own here, as if each had been sent alone (rule 6 makes far fewer of a day's work), three in ten of them a
long text in full. After each segment a person learns what three others know, so that many answers have many heads in the end. "Taken in"
means: read and wholly checked, compared with what was there (what would change, in words), kept in one transaction; of 500 edits more
the reading stands in a row of its own, and no preview was there before. The floor of a file
is the sha-256 of each event and payload, and the same rows inserted into an empty archive in one transaction. All are medians, in ms."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from unittest.mock import patch

from desktop.work import reconciling, sharing
from forms.exchange.exchange_file import Exchange
from forms.reconcile import standing as standings
from forms.reconcile.readings import Readings
from forms.reconcile.text_merge import TextMerge, combine
from tests.bench.crowd import ASKED, Crowd
from tests.bench.figures import figure, machine, table
from tests.desktop.colleagues import Colleague


class Row(NamedTuple):
    """One measure; `floor` and `aim` in ms, where there are any; `merged` is the part of the time in which texts were combined."""

    words: str
    taken: float
    merged: float = 0.0
    floor: float | None = None
    aim: float | None = None


class Watch:
    """Measures, and within each the time in which texts are combined."""

    def __init__(self) -> None:
        self._merged = 0.0
        self._combine = combine

    def _timed(self, before: str, versions: list[str], readings: Readings | None = None) -> TextMerge:
        start = perf_counter()
        try:
            return self._combine(before, versions, readings)
        finally:
            self._merged += perf_counter() - start

    def on(self) -> AbstractContextManager[object]:
        """While texts are combined under the watch."""
        return patch.object(standings, "combine", self._timed)

    def time(self, work: Callable[[], object]) -> tuple[float, float]:
        """What `work` took, and the part of it in which texts were combined, in ms."""
        self._merged = 0.0
        start = perf_counter()
        work()
        return (perf_counter() - start) * 1e3, self._merged * 1e3


def measure(name: str, crowd: Crowd, repeats: int, aims: dict[str, float]) -> Iterator[Row]:
    """All measures over one crowd."""
    watch, whole = Watch(), crowd.file()
    crowd.more(500)
    longer = crowd.file()
    yield Row(f"{name}: size of the file (kB)", len(whole) / 1e3, aim=aims.get("size"))
    taken: dict[str, list[tuple[float, float]]] = {}
    for _ in range(repeats):
        with watch.on():
            _once(whole, longer, lambda what, work: taken.setdefault(what, []).append(watch.time(work)))
    middle = {what: _middle(ones) for what, ones in taken.items()}
    both = middle["read"][0] + middle["join"][0]
    yield Row(f"{name}: taken into an empty archive", both, middle["join"][1], middle["floor"][0], aims.get("whole"))
    yield Row("  of that: read and checked", middle["read"][0])
    yield Row("  opened afterwards", middle["open"][0], middle["open"][1])
    yield Row("  the same file again", middle["known"][0], aim=aims.get("known"))
    yield Row("  500 edits more: read and checked", middle["more read"][0])
    yield Row("  500 edits more: into the ledger, nothing compared", middle["more kept"][0])
    yield Row("  500 edits more: taken in", middle["more"][0], middle["more"][1], aim=aims.get("more"))
    yield Row("  own work sealed", middle["send"][0])
    yield Row("  own file written", middle["share"][0])


def _middle(ones: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(one[0] for one in ones), statistics.median(one[1] for one in ones)


def _once(whole: bytes, longer: bytes, note: Callable[[str, Callable[[], object]], None]) -> None:
    """One colleague's whole way with these files."""
    read: list[Exchange] = []
    with tempfile.TemporaryDirectory() as folder, closing(Colleague(Path(folder) / "home", "New")) as new:
        note("read", lambda: read.append(reconciling.read_bytes(new.office, whole)))
        note("floor", lambda: _floor(Path(folder) / "floor", read[0]))
        note("join", lambda: reconciling.join(new.office, read[0], "New"))
        note("open", lambda: new.open(read[0].draft))
        note("known", lambda: reconciling.take_in(new.together, reconciling.read_bytes(new.office, whole)))
        note("more read", lambda: read.append(reconciling.read_bytes(new.office, longer)))
        new.together.ledger.data()  # somebody has the list of questions before them; no preview: a watched folder shows none
        note("more kept", lambda: _kept(new, read[-1]))
        note("more", lambda: reconciling.take_in(new.together, read[-1]))
        note("send", lambda: sharing.send(new.together))
        note("share", new.file)


def _kept(new: Colleague, exchange: Exchange) -> None:
    """What a ledger needs to know more, without what it comes to."""
    together = new.together
    after = together.ledger.copy(together.payloads.lend(exchange.payloads))
    after.add(reconciling._entries(exchange.segments))


def _floor(home: Path, exchange: Exchange) -> None:
    """Hash and insert the same rows, and nothing else."""
    with closing(Colleague(home, "Floor")) as one, one.office.archive.write() as connection:
        for segment in exchange.segments:
            for line in segment.body.split(b"\n"):
                sha256(line).hexdigest()
        for body in exchange.payloads.values():
            sha256(body).hexdigest()
        connection.execute("CREATE TABLE floor_event (n INTEGER PRIMARY KEY, id TEXT UNIQUE, target TEXT, payload TEXT, kind TEXT, "
                           "author TEXT, parents TEXT, time TEXT, seq INTEGER)")  # fmt: skip
        connection.execute("CREATE TABLE floor_payload (hash TEXT PRIMARY KEY, body BLOB)")
        connection.executemany(
            "INSERT INTO floor_event (id, target, payload, kind, author, parents, time, seq) VALUES (?,?,?,?,?,?,?,?)",
            ((identity, event.target, event.payload, event.kind, event.author, " ".join(event.parents), event.claimed_time, event.seq)
             for segment in exchange.segments for identity, event in zip(segment.ids, segment.events, strict=True)),
        )  # fmt: skip
        connection.executemany("INSERT INTO floor_payload VALUES (?,?)", exchange.payloads.items())


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--edits", type=int, default=5_000)
    asked = parser.parse_args()
    print(
        f"Drafting together. {machine()}; {len(list(ASKED.questions()))} questions. Medians of {asked.repeats} in ms.",
        flush=True,
    )
    crowds = (
        (asked.people, 200, 50, asked.repeats * 3, {"size": 1_000.0, "whole": 300.0}),
        (asked.people, asked.edits, 500, asked.repeats, {"whole": 15_000.0, "more": 100.0}),
    )
    rows = []
    for people, edits, each, repeats, aims in crowds:
        rows += list(measure(f"{people} × {edits:,}", Crowd(people, edits, each), repeats, aims))
    table(("", "ms", "texts combined", "floor", "/ floor", "aim", "reached"), [_cells(one) for one in rows])
    return 0


def _cells(one: Row) -> tuple[str, ...]:
    over = f"{one.taken / one.floor:.1f}" if one.floor else ""
    aim = f"< {figure(one.aim)}" if one.aim else ""
    reached = ("yes" if one.taken < one.aim else "NO") if one.aim else ""
    return (
        one.words,
        figure(one.taken),
        figure(one.merged) if one.merged else "",
        figure(one.floor) if one.floor else "",
        over,
        aim,
        reached,
    )


if __name__ == "__main__":
    sys.exit(main())
