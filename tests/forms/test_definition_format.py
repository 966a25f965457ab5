"""The page on the definition format is true: its examples are read, and nothing that exists is missing from it."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from forms import questionnaire as declared
from forms.conditions import ConditionError, compile_condition
from forms.places import Places
from forms.questionnaire import Definition, Item, Questionnaire, Role
from forms.reading import advices, faults, read
from forms.schema import json_schema
from tests.samples import lists

PAGE = (Path(__file__).parents[2] / "docs" / "definition-format.md").read_text(encoding="utf-8")
EXAMPLES: list[dict[str, Any]] = [
    json.loads(one) for one in re.findall(r"^```json\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
]
CONDITIONS: list[dict[str, Any]] = [
    json.loads(line)
    for block in re.findall(r"^```jsonl\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
WHOLE = [one for one in EXAMPLES if "satchel" in one]
ITEMS = [one for one in EXAMPLES if "kind" in one]


def framed(*more: dict[str, Any]) -> bytes:
    """A definition of all the page's examples of questions."""
    data = {
        "satchel": 1, "id": "examples", "version": "1", "language": "en", "title": "Examples",
        "sections": [{"id": "all-kinds", "title": "All kinds", "items": [*ITEMS, *more]}],
    }  # fmt: skip
    return json.dumps(data).encode()


def test_examples_are_read() -> None:
    """The whole example and all examples of questions together are without a fault, and every block is one or the other."""
    assert len(WHOLE) == 1
    assert len(WHOLE) + len(ITEMS) == len(EXAMPLES)
    for data in (json.dumps(WHOLE[0]).encode(), framed()):
        assert faults(data, lists()) == ()


@pytest.mark.parametrize("condition", CONDITIONS, ids=json.dumps)
def test_conditions_are_read(condition: dict[str, Any]) -> None:
    """Each example of a condition can be used over the examples of questions."""
    assert faults(framed({"kind": "note", "text": "Shown", "show_if": condition}), lists()) == ()


def test_every_kind_and_field_is_described() -> None:
    """Each kind has an example; each field, role, kind and way of counting stands on the page by its name."""
    kinds = {get_args(get_type_hints(one)["kind"])[0] for one in get_args(Item)}
    classes = [one for one in vars(declared).values() if dataclasses.is_dataclass(one) and one is not Questionnaire]
    fields = {field.name for one in classes for field in dataclasses.fields(one)}
    named = set(re.findall(r"`([a-z_]+)`", PAGE))

    assert kinds - {"note"} == {one["kind"] for one in ITEMS}
    assert (fields | kinds | set(get_args(Role)) | set(get_args(declared.Counting))) - named == set()
    assert Definition in classes


def test_every_operator_is_described() -> None:
    """The operators of the table are those of the JSON Schema, each is known to the program, and each has an example."""
    operators = set(json_schema()["$defs"]["Condition"]["properties"])
    table = PAGE[PAGE.index("| operator |") : PAGE.index("In place of a ref")]
    first_cells = " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("|"))
    examples = json.dumps([CONDITIONS, ITEMS])
    places = Places(read(framed(), lists()))

    assert operators == set(re.findall(r"`([a-z]+)`", first_cells))
    assert all(f'"{one}"' in examples for one in (*operators, "count", "length"))
    for one in operators:
        with pytest.raises(ConditionError) as refused:
            compile_condition({one: None}, places, "eusurvey")
        assert "is not a condition" not in str(refused.value)


def test_advices_are_those_of_the_page() -> None:
    """Texts and files without limits, answers published only if public, and missing translations are advised, not refused."""
    data = {
        "satchel": 1, "id": "bare", "version": "1", "language": "en", "languages": ["en", "de", "fr"],
        "title": {"en": "Bare", "de": "Karg"},
        "sections": [{"id": "one", "title": "One", "items": [
            {"id": "words", "kind": "text", "label": "Words", "publish": "if_public"},
            {"id": "files", "kind": "attachment", "label": "Files", "max_bytes": 2_000_000},
            {"id": "short", "kind": "text", "label": "Short", "max_length": 100},
        ]}],
    }  # fmt: skip
    found = [(one.place, one.reason) for one in advices(read(json.dumps(data).encode(), lists()))]

    assert found == [
        ("sections[0].title", "4 texts have no wording in “de”; this is the first."),
        ("title", "5 texts have no wording in “fr”; this is the first."),
        ("sections[0].items[0].publish", "Published “if_public”, but no question has the role “privacy”, so it never will be."),
        ("sections[0].items[0]", "The portal cuts texts at 5,000 characters."),
        ("sections[0].items[1]", "The portal takes files of 1 MB where its form says nothing else."),
    ]  # fmt: skip


def test_texts_that_nobody_is_shown() -> None:
    """A text in a second language, where no languages are named, is advised: nobody could choose to read it."""
    data = json.loads(framed())
    data["title"] = {"en": "Examples", "de": "Beispiele"}
    found = advices(read(json.dumps(data).encode(), lists()))

    assert ("title", "Name it in languages.") in [(one.place, one.remedy) for one in found]
