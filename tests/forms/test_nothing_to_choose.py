"""Nothing is required where nothing can be chosen; and choices that nobody can tell apart are pointed at."""

from __future__ import annotations

import json
from typing import Any

import pytest

from forms.filling import Filling
from forms.questionnaire import Questionnaire
from forms.reading import advices, read

ONLY = {"eq": ["why", "more"]}
HIDDEN = [{"id": "a", "label": "A", "show_if": ONLY}, {"id": "b", "label": "B", "show_if": ONLY}]
OPEN = [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]
ROW = [{"id": "r", "label": "R", "required": True}]
HIDDEN_ROW = [{"id": "r", "label": "R", "required": True, "show_if": ONLY}]


def asked(**question: Any) -> Questionnaire:
    """A questionnaire with one question whose parts depend on another."""
    items = [{"id": "why", "kind": "text", "label": "Why"}, {"id": "q", "label": "Q", "required": True, **question}]
    return read(
        json.dumps(
            {"satchel": 1, "id": "a", "version": "1", "language": "en", "title": "A", "sections": [{"id": "s", "title": "S", "items": items}]}
        ).encode(),
        {},
    )  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        {"kind": "single_choice", "choices": HIDDEN},
        {"kind": "multiple_choice", "choices": HIDDEN},
        {"kind": "ranking", "choices": HIDDEN},
        {"kind": "matrix", "columns": HIDDEN, "rows": ROW},
        {"kind": "matrix", "columns": OPEN, "rows": HIDDEN_ROW},
        {"kind": "table", "columns": HIDDEN, "rows": ROW},
        {"kind": "table", "columns": OPEN, "rows": HIDDEN_ROW},
    ],
)
def test_nothing_is_required_where_nothing_can_be_chosen(question: dict[str, Any]) -> None:
    """While every choice, column or row is hidden the draft can be finalised; once one is shown, it is needed again."""
    filling = Filling(asked(**question))

    assert filling.complete()
    filling.answer("why", "more")
    assert not filling.complete()


def test_a_minimum_asks_for_no_more_than_is_shown() -> None:
    """One tick of one shown choice, and one row of one shown row, are enough for a minimum of two."""
    one_shown = [OPEN[0], HIDDEN[1]]
    ticked = Filling(asked(kind="multiple_choice", choices=one_shown, min_choices=2), {"q": ("a",)})
    columns = [{"id": "c", "label": "C"}]
    rowed = Filling(asked(kind="matrix", columns=columns, rows=one_shown, min_rows=2), {"q/a": "c"})

    for filling in (ticked, rowed):
        assert filling.complete()
        filling.answer("why", "more")
        assert not filling.complete()


def test_choices_with_the_same_words() -> None:
    """`check` names the second of two choices with the same words, and none where a condition may tell them apart."""
    same: list[dict[str, Any]] = [{"id": "a", "label": "Yes"}, {"id": "b", "label": "Yes "}]
    apart: list[dict[str, Any]] = [{"id": "a", "label": "Yes"}, {"id": "b", "label": "Yes", "show_if": ONLY}]

    def places(choices: list[dict[str, Any]]) -> list[str]:
        found = advices(asked(kind="single_choice", choices=choices))
        return [one.place for one in found if "twice" in one.reason]

    assert places(same) == ["sections[0].items[1].choices[1].label"]
    assert places(apart) == []
