"""Inviting: who is let in, loses a role, leaves or comes back with another computer loses no word, here and at colleagues'."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.keys import DeviceKey
from desktop.work import inviting
from forms.trouble import Trouble
from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    person = Colleague(tmp_path / "anna", "Anna").begin(questionnaire())
    yield person
    person.close()


@pytest.fixture
def ben(tmp_path: Path, anna: Colleague) -> Iterator[Colleague]:
    person = Colleague(tmp_path / "ben", "Ben").join(anna.file())
    yield person
    person.close()


def test_letting_in(anna: Colleague, ben: Colleague) -> None:
    """Who asks is let in under the name and with the roles that a coordinator gives; nobody else may let people in."""
    ben.answer("surname", "Zoë")
    anna.take(ben.file())
    assert [one.name for one in anna.together.ledger.people.asking()] == ["Ben"]
    assert anna.value("surname") is None
    with pytest.raises(Trouble, match="coordinator"):
        inviting.admit(ben.together, ben.key.public_hex, "Ben", ["editor"])

    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor", "commenter"])

    assert anna.together.ledger.people.member(ben.key.public_hex).roles == {"editor", "commenter"}  # type: ignore[union-attr]
    assert inviting.company(anna.office, anna.draft.draft_id) == ("Ben",)
    assert anna.together.ledger.standing("surname").value == "Zoë"


def test_who_may_no_longer_edit_keeps_what_they_wrote(anna: Colleague, ben: Colleague) -> None:
    """Answers given before the role went stay answers; later ones are suggestions, and a second change of roles alters nothing."""
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    ben.answer("surname", "Zoë")
    meet(anna, ben)
    inviting.change_roles(anna.together, ben.key.public_hex, ["commenter"])
    ben.answer("surname", "Zoe")
    meet(anna, ben)
    inviting.change_roles(anna.together, ben.key.public_hex, ["commenter", "approver"])
    meet(anna, ben)

    assert anna.together.ledger.standing("surname").value == "Zoë"
    assert len(anna.together.ledger.suggestions("surname")) == 1
    assert anna.view() == ben.view()


def test_who_is_taken_out(anna: Colleague, ben: Colleague) -> None:
    """What was known of somebody who leaves stays; what they write later is set apart. Who began the draft cannot be taken out."""
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    ben.answer("surname", "Zoë")
    meet(anna, ben)
    inviting.remove(anna.together, ben.key.public_hex)
    ben.answer("surname", "later")
    anna.take(ben.file())

    assert anna.together.ledger.standing("surname").value == "Zoë"
    assert len(anna.together.ledger.apart()) == 1
    with pytest.raises(Trouble, match="began"):
        inviting.remove(anna.together, anna.key.public_hex)


def test_lost_computer(anna: Colleague, ben: Colleague, tmp_path: Path) -> None:
    """A person who comes back with a new computer is the same person: what they wrote stays theirs, and the lost computer is out."""
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    ben.answer("surname", "Zoë")
    meet(anna, ben)
    again = Colleague(tmp_path / "again", "Ben B.").join(anna.file())
    anna.take(again.file())
    inviting.readmit(anna.together, again.key.public_hex, ben.key.public_hex)
    again.take(anna.file())
    again.answer("surname", "Zoë B.")
    anna.take(again.file())

    people = anna.together.ledger.people
    assert people.person(again.key.public_hex) == ben.key.public_hex == again.together.person
    assert people.name(again.key.public_hex) == "Ben"
    assert people.member(ben.key.public_hex).state == "removed"  # type: ignore[union-attr]
    assert anna.together.ledger.standing("surname").value == "Zoë B."
    assert anna.view() == again.view()
    inviting.remove(anna.together, again.key.public_hex)
    people = anna.together.ledger.people
    assert people.person(again.key.public_hex) == ben.key.public_hex  # and stays so when the second one is out too
    assert people.name(again.key.public_hex) == "Ben"
    again.close()


def test_new_key_on_the_same_computer(anna: Colleague, ben: Colleague) -> None:
    """After the key changed, what was not sent yet goes out under the new one, which asks to be let in under the same name."""
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    meet(anna, ben)
    before = ben.key.public_hex
    ben.answer("surname", "Zoë")
    assert not inviting.has_other_key(ben.together)
    ben.key = DeviceKey.replace(ben.paths.keys, "2026-11-25")
    assert inviting.has_other_key(ben.together)
    inviting.rejoin(ben.together)
    assert not inviting.has_other_key(ben.together)
    anna.take(ben.file())

    assert [one.name for one in anna.together.ledger.people.asking()] == ["Ben"]
    inviting.readmit(anna.together, ben.key.public_hex, before)
    assert anna.together.ledger.standing("surname").value == "Zoë"
    ben.take(anna.file())
    assert anna.view() == ben.view()


def test_copied_computer(anna: Colleague, ben: Colleague, tmp_path: Path) -> None:
    """Two computers with one key are found out by what both send, no word of either is lost, and a new key mends it."""
    inviting.admit(anna.together, ben.key.public_hex, "Ben", ["editor"])
    meet(anna, ben)
    ben.draft.rest()
    shutil.copytree(ben.home, tmp_path / "copy", ignore=shutil.ignore_patterns("*.exchange.zip", "*lock*"))
    copy = Colleague(tmp_path / "copy", "Ben").open(ben.draft.draft_id)
    ben.answer("surname", "Zoë")
    copy.answer("first-name", "41")
    first, second = ben.file(), copy.file()
    anna.take(first)
    assert not inviting.is_used_twice(anna.together, ben.key.public_hex)
    anna.take(second)
    assert inviting.is_used_twice(anna.together, ben.key.public_hex)
    assert anna.together.ledger.standing("surname").value == "Zoë"
    assert anna.together.ledger.standing("first-name").value == "41"
    ben.take(anna.file())
    assert inviting.is_used_twice(ben.together)

    ben.key = DeviceKey.replace(ben.paths.keys, datetime(2026, 11, 25, tzinfo=UTC).date().isoformat())
    inviting.rejoin(ben.together)
    assert not inviting.is_used_twice(ben.together)
    ben.answer("surname", "Zoë C.")
    anna.take(ben.file())
    inviting.readmit(anna.together, ben.key.public_hex, copy.key.public_hex, lost=False)
    assert anna.together.ledger.standing("surname").value == "Zoë C."
    copy.close()
