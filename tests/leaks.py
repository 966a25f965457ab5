"""A window or a running timer that a test leaves behind fails it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_window_left(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()
    left = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    timers = [one for one in app.findChildren(QTimer) if one.isActive()]
    names = [type(one).__name__ for one in left] + [f"timer of {type(one.parent()).__name__}" for one in timers]
    for one in left:
        one.close()
    if names:
        pytest.fail("left behind: " + ", ".join(names))
