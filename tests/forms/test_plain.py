"""Plain answers go out and come back the same, and every fault is named."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from forms.filling import Filling
from forms.plain import Refused, from_plain, to_plain
from forms.schema import answers_schema, json_schema
from tests.samples import definition, library_answers, ngo_answers, questionnaire


@pytest.mark.parametrize("name", ["micro-credentials", "every-kind"])
def test_there_and_back(name: str) -> None:
    """A whole reply as plain data gives the same sheet again, and fits the JSON Schema of its answers."""
    sheet = ngo_answers() if name == "micro-credentials" else library_answers()
    plain = to_plain(questionnaire(name), sheet)

    assert from_plain(questionnaire(name), plain) == Filling(questionnaire(name), sheet).sheet()
    jsonschema.validate(plain, answers_schema(questionnaire(name)))


def test_shapes() -> None:
    """Rows, ranks, cells and text beside a choice stand as docs/answers.md says."""
    plain = to_plain(questionnaire("every-kind"), library_answers())

    assert plain["purpose"] == ["study", {"choice": "other", "text": "Chess & tea"}]
    assert plain["good-times"] == {"weekdays": ["morning", "evening"], "sunday": ["afternoon"]}
    assert plain["hours-table"] == {"saturday": {"from": "9", "until": "20"}}
    assert plain["priorities"] == ["weekend", "longer", "rooms", "staff"]


def test_numbers() -> None:
    """A JSON number is taken; out it goes as a decimal string with a point."""
    asked = questionnaire("every-kind")

    assert from_plain(asked, {"visits-a-month": 4}) == {"visits-a-month": "4"}
    assert from_plain(asked, {"visits-a-month": 4.5}) == {"visits-a-month": "4.5"}
    assert to_plain(asked, {"visits-a-month": " 4,5 "}) == {"visits-a-month": "4.5"}


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"nothing": "x"}, "nothing"),
    ({"visits-a-month": ["4"]}, "visits-a-month"),
    ({"satisfied": "9"}, "satisfied"),
    ({"satisfied": ["3"]}, "satisfied"),
    ({"purpose": "books"}, "purpose"),
    ({"purpose": ["books", "books"]}, "purpose"),
    ({"purpose": [{"choice": "books", "text": "x"}]}, "purpose[0]"),
    ({"purpose": [{"choice": "other", "text": 3}]}, "purpose[0]"),
    ({"good-times": {"monday": ["morning"]}}, "good-times/monday"),
    ({"good-times": {"weekdays": "morning"}}, "good-times/weekdays"),
    ({"good-times": []}, "good-times"),
    ({"hours-table": {"saturday": {"from": 9}}}, "hours-table/saturday/from"),
    ({"hours-table": {"saturday": {"to": "9"}}}, "hours-table/saturday/to"),
    ({"consent": "yes"}, "consent"),
    ({"letter": "x.pdf"}, "letter"),
    ({"priorities": ["longer", "longer"]}, "priorities"),
]


@pytest.mark.parametrize(("plain", "place"), WRONG, ids=[place for _, place in WRONG])
def test_wrong_answers(plain: dict[str, Any], place: str) -> None:
    """Answers that do not fit are refused with their place and a remedy."""
    with pytest.raises(Refused) as refused:
        from_plain(questionnaire("every-kind"), plain)

    assert [one.place for one in refused.value.faults] == [place]
    assert refused.value.faults[0].remedy


@pytest.mark.parametrize("name", ["micro-credentials", "every-kind"])
def test_schema_takes_the_bundled_definitions(name: str) -> None:
    """The JSON Schema made from the types takes both bundled files, lists named or written out, and refuses a broken one."""
    import json

    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for data in (definition(name), questionnaire(name).source):
        jsonschema.validate(json.loads(data), schema)
    broken = json.loads(definition(name))
    broken["sections"][0]["items"][0]["kind"] = "poem"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)
