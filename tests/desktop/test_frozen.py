"""Frozen for the review: whatever way somebody tries to change an answer, it stays, and what they wrote is a suggestion or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.desks.filling import OpenDesk
from desktop.desks.reconciling import ReconcilingDesk
from desktop.desks.talking import OpenTalk
from desktop.work import signing
from forms.answers import Target
from forms.trouble import Trouble
from tests.desktop.colleagues import Colleague, meet
from tests.samples import questionnaire


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Colleague, Colleague]]:
    """A coordinator and an editor, with one differing answer; then the coordinator froze the answers."""
    anna = Colleague(tmp_path / "anna", "Anna").begin(
        questionnaire(), {"personal-capacity": "yes", "surname": "Example"}
    )
    ben = anna.let_in(tmp_path / "ben", "Ben")
    ben.answer("age-group", "25-34")
    anna.answer("age-group", "55-64")
    meet(anna, ben)
    signing.freeze(anna.draft, on=True)
    meet(anna, ben)
    yield anna, ben
    anna.close()
    ben.close()


def test_typing_suggests(pair: tuple[Colleague, Colleague]) -> None:
    """What is typed on the fill screen is kept as a suggestion; once people may edit again it is an answer."""
    anna, ben = pair
    draft_id = ben.draft.draft_id
    ben.draft.close()
    desk = OpenDesk(ben.office, draft_id)
    ben._draft = desk.draft
    assert desk.why_suggest("surname") == "frozen"
    desk.answer("surname", "Neumann")
    desk.leave("surname")
    assert desk.filling.value("surname") == "Example"
    assert [desk.draft.together.ledger.answer(one) for one in ben.together.ledger.suggestions("surname")] == ["Neumann"]  # type: ignore[union-attr]

    signing.freeze(anna.draft, on=False)
    ben.take(anna.file())
    desk.answer("surname", "Neumann")
    desk.leave("surname")
    assert desk.filling.value("surname") == "Neumann"
    desk.close()
    ben.open(draft_id)


@pytest.mark.parametrize("way", ["decide", "restore", "undo", "attach"])
def test_every_other_way_is_refused(pair: tuple[Colleague, Colleague], tmp_path: Path, way: str) -> None:
    """Deciding, bringing back, undoing and attaching say why they cannot be done now, and change nothing."""
    anna, _ = pair
    draft_id = anna.draft.draft_id
    anna.draft.close()
    desk = OpenDesk(anna.office, draft_id)
    anna._draft = desk.draft
    reconcile = ReconcilingDesk(anna.office, desk.draft, desk.redraw)
    talk = OpenTalk(anna.office, desk.draft, desk.redraw)
    first = anna.together.ledger.of("surname")[0].id
    target: Target = "age-group"
    deeds: dict[str, Callable[[], object]] = {
        "decide": lambda: reconcile.decide(target, "55-64"),
        "restore": lambda: talk.restore("surname", first),
        "undo": desk.undo,
        "attach": lambda: desk.attach("position-paper", tmp_path / "none.pdf"),
    }
    before = len(anna.together.ledger)
    with pytest.raises(Trouble) as caught:
        deeds[way]()
    assert caught.value.code == "frozen"
    assert len(anna.together.ledger) == before
    desk.close()
    anna.open(draft_id)
