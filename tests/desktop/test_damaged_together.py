"""Damaged together: what the disk altered in a shared draft comes back with a colleague's file; what was erased is gone for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.reconcile.people import PREFIX
from forms.trouble import Trouble
from tests.desktop.colleagues import Colleague
from tests.samples import questionnaire


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    """The coordinator."""
    one = Colleague(tmp_path / "anna", "Anna").begin(questionnaire(), {"surname": "Example"})
    yield one
    one.close()


@pytest.fixture
def ben(tmp_path: Path, anna: Colleague) -> Iterator[Colleague]:
    """A colleague who was let in."""
    one = anna.let_in(tmp_path / "ben", "Ben")
    one.take(anna.file())
    yield one
    one.close()


@pytest.mark.parametrize("what", ["an answer", "who takes part"])
def test_what_was_altered_on_the_disk_comes_back(anna: Colleague, ben: Colleague, what: str) -> None:
    """The draft opens, and can be answered and sent; a colleague's file, though all its segments are known, brings the step back."""
    target = "surname" if what == "an answer" else PREFIX + ben.key.public_hex
    hashes = [one.payload for one in ben.together.ledger.of(target) if one.author == anna.key.public_hex]
    assert hashes
    with ben.office.archive.write() as connection:
        for one in hashes:
            connection.execute("UPDATE payload SET body=x'00' WHERE hash=?", (one,))
    ben.reopen().answer("country", "fr")
    anna.take(ben.file())
    assert anna.value("country") == "fr"
    ben.take(anna.file())
    assert ben.value("surname") == "Example"
    assert ben.view() == anna.view()


def test_what_was_erased_is_in_no_copy(anna: Colleague, ben: Colleague) -> None:
    """The words were there twice: in the event, and in the step that undo would take back."""
    ben.answer("surname", "Oops, the door code")
    ben.file()
    (head,) = ben.together.ledger.heads("surname")
    ben.answer("surname", "Muster")
    anna.take(ben.file())
    anna.together.say((f"@erase/{anna.together.ledger.entry(head).payload}", "erase", None))
    ben.take(anna.file())
    assert ben.value("surname") == "Muster"
    with ben.office.archive.read() as connection:
        kept = b"".join(body for (body,) in connection.execute("SELECT body FROM payload"))
    assert b"door code" not in kept


def test_the_file_of_an_erased_answer_is_gone_too(anna: Colleague, tmp_path: Path) -> None:
    """It was attached by mistake and taken out again: once that is erased, its bytes are neither kept nor sent on. A file that another
    answer still names stays."""
    for number, words in enumerate(("wrong paper", "right paper")):
        paper = tmp_path / f"{number}.txt"
        paper.write_text(words)
        anna.draft.attach("position-paper", paper)
        anna.file()
        if not number:
            (wrong,) = anna.together.ledger.heads("position-paper")
    ben = Colleague(tmp_path / "ben-too", "Ben").join(anna.file())
    erased = f"@erase/{anna.together.ledger.entry(wrong).payload}"
    anna.together.say((erased, "erase", None))
    anna.take(ben.file())
    ben.take(anna.file())
    for one in (anna, ben):
        files = one.office.attachments.of_draft(one.draft.draft_id)
        assert sorted(files.values()) == [b"right paper"]
    ben.close()


@pytest.mark.parametrize("differing", [False, True])
def test_an_altered_answer_is_healed_by_what_counts(
    anna: Colleague, ben: Colleague, tmp_path: Path, differing: bool
) -> None:
    """The newest value in the archive is that of somebody who was not let in: not that one is offered. Where people differ, healing
    shows one's own version again, and decides nothing."""
    cara = Colleague(tmp_path / "cara", "Cara").join(anna.file())
    ben.answer("surname", "Ben's")
    if differing:
        anna.answer("surname", "Anna's")
    cara.answer("surname", "Cara's")
    for one in (ben, cara):
        anna.take(one.file())
    shown = "Anna's" if differing else "Ben's"
    with anna.office.archive.write() as connection:
        connection.execute("UPDATE answer SET value=x'22' WHERE target='surname'")
    anna.reopen()
    (damage,) = anna.draft.damaged
    assert damage.last_good == shown
    anna.draft.heal("surname")
    assert not anna.draft.damaged
    for _ in range(2):
        assert anna.value("surname") == shown
        assert ("surname" in anna.draft.filling.held) is differing
        anna.reopen()
    cara.close()


def _alter_last(one: Colleague) -> None:
    one.draft.rest()
    last = one.office.shared.unsent(one.draft.draft_id)[-1]
    with one.office.archive.write() as connection:
        connection.execute("UPDATE payload SET body=x'7b7d' WHERE hash=?", (last.payload,))


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("edits", [1, 2])
def test_an_altered_step_is_said_again_before_it_is_sent(
    anna: Colleague, ben: Colleague, again: bool, edits: int
) -> None:
    """The answer itself is kept: colleagues get it, whether the program was closed in between or not, and wait for nothing."""
    for number in range(edits):
        ben.answer("surname", f"Muster {number}")
    _alter_last(ben)
    if again:
        ben.reopen()
    anna.take(ben.file())
    assert anna.value("surname") == ben.value("surname") == f"Muster {edits - 1}"
    assert not anna.together.ledger.waiting()
    ben.answer("surname", "Example again")
    anna.take(ben.file())
    assert anna.value("surname") == "Example again"


def test_what_cannot_be_said_again_is_named_and_holds_nobody_up(anna: Colleague, ben: Colleague) -> None:
    """A suggestion is nowhere but in its step: sending names its question once, all else goes out, and nobody waits for it."""
    ben.answer("country", "fr")
    ben.draft.rest()
    ben.together.suggest("surname", "Muster")
    _alter_last(ben)
    with pytest.raises(Trouble, match="“surname”"):
        ben.file()
    anna.take(ben.file())
    assert anna.value("country") == "fr"
    assert not anna.together.ledger.waiting()
