"""The held key: the device key as long as the window is open, read again once another one lies in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.keys import DeviceKey


class HeldKey:
    """Call it for the key. `expected` says whether a missing one is a Trouble, since something was signed with it."""

    def __init__(self, folder: Path, expected: Callable[[], bool]) -> None:
        self._folder, self._expected = folder, expected
        self._key: DeviceKey | None = None
        self._mark: tuple[int, int] | None = None

    def __call__(self) -> DeviceKey:
        """The key of now. Raises `Trouble` like `DeviceKey.at`."""
        mark = DeviceKey.mark(self._folder)
        if self._key is None or mark not in (self._mark, None):
            # Restoring and replacing, in the settings or by the verb, put another key there while this window is open.
            self._key = DeviceKey.at(self._folder, expected=self._expected())
            self._mark = DeviceKey.mark(self._folder)
        return self._key
