"""The window: from process start to a section one can type in, a key until it is painted and durable, a tick until its follow-up is
there, and 10,000 questions beside the seed. `python -m tests.bench.window`, under a virtual screen for figures that count.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS, KEYS = 7, 200


def child(home: str, born: float, size: int) -> None:
    """One start: opens a draft, waits for the first paint, types, ticks, and prints its figures as JSON."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

    from desktop import app, window

    start = app.Program.start

    def begin(program: app.Program, file: str = "") -> None:
        start(program, file)
        program.shell.repaint()
        QApplication.processEvents()
        told: dict[str, object] = {"start": (time.time() - born) * 1e3, "platform": QApplication.platformName()}
        desk, fill = program._desk, program._fill
        if desk is None or fill is None:
            begin_new = program._home_desk.questionnaires()[-1 if size else 0].digest
            moment = time.perf_counter()
            program._open_draft(lambda: program._home_desk.begin(begin_new))
            QApplication.processEvents()
            told["open"] = (time.perf_counter() - moment) * 1e3
            desk, fill = program._desk, program._fill
        assert desk is not None
        assert fill is not None
        field = next(
            one for one in fill.page().findChildren(QLineEdit) if one.accessibleName() in ("First name", "Question 0")
        )
        field.setFocus()
        keys, ticks = [], []
        for number in range(KEYS):
            moment = time.perf_counter()
            QTest.keyClicks(field, "abcdefghij"[number % 10])
            QApplication.processEvents()
            desk.draft.flush()
            keys.append((time.perf_counter() - moment) * 1e3)
        if not size:
            tick = next(
                one
                for one in fill.page().findChildren(QAbstractButton)
                if one.accessibleName().endswith(": Training courses are too expensive")
            )
            for _ in range(40):
                moment = time.perf_counter()
                QTest.mouseClick(tick, Qt.MouseButton.LeftButton)
                QApplication.processEvents()
                ticks.append((time.perf_counter() - moment) * 1e3)
        told |= {"keys": keys, "ticks": ticks, "memory": memory()}
        print(json.dumps(told), flush=True)
        QTimer.singleShot(0, program.shell.close)

    app.Program.start = begin  # type: ignore[method-assign, assignment]
    window.main(["--home", home])


def memory() -> float:
    """This process's proportional memory in MB, 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:"))


def run(home: Path, size: int = 0) -> dict[str, object]:
    """One start in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.window", "child", str(home), repr(time.time()), str(size)]
    warm = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, env=warm, capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout.strip():
        sys.exit(done.stdout + done.stderr)
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


def large(count: int) -> bytes:
    """A definition of `count` questions, 25 a section, every second one conditional."""

    def item(number: int) -> dict[str, object]:
        one: dict[str, object] = {"id": f"q{number}", "kind": "text", "label": f"Question {number}"}
        return one | {"show_if": {"answered": "q0"}} if number % 2 else one

    sections = [
        {"id": f"s{at}", "title": f"Section {at}", "items": [item(number) for number in range(at, min(at + 25, count))]}
        for at in range(0, count, 25)
    ]
    return json.dumps(
        {"satchel": 1, "id": "large", "version": "1", "language": "en", "title": "Large", "sections": sections}
    ).encode()


def middle(told: list[dict[str, object]], key: str) -> float:
    """The median of a figure over all runs."""
    return statistics.median(float(str(one[key])) for one in told)


def p95(told: list[dict[str, object]], key: str) -> float:
    """The median over all runs of each run's 95th percentile."""
    return statistics.median(statistics.quantiles(one[key], n=20)[18] for one in told)  # type: ignore[arg-type]  # lists of numbers


def main() -> None:
    """Print the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen" if not os.environ.get("DISPLAY") else "xcb")
    with tempfile.TemporaryDirectory() as folder:
        seed = Path(folder) / "seed"
        first = run(seed)
        keep_open(seed)
        starts = [run(seed) for _ in range(RUNS)]
        big = Path(folder) / "big"
        keep_open(big, large(10_000))
        bigs = [run(big, 10_000) for _ in range(RUNS)]
        disk = fdatasync(Path(folder))
    print(f"platform {first['platform']}, medians of {RUNS} starts")
    print(
        f"process start to typable section      {middle(starts, 'start'):8.1f} ms   10,000 questions {middle(bigs, 'start'):8.1f} ms"
    )
    print(
        f"key painted and durable, p95          {p95(starts, 'keys'):8.2f} ms   10,000 questions {p95(bigs, 'keys'):8.2f} ms   disk's own fdatasync p95 {disk:.2f} ms"
    )
    print(f"tick until follow-up is shown, p95    {p95(starts, 'ticks'):8.2f} ms")
    print(
        f"memory (PSS)                          {middle(starts, 'memory'):8.1f} MB   10,000 questions {middle(bigs, 'memory'):8.1f} MB"
    )


def keep_open(home: Path, definition: bytes | None = None) -> None:
    """Leave a draft open in `home`, so that the next start comes back to it."""
    import secrets
    import uuid
    from datetime import datetime

    from db.archive import Archive
    from desktop.keys import DeviceKey
    from desktop.paths import Paths
    from desktop.preferences import Preferences, to_bytes
    from desktop.work.drafting import begin
    from desktop.work.office import Office
    from desktop.work.shelf import find
    from forms.reading import read

    paths = Paths(home).make()
    archive = Archive.open(paths.archive)
    key = DeviceKey.at(paths.keys)
    office = Office.over(
        archive, copies=paths.copies, now=lambda: datetime.now().astimezone(), new_id=lambda: str(uuid.uuid4()),
        random_bytes=secrets.token_bytes, key=lambda: key,
    )  # fmt: skip
    questionnaire = read(definition, {}) if definition else find("micro-credentials")
    draft = begin(office, questionnaire, "bench")
    archive.close()
    paths.preferences.write_bytes(to_bytes(Preferences(open_draft=draft), {}))


def fdatasync(folder: Path) -> float:
    """What the disk itself takes for a durable 4 kB, p95 in ms."""
    taken = []
    with (folder / "disk").open("wb", buffering=0) as file:
        for _ in range(200):
            moment = time.perf_counter()
            file.write(b"x" * 4096)
            os.fdatasync(file.fileno())
            taken.append((time.perf_counter() - moment) * 1e3)
    return statistics.quantiles(taken, n=20)[18]


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child(sys.argv[2], float(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
