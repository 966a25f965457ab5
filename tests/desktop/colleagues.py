"""Colleagues: several home folders in one process that exchange files, for tests of drafting together."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.keys import DeviceKey
from desktop.paths import Paths
from desktop.work import drafting, reconciling, sharing
from desktop.work.drafting import OpenDraft
from desktop.work.office import Office
from desktop.work.opening import open_archive
from desktop.work.reconciling import Taken
from desktop.work.together import Together
from forms.answers import Target, Value
from forms.questionnaire import Questionnaire
from forms.reconcile.people import PREFIX, ROLES

BEGINNING = datetime(2026, 11, 24, 9, tzinfo=UTC)


class Colleague:
    """One person at one computer with one shared draft. `close` in the end."""

    def __init__(self, home: Path, name: str) -> None:
        self.home, self.name = home, name
        self.paths = Paths(home).make()
        self.clock = BEGINNING
        self.key = DeviceKey.at(self.paths.keys)
        self.office = self._office()
        self._draft: OpenDraft | None = None
        self._files = 0

    def _office(self) -> Office:
        return Office.over(
            open_archive(self.paths, BEGINNING), copies=self.paths.copies, now=self._now, new_id=lambda: str(uuid.uuid4()),
            random_bytes=secrets.token_bytes, key=lambda: self.key,
        )  # fmt: skip

    def _now(self) -> datetime:
        self.clock += timedelta(seconds=1)
        return self.clock

    @property
    def draft(self) -> OpenDraft:
        """The open draft."""
        assert self._draft is not None
        return self._draft

    @property
    def together(self) -> Together:
        """What makes it a shared one."""
        assert self.draft.together is not None
        return self.draft.together

    def begin(self, questionnaire: Questionnaire, sheet: Mapping[Target, Value] | None = None) -> Colleague:
        """Begin a draft and share it."""
        draft_id = drafting.begin(self.office, questionnaire, "Our reply", sheet=sheet)
        sharing.begin(self.office, self.office.drafts.summary(draft_id), questionnaire, self.name)
        return self.open(draft_id)

    def open(self, draft_id: str) -> Colleague:
        """Open a draft."""
        self._draft = drafting.open_draft(self.office, draft_id, lambda *_: None)
        return self

    def reopen(self) -> Colleague:
        """Close the draft and the archive, and open both again."""
        draft_id = self.draft.draft_id
        self.draft.close()
        self.office.archive.close()
        self.office = self._office()
        return self.open(draft_id)

    def crash(self) -> Colleague:
        """The program ends at once: nothing is sealed that was not."""
        draft_id = self.draft.draft_id
        assert self.draft.flush()
        self.draft._saver._open.clear()
        self.draft._saver.close()
        self.office.archive.close()
        self.office = self._office()
        return self.open(draft_id)

    def file(self, passphrase: str = "") -> Path:
        """Share: the file for colleagues."""
        self._files += 1
        path = self.home / f"{self.name}-{self._files}.exchange.zip"
        self.draft.rest()
        sharing.share(self.together, path, passphrase)
        return path

    def join(self, file: Path) -> Colleague:
        """Join by an invitation."""
        return self.open(reconciling.join(self.office, reconciling.read(self.office, file), self.name))

    def take(self, file: Path, *, busy: Target = "", passphrase: str = "") -> Taken:
        """Take a colleague's file in."""
        self.draft.rest()
        exchange = reconciling.read(self.office, file, passphrase)
        taken = reconciling.take_in(self.together, exchange, busy=busy)
        self.draft.show(taken.touched)
        return taken

    def admit(self, other: Colleague, *roles: str) -> None:
        """Let a colleague in, with all roles or these."""
        value = {"name": other.name, "roles": list(roles or ROLES[1:]), "person": other.key.public_hex}
        self.together.say((PREFIX + other.key.public_hex, "member", value))

    def let_in(self, home: Path, name: str, *roles: str) -> Colleague:
        """Somebody new who joined by a file from here, asked, and was let in; the next file from here tells them."""
        one = Colleague(home, name).join(self.file())
        self.take(one.file())
        self.admit(one, *roles)
        return one

    def answer(self, target: Target, value: Value | None) -> None:
        """Give an answer and leave the question."""
        self.draft.answer(target, value)
        self.draft.leave(target)

    def value(self, target: Target) -> Value | None:
        """What the question shows."""
        return self.draft.filling.value(target)

    def view(self) -> bytes:
        """Everything to be seen."""
        return self.together.ledger.data_bytes()

    def close(self) -> None:
        """Put everything away."""
        if self._draft is not None:
            self._draft.close()
        self.office.archive.close()


def meet(*people: Colleague) -> None:
    """Everybody takes everybody's file in, until all know the same."""
    for _ in range(2):
        files = {one: one.file() for one in people}
        for one in people:
            for other in people:
                if other is not one:
                    one.take(files[other])
