"""Slow work goes elsewhere; its end comes back to the screen thread, whichever end it is."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.tasks import Tasks
from forms.trouble import Trouble


def test_results_come_back(qtbot: QtBot) -> None:
    """The work runs on another thread; `done` and `failed` run on the screen thread, with what the work gave or why it could not."""
    parent = QObject()
    tasks = Tasks(parent)
    ran: list[threading.Thread] = []
    came: list[tuple[object, threading.Thread]] = []

    def work() -> int:
        ran.append(threading.current_thread())
        return 42

    def fail() -> None:
        raise Trouble("disk-full", "The disk is full.")

    def come(result: object) -> None:
        came.append((result, threading.current_thread()))

    tasks.run(work, come, come)
    qtbot.waitUntil(lambda: len(came) == 1)
    tasks.run(fail, come, come)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert ran[0] is not threading.main_thread()
    assert {thread for _, thread in came} == {threading.main_thread()}
    assert came[0][0] == 42
    assert isinstance(came[1][0], Trouble)


def test_a_bug_is_a_bug_on_the_screen_thread(qtbot: QtBot) -> None:
    """A bug in the work is raised again where the program's own catcher sees it, and is no `failed`."""
    parent = QObject()
    tasks = Tasks(parent)

    def bug() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        tasks.run(bug, lambda _: pytest.fail("done"), lambda _: pytest.fail("failed"))
        qtbot.waitUntil(lambda: bool(caught))
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_waiting(qtbot: QtBot) -> None:
    """After `wait` no work is under way, though its result has yet to come back."""
    parent = QObject()
    tasks = Tasks(parent)
    go, came = threading.Event(), list[object]()
    tasks.run(lambda: go.wait(10), came.append, came.append)
    threading.Timer(0.05, go.set).start()
    tasks.wait()
    assert go.is_set()
    qtbot.waitUntil(lambda: came == [True])
