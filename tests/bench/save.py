"""One durable save through the real store beside the disk's own fdatasync, in turn and in the same folder: `python -m
tests.bench.save`. `--folder` names a folder on the disk that counts (the system's temporary folder may lie in memory).

"Answer" is what a person waits for: the engine, the saver's thread, one commit in the archive with the answer and its hash, until
it is durable. "The commit alone" is the store without engine and thread. The disk's figure is 4 kB written over what a file held
before, then fdatasync: a file that grows costs the disk several times as much."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import tempfile
import uuid
from datetime import datetime
from pathlib import Path

from db.archive import Archive
from db.drafts import Write
from desktop.keys import DeviceKey
from desktop.paths import Paths
from desktop.work.drafting import begin, open_draft
from desktop.work.office import Office
from tests.bench.figures import each, figure, machine, percentile, table
from tests.samples import ngo_answers, questionnaire

AIM = 2.5
TURN, PAGE = 10, 4096
TARGET = "other-aspects"
WRITTEN = "Learning should be near to where people live and work. " * 4


def measure(folder: Path, saves: int) -> dict[str, list[float]]:
    """What each save took, in ms: through an open draft, through the store, and the disk alone."""
    office = _office(folder)
    draft_id = begin(office, questionnaire(), "bench")
    draft = open_draft(office, draft_id, lambda _state, _trouble: None)
    for target, value in ngo_answers().items():
        draft.answer(target, value)
    draft.flush()

    def answer(number: int) -> None:
        draft.answer(TARGET, WRITTEN + str(number))
        draft.flush()

    def put(number: int) -> None:
        writes = [Write(TARGET, WRITTEN + str(number))]
        office.drafts.put(draft_id, writes, last_place=TARGET, counts=(0, 0), now=office.stamp())

    taken: dict[str, list[float]] = {"answer": [], "store": [], "disk": []}
    with (folder / "disk").open("wb", buffering=0) as file:
        file.write(bytes(TURN * PAGE))
        os.fsync(file.fileno())

        def disk(number: int) -> None:
            file.seek(number * PAGE)
            file.write(b"x" * PAGE)
            os.fdatasync(file.fileno())

        for _ in range(saves // TURN):
            for name, work in (("answer", answer), ("store", put), ("disk", disk)):
                taken[name] += each(TURN, work)
    draft.close()
    office.archive.close()
    return taken


def _office(folder: Path) -> Office:
    paths = Paths(folder / "home").make()
    key = DeviceKey.at(paths.keys)
    return Office.over(
        Archive.open(paths.archive), copies=paths.copies, now=lambda: datetime.now().astimezone(),
        new_id=lambda: str(uuid.uuid4()), random_bytes=secrets.token_bytes, key=lambda: key,
    )  # fmt: skip


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="on which disk to measure")
    parser.add_argument("--saves", type=int, default=1_000, help="how many saves of each sort")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        taken = measure(Path(folder), asked.saves)
    print(f"Durable save. {machine()}; {asked.saves} of each sort, in turn. ms.")
    words = {
        "answer": "answer until durable (WAL, FULL)",
        "store": "the commit alone",
        "disk": "the disk's own fdatasync, 4 kB",
    }
    rows = []
    for name, said in words.items():
        cells = [figure(percentile(taken[name], one)) for one in (50, 95, 99)]
        ratios = [percentile(taken[name], one) / percentile(taken["disk"], one) for one in (50, 95, 99)]
        told = [f"{ratio:.2f}" for ratio in ratios] if name != "disk" else ["", "", ""]
        reached = "" if name == "disk" else "yes" if ratios[-1] <= AIM else "NO"
        rows.append((said, *cells, *told, reached))
    table(("", "p50", "p95", "p99", "/ disk p50", "p95", "p99", f"D1 (p99 ≤ {AIM})"), rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
