"""The settings desk over a disk that refuses: what is a convenience is let go, what a person asked for is refused in words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from db.archive import Archive
from db.attachments import AttachmentStore
from desktop.desks import settings
from desktop.desks.settings import HouseDesk
from desktop.paths import Paths
from desktop.preferences import Preferences
from forms.trouble import Trouble


@pytest.fixture
def worn() -> list[Preferences]:
    """What the window wore, one after the other."""
    return []


@pytest.fixture
def house(tmp_path: Path, worn: list[Preferences], monkeypatch: pytest.MonkeyPatch) -> HouseDesk:
    """A desk whose disk is full."""

    def full(*_: Any, **__: Any) -> None:
        raise Trouble("disk-full", "The disk is full.")

    monkeypatch.setattr(settings, "write_whole", full)
    office: Any = SimpleNamespace()
    return HouseDesk(lambda: office, Paths(tmp_path), worn.append, lambda _: None, lambda: None)


def test_a_draft_opens_although_it_cannot_be_remembered(house: HouseDesk) -> None:
    """Which draft to come back to is a convenience: a full disk stops nobody over it."""
    house.remember_draft("d1")

    assert house.chosen.open_draft == ""


def test_a_choice_that_cannot_be_kept(house: HouseDesk, worn: list[Preferences]) -> None:
    """It is refused with the reason, and nothing is worn that would be gone after the next start."""
    with pytest.raises(Trouble):
        house.set_appearance("dark")

    assert house.appearance == "system"
    assert worn == []


def test_damage_in_a_copy_is_told(tmp_path: Path) -> None:
    """Whoever backs up by hand hears of damage that the archive had already; the copy is made all the same."""
    paths = Paths(tmp_path).make()
    archive = Archive.open(paths.archive)
    AttachmentStore(archive).keep(b"a paper")
    with archive.write() as connection:
        connection.execute("UPDATE attachment SET body=x'00'")
    office: Any = SimpleNamespace(archive=archive, now=lambda: datetime.now().astimezone())
    house = HouseDesk(lambda: office, paths, lambda _: None, lambda _: None, lambda: None)
    with pytest.raises(Trouble) as told:
        house.back_up_now()
    archive.close()

    assert told.value.code == "backup-holds-damage"
    assert len(house.backups()) == 1
