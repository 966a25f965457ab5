"""Signing off: only what one person signed is made final, and nothing of the colleagues leaves with it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.desks.signing import SigningDesk
from desktop.work import finalising, signing
from forms.trouble import Trouble
from tests.desktop.colleagues import Colleague, meet
from tests.samples import ngo_answers, questionnaire

MARK = "Zwetschgenmus"
"""A word that stands in everything colleagues say to each other here, and in no answer."""


@pytest.fixture
def group(tmp_path: Path) -> Iterator[tuple[Colleague, Colleague, Colleague]]:
    """A coordinator, an editor and a signer, whose names hold the mark, with a whole reply to the seed."""
    anna = Colleague(tmp_path / "anna", f"Anna {MARK}").begin(questionnaire(), ngo_answers())
    ben = Colleague(tmp_path / "ben", f"Ben {MARK}").join(anna.file())
    cleo = Colleague(tmp_path / "cleo", f"Cleo {MARK}").join(anna.file())
    for one in (ben, cleo):
        anna.take(one.file())
    anna.admit(ben, "editor", "commenter")
    anna.admit(cleo, "editor", "signer")
    meet(anna, ben, cleo)
    yield anna, ben, cleo
    for one in (anna, ben, cleo):
        one.close()


def test_finalised_is_what_was_signed(group: tuple[Colleague, Colleague, Colleague]) -> None:
    """Nobody finalises before somebody who may has signed, nor after an answer changed since; the difference is told in words."""
    anna, ben, cleo = group
    with pytest.raises(Trouble) as caught:
        finalising.finalise(cleo.office, cleo.draft)
    assert caught.value.code == "not-signed"

    with pytest.raises(Trouble):
        signing.sign(ben.draft)
    signing.sign(cleo.draft)
    meet(anna, ben, cleo)
    for one in group:
        found = SigningDesk(one.draft, "Ours").signed()
        assert found is not None
        assert found.fresh

    ben.answer("surname", "Another")
    meet(anna, ben, cleo)
    stale = SigningDesk(cleo.draft, "Ours").signed()
    assert stale is not None
    assert [(one.target, one.signed, one.now) for one in stale.differences] == [("surname", "Example", "Another")]
    with pytest.raises(Trouble) as caught:
        finalising.finalise(cleo.office, cleo.draft)
    assert caught.value.code == "not-signed"

    ben.answer("surname", "Example")
    meet(anna, ben, cleo)
    found = SigningDesk(cleo.draft, "Ours").signed()
    assert found is not None
    assert found.fresh
    assert finalising.finalise(cleo.office, cleo.draft)


def test_the_checklist_holds_up_what_is_open(group: tuple[Colleague, Colleague, Colleague]) -> None:
    """Different answers and a missing one forbid signing; each line tells its places."""
    anna, ben, cleo = group
    anna.answer("age-group", "25-34")
    ben.answer("age-group", "55-64")
    cleo.answer("email", None)
    meet(anna, ben, cleo)

    with pytest.raises(Trouble) as caught:
        signing.sign(cleo.draft)
    assert caught.value.code == "not-ready"
    open_ones = {
        one.code: one.places for one in SigningDesk(cleo.draft, "Ours").checklist() if one.blocking and not one.done
    }
    assert open_ones == {"differences": ("age-group",), "required": ("email",)}


def test_colleagues_learn_that_it_is_final(group: tuple[Colleague, Colleague, Colleague]) -> None:
    """Who finalised, and that it is done, comes to everybody; nobody finalises the same twice."""
    anna, _, cleo = group
    signing.sign(cleo.draft)
    finalising.finalise(cleo.office, cleo.draft)
    anna.take(cleo.file())

    assert signing.finalised_by(anna.draft) == cleo.name
    with pytest.raises(Trouble) as caught:
        finalising.finalise(anna.office, anna.draft)
    assert caught.value.code == "finalised-already"


def test_nothing_of_the_colleagues_leaves_in_the_package(group: tuple[Colleague, Colleague, Colleague]) -> None:
    """No name of a colleague, no comment, no suggestion, no id or hash of an event, no key but the signer's is in the package, in any
    of its files, nor in the text of its receipt."""
    anna, ben, cleo = group
    about = {"target": "surname"}
    ben.together.say((f"@thread/{ben.office.new_id()}", "comment", {"text": f"I say {MARK}", "about": about, "to": []}))
    ben.together.suggest("surname", f"Sur {MARK}")
    anna.answer("organisation", f"Old {MARK}")
    meet(anna, ben, cleo)
    anna.answer("organisation", "Example Society")
    meet(anna, ben, cleo)
    signing.sign(cleo.draft)
    identity = finalising.finalise(cleo.office, cleo.draft)
    package = cleo.office.contributions.package(identity)

    from pypdf import PdfReader

    with zipfile.ZipFile(io.BytesIO(package)) as bag:
        receipt = bag.read(next(name for name in bag.namelist() if name.endswith("receipt.pdf")))
    printed = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(receipt)).pages)
    ledger = cleo.together.ledger
    secret = {MARK, *(one.id for one in ledger.entries()), *(one.payload for one in ledger.entries())}
    secret |= {anna.key.public_hex, ben.key.public_hex, cleo.draft.draft_id}
    for word in secret:
        assert word.encode() not in package
        assert word not in printed
    assert bytes.fromhex(anna.key.public_hex) not in package
    assert bytes.fromhex(ben.key.public_hex) not in package
    assert b"Example Society" in package
