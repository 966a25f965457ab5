"""Which segments need not be read again: those whose words are all here, however often and in whatever order one asks."""

from __future__ import annotations

from pathlib import Path

from tests.desktop.colleagues import Colleague
from tests.samples import questionnaire


def test_a_segment_that_lost_words_is_read_again_until_they_are_back(tmp_path: Path) -> None:
    """What was found whole once is looked at again after words were deleted, and after they came again from a file."""
    anna = Colleague(tmp_path / "anna", "Anna").begin(questionnaire(), {"surname": "Example"})
    anna.answer("surname", "Muster")
    file = anna.file()
    shared, draft_id = anna.office.shared, anna.draft.draft_id
    every = shared.kept(draft_id)
    assert every == {one.hash for one in shared.segments(draft_id)}
    assert len(every) == 2

    (head,) = anna.together.ledger.heads("surname")
    shared.erase_payloads(draft_id, [anna.together.ledger.entry(head).payload])
    assert len(shared.kept(draft_id)) == 1
    anna.reopen()
    assert len(anna.office.shared.kept(draft_id)) == 1

    anna.take(file)
    assert anna.office.shared.kept(draft_id) == every
    assert anna.value("surname") == "Muster"
    anna.close()
