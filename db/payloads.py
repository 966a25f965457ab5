"""Payloads: what the events of a draft say, read one by one and checked against its hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from db.archive import Archive
from db.rows import blob, text
from forms import canonical
from forms.events import payload_value
from forms.trouble import Trouble


class Payloads:
    """The payloads of one draft that are at hand; each is read when it is asked for, and its hash is checked then."""

    def __init__(self, archive: Archive, draft_id: str) -> None:
        self._archive, self._draft_id = archive, draft_id
        self._more: dict[str, bytes] = {}

    @cached_property
    def _known(self) -> set[str]:
        """Found once it is asked for: it looks through every payload. One that was altered on the disk counts as one that has not come:
        a colleague's file brings it back."""
        with self._archive.read() as connection:
            found = connection.execute("SELECT hash, body FROM payload WHERE draft_id=?", (self._draft_id,))
            return {text(hashed) for hashed, body in found if canonical.digest(blob(body)) == hashed}

    def __contains__(self, hashed: object) -> bool:
        return hashed in self._known or hashed in self._more

    def __getitem__(self, hashed: str) -> object:
        value: object = payload_value(self.body(hashed))
        return value

    def body(self, hashed: str) -> bytes:
        """The canonical bytes of a payload. Raises `KeyError` where it is not at hand, `Trouble("history-damaged")` where it was altered."""
        if hashed in self._more:
            return self._more[hashed]
        with self._archive.read() as connection:
            row = connection.execute(
                "SELECT body FROM payload WHERE hash=? AND draft_id=?", (hashed, self._draft_id)
            ).fetchone()
        if row is None:
            raise KeyError(hashed)
        if canonical.digest(blob(row[0])) != hashed:
            raise Trouble("history-damaged", "A step of the history is damaged.", "The present answers are judged on their own.",
                          "Ask a colleague for their file and take it in: it brings the step back.")  # fmt: skip
        return blob(row[0])

    def is_sound(self, hashed: str) -> bool:
        """Whether a payload is in the archive just now and is what its hash says."""
        try:
            return bool(self.body(hashed))
        except (KeyError, Trouble):
            return False

    def lend(self, bodies: Mapping[str, bytes]) -> Payloads:
        """The same with more payloads, which are not kept: to look what a file would do."""
        other = Payloads.__new__(Payloads)
        other._archive, other._draft_id, other._known = self._archive, self._draft_id, self._known
        other._more = {**self._more, **bodies}
        return other

    def come(self, hashes: Iterable[str]) -> None:
        """These are in the archive by now."""
        self._known.update(hashes)

    def look_again(self, hashes: Iterable[str]) -> None:
        """Look whether these are still at hand."""
        with self._archive.read() as connection:
            for one in hashes:
                found = connection.execute(
                    "SELECT 1 FROM payload WHERE hash=? AND draft_id=?", (one, self._draft_id)
                ).fetchone()
                if found is None:
                    self._known.discard(one)

    def refresh(self) -> None:
        """Look again what is at hand."""
        self.__dict__.pop("_known", None)
