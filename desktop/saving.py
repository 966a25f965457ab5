"""The saver: one thread that makes edits durable at once and coalesces them while a commit is still running."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from forms.answers import Target, Value
from forms.trouble import Trouble

SaveState = Literal["saved", "saving", "failing"]
Edit = tuple[Target, Value | None]
Put = Callable[[Mapping[Target, Value | None], Target | None], None]
Seal = Callable[[Sequence[Edit]], None]
Report = Callable[[SaveState, Trouble | None], None]

REST_SECONDS = 20.0
RETRY_SECONDS = 1.0


class Saver:
    """Takes edits from the screen thread and commits them on its own.

    `put` and `seal` are called on the saver thread; a `Trouble` from them keeps the edits and is tried again every second.
    `report` is called on the saver thread whenever the state changes. An edit at rest for 20 s is sealed by itself.
    The state is about answers alone: where they are durable and only their steps cannot be kept, it is "saved" with a trouble.
    """

    def __init__(self, put: Put, seal: Seal, report: Report, *, rest: float = REST_SECONDS) -> None:
        self._put, self._seal, self._report, self._rest = put, seal, report, rest
        self._wake = threading.Condition()
        self._pending: dict[Target, Value | None] = {}
        self._open: dict[Target, Value | None] = {}
        self._to_seal: list[Edit] = []  # with the value at that moment: a slow disk must not make one step of two
        self._place: Target | None = None
        self._putting = self._busy = self._closing = False
        self._failures = self._seal_failures = 0
        self._state: SaveState = "saved"
        self._trouble: Trouble | None = None
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()

    @property
    def state(self) -> SaveState:
        """Whether everything handed over is durable."""
        return self._state

    @property
    def trouble(self) -> Trouble | None:
        """Why saving, or keeping the steps, fails at present, if it does."""
        return self._trouble

    def put(self, target: Target, value: Value | None) -> None:
        """Keep `value`; returns at once."""
        with self._wake:
            self._pending[target] = self._open[target] = value
            self._place = target
            if self._state == "saved":
                self._tell("saving", None)
            self._wake.notify_all()

    def seal(self, target: Target) -> None:
        """Make the edit of this target, as it is now, a step of history once it is durable; returns at once."""
        with self._wake:
            if target in self._open:
                self._to_seal.append((target, self._open.pop(target)))
                self._wake.notify_all()

    def seal_edits(self, edits: Mapping[Target, Value | None]) -> None:
        """Make durable edits of an earlier run steps of history; returns at once."""
        with self._wake:
            self._to_seal += edits.items()
            self._wake.notify_all()

    def seal_all(self) -> None:
        """Make every open edit a step of history."""
        with self._wake:
            self._close_edits()
            self._wake.notify_all()

    def wait(self, seconds: float = 10.0) -> bool:
        """Whether everything handed over became durable within `seconds`. Where saving fails, it is tried once more at once: the
        cause may have gone."""
        limit = time.monotonic() + seconds
        with self._wake:
            enough = self._failures + (2 if self._putting else 1)  # an attempt under way began before anybody asked
            self._wake.notify_all()
            while self._pending or self._putting:
                left = limit - time.monotonic()
                if left <= 0 or self._failures >= enough:
                    return False
                self._wake.wait(left)
        return True

    def wait_for_steps(self, seconds: float = 10.0) -> bool:
        """The same, and whether every edit that was left is a step of history too."""
        limit = time.monotonic() + seconds
        if not self.wait(seconds):
            return False
        with self._wake:
            enough = self._seal_failures + (2 if self._busy else 1)
            self._wake.notify_all()
            while self._to_seal or self._busy:
                left = limit - time.monotonic()
                if left <= 0 or self._seal_failures >= enough:
                    return False
                self._wake.wait(left)
        return True

    def close(self) -> bool:
        """Make the last edits durable and end the thread; whether all of them are."""
        self.seal_all()
        done = self.wait()
        if done:
            self.wait_for_steps()  # what cannot become a step now is made one when the draft is opened again
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        self._thread.join()
        return done

    def _run(self) -> None:
        while True:
            with self._wake:
                work = self._next()
            if work is None:
                return
            puts, seals, place = work
            try:
                if puts:
                    self._put(puts, place)
            except Trouble as trouble:
                self._take_back(puts, seals, trouble)
                continue
            self._is_durable()
            try:
                if seals:
                    self._seal(seals)
            except Trouble as trouble:
                self._take_steps_back(seals, trouble)
            else:
                self._done(None)

    def _next(self) -> tuple[dict[Target, Value | None], list[Edit], Target | None] | None:
        while not self._closing:
            if self._pending or self._to_seal:
                puts, seals = self._pending, self._to_seal
                self._pending, self._to_seal = {}, []
                self._busy, self._putting = True, bool(puts)
                return puts, seals, self._place
            rested = not self._wake.wait(self._rest if self._open else None)
            if rested and not self._pending:
                self._close_edits()
        return None

    def _close_edits(self) -> None:
        self._to_seal += self._open.items()
        self._open = {}

    def _take_back(self, puts: Mapping[Target, Value | None], seals: list[Edit], trouble: Trouble) -> None:
        with self._wake:
            self._pending = {**puts, **self._pending}
            self._to_seal = seals + self._to_seal
            self._busy = self._putting = False
            self._failures += 1
            self._tell("failing", trouble)
            self._rest_before_retrying()

    def _is_durable(self) -> None:
        with self._wake:
            self._putting = False
            self._wake.notify_all()

    def _take_steps_back(self, seals: list[Edit], trouble: Trouble) -> None:
        with self._wake:
            self._to_seal = seals + self._to_seal
            self._seal_failures += 1
            safe = "Your answers are saved; only the steps for “Undo” are not kept yet."
            self._done(Trouble(trouble.code, trouble.happened, safe, trouble.remedy))
            if not self._pending:
                self._rest_before_retrying()

    def _rest_before_retrying(self) -> None:
        self._wake.notify_all()
        if not self._closing:
            self._wake.wait(RETRY_SECONDS)

    def _done(self, trouble: Trouble | None) -> None:
        with self._wake:
            self._busy = False
            self._tell("saving" if self._pending else "saved", trouble)
            self._wake.notify_all()

    def _tell(self, state: SaveState, trouble: Trouble | None) -> None:
        changed = state != self._state or (trouble and trouble.code) != (self._trouble and self._trouble.code)
        self._state, self._trouble = state, trouble
        if changed:
            self._report(state, trouble)
