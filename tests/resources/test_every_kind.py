"""The second bundled questionnaire shows all that the first lacks: together they use the whole format, in two languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from forms import questionnaire as declared
from forms.filling import Filling
from forms.questionnaire import Item, Role
from forms.reading import advices
from forms.schema import json_schema
from tests.samples import definition, library_answers, questionnaire

BUNDLED = ("micro-credentials", "every-kind")


def keys(value: Any) -> Iterator[str]:
    """Every key in a tree."""
    if isinstance(value, dict):
        yield from value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(one)


def used() -> set[str]:
    """Every key that the bundled definitions use: fields and operators."""
    return {key for name in BUNDLED for key in keys(json.loads(definition(name)))}


def test_every_kind_and_style() -> None:
    """Each kind of item and each style of single choice stands in the small questionnaire itself."""
    items = [one for section in json.loads(definition("every-kind"))["sections"] for one in section["items"]]

    assert {one["kind"] for one in items} == {get_args(get_type_hints(one)["kind"])[0] for one in get_args(Item)}
    assert {one.get("style", "radio") for one in items if one["kind"] == "single_choice"} == {
        "radio",
        "dropdown",
        "scale",
    }


def test_the_whole_format_is_used() -> None:
    """Every field and every operator is used by one of the two, so what reads, shows, prints and packs them meets all."""
    classes = [one for one in vars(declared).values() if is_dataclass(one) and one is not declared.Questionnaire]
    known = {field.name for one in classes for field in fields(one)}
    operators = {*json_schema()["$defs"]["Condition"]["properties"], "count", "length"}

    assert known - used() == set()
    assert operators - used() == set()


def test_roles() -> None:
    """Every role is given to a question of one of the two."""
    assert {one.role for name in BUNDLED for one in questionnaire(name).questions()} - {None} == set(get_args(Role))


def test_two_languages_without_gaps() -> None:
    """English and German say everything; nothing is advised."""
    asked = questionnaire("every-kind")

    assert asked.languages == ("en", "de")
    assert advices(asked) == ()


def test_it_can_be_finalised() -> None:
    """A whole reply has no problem; an empty one names each required question that is shown."""
    assert Filling(questionnaire("every-kind"), library_answers()).complete()
    assert [one.target for one in Filling(questionnaire("every-kind")).problems()] == [
        "visits-a-month", "satisfied", "purpose", "good-times/weekdays", "priorities", "privacy", "consent",
    ]  # fmt: skip


def test_conditions_on_a_choice_a_row_a_section_and_a_note() -> None:
    """What depends on an answer comes and goes with it."""
    filling = Filling(questionnaire("every-kind"), library_answers())
    shown = filling.shown

    assert (shown("purpose/computers"), shown("good-times/sunday"), shown("hours"), shown("thanks")) == (
        True,
        True,
        True,
        False,
    )
    filling.answer("ideas", "Longer. " * 30)
    assert shown("thanks")
    filling.answer("visits-a-month", "0")
    assert not shown("purpose/computers")
    filling.answer("purpose", ("none",))
    assert (shown("good-times/sunday"), shown("hours")) == (False, False)
