"""A busy session over a real archive, without a window, that says before and after each thing what it does.

`python -m tests.db.busy HOME` prints one JSON object a line: `will` before, `did` once the program calls it durable.
"""

from __future__ import annotations

import json
import os
import random
import sys
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from db import backups
from db.archive import Archive
from desktop.keys import DeviceKey
from desktop.publishing import write_whole
from desktop.work import drafting, finalising
from desktop.work.office import Office
from forms import canonical
from forms.events import to_data
from tests.samples import MOMENT, PAPER, ngo_answers, questionnaire


def say(kind: str, **facts: object) -> None:
    """One line, written at once."""
    os.write(1, json.dumps({"kind": kind, **facts}).encode() + b"\n")


class Session:
    """One run."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._archive = Archive.open(home / "archive.satchel")
        self._key = DeviceKey.at(home / "keys")
        self._minutes = 0
        self._office = Office.over(
            self._archive, copies=home / "copies", now=self._now, new_id=lambda: str(uuid.uuid4()),
            random_bytes=random.randbytes, key=lambda: self._key,
        )  # fmt: skip
        say("did open")

    def _now(self) -> datetime:
        self._minutes += 1
        return datetime.fromisoformat(MOMENT) + timedelta(minutes=self._minutes)

    def run(self) -> None:
        """Everything that writes, once."""
        office = self._office
        draft_id = drafting.begin(office, questionnaire(), "My draft", sheet=ngo_answers())
        say("did begin", draft=draft_id, sheet=plain(office.drafts.load(draft_id).sheet))
        self._edits(draft_id, 12)
        first = self._back_up()
        then = plain(office.drafts.load(draft_id).sheet)
        self._edits(draft_id, 8)
        say("will", sheet=then)
        backups.restore(self._archive, first, self._home / "backups", self._now())
        say("did")
        self._edits(draft_id, 6)
        self._erase()
        draft = drafting.open_draft(office, draft_id, lambda *_: None)
        say("will finalise")
        identity = finalising.finalise(office, draft)
        draft.close()
        package = office.contributions.package(identity)
        say("did finalise", identity=identity, package=canonical.digest(package))
        name = finalising.package_of(office, identity).name
        receipt = finalising.package_of(office, identity).receipt
        for path, data in ((name, package), (name.replace(".contribution.zip", ".receipt.pdf"), receipt)):
            for version in (data, data[::-1], data):  # saved again over a file that is there
                say("will file", name=path, digest=canonical.digest(version))
                write_whole(self._home / path, version)
                say("did file", name=path, digest=canonical.digest(version))
        self._back_up()
        self._archive.close()
        say("did close")

    def _edits(self, draft_id: str, count: int) -> None:
        draft = drafting.open_draft(self._office, draft_id, lambda *_: None)
        sheet = draft.filling.sheet()

        def edit(target: str, value: str) -> None:
            sheet[target] = value
            say("will", sheet=plain(sheet))
            draft.answer(target, value)

        for number in range(count):
            edit("other-aspects", f"{number} " * (1 + number * 97 % 400))
            if number % 3 == 0:  # a fast typist: several keys before the commit is through
                for letter in range(1, 5):
                    edit("surname", "Example"[: letter + number % 3])
            durable(draft.flush)
            if number % 4 == 1:
                draft.leave("other-aspects")
                durable(draft.flush)
        paper = self._home.parent / "paper.pdf"
        paper.write_bytes(PAPER + b"%" * count)
        change = draft.attach("position-paper", paper)
        assert change
        sheet["position-paper"] = draft.filling.sheet()["position-paper"]
        say("will", sheet=plain(sheet))
        durable(draft.flush)
        durable(draft.close)

    def _back_up(self) -> Path:
        one = backups.take(self._archive, self._home / "backups", self._now())
        say("did backup", name=one.path.name)
        return one.path

    def _erase(self) -> None:
        other = drafting.begin(self._office, questionnaire(), "Another", sheet={"surname": "To be erased"})
        say("will erase")
        self._office.drafts.erase(other)
        say("did erase", draft=other)


def durable(deed: Callable[[], bool]) -> None:
    """Say so once the program says so."""
    assert deed()
    say("did")


def plain(sheet: object) -> dict[str, object]:
    """Answers as JSON."""
    assert hasattr(sheet, "items")
    return {target: to_data(value) for target, value in sheet.items()}


if __name__ == "__main__":
    Session(Path(sys.argv[1])).run()
