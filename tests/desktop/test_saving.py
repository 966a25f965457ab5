"""The saver: everything handed over becomes durable, in order, also after the disk refused for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence

from desktop.saving import Edit, Saver, SaveState
from forms.answers import Target, Value
from forms.trouble import Trouble


class Disk:
    """Remembers what was put and sealed; refuses while `full`; may be slow."""

    def __init__(self, seconds: float = 0) -> None:
        self.kept: dict[Target, Value | None] = {}
        self.batches = 0
        self.sealed: list[Edit] = []
        self.full = self.keyless = False
        self.seconds = seconds
        self.states: list[SaveState] = []
        self.troubles: list[Trouble] = []
        self.free = threading.Event()

    def put(self, writes: Mapping[Target, Value | None], _place: Target | None) -> None:
        time.sleep(self.seconds)
        if self.full:
            raise Trouble("disk-full", "The disk is full.")
        self.batches += 1
        self.kept.update(writes)

    def seal(self, edits: Sequence[Edit]) -> None:
        if self.keyless:
            raise Trouble("no-key", "The device key is missing.")
        self.sealed += edits

    def report(self, state: SaveState, trouble: Trouble | None) -> None:
        self.states.append(state)
        self.troubles += [trouble] if trouble else []

    def saver(self, rest: float = 20) -> Saver:
        return Saver(self.put, self.seal, self.report, rest=rest)


def test_everything_is_kept_in_the_end() -> None:
    """A thousand edits are kept, the last of each place; a slow disk coalesces them instead of lagging behind."""
    disk = Disk(0.005)
    saver = disk.saver()
    for number in range(1000):
        saver.put(f"q{number % 7}", str(number))

    assert saver.close()
    assert disk.kept == {f"q{number % 7}": str(number) for number in range(993, 1000)}
    assert disk.batches < 500
    assert dict(disk.sealed) == disk.kept


def test_a_full_disk_keeps_the_edits_and_goes_on_by_itself() -> None:
    """While the disk is full the state says so; with room again everything is saved, nothing typed meanwhile is lost."""
    disk = Disk()
    disk.full = True
    saver = disk.saver()
    saver.put("a", "1")
    deadline = time.monotonic() + 5
    while saver.state != "failing" and time.monotonic() < deadline:
        time.sleep(0.01)
    assert saver.trouble is not None
    assert saver.trouble.code == "disk-full"
    saver.put("a", "2")
    saver.put("b", "3")
    assert not saver.wait(0.1)
    disk.full = False
    deadline = time.monotonic() + 5
    while saver.state != "saved" and time.monotonic() < deadline:
        time.sleep(0.01)

    assert disk.kept == {"a": "2", "b": "3"}
    assert saver.close()
    assert disk.states[:2] == ["saving", "failing"]
    assert disk.states[-1] == "saved"


def test_an_edit_at_rest_becomes_a_step() -> None:
    """After a while of rest an edit is sealed by itself."""
    disk = Disk()
    saver = disk.saver(rest=0.05)
    saver.put("a", "1")
    deadline = time.monotonic() + 5
    while not disk.sealed and time.monotonic() < deadline:
        time.sleep(0.01)

    assert disk.sealed == [("a", "1")]
    assert saver.close()


def test_saved_means_saved() -> None:
    """The state is `saving` from the edit until the commit has returned."""
    disk = Disk(0.05)
    saver = disk.saver()
    saver.put("a", "1")
    states = [saver.state]
    assert saver.wait()
    states.append(saver.state)
    assert states == ["saving", "saved"]
    assert disk.kept == {"a": "1"}
    saver.close()


def test_waiting_tries_again_at_once() -> None:
    """Who waits while saving fails gets an answer of now, not of the last attempt: with room again everything is saved."""
    disk = Disk()
    disk.full = True
    saver = disk.saver()
    saver.put("a", "1")
    assert not saver.wait()
    disk.full = False

    assert saver.wait()
    assert disk.kept == {"a": "1"}
    saver.close()


def test_steps_that_cannot_be_kept_leave_answers_saved() -> None:
    """Without a key nothing becomes a step, but answers are durable: the state says so, nothing is written again and waiting
    agrees; once the key is back every step is made."""
    disk = Disk()
    disk.keyless = True
    saver = disk.saver()
    saver.put("a", "1")
    saver.seal("a")

    assert saver.wait()
    assert not saver.wait_for_steps()
    assert saver.state == "saved"
    assert "failing" not in disk.states
    assert disk.troubles[0].code == "no-key"
    assert "answers are saved" in disk.troubles[0].safe
    saver.put("a", "2")
    assert saver.wait()
    assert disk.batches == 2
    disk.keyless = False
    assert saver.close()
    assert disk.sealed == [("a", "1"), ("a", "2")]
    assert saver.trouble is None


def test_each_question_left_is_a_step_of_its_own() -> None:
    """While the disk is full a person leaves a question three times: with room again these are three steps, in their order,
    each with the value it was left with; the keystrokes within are none."""
    disk = Disk()
    disk.full = True
    saver = disk.saver()
    for text in ("one", "two", "three"):
        saver.put("a", text[:1])
        saver.put("a", text)
        saver.seal("a")
    saver.wait(0.2)
    disk.full = False

    assert saver.close()
    assert disk.sealed == [("a", "one"), ("a", "two"), ("a", "three")]
    assert disk.kept == {"a": "three"}
