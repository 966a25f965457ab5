"""Drafting together over real archives and real files: union, rules 3 to 6, crashes, putting aside, strangers."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.work import reconciling
from forms.trouble import Trouble
from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire

LONG = "other-aspects"
BEFORE = "Learning should be near. It should be cheap. It should be short."


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Colleague]:
    """The coordinator, with a draft of the seed."""
    one = Colleague(tmp_path / "anna", "Anna").begin(
        questionnaire(), {"surname": "Example", "personal-capacity": "yes", LONG: BEFORE}
    )
    yield one
    one.close()


@pytest.fixture
def ben(tmp_path: Path, anna: Colleague) -> Iterator[Colleague]:
    """A colleague who was let in."""
    one = anna.let_in(tmp_path / "ben", "Ben")
    one.take(anna.file())
    yield one
    one.close()


def same(*people: Colleague) -> bool:
    """Whether all see the same, in the ledger and in the fields."""
    return (
        len({one.view() for one in people}) == 1
        and len({str(sorted(one.draft.filling.sheet().items())) for one in people}) == 1
    )


def test_joining_brings_everything(anna: Colleague, ben: Colleague) -> None:
    """Who joins by a file has the same draft: same contribution, same answers, same people."""
    assert ben.draft.stored.summary.contribution_id == anna.draft.stored.summary.contribution_id
    assert ben.value(LONG) == BEFORE
    assert [one.name for one in ben.together.ledger.people.inside()] == ["Anna", "Ben"]
    assert same(anna, ben)


def test_different_answers_are_both_kept_and_neither_counts(anna: Colleague, ben: Colleague) -> None:
    """Rule 3: each sees the own version, nothing counts, finalising is barred; deciding settles it for both."""
    anna.answer("age-group", "35-54")
    ben.answer("age-group", "25-34")
    meet(anna, ben)

    assert (anna.value("age-group"), ben.value("age-group")) == ("35-54", "25-34")
    assert "age-group" not in anna.draft.filling.effective()
    assert "two-answers" in {one.code for one in anna.draft.filling.problems()}
    assert same(anna, ben)

    anna.together.decide("age-group", "25-34")
    anna.draft.show(["age-group"])
    meet(anna, ben)
    assert ben.value("age-group") == anna.value("age-group") == "25-34"
    assert not ben.draft.filling.held
    assert same(anna, ben)


def test_going_on_with_my_version_throws_nothing_away(anna: Colleague, ben: Colleague) -> None:
    """Rule 5: edits while answers differ alter the own version alone, also after closing and opening."""
    anna.answer("age-group", "35-54")
    ben.answer("age-group", "25-34")
    meet(anna, ben)

    anna.answer("age-group", "55-64")
    anna.reopen()
    assert anna.value("age-group") == "55-64"
    meet(anna, ben)

    standing = ben.together.ledger.standing("age-group")
    assert {one.value for one in standing.versions} == {"55-64", "25-34"}
    assert same(anna, ben)


def test_texts_come_together_sentence_by_sentence(anna: Colleague, ben: Colleague) -> None:
    """Different sentences are combined; the combined text becomes an event only with the next edit, which settles it."""
    anna.answer(LONG, BEFORE.replace("near", "very near"))
    ben.answer(LONG, BEFORE.replace("short", "quite short"))
    meet(anna, ben)

    both = "Learning should be very near. It should be cheap. It should be quite short."
    assert anna.value(LONG) == ben.value(LONG) == both
    assert anna.together.ledger.standing(LONG).state == "combined"
    before = len(anna.together.ledger)
    meet(anna, ben)
    assert len(anna.together.ledger) == before

    ben.answer(LONG, both + " Thank you.")
    meet(anna, ben)
    assert anna.together.ledger.standing(LONG).state == "settled"
    assert anna.value(LONG) == both + " Thank you."
    assert same(anna, ben)


def test_work_coming_in_while_one_types_goes_beside_it(anna: Colleague, ben: Colleague) -> None:
    """The field under the hands does not change; what is typed on is built on the own version; leaving shows both together."""
    ben.answer(LONG, BEFORE.replace("short", "quite short"))
    file = ben.file()
    anna.draft.answer(LONG, BEFORE.replace("near", "very near"))
    anna.take(file, busy=LONG)
    assert anna.value(LONG) == BEFORE.replace("near", "very near")

    anna.draft.answer(LONG, BEFORE.replace("near", "always near"))
    anna.draft.leave(LONG)
    assert anna.value(LONG) == "Learning should be always near. It should be cheap. It should be quite short."
    meet(anna, ben)
    assert same(anna, ben)


def test_a_crash_while_a_field_is_kept_loses_neither(anna: Colleague, ben: Colleague) -> None:
    """What was typed after a colleague's work came in is still beside it after the program ended in the middle."""
    ben.answer(LONG, BEFORE.replace("short", "quite short"))
    file = ben.file()
    anna.draft.answer(LONG, BEFORE.replace("near", "very near"))
    anna.take(file, busy=LONG)
    anna.draft.answer(LONG, BEFORE.replace("near", "always near"))

    anna.crash()
    assert anna.value(LONG) == "Learning should be always near. It should be cheap. It should be quite short."


def test_taking_twice_changes_nothing(anna: Colleague, ben: Colleague) -> None:
    """A file again, or an older one, is nothing new."""
    ben.answer("surname", "Muster")
    old = ben.file()
    ben.answer("surname", "Mustermann")
    new = ben.file()
    assert anna.take(new).number is not None
    view = anna.view()

    assert anna.take(new).number is None
    assert anna.take(old).number is None
    assert anna.view() == view


def test_typing_history_is_squashed_at_sending(anna: Colleague, ben: Colleague) -> None:
    """Many edits of one answer are one event for colleagues; one's own undo still goes step by step."""
    before = len(ben.together.ledger)
    for name in ("A", "Ab", "Abc"):
        ben.answer("surname", name)
    anna.take(ben.file())
    assert len(anna.together.ledger) == before + 1

    ben.draft.undo()
    assert ben.value("surname") == "Ab"
    anna.take(ben.file())
    assert anna.value("surname") == "Ab"


def test_putting_aside_undoes_the_whole_step(anna: Colleague, ben: Colleague) -> None:
    """What a file brought is gone again, and comes back when the file is taken in again; once built upon it stays."""
    ben.answer("surname", "Muster")
    ben.answer("age-group", "25-34")
    file = ben.file()
    view = anna.view()
    anna.take(file)
    assert anna.value("surname") == "Muster"

    anna.draft.show(reconciling.put_aside(anna.together))
    assert anna.value("surname") == "Example"
    assert anna.value("age-group") is None
    assert anna.view() == view

    anna.take(file)
    anna.answer("surname", "Mustermann")
    anna.draft.rest()
    with pytest.raises(Trouble) as caught:
        reconciling.put_aside(anna.together)
    assert caught.value.code == "built-upon"
    assert anna.value("surname") == "Mustermann"


def test_a_stranger_is_kept_apart_until_let_in(tmp_path: Path, anna: Colleague) -> None:
    """Edits of somebody who was not let in change nothing, are counted, and count once a coordinator lets them in."""
    eve = Colleague(tmp_path / "eve", "Eve").join(anna.file())
    eve.answer("surname", "Stranger")
    anna.take(eve.file())
    assert anna.value("surname") == "Example"
    assert len(anna.together.ledger.apart()) == 1
    assert [one.name for one in anna.together.ledger.people.asking()] == ["Eve"]

    anna.admit(eve)
    anna.draft.show(anna.together.ledger.answered())
    assert anna.value("surname") == "Stranger"
    eve.close()


def test_a_locked_file_needs_its_passphrase(anna: Colleague, ben: Colleague) -> None:
    """Without the passphrase, or with another, nothing is read; with it everything is."""
    ben.answer("surname", "Muster")
    file = ben.file("correct horse battery")
    for word in ("", "wrong horse battery"):
        with pytest.raises(Trouble):
            anna.take(file, passphrase=word)
    anna.take(file, passphrase="correct horse battery")
    assert anna.value("surname") == "Muster"


def test_a_combined_set_of_choices(anna: Colleague, ben: Colleague) -> None:
    """What anybody ticked is ticked, what anybody unticked is not."""
    anna.answer("reasons", ("uncertain-skills", "too-expensive"))
    meet(anna, ben)
    anna.answer("reasons", ("uncertain-skills", "too-expensive", "support-awareness"))
    ben.answer("reasons", ("uncertain-skills",))
    meet(anna, ben)
    assert set(anna.value("reasons") or ()) == {"uncertain-skills", "support-awareness"}  # type: ignore[arg-type]
    assert same(anna, ben)


def test_a_suggestion_for_an_empty_answer_is_no_damage(anna: Colleague) -> None:
    """A suggested answer stands in the history alone: opening the draft again misses nothing."""
    anna.together.suggest("organisation", "Example Society")
    anna.reopen()
    assert not anna.draft.damaged
    assert anna.value("organisation") is None
    assert [one.kind for one in anna.together.ledger.suggestions("organisation")] == ["suggestion"]


def test_what_a_file_left_out_comes_with_another(tmp_path: Path, anna: Colleague, ben: Colleague) -> None:
    """A file whose payloads somebody blanked on the way brings events that wait; the next whole file brings their words."""
    ben.answer("surname", "Muster")
    whole = ben.file()
    blanked = tmp_path / "blanked.exchange.zip"
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(blanked, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name.startswith("payloads/") and b"Muster" in data:
                data = b"\n" * data.count(b"\n")
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr, entry.create_system, entry.compress_type = 0o100644 << 16, 3, zipfile.ZIP_DEFLATED
            after.writestr(entry, data)

    anna.take(blanked)
    assert anna.value("surname") == "Example"
    assert anna.together.ledger.waiting()
    anna.take(whole)
    assert anna.value("surname") == "Muster"
    assert not anna.together.ledger.waiting()
    assert anna.take(whole).number is None
