"""PySide6 6.12.0 loses one reference to None per void call on Python < 3.12 and then aborts the interpreter."""

import sys

from PySide6.QtCore import QObject


def test_void_calls_keep_the_reference_count_of_none() -> None:
    """20,000 void calls leave None's reference count where it was, within what other code does meanwhile."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(20_000):
        thing.setObjectName("x")

    assert abs(sys.getrefcount(None) - before) < 500
