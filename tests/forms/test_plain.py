"""Plain answers go out and come back the same, and every fault is named."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from forms.filling import Filling
from forms.plain import Refused, from_plain, to_plain
from forms.schema import answers_schema
from tests.samples import library_answers, ngo_answers, questionnaire


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
    ([], "the file"),  # type: ignore[list-item]
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


def test_every_wrong_answer_is_named() -> None:
    """Not only the first: each row, cell and choice that does not fit has its own fault."""
    plain = {
        "good-times": {"monday": ["morning"], "weekdays": ["noon"]},
        "hours-table": {"saturday": {"from": 9, "to": "x"}},
        "purpose": ["book", {"choice": "other"}],
        "nothing": 1,
    }
    with pytest.raises(Refused) as refused:
        from_plain(questionnaire("every-kind"), plain)

    assert [one.place for one in refused.value.faults] == [
        "good-times/monday", "good-times/weekdays", "hours-table/saturday/from", "hours-table/saturday/to", "purpose[0]",
        "purpose[1]", "nothing",
    ]  # fmt: skip


def test_order_of_choices() -> None:
    """Ticks come in the order of the definition, however they are given; ranks as they are given."""
    asked = questionnaire("every-kind")

    assert from_plain(asked, {"purpose": ["study", "books"]}) == {"purpose": ("books", "study")}
    assert from_plain(asked, {"good-times": {"weekdays": ["evening", "morning"]}})["good-times/weekdays"] == (
        "morning",
        "evening",
    )
    assert from_plain(asked, {"priorities": ["staff", "longer"]}) == {"priorities": ("staff", "longer")}


def test_emptiness_is_no_answer() -> None:
    """An empty text, an empty list and false clear an answer; null is no answer but a fault."""
    asked = questionnaire("every-kind")

    assert from_plain(asked, {"name": "", "purpose": [], "consent": False, "good-times": {"weekdays": []}}) == {}
    assert from_plain(asked, {"purpose": [{"choice": "other", "text": ""}]}) == {"purpose": ("other",)}
    with pytest.raises(Refused):
        from_plain(asked, {"name": None})


def test_large_numbers_and_half_characters() -> None:
    """A number is never written with an exponent; half a character is no text."""
    asked = questionnaire("every-kind")

    assert from_plain(asked, {"visits-a-month": 1e22}) == {"visits-a-month": "1" + "0" * 22}
    assert from_plain(asked, {"visits-a-month": 1e-7}) == {"visits-a-month": "0.0000001"}
    with pytest.raises(Refused):
        from_plain(asked, {"name": "\ud800"})
