"""Medians and tables that all benchmarks share."""

from __future__ import annotations

import platform
import statistics
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any


def repeat(times: int, work: Callable[[Any], object], prepare: Callable[[int], Any] = lambda number: number) -> float:
    """The median of `times` runs of `work` in ms; what `prepare` makes ready before each is not counted."""
    return statistics.median(each(times, work, prepare))


def each(
    times: int, work: Callable[[Any], object], prepare: Callable[[int], Any] = lambda number: number
) -> list[float]:
    """What each of the runs took, in ms; to take apart again what was made is not counted."""
    taken = []
    for number in range(times):
        ready = prepare(number)
        start = perf_counter()
        made = work(ready)
        taken.append((perf_counter() - start) * 1e3)
        del made, ready
    return taken


def percentile(taken: Sequence[float], per_cent: int) -> float:
    """The value below which so many per cent of the runs stay."""
    return statistics.quantiles(taken, n=100, method="inclusive")[per_cent - 1]


def figure(value: float | None) -> str:
    """A number with three digits that count; a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}" if value >= 1 or not value else f"{value:.2g}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their heads; the first column to the left, the others to the right."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    for row in (head, *rows):
        cells = [
            one.ljust(width) if not at else one.rjust(width)
            for at, (one, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  " + "  ".join(cells).rstrip(), flush=True)


def machine() -> str:
    """The Python and the system of this run."""
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
