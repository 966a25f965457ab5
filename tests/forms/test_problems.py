"""Problems: every code can be reached, every sentence is whole, and the documentation lists them all."""

from __future__ import annotations

from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from forms.answers import Attachment, Value
from forms.filling import Filling
from forms.problem_catalogue import CATALOGUE, Entry, as_markdown
from forms.problems import Problem, remedy, sentence
from forms.questionnaire import (
    Advice,
    AttachmentQuestion,
    Consent,
    Date,
    Email,
    Item,
    LongText,
    Matrix,
    MultipleChoice,
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

DOCUMENT = Path(__file__).parents[2] / "docs" / "problems.md"
CHOICES = tuple(choice(one) for one in "abcd")
ROWS = tuple(Row(id=one, label=one) for one in ("r1", "r2", "r3"))
L: dict[str, Any] = {"label": "Q"}


def file(name: str, size: int) -> Attachment:
    """A file as an answer names it."""
    return Attachment("0" * 64, name, size, "application/pdf")


CASES: list[tuple[str, Item, dict[str, Value]]] = [
    ("required", Text(id="q", required=True, **L), {}),
    ("row-required", Matrix(id="q", columns=CHOICES, rows=(Row(id="r", label="R", required=True),), **L), {}),
    ("cell-required", Table(id="q", columns=CHOICES[:1], rows=(Row(id="r", label="R", required=True),), **L), {}),
    ("consent-required", Consent(id="q", required=True, **L), {}),
    ("file-required", AttachmentQuestion(id="q", required=True, **L), {}),
    ("other-text-required", SingleChoice(id="q", choices=(choice("a", text=OtherText()),), **L), {"q": "a"}),
    ("too-long", Text(id="q", max_length=1, **L), {"q": "abc"}),
    ("too-short", Text(id="q", min_length=5, **L), {"q": "abc"}),
    ("long", LongText(id="q", advise_max_length=1, **L), {"q": "abc"}),
    ("portal-length", LongText(id="q", **L), {"q": "a" * 5_002}),
    ("portal-characters", Text(id="q", **L), {"q": "\U0001f600\U0001f601"}),
    ("pattern", Text(id="q", pattern="[0-9]+", **L), {"q": "abc"}),
    ("not-email", Email(id="q", **L), {"q": "abc"}),
    ("not-number", Number(id="q", **L), {"q": "abc"}),
    ("too-small", Number(id="q", minimum=1, **L), {"q": "0"}),
    ("too-large", Number(id="q", maximum=1, **L), {"q": "2"}),
    ("too-many-decimals", Number(id="q", decimals=2, **L), {"q": "0.123"}),
    ("not-whole", Number(id="q", decimals=0, **L), {"q": "0.5"}),
    ("not-date", Date(id="q", **L), {"q": "2023-02-29"}),
    ("not-time", Time(id="q", **L), {"q": "25:00"}),
    ("too-early", Date(id="q", earliest="2024-01-01", **L), {"q": "2023-01-01"}),
    ("too-late", Time(id="q", latest="12:00", **L), {"q": "12:01"}),
    ("too-few-choices", MultipleChoice(id="q", choices=CHOICES, min_choices=3, **L), {"q": ("a",)}),
    ("too-many-choices", MultipleChoice(id="q", choices=CHOICES, max_choices=1, **L), {"q": ("a", "b", "c")}),
    ("many-choices", MultipleChoice(id="q", choices=CHOICES, advise_max_choices=1, **L), {"q": ("a", "b", "c")}),
    (
        "exclusive-choice",
        MultipleChoice(id="q", choices=(*CHOICES, choice("none", exclusive=True)), **L),
        {"q": ("a", "none")},
    ),
    ("ranking-incomplete", Ranking(id="q", choices=CHOICES, **L), {"q": ("a",)}),
    ("too-few-ranked", Ranking(id="q", choices=CHOICES, min_choices=3, **L), {"q": ("a",)}),
    ("too-many-ranked", Ranking(id="q", choices=CHOICES, max_choices=1, **L), {"q": ("a", "b", "c")}),
    ("too-few-rows", Matrix(id="q", columns=CHOICES, rows=ROWS, min_rows=3, **L), {"q/r1": "a"}),
    (
        "too-many-rows",
        Matrix(id="q", columns=CHOICES, rows=ROWS, max_rows=1, **L),
        dict.fromkeys(("q/r1", "q/r2", "q/r3"), "a"),
    ),
    ("too-many-files", AttachmentQuestion(id="q", **L), {"q": (file("a.pdf", 1),) * 3}),
    ("file-type", AttachmentQuestion(id="q", **L), {"q": (file("a.exe", 1),)}),
    ("file-too-large", AttachmentQuestion(id="q", max_bytes=1, **L), {"q": (file("a.pdf", 2),)}),
    ("file-large", AttachmentQuestion(id="q", advise_max_bytes=1, **L), {"q": (file("a.pdf", 2),)}),
    ("portal-file-size", AttachmentQuestion(id="q", **L), {"q": (file("a.pdf", 2_000_000),)}),
    ("file-empty", AttachmentQuestion(id="q", **L), {"q": (file("a.pdf", 0),)}),
    ("advice", Text(id="q", advise=(Advice(show_if={"answered": "q"}, text="**Think** twice."),), **L), {"q": "a"}),
]


def asked(*items: Item) -> Questionnaire:
    """A questionnaire of one section."""
    return questionnaire([Section(id="s", title="S", items=items)])


def only(item: Item, sheet: dict[str, Value]) -> Problem:
    """The one problem of these answers."""
    (problem,) = Filling(asked(item), sheet).problems()
    return problem


@pytest.mark.parametrize(("code", "item", "sheet"), CASES)
def test_every_code_is_reached(code: str, item: Item, sheet: dict[str, Value]) -> None:
    """The case leads to this problem alone, whose facts fill its sentence and its remedy."""
    problem = only(item, sheet)
    assert problem.code == code
    said, advised = sentence(problem, asked(item), "en"), remedy(problem, asked(item), "en")
    for words in (said, advised):
        assert "{" not in words
    assert said.strip() == said != ""


def test_no_code_without_a_case() -> None:
    """The cases are all codes of the catalogue; the one that colleagues make has its own tests (test_held_answers.py)."""
    assert {code for code, _, _ in CASES} | {"two-answers"} == set(CATALOGUE)


@pytest.mark.parametrize(
    ("text", "said", "advised"),
    [
        ("x" * 501, "1 character too many: 501 of 500.", "Shorten the text by 1 character."),
        ("x" * 503, "3 characters too many: 503 of 500.", "Shorten the text by 3 characters."),
        ("x" * 497 + "\n\n", "1 character too many: 501 of 500.", "Shorten the text by 1 character."),
    ],
)
def test_too_long_in_words(text: str, said: str, advised: str) -> None:
    """One character and several are both said rightly; two line breaks count four."""
    item = LongText(id="q", max_length=500, **L)
    problem = only(item, {"q": text})
    assert (sentence(problem, asked(item), "en"), remedy(problem, asked(item), "en")) == (said, advised)


def test_one_and_many_agree() -> None:
    """Where a sentence counts something, one and many take the same facts; English one is not the plural."""
    for entry in CATALOGUE.values():
        for many, one in ((entry.sentence, entry.sentence_for_one), (entry.remedy, entry.remedy_for_one)):
            if one:
                assert _fields(one) == _fields(many)
                assert one != many


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda one: one.code)
def test_words_are_plain(entry: Entry) -> None:
    """Short sentences that begin with a capital and end like sentences; no exclamation, no shouting, no jargon."""
    for words in (entry.sentence, entry.remedy, entry.sentence_for_one, entry.remedy_for_one):
        if words:
            assert words[0].isupper() or words.startswith("{n}")
            assert words.endswith((".", "{characters}"))
            assert "!" not in words
            assert max(len(part.split()) for part in words.split(".")) <= 18
            assert not {"invalid", "error", "illegal", "mandatory", "field(s)"} & set(words.lower().split())


def test_definition_words_come_first() -> None:
    """A definition's own hint or advice is said instead of ours, in the language asked for, as plain text."""
    hint = {"en": "Digits, please.", "fr": "Des chiffres."}
    item = Text(id="q", pattern="[0-9]+", pattern_hint=hint, **L)
    problem = only(item, {"q": "abc"})
    assert sentence(problem, asked(item), "fr") == "This text does not have the expected form."
    assert remedy(problem, asked(item), "fr") == "Des chiffres."
    advised = Text(id="q", advise=(Advice(show_if={"answered": "q"}, text="Think *twice*."),), **L)
    problem = only(advised, {"q": "abc"})
    assert problem.advice
    assert sentence(problem, asked(advised), "en") == "Think twice."
    assert remedy(problem, asked(advised), "en") == ""


def test_braces_in_names_are_harmless() -> None:
    """The name of a file is never read as a template."""
    item = AttachmentQuestion(id="q", **L)
    problem = only(item, {"q": (file("{limit}{0}.exe", 1),)})
    assert "“{limit}{0}.exe”" in sentence(problem, asked(item), "en")


def test_translation_replaces_the_template() -> None:
    """The program's language is applied to the template, before its facts are filled in."""
    item = LongText(id="q", max_length=1, **L)
    problem = only(item, {"q": "abc"})
    french = {"{n} characters too many: {length} of {limit}.": "{n} signes de trop : {length} sur {limit}."}
    said = sentence(problem, asked(item), "en", lambda template: french.get(template, template))
    assert said == "2 signes de trop : 3 sur 1."


def test_advice_never_blocks() -> None:
    """A draft with advice alone is complete."""
    item = Text(id="q", **L)
    filling = Filling(asked(item), {"q": "\U0001f600"})
    assert filling.problems()
    assert filling.complete()
    assert filling.progress().problems == 0


def test_document_is_the_catalogue() -> None:
    """docs/problems.md is what `python -m forms.problem_catalogue` prints."""
    assert DOCUMENT.read_text(encoding="utf-8") == as_markdown()


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
