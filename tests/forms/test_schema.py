"""JSON Schemas: an independent reader takes what we take, and refuses what has not the shape."""

from __future__ import annotations

import json
import random
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.plain import Refused, from_plain
from forms.questionnaire import Questionnaire
from forms.reading import Unreadable, read
from forms.schema import answers_schema, json_schema
from tests.forms.mutations import mutated
from tests.samples import definition, lists, questionnaire

NAMES = ["micro-credentials", "every-kind"]


@cache
def checker() -> Any:
    """The schema of definitions in the hands of an independent reader."""
    jsonschema.Draft202012Validator.check_schema(json_schema())
    return jsonschema.Draft202012Validator(json_schema())


@cache
def answers_checker(name: str) -> Any:
    """The schema of one questionnaire's answers in the hands of an independent reader."""
    jsonschema.Draft202012Validator.check_schema(answers_schema(questionnaire(name)))
    return jsonschema.Draft202012Validator(answers_schema(questionnaire(name)))


@pytest.mark.parametrize("name", NAMES)
def test_bundled_definitions(name: str) -> None:
    """Both bundled definitions fit, with their lists named and written out."""
    for data in (definition(name), questionnaire(name).source):
        assert list(checker().iter_errors(json.loads(data))) == []


WRONG: list[tuple[str, Any]] = [
    ("kind", "poem"), ("kind", None), ("id", "With Capitals"), ("required", "yes"), ("colour", "red"), ("label", 7),
    ("choices", []), ("choices", {"list": 3}), ("choices", "red"), ("show_if", {"is": ["a", "b"]}), ("show_if", {}),
    ("show_if", {"eq": ["a"]}), ("show_if", {"eq": ["a", "b"], "ne": ["a", "b"]}), ("show_if", {"all": []}),
    ("show_if", {"ge": [{"sum": "a"}, 1]}), ("publish", "sometimes"), ("role", "king"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), WRONG, ids=str)
def test_broken_definitions(key: str, value: Any) -> None:
    """A question of wrong shape is refused by the schema as it is by the program."""
    broken = json.loads(definition("every-kind"))
    asked = next(one for one in broken["sections"][0]["items"] if one["id"] == "satisfied")
    asked[key] = value

    assert not checker().is_valid(broken)
    with pytest.raises(Unreadable):
        read(json.dumps(broken).encode(), lists())


@pytest.mark.parametrize("count", [pytest.param(100), pytest.param(5_000, marks=pytest.mark.long)])
def test_what_is_read_fits_the_schema(count: int) -> None:
    """Whatever the program reads, the schema takes: no editor complains of a sound definition."""
    chance = random.Random(5)
    sound = 0
    for _ in range(count):
        tree = json.loads(definition("every-kind"))
        mutated(tree, chance)
        try:
            read(json.dumps(tree).encode(), lists())
        except Unreadable:
            continue
        sound += 1
        assert [one.message for one in checker().iter_errors(tree)] == []

    assert sound


def pieces(asked: Questionnaire) -> st.SearchStrategy[Any]:
    """Things that may stand in an answers file, many of them right somewhere."""
    ids = sorted(
        {"x", "", "2026-01-01", *(one for one in asked.source.decode().split('"') if one.isascii() and len(one) < 12)}
    )
    leaf = st.one_of(st.sampled_from(ids), st.none(), st.booleans(), st.integers(-5, 70), st.floats(-5, 70))
    return st.recursive(
        leaf,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(ids), inner, max_size=2)),
    )


@given(st.data())
def test_answers_that_are_taken_fit_their_schema(data: st.DataObject) -> None:
    """Whatever `from_plain` takes, the schema of answers takes; and `from_plain` raises nothing but `Refused`."""
    asked = questionnaire("every-kind")
    names = [one.id for one in asked.questions()]
    plain = data.draw(st.dictionaries(st.sampled_from([*names, "nothing"]), pieces(asked), max_size=3))
    try:
        from_plain(asked, plain)
    except Refused as refused:
        told = refused.faults
    else:
        assert [one.message for one in answers_checker("every-kind").iter_errors(plain)] == []
        return

    assert told


def test_text_beside_a_choice() -> None:
    """Only a choice with a text box may be given with a text."""
    valid = answers_checker("every-kind").is_valid

    assert valid({"purpose": ["books", {"choice": "other", "text": "Chess"}]})
    assert not valid({"purpose": [{"choice": "books", "text": "Chess"}]})
    assert not valid({"purpose": [{"choice": "other"}]})
    assert not valid({"good-times": {"monday": ["morning"]}})
