"""Conditions: each operator by table, absence, refusal of what has no meaning, and the sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Attachment, Value
from forms.condition_words import sentence
from forms.conditions import ConditionError, compile_condition
from forms.filling import Filling
from forms.patterns import compile_pattern
from forms.places import Places
from forms.plan import Plan
from forms.questionnaire import (
    AttachmentQuestion,
    Choice,
    Consent,
    Date,
    Item,
    LongText,
    Matrix,
    MultipleChoice,
    Note,
    Number,
    OtherText,
    Questionnaire,
    Ranking,
    Row,
    Section,
    SingleChoice,
    Table,
    Text,
    Time,
)
from tests.forms.arbitrary import choice, questionnaire

COLUMNS = (choice("a"), choice("b"))
ROWS = (Row(id="r1", label="First row"), Row(id="r2", label="Second row"))
SINGLE = SingleChoice(id="one", label="One", choices=(choice("a"), choice("b"), choice("z", text=OtherText())))
BASE: tuple[Item, ...] = (
    Text(id="name", label="Name"),
    LongText(id="story", label="Story"),
    Number(id="age", label="Age"),
    Date(id="day", label="Day"),
    Time(id="hour", label="Hour"),
    SINGLE,
    MultipleChoice(id="many", label="Many", choices=(choice("a"), choice("b"), choice("c"))),
    Ranking(id="order", label="Order", choices=COLUMNS),
    Matrix(id="grid", label="Grid", columns=COLUMNS, rows=ROWS),
    Matrix(id="wide", label="Wide", columns=COLUMNS, rows=ROWS, multiple=True),
    Table(id="table", label="Table", columns=COLUMNS, rows=ROWS),
    AttachmentQuestion(id="files", label="Files", max_files=3),
    Consent(id="agree", label="I agree"),
    Note(id="note-1", text="Note"),
)
FILE = Attachment("0" * 64, "a.pdf", 1, "application/pdf")
Raw = Mapping[str, Any]


def holds(raw: Raw, sheet: Mapping[str, Value]) -> bool:
    """Whether a question with this condition is shown."""
    asked = questionnaire([Section(id="s", title="S", items=(*BASE, Text(id="goal", label="Goal", show_if=raw)))])
    return Filling(asked, sheet).shown("goal")


TRUE: list[tuple[Raw, dict[str, Value]]] = [
    ({"eq": ["one", "a"]}, {"one": "a"}),
    ({"ne": ["one", "a"]}, {"one": "b"}),
    ({"ne": ["one", "a"]}, {}),
    ({"eq": ["name", "x"]}, {"name": "x"}),
    ({"eq": ["name", "caf\u00e9"]}, {"name": "cafe\u0301"}),
    ({"eq": ["age", "2.50"]}, {"age": " 2,5 "}),
    ({"eq": ["age", 3]}, {"age": "+3.0"}),
    ({"ne": ["age", 3]}, {"age": "three"}),
    ({"lt": ["age", 10]}, {"age": "9"}),
    ({"le": ["age", "0.1"]}, {"age": "0.1"}),
    ({"gt": ["age", 9]}, {"age": "10"}),
    ({"ge": ["age", -1]}, {"age": "-1"}),
    ({"lt": ["day", "2025-01-01"]}, {"day": "2024-12-31"}),
    ({"ge": ["day", "2024-02-29"]}, {"day": "2024-02-29"}),
    ({"eq": ["hour", "09:30"]}, {"hour": "09:30:00"}),
    ({"lt": ["hour", "09:30:01"]}, {"hour": "09:30"}),
    ({"includes": ["many", "b"]}, {"many": ("a", "b")}),
    ({"includes": ["order", "b"]}, {"order": ("b",)}),
    ({"includes": ["wide/r1", "a"]}, {"wide/r1": ("a",)}),
    ({"includes": ["one", "a"]}, {"one": "a"}),
    ({"eq": ["grid/r1", "a"]}, {"grid/r1": "a"}),
    ({"answered": "name"}, {"name": "x"}),
    ({"answered": "age"}, {"age": "three"}),
    ({"answered": "grid"}, {"grid/r2": "a"}),
    ({"answered": "table"}, {"table/r2/a": "x"}),
    ({"answered": "table/r1/a"}, {"table/r1/a": "x"}),
    ({"answered": "files"}, {"files": (FILE,)}),
    ({"answered": "one/z/text"}, {"one": "z", "one/z/text": "x"}),
    ({"eq": ["agree", True]}, {"agree": True}),
    ({"ne": ["agree", True]}, {}),
    ({"ne": ["agree", False]}, {}),
    ({"ge": [{"count": "many"}, 2]}, {"many": ("a", "b")}),
    ({"eq": [{"count": "many"}, 0]}, {}),
    ({"lt": [1, {"count": "many"}]}, {"many": ("a", "b")}),
    ({"eq": [{"count": "grid"}, 2]}, {"grid/r1": "a", "grid/r2": "a"}),
    ({"eq": [{"count": "table"}, 1]}, {"table/r1/a": "x", "table/r1/b": "y"}),
    ({"eq": [{"count": "files"}, 2]}, {"files": (FILE, FILE)}),
    ({"eq": [{"count": "one"}, 1]}, {"one": "a"}),
    ({"gt": [{"count": "many"}, {"count": "order"}]}, {"many": ("a",)}),
    ({"eq": [{"length": "story"}, 10]}, {"story": "abc\n\ndef"}),
    ({"eq": [{"length": "story"}, 0]}, {}),
    ({"matches": ["name", "[0-9]+"]}, {"name": "123"}),
    ({"matches": ["name", "a|ab"]}, {"name": "ab"}),
    ({"matches": ["name", r"\p{L}+"]}, {"name": "\u00e9\u03b1"}),
    ({"all": [{"answered": "name"}, {"answered": "age"}]}, {"name": "x", "age": "1"}),
    ({"any": [{"answered": "name"}, {"answered": "age"}]}, {"age": "1"}),
    ({"not": {"answered": "name"}}, {}),
]
FALSE: list[tuple[Raw, dict[str, Value]]] = [
    ({"eq": ["one", "a"]}, {}),
    ({"ne": ["one", "a"]}, {"one": "a"}),
    ({"eq": ["age", 3]}, {"age": "three"}),
    ({"lt": ["age", 10]}, {}),
    ({"lt": ["age", 10]}, {"age": "few"}),
    ({"ge": ["age", 10]}, {"age": "9"}),
    ({"gt": ["day", "2020-01-01"]}, {"day": "2023-02-29"}),
    ({"lt": ["day", "2020-01-01"]}, {}),
    ({"le": ["hour", "23:59"]}, {"hour": "24:00"}),
    ({"includes": ["many", "b"]}, {}),
    ({"includes": ["many", "b"]}, {"many": ("a",)}),
    ({"answered": "name"}, {}),
    ({"answered": "name"}, {"name": " \n"}),
    ({"answered": "one/z/text"}, {"one": "a", "one/z/text": "x"}),
    ({"eq": ["agree", True]}, {}),
    ({"eq": ["agree", False]}, {}),
    ({"matches": ["name", "[0-9]+"]}, {"name": "abc123"}),
    ({"matches": ["name", "[0-9]+"]}, {"name": "123\n"}),
    ({"matches": ["name", ".*"]}, {}),
    ({"all": [{"answered": "name"}, {"answered": "age"}]}, {"name": "x"}),
    ({"any": [{"answered": "name"}, {"answered": "age"}]}, {}),
    ({"not": {"answered": "name"}}, {"name": "x"}),
]


@pytest.mark.parametrize(("raw", "sheet"), TRUE)
def test_true(raw: Raw, sheet: dict[str, Value]) -> None:
    """Each of these conditions holds."""
    assert holds(raw, sheet)


@pytest.mark.parametrize(("raw", "sheet"), FALSE)
def test_false(raw: Raw, sheet: dict[str, Value]) -> None:
    """Each of these conditions does not hold; most are absent answers."""
    assert not holds(raw, sheet)


MALFORMED: list[Any] = [
    {}, {"eq": ["one", "a"], "ne": ["one", "a"]}, [], "one", None, {"equal": ["one", "a"]}, {"all": []}, {"all": "one"},
    {"any": {"answered": "one"}}, {"not": []}, {"eq": "one"}, {"eq": ["one"]}, {"eq": ["one", "a", "b"]},
    {"eq": ["nowhere", "a"]}, {"eq": ["grid/nowhere", "a"]}, {"eq": ["note-1", "a"]}, {"eq": ["grid", "a"]},
    {"eq": ["one", 1]}, {"eq": ["one", None]}, {"eq": ["age", "many"]}, {"eq": ["age", True]}, {"eq": ["day", "soon"]},
    {"eq": ["hour", "25:00"]}, {"eq": ["agree", "yes"]}, {"eq": ["many", "a"]}, {"eq": ["files", "a"]},
    {"lt": ["name", "b"]}, {"gt": ["one", "a"]}, {"ge": ["agree", True]}, {"includes": ["name", "a"]},
    {"includes": ["many", 1]}, {"answered": 1}, {"answered": "nowhere"}, {"answered": ["one"]},
    {"eq": [{"count": "name"}, 1]}, {"eq": [{"length": "one"}, 1]}, {"eq": [{"size": "many"}, 1]},
    {"eq": [{"count": 1}, 1]}, {"eq": [{"count": "many"}, "few"]}, {"matches": ["one", "a"]}, {"matches": ["name", 1]},
    {"matches": ["name", "("]}, {"matches": ["name", "a)(b"]}, {"matches": ["name", "(?=a)"]}, {"eq": [None, 1]},
    {"matches": ["name", "((a{100}){100}){100}"]},
]  # fmt: skip


@pytest.mark.parametrize("raw", MALFORMED)
def test_meaningless_conditions_are_refused(raw: Any) -> None:
    """What has no meaning is refused when it is compiled, never at an answer."""
    asked = questionnaire([Section(id="s", title="S", items=BASE)])
    with pytest.raises(ConditionError):
        compile_condition(raw, Places(asked), "eusurvey")


def test_refusal_names_the_place() -> None:
    """A plan says which question carries the condition that has no meaning."""
    bad = Text(id="goal", label="Goal", show_if={"answered": "nowhere"})
    with pytest.raises(ValueError, match=r"^goal: there is no answer “nowhere”$"):
        Plan(questionnaire([Section(id="s", title="S", items=(bad,))]))


@pytest.mark.parametrize(
    ("raw", "reads"),
    [
        ({"eq": ["one", "a"]}, {"one"}),
        ({"all": [{"answered": "name"}, {"not": {"eq": ["grid/r1", "a"]}}]}, {"name", "grid/r1"}),
        ({"gt": [{"count": "grid"}, {"length": "story"}]}, {"grid/r1", "grid/r2", "story"}),
        ({"matches": ["one/z/text", "x"]}, {"one/z/text"}),
    ],
)
def test_dependencies_are_exact(raw: Raw, reads: set[str]) -> None:
    """A compiled condition knows the targets it reads, no more and no fewer."""
    asked = questionnaire([Section(id="s", title="S", items=BASE)])
    assert compile_condition(raw, Places(asked), "eusurvey").reads == reads


def test_hostile_pattern_takes_linear_time() -> None:
    """The pattern that freezes backtracking engines for hours on this text is answered."""
    assert not compile_pattern("^(a+)+$")("a" * 50_000 + "!")


@given(st.text())
def test_patterns_match_the_whole_text(text: str) -> None:
    """A pattern of one character matches texts of one character, line breaks by class only."""
    assert compile_pattern(r"[\s\S]")(text) == (len(text) == 1)


SENTENCES: list[tuple[Raw, str]] = [
    ({"eq": ["one", "a"]}, "“One” is “A”"),
    ({"ne": ["one", "a"]}, "“One” is not “A”"),
    ({"includes": ["many", "b"]}, "“Many” includes “B”"),
    ({"not": {"includes": ["many", "b"]}}, "“Many” does not include “B”"),
    ({"answered": "name"}, "“Name” is answered"),
    ({"not": {"answered": "name"}}, "“Name” is not answered"),
    ({"eq": ["grid/r1", "a"]}, "“Grid – First row” is “A”"),
    ({"lt": ["age", 18]}, "“Age” is less than 18"),
    ({"ge": ["day", "2025-01-01"]}, "“Day” is on or after 2025-01-01"),
    ({"ge": [{"count": "many"}, 2]}, "the number of answers in “Many” is at least 2"),
    ({"gt": [{"length": "story"}, 100]}, "the number of characters in “Story” is more than 100"),
    ({"eq": ["name", "x"]}, "“Name” is “x”"),
    ({"eq": ["agree", True]}, "“I agree” is agreed to"),
    ({"eq": ["agree", False]}, "“I agree” is not agreed to"),
    ({"matches": ["name", "[0-9]+"]}, "“Name” has the form “[0-9]+”"),
    ({"answered": "one/z/text"}, "“One – Z” is answered"),
    (
        {"all": [{"answered": "name"}, {"any": [{"eq": ["one", "a"]}, {"eq": ["one", "b"]}]}]},
        "“Name” is answered and “One” is “A” or “B”",
    ),
    ({"not": {"eq": ["one", "a"]}}, "“One” is not “A”"),
    ({"not": {"any": [{"eq": ["one", "a"]}, {"eq": ["one", "b"]}]}}, "“One” is neither “A” nor “B”"),
    (
        {"not": {"any": [{"eq": ["one", "a"]}, {"answered": "name"}]}},
        "it is not so that (“One” is “A” or “Name” is answered)",
    ),
]


@pytest.mark.parametrize(("raw", "words"), SENTENCES)
def test_sentences(raw: Raw, words: str) -> None:
    """Every operator prints as a sentence with the words of the questionnaire."""
    asked = questionnaire([Section(id="s", title="S", items=BASE)])
    assert sentence(raw, asked, "en") == words


def test_sentence_speaks_the_language() -> None:
    """The words of the questionnaire come in the language asked for."""
    one = SingleChoice(
        id="one",
        label={"en": "Country", "fr": "Pays"},
        choices=(Choice(id="a", label={"en": "Spain", "fr": "Espagne"}),),
    )
    asked: Questionnaire = questionnaire([Section(id="s", title="S", items=(one,))])
    assert sentence({"eq": ["one", "a"]}, asked, "fr") == "“Pays” is “Espagne”"


def test_because_is_in_the_state() -> None:
    """A question that is shown by a condition says why."""
    goal = Text(id="goal", label="Goal", show_if={"eq": ["one", "a"]})
    asked = questionnaire([Section(id="s", title="S", items=(SINGLE, goal))])
    filling = Filling(asked, {"one": "a"})
    assert filling.state("goal").because == "Shown because “One” is “A”."
    assert filling.state("one").because == ""
