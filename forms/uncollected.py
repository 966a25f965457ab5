"""Building many values at once, without the collector of circles going through all of them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Python looks for circles each time some hundred values more are alive; in a questionnaire there are none to find, and
    looking takes a third of the time to read 10,000 questions."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
