"""Word copies: what a colleague without Satchel wrote comes in as suggestions in their name, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.work import word_copies
from forms.reconcile.threads import threads
from tests.desktop.colleagues import Colleague, meet
from tests.forms.word.editing import DOCUMENT, opened, packed
from tests.samples import questionnaire


def edited(path: Path, *replacements: tuple[str, str]) -> Path:
    """The Word file with words replaced, as somebody typed them over."""
    files = opened(path.read_bytes())
    text = files[DOCUMENT].decode()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path.write_bytes(packed({**files, DOCUMENT: text.encode()}))
    return path


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    """The coordinator."""
    one = Colleague(tmp_path / "anna", "Anna").begin(
        questionnaire(),
        {"surname": "Exemplarius", "respondent-type": "ngo", "other-aspects": "Learning should be near."},
    )
    yield one
    one.close()


def test_what_was_written_comes_back_as_suggestions(tmp_path: Path, anna: Colleague) -> None:
    """Changed answers are suggestions in the writer's name and alter nothing until they are taken; words beside the places are
    remarks; the same file again brings nothing; colleagues see whose words they are."""
    ben = anna.let_in(tmp_path / "ben", "Ben")
    file = tmp_path / "for-dora.docx"
    word_copies.give(anna.draft, file)
    edited(file, ("Exemplarius", "Mustermann"), ("</w:body>", "</w:body>"))

    taken = word_copies.take_back(anna.draft, word_copies.look(anna.draft, file), "Dora Example")
    assert taken.suggested == ("surname",)
    assert anna.value("surname") == "Exemplarius"
    ledger = anna.together.ledger
    (one,) = ledger.suggestions("surname")
    assert (ledger.said_by(one), ledger.answer(one)) == ("Dora Example", "Mustermann")
    assert word_copies.take_back(anna.draft, word_copies.look(anna.draft, file), "Dora Example").again

    meet(anna, ben)
    (seen,) = ben.together.ledger.suggestions("surname")
    assert ben.together.ledger.said_by(seen) == "Dora Example"
    ben.together.decide("surname", "Mustermann", taking=[seen.id])
    meet(anna, ben)
    assert anna.value("surname") == "Mustermann" or anna.together.ledger.standing("surname").value == "Mustermann"
    assert not anna.together.ledger.suggestions("surname")
    ben.close()


def test_what_cannot_be_read_is_kept_as_a_remark(tmp_path: Path, anna: Colleague) -> None:
    """Words written beside the places are in a conversation about the draft, word for word."""
    file = tmp_path / "for-dora.docx"
    word_copies.give(anna.draft, file, ["surname"])
    edited(file, ("<w:sectPr", "<w:p><w:r><w:t>Call me about this, please.</w:t></w:r></w:p><w:sectPr"))

    taken = word_copies.take_back(anna.draft, word_copies.look(anna.draft, file), "Dora Example")
    assert not taken.suggested
    said = [comment.text or "" for thread in threads(anna.together.ledger) for comment in thread.comments]
    assert any("Call me about this, please." in text and text.startswith("Dora Example") for text in said)
