"""Drafts: what was put is there again, each answer with its hash, and every step can be taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from db.archive import Archive
from db.attachments import AttachmentStore
from db.contributions import ContributionStore, KeptContribution
from db.drafts import DraftStore, Stepped, Write
from db.questionnaires import QuestionnaireStore
from forms.answers import Attachment, Value
from forms.events import event_of
from forms.trouble import Trouble
from tests.db.conftest import BY, begin, summary
from tests.samples import MOMENT, PAPER, questionnaire


def put(archive: Archive, target: str, value: Value | None, *, seal: bool = True) -> None:
    """One edit."""
    DraftStore(archive).put("d1", [Write(target, value)], last_place=target, counts=(3, 1), now=MOMENT)
    if seal:
        DraftStore(archive).seal("d1", [Write(target, value)], BY)


def test_put_and_load(archive: Archive) -> None:
    """Every kind of value comes back as it was put, after closing and opening too; a cleared answer is absent."""
    paper = Attachment("ab" * 32, "paper.pdf", 3, "pdf")
    values: dict[str, Value] = {
        "surname": "Ω & <b> \u00a0\n",
        "reasons": ("time", "other"),
        "data-protection": True,
        "position-paper": (paper,),
    }
    for target, value in values.items():
        put(archive, target, value, seal=target != "surname")
    put(archive, "email", "x")
    put(archive, "email", None)
    path = archive.path
    archive.close()
    again = Archive.open(path)
    stored = DraftStore(again).load("d1")
    again.close()

    assert stored.sheet == values
    assert stored.last_place == "email"
    assert not stored.damaged
    assert (stored.summary.required, stored.summary.required_answered) == (3, 1)


def stepped(done: Stepped | None) -> Write | None:
    """What is to be shown after a step."""
    return done.write if done else None


def test_undo_and_redo_across_restarts(archive: Archive) -> None:
    """Steps are taken back one by one and done again, also by another process later; a new edit ends what could be redone."""
    for text in ("a", "b", "c"):
        put(archive, "surname", text)
    assert stepped(DraftStore(archive).undo("d1", BY)) == Write("surname", "b")
    path = archive.path
    archive.close()
    again = Archive.open(path)
    store = DraftStore(again)

    assert stepped(store.undo("d1", BY)) == Write("surname", "a")
    assert stepped(store.undo("d1", BY)) == Write("surname", None)
    assert store.undo("d1", BY) is None
    assert not store.can_undo("d1")
    assert stepped(store.redo("d1", BY)) == Write("surname", "a")
    assert store.load("d1").sheet == {"surname": "a"}
    put(again, "surname", "z")
    assert not store.can_redo("d1")
    assert store.redo("d1", BY) is None
    again.close()


def test_history_is_linked(archive: Archive) -> None:
    """Sealed edits are events whose parents are the heads before; the first event is the genesis; nothing is overwritten."""
    for text in ("a", "b"):
        put(archive, "surname", text)
    with archive.read() as connection:
        events = [event_of(bytes(row[0])) for row in connection.execute("SELECT body FROM event ORDER BY n")]

    assert [one.kind for one in events] == ["genesis", "answer", "answer"]
    assert events[2].parents == (events[1].id,)
    assert len({one.id for one in events}) == 3


def test_an_edit_that_came_back_is_no_step(archive: Archive) -> None:
    """Typing a word and taking it away again leaves no step behind."""
    put(archive, "surname", "a")
    put(archive, "surname", "ab", seal=False)
    put(archive, "surname", "a")
    DraftStore(archive).undo("d1", BY)

    assert not DraftStore(archive).can_undo("d1")


def test_damage_is_named_and_healed_from_history(archive: Archive) -> None:
    """An answer altered on the disk is named, not shown, and its last good value offered; its neighbours stay."""
    put(archive, "surname", "Example")
    put(archive, "email", "a@example.org")
    with archive.write() as connection:
        connection.execute("UPDATE answer SET value=? WHERE target='surname'", (b'"Exbmple"',))
        connection.execute("DELETE FROM answer WHERE target='email'")
    stored = DraftStore(archive).load("d1")

    assert {(one.target, one.reason, one.last_good) for one in stored.damaged} == {
        ("surname", "altered", "Example"), ("email", "missing", "a@example.org"),
    }  # fmt: skip
    assert not stored.sheet


def test_an_answer_cannot_change_its_place(archive: Archive) -> None:
    """The hash covers the target: an answer moved to another question is damage there, and missed where it was."""
    put(archive, "first-name", "Ana", seal=False)
    with archive.write() as connection:
        connection.execute("UPDATE answer SET target='surname'")

    damaged = DraftStore(archive).load("d1").damaged
    assert {(one.target, one.reason) for one in damaged} == {("surname", "altered"), ("first-name", "missing")}


def test_trash_and_erase(archive: Archive) -> None:
    """A draft goes to the trash and comes back; erased, its words are in no file of the folder, shared attachments stay."""
    digest = AttachmentStore(archive).keep(PAPER)
    paper = (Attachment(digest, "paper.pdf", len(PAPER), "pdf"),)
    begin(archive, "d2")
    store = DraftStore(archive)
    for draft in ("d1", "d2"):
        store.put(
            draft,
            [Write("position-paper", paper), Write("surname", f"Word-of-{draft}")],
            last_place=None,
            counts=(0, 0),
            now=MOMENT,
        )
        store.seal(draft, [Write("surname", f"Word-of-{draft}")], BY)
    store.trash("d1", now=MOMENT)
    assert [one.trashed for one in store.all() if one.draft_id == "d1"] == [MOMENT]
    store.restore("d1")
    store.erase("d1")
    words = b"".join(path.read_bytes() for path in archive.path.parent.iterdir())

    assert b"Word-of-d1" not in words
    assert b"Word-of-d2" in words
    assert AttachmentStore(archive).bytes_of(digest) == PAPER
    store.erase("d2")
    with pytest.raises(Trouble, match="attached file"):
        AttachmentStore(archive).bytes_of(digest)
    with pytest.raises(Trouble, match="not in the archive"):
        store.load("d1")


def test_contributions_are_immutable(archive: Archive) -> None:
    """The same contribution twice is once; the same revision with other bytes is refused; altered bytes are not given out; the
    draft ends with it."""
    store = ContributionStore(archive)
    one = KeptContribution("i" * 64, "c", 1, None, "REF", questionnaire().digest, "d1", "My draft", MOMENT, "")
    store.keep(one, b"package")
    store.keep(one, b"package")
    with pytest.raises(Trouble, match="exists already"):
        store.keep(
            KeptContribution("j" * 64, "c", 1, None, "REF", questionnaire().digest, "d1", "My draft", MOMENT, ""),
            b"other",
        )

    assert store.all() == (one,)
    assert store.package(one.identity) == b"package"
    assert not DraftStore(archive).all()
    with archive.write() as connection:
        connection.execute("UPDATE contribution SET package=?", (b"packagf",))
    with pytest.raises(Trouble, match="damaged"):
        store.package(one.identity)


def test_questionnaires_keep_their_digest(archive: Archive) -> None:
    """A definition comes back byte by byte; one altered in the archive is not used."""
    store = QuestionnaireStore(archive)
    assert store.source(questionnaire().digest) == questionnaire().source
    with archive.write() as connection:
        connection.execute("UPDATE questionnaire SET source=?", (questionnaire().source + b" ",))
    with pytest.raises(Trouble, match="questionnaire"):
        store.source(questionnaire().digest)


def test_two_drafts_do_not_meet(archive: Archive, tmp_path: Path) -> None:
    """Answers of one draft are not those of another."""
    begin(archive, "d2")
    put(archive, "surname", "x")

    assert DraftStore(archive).load("d2").sheet == {}
    assert summary().draft_id == "d1"


def test_what_was_said_to_heal_heals(archive: Archive) -> None:
    """A damaged attachment given again, and a damaged questionnaire opened again, are whole again: the remedies we name work."""
    digest = AttachmentStore(archive).keep(PAPER)
    with archive.write() as connection:
        connection.execute("UPDATE attachment SET body=x'00'")
        connection.execute("UPDATE questionnaire SET source=x'00', origin='file'")
    with pytest.raises(Trouble):
        AttachmentStore(archive).bytes_of(digest)
    AttachmentStore(archive).keep(PAPER)
    QuestionnaireStore(archive).keep(questionnaire(), origin="", now=MOMENT)

    assert AttachmentStore(archive).bytes_of(digest) == PAPER
    assert QuestionnaireStore(archive).source(questionnaire().digest) == questionnaire().source
    assert QuestionnaireStore(archive).all()[0].origin == "file"


def test_the_first_event_vouches_for_the_draft(archive: Archive) -> None:
    """A contribution id altered on the disk is read from the first event; a draft whose own id was altered says that it is damaged."""
    with archive.write() as connection:
        connection.execute("UPDATE draft SET contribution_id='c-d2', touched='2026-99', required='x'")
    summary = DraftStore(archive).load("d1").summary
    assert summary.contribution_id == "c-d1"
    assert [one.draft_id for one in DraftStore(archive).all()] == ["d1"]
    with archive.write() as connection:
        connection.execute("INSERT INTO draft SELECT 'd9', contribution_id, revision, supersedes, questionnaire_digest, name, "
                           "language, created, touched, last_place, required, required_answered, trashed, ended FROM draft")  # fmt: skip
    with pytest.raises(Trouble) as told:
        DraftStore(archive).load("d9")

    assert told.value.code == "draft-damaged"


def test_open_edits_of_a_killed_run_are_told(archive: Archive) -> None:
    """An edit that did not become history before the end is known at the next opening, which makes it a step."""
    put(archive, "surname", "a", seal=False)
    put(archive, "email", "b")

    assert DraftStore(archive).load("d1").unsealed == ("surname",)


def test_steps_sealed_late_are_steps_of_their_own(archive: Archive) -> None:
    """Edits left while the disk was full become one step each though only the last was ever put; the open edit of now stays open."""
    put(archive, "surname", "three", seal=False)
    store = DraftStore(archive)
    store.seal("d1", [Write("surname", "one"), Write("surname", "two")], BY)
    assert store.load("d1").unsealed == ("surname",)
    store.seal("d1", [Write("surname", "three")], BY)

    assert store.load("d1").unsealed == ()
    assert stepped(store.undo("d1", BY)) == Write("surname", "two")
    assert stepped(store.undo("d1", BY)) == Write("surname", "one")
    assert stepped(store.undo("d1", BY)) == Write("surname", None)


def test_a_name_with_half_characters(archive: Archive) -> None:
    """A pasted name may hold halves of characters: each becomes a replacement, whole ones stay, and the draft is kept."""
    store = DraftStore(archive)
    store.rename("d1", "a\ud800b \U0001f600 \ud83d\ude00", now=MOMENT)
    store.begin(replace(summary("d2"), name="\udc00"), BY)

    assert store.summary("d1").name == "a\ufffdb \U0001f600 \U0001f600"
    assert store.summary("d2").name == "\ufffd"
