"""Cut short: a disk that fails between the steps of sharing or joining, other drafts' files, and bytes that come later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import history
from desktop.work import drafting, reconciling, sharing
from forms.answers import Attachment
from forms.trouble import Trouble
from tests.desktop.colleagues import Colleague
from tests.samples import questionnaire


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    """Who begins."""
    one = Colleague(tmp_path / "anna", "Anna")
    yield one
    one.close()


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Colleague]:
    """Who joins."""
    one = Colleague(tmp_path / "ben", "Ben")
    yield one
    one.close()


def full(*_told: object, **_named: object) -> None:
    """The disk takes nothing."""
    raise Trouble("disk-full", "The disk is full.")


@pytest.mark.parametrize("verb", ["say", "send"])
def test_sharing_that_was_cut_short_begins_anew(anna: Colleague, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    """Until its beginning is sealed the draft is one person's alone, as it was, and can be shared again."""
    draft_id = drafting.begin(anna.office, questionnaire(), "Our reply", sheet={"surname": "Example"})
    summary = anna.office.drafts.summary(draft_id)
    with monkeypatch.context() as patched:
        patched.setattr(type(anna.office.shared), verb, full)
        with pytest.raises(Trouble, match="full"):
            sharing.begin(anna.office, summary, questionnaire(), "Anna")
    assert anna.open(draft_id).draft.together is None
    anna.answer("surname", "Muster")
    anna.draft.close()
    sharing.begin(anna.office, summary, questionnaire(), "Anna")
    assert anna.open(draft_id).value("surname") == "Muster"
    assert anna.together.ledger.standing("surname").value == "Muster"
    assert anna.file().exists()


@pytest.mark.parametrize(
    ("verb", "killed"), [("begin", False), ("take", False), ("say", False), ("begin", True), ("take", True)]
)
def test_joining_that_was_cut_short_can_be_tried_again(
    anna: Colleague, ben: Colleague, monkeypatch: pytest.MonkeyPatch, verb: str, killed: bool
) -> None:
    """Nothing of it is left on home after a full disk; even where the program ended in the middle, the same file joins later."""
    file = anna.begin(questionnaire(), {"surname": "Example"}).file()
    with monkeypatch.context() as patched:
        patched.setattr(type(ben.office.shared), verb, full)
        if killed:
            patched.setattr(type(ben.office.drafts), "erase", full)
        with pytest.raises(Trouble, match="full"):
            reconciling.join(ben.office, reconciling.read(ben.office, file), "Ben")
    assert bool(ben.office.drafts.all()) is killed
    assert ben.join(file).value("surname") == "Example"
    assert [one.name for one in ben.together.ledger.people.asking()] == ["Ben"]


def test_another_draft_takes_no_payload_away(anna: Colleague, ben: Colleague, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever knows a payload can write it into a draft of their own: joining that one leaves the answer where it was."""
    anna.begin(questionnaire(), {"surname": "Example"})
    (head,) = anna.together.ledger.heads("surname")
    body = anna.together.payloads.body(anna.together.ledger.entry(head).payload)
    ben.begin(questionnaire())
    with monkeypatch.context() as patched:
        patched.setattr(history, "payload", lambda _salt, _value: body)
        ben.together.say(("surname", "answer", "Example"))
    other = reconciling.join(anna.office, reconciling.read(anna.office, ben.file()), "Anna")
    anna.office.drafts.erase(other)
    assert anna.reopen().together.ledger.standing("surname").value == "Example"


def test_bytes_that_come_later_are_kept(anna: Colleague, ben: Colleague, tmp_path: Path) -> None:
    """A colleague's disk had lost an attached file, so theirs came without it, and one could join all the same; once they attached
    it again, their next file brings the bytes, though it tells nothing else that is new."""
    paper = tmp_path / "paper.txt"
    paper.write_text("Rooms should be warm.")
    anna.begin(questionnaire(), {"surname": "Example"}).draft.attach("position-paper", paper)
    with anna.office.archive.write() as connection:
        connection.execute("UPDATE attachment SET body=x'00'")
    ben.join(anna.file())
    anna.draft.attach("position-paper", paper)
    ben.take(anna.file())
    given = ben.value("position-paper")
    assert isinstance(given, tuple)
    assert isinstance(given[0], Attachment)
    assert ben.office.attachments.bytes_of(given[0].digest) == paper.read_bytes()
    assert ben.office.attachments.of_draft(ben.draft.draft_id)


def test_the_beginning_and_own_work_are_not_put_aside(anna: Colleague, ben: Colleague) -> None:
    """Without the first event nobody would take part; without one's own sealed steps their numbers would be given twice."""
    ben.join(anna.begin(questionnaire(), {"surname": "Example"}).file())
    with pytest.raises(Trouble, match="beginning"):
        reconciling.put_aside(ben.together)
    assert ben.together.ledger.founder == anna.key.public_hex
