"""Visibility: what conditions read of an answer whose choices come and go one by one."""

from __future__ import annotations

import json
from typing import Any

from forms.filling import Filling
from forms.reading import read

YES_NO = [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}]


def filling(kind: str, *more: dict[str, Any]) -> Filling:
    """A question `gate`, a question `some` whose choice `late` stands behind it, and `more`."""
    items: list[dict[str, Any]] = [
        {"id": "gate", "kind": "single_choice", "label": "Gate", "choices": YES_NO},
        {"id": "some", "kind": kind, "label": "Some", "choices": [
            {"id": "early", "label": "Early"},
            {"id": "late", "label": "Late", "show_if": {"eq": ["gate", "yes"]}},
        ]},
        {"id": "early-told", "kind": "text", "label": "Early told", "show_if": {"includes": ["some", "early"]}},
        {"id": "late-told", "kind": "text", "label": "Late told", "show_if": {"includes": ["some", "late"]}},
        {"id": "any-told", "kind": "text", "label": "Any told", "show_if": {"answered": "some"}},
        *more,
    ]  # fmt: skip
    sections = [{"id": "s", "title": "S", "items": items}]
    definition = {"satchel": 1, "id": "x", "version": "1", "language": "en", "title": "X", "sections": sections}
    return Filling(read(json.dumps(definition).encode(), {}))


def told(one: Filling) -> list[str]:
    """Which of the three are shown."""
    return [name for name in ("early", "late", "any") if one.shown(f"{name}-told")]


def test_a_choice_that_vanishes_takes_only_itself() -> None:
    """Of two ticked choices one is hidden: conditions still read the other, and both when it is back."""
    one = filling("multiple_choice")
    one.answer("gate", "yes")
    one.answer("some", ("early", "late"))
    assert told(one) == ["early", "late", "any"]
    assert one.answer("gate", "no").vanished == ("late-told",)
    assert told(one) == ["early", "any"]
    assert one.answer("gate", "yes").appeared == ("late-told",)


def test_the_only_choice_vanishes() -> None:
    """The one chosen answer is hidden: the question counts as not answered until it is back."""
    one = filling("single_choice")
    one.answer("gate", "yes")
    one.answer("some", "late")
    assert one.answer("gate", "no").vanished == ("late-told", "any-told")
    assert told(one) == []
    one.answer("some", "early")
    assert told(one) == ["early", "any"]
    assert one.answer("gate", "yes").appeared == ()


def test_the_whole_question_vanishes_and_comes_back() -> None:
    """A question behind a later one takes all that reads it with it, and brings back what its kept answer says."""
    later = {"id": "end", "kind": "single_choice", "label": "End", "choices": YES_NO}
    behind = {"id": "behind", "kind": "text", "label": "Behind", "show_if": {"ne": ["end", "yes"]}}
    deep = {"id": "deep", "kind": "text", "label": "Deep", "show_if": {"eq": ["behind", "x"]}}
    one = filling("single_choice", deep, behind, later)
    one.answer("behind", "x")
    assert one.shown("deep")
    assert one.answer("end", "yes").vanished == ("deep", "behind")
    assert one.answer("end", "no").appeared == ("deep", "behind")
