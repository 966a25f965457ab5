"""Erasing: the words are gone from every machine that the next file reaches, and from the file itself."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.work import erasing
from forms.trouble import Trouble
from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire

SECRET = "Zwetschgenmus"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Colleague, Colleague]]:
    """A coordinator and an editor."""
    anna = Colleague(tmp_path / "anna", "Anna").begin(questionnaire(), {"surname": "Example"})
    ben = anna.let_in(tmp_path / "ben", "Ben")
    meet(anna, ben)
    yield anna, ben
    anna.close()
    ben.close()


def words_in(file: Path) -> bool:
    """Whether the secret is anywhere in an exchange file."""
    with zipfile.ZipFile(file) as found:
        return any(SECRET.encode() in found.read(name) for name in found.namelist())


def test_what_was_shared_by_mistake_is_erased_everywhere(pair: tuple[Colleague, Colleague]) -> None:
    """The author erases an answer: it reads as cleared, its bytes are in no archive and no new file; an old file brings them not
    back."""
    anna, ben = pair
    ben.answer("organisation", SECRET)
    old = ben.file()
    meet(anna, ben)
    assert anna.value("organisation") == SECRET
    assert words_in(old)

    (event,) = ben.together.ledger.of("organisation")
    erasing.erase(ben.draft, event.id)
    assert ben.value("organisation") is None
    meet(anna, ben)
    assert anna.value("organisation") is None
    anna.take(old)
    assert anna.value("organisation") is None
    for one in pair:
        assert not words_in(one.file())
        one.reopen()
        assert one.value("organisation") is None
        assert not one.draft.damaged
        one.office.archive.forget_deleted()
        assert SECRET.encode() not in one.paths.archive.read_bytes()
    assert anna.view() == ben.view()


def test_only_the_author_and_a_coordinator_erase(pair: tuple[Colleague, Colleague]) -> None:
    """An editor cannot erase the coordinator's words; the coordinator can erase an editor's."""
    anna, ben = pair
    (own,) = ben.together.ledger.of("surname")
    with pytest.raises(Trouble) as caught:
        erasing.erase(ben.draft, own.id)
    assert caught.value.code == "not-yours"
    ben.answer("organisation", SECRET)
    meet(anna, ben)
    (event,) = anna.together.ledger.of("organisation")
    erasing.erase(anna.draft, event.id)
    meet(anna, ben)
    assert ben.value("organisation") is None
