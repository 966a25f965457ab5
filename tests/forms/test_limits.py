"""Limits: text counted as the portal counts, and the problems of every kind of answer at its bounds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Attachment, Value
from forms.checks.texts import is_email
from forms.filling import Filling
from forms.limits import length, refused_characters
from forms.questionnaire import (
    AttachmentQuestion,
    Consent,
    Counting,
    Date,
    Email,
    LongText,
    Matrix,
    MultipleChoice,
    Number,
    OtherText,
    Question,
    Ranking,
    Row,
    Section,
    SingleChoice,
    Table,
    Text,
    Time,
)
from tests.forms.arbitrary import choice, questionnaire

Q: dict[str, Any] = {"id": "q", "label": "Q"}
CHOICES = tuple(choice(one) for one in "abcd")
TEXTS = st.text(alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\r\n\U0001f600a")))


def codes(question: Question, sheet: dict[str, Value], counting: Counting = "eusurvey") -> list[str]:
    """The codes of all problems, an advice with a question mark."""
    filling = Filling(questionnaire([Section(id="s", title="S", items=(question,))], counting=counting), sheet)
    return [problem.code + ("?" if problem.advice else "") for problem in filling.problems()]


@pytest.mark.parametrize(
    ("text", "eusurvey", "codepoints", "graphemes"),
    [
        ("", 0, 0, 0), ("abc", 3, 3, 3), ("abc\n\ndef", 10, 8, 8), ("a\r\nb", 4, 3, 3), ("a\rb", 4, 3, 3),
        ("\r\n\r\n", 4, 2, 2), ("\n\r", 4, 2, 2), (" a ", 3, 3, 3),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", 11, 7, 1), ("\U0001f1ea\U0001f1fa", 4, 2, 1),
        ("\U0001f1ea\U0001f1fa\U0001f1eb\U0001f1f7", 8, 4, 2), ("e\u0301", 2, 2, 1), ("\u0438\u0306", 2, 2, 1),
        ("\U0001f44d\U0001f3fd", 4, 2, 1), ("\u1112\u1161\u11ab", 3, 3, 1), ("\ud55c\uae00", 2, 2, 2),
        ("a\u200db", 3, 3, 2), ("\n\u0301", 3, 2, 2),
    ],
)  # fmt: skip
def test_length(text: str, eusurvey: int, codepoints: int, graphemes: int) -> None:
    """The figures measured on the portal and in Unicode's own tables."""
    assert length(text, "eusurvey") == eusurvey
    assert length(text, "codepoints") == codepoints
    assert length(text, "graphemes") == graphemes


@given(TEXTS)
def test_eusurvey_length_is_that_of_a_form_post(text: str) -> None:
    """Reference: UTF-16 units of the text after every line break became CR LF, as a browser sends it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    units = sum(2 if one > "\uffff" else 1 for line in lines for one in line)
    assert length(text, "eusurvey") == units + 2 * (len(lines) - 1)


@given(TEXTS)
def test_lengths_keep_their_order(text: str) -> None:
    """Readers see no more characters than there are code points; the portal counts at least as many."""
    assert length(text, "graphemes") <= length(text, "codepoints") <= length(text, "eusurvey")
    assert (length(text, "graphemes") == 0) == (text == "")


@given(TEXTS)
def test_refused_characters(text: str) -> None:
    """What the portal refuses is what takes two UTF-16 units."""
    assert set(refused_characters(text)) == {one for one in text if len(one.encode("utf-16-le")) == 4}


@given(TEXTS, st.integers(0, 40))
def test_too_long_tells_exactly_how_much(text: str, limit: int) -> None:
    """A text is kept whole, and the problem names the number of characters to remove."""
    asked = questionnaire([Section(id="s", title="S", items=(LongText(**Q, max_length=limit),))])
    filling = Filling(asked, {"q": text})
    assert filling.value("q") == (text or None)
    over = length(text, "eusurvey") - limit
    found = [dict(problem.facts) for problem in filling.problems() if problem.code == "too-long"]
    assert found == ([{"n": over, "length": limit + over, "limit": limit}] if over > 0 else [])


TEXT_CASES: list[tuple[Question, Value | None, list[str]]] = [
    (Text(**Q), None, []),
    (Text(**Q, required=True), None, ["required"]),
    (Text(**Q, required=True), " \t\u00a0", ["required"]),
    (Text(**Q), " ", []),
    (Text(**Q, required=True), "false", []),
    (Text(**Q, max_length=3), "abc", []),
    (Text(**Q, max_length=3), "abcd", ["too-long"]),
    (Text(**Q, max_length=3), "    ", ["too-long"]),
    (Text(**Q, max_length=0), "a", ["too-long"]),
    (Text(**Q, min_length=3), "ab", ["too-short"]),
    (Text(**Q, min_length=3), None, []),
    (Text(**Q, min_length=3), " ", []),
    (Text(**Q, pattern="[0-9]+-[0-9]{2}"), "123-45", []),
    (Text(**Q, pattern="[0-9]+-[0-9]{2}"), "x123-45", ["pattern"]),
    (Text(**Q, pattern="[0-9]+", pattern_advises=True), "x", ["pattern?"]),
    (Text(**Q, pattern="[0-9]+"), None, []),
    (Text(**Q), "\U0001f600", ["portal-characters?"]),
    (Text(**Q, max_length=9), "\u20ac", []),
    (Text(**Q, max_length=1), "\U0001f600", ["too-long", "portal-characters?"]),
    (LongText(**Q), "x" * 5_000, []),
    (LongText(**Q), "x" * 5_001, ["portal-length?"]),
    (LongText(**Q), "x" * 4_998 + "\n", []),
    (LongText(**Q), "x" * 4_999 + "\n", ["portal-length?"]),
    (LongText(**Q, max_length=6_000), "x" * 5_001, []),
    (Text(**Q), "x" * 5_001, ["portal-length?"]),
    (LongText(**Q, advise_max_length=2), "abc", ["long?"]),
    (LongText(**Q, advise_max_length=2, max_length=2), "abc", ["too-long"]),
    (LongText(**Q, required=True), "\n\n", ["required"]),
    (LongText(**Q, max_length=500), "x" * 500, []),
    (LongText(**Q, max_length=500), "x" * 501, ["too-long"]),
    (Email(**Q), "name@example.org", []),
    (Email(**Q), " name@example.org\n", []),
    (Email(**Q), "name@example", ["not-email"]),
    (Email(**Q, max_length=10), "name@example.org", ["too-long"]),
    (Email(**Q, required=True), None, ["required"]),
    (Consent(**Q), None, []),
    (Consent(**Q, required=True), None, ["consent-required"]),
    (Consent(**Q, required=True), True, []),
]
QUANTITY_CASES: list[tuple[Question, Value | None, list[str]]] = [
    (Number(**Q), "12", []),
    (Number(**Q), " -1,5 ", []),
    (Number(**Q), "1e5", ["not-number"]),
    (Number(**Q), "1.", ["not-number"]),
    (Number(**Q), ".5", ["not-number"]),
    (Number(**Q), "\u0661", ["not-number"]),
    (Number(**Q), "1 000", ["not-number"]),
    (Number(**Q, required=True), " ", ["required"]),
    (Number(**Q, minimum=1, maximum=3), "1", []),
    (Number(**Q, minimum=1, maximum=3), "3.0", []),
    (Number(**Q, minimum=1, maximum=3), "0", ["too-small"]),
    (Number(**Q, minimum="0.1"), "0.0999", ["too-small"]),
    (Number(**Q, maximum="0.3"), "0.30000000000000000001", ["too-large"]),
    (Number(**Q, decimals=2), "1.25", []),
    (Number(**Q, decimals=2), "1.2500", []),
    (Number(**Q, decimals=2), "1.255", ["too-many-decimals"]),
    (Number(**Q, decimals=0), "1.5", ["not-whole"]),
    (Number(**Q), "9" * 5_000, []),
    (Date(**Q), "2024-02-29", []),
    (Date(**Q), "2023-02-29", ["not-date"]),
    (Date(**Q), "20240229", ["not-date"]),
    (Date(**Q), "0000-01-01", ["not-date"]),
    (Date(**Q, earliest="2024-01-01", latest="2024-12-31"), "2024-01-01", []),
    (Date(**Q, earliest="2024-01-01", latest="2024-12-31"), "2023-12-31", ["too-early"]),
    (Date(**Q, earliest="2024-01-01", latest="2024-12-31"), "2025-01-01", ["too-late"]),
    (Date(**Q, required=True), None, ["required"]),
    (Time(**Q), "23:59", []),
    (Time(**Q), "24:00", ["not-time"]),
    (Time(**Q), "9:30", ["not-time"]),
    (Time(**Q, earliest="09:00", latest="17:00"), "09:00:00", []),
    (Time(**Q, earliest="09:00", latest="17:00"), "08:59:59", ["too-early"]),
    (Time(**Q, earliest="09:00", latest="17:00"), "17:00:01", ["too-late"]),
]
FREE = MultipleChoice(**Q, choices=(*CHOICES, choice("none", exclusive=True)), min_choices=2, max_choices=3)
CHOICE_CASES: list[tuple[Question, Value | None, list[str]]] = [
    (SingleChoice(**Q, choices=CHOICES, required=True), None, ["required"]),
    (SingleChoice(**Q, choices=CHOICES, required=True), "a", []),
    (FREE, None, []),
    (FREE, ("a",), ["too-few-choices"]),
    (FREE, ("a", "b"), []),
    (FREE, ("a", "b", "c", "d"), ["too-many-choices"]),
    (FREE, ("none",), []),
    (FREE, ("a", "none"), ["exclusive-choice"]),
    (MultipleChoice(**Q, choices=CHOICES, required=True), None, ["required"]),
    (MultipleChoice(**Q, choices=CHOICES, advise_max_choices=1), ("a", "b"), ["many-choices?"]),
    (MultipleChoice(**Q, choices=CHOICES, advise_max_choices=1, max_choices=1), ("a", "b"), ["too-many-choices"]),
    (Ranking(**Q, choices=CHOICES), None, []),
    (Ranking(**Q, choices=CHOICES, required=True), None, ["required"]),
    (Ranking(**Q, choices=CHOICES), ("d", "a"), ["ranking-incomplete"]),
    (Ranking(**Q, choices=CHOICES), ("d", "a", "b", "c"), []),
    (Ranking(**Q, choices=CHOICES, min_choices=2), ("d",), ["too-few-ranked"]),
    (Ranking(**Q, choices=CHOICES, min_choices=2), ("d", "a"), []),
    (Ranking(**Q, choices=CHOICES, max_choices=2), ("d",), ["ranking-incomplete"]),
    (Ranking(**Q, choices=CHOICES, max_choices=2), ("d", "a"), []),
    (Ranking(**Q, choices=CHOICES, max_choices=2), ("d", "a", "b"), ["too-many-ranked"]),
]


@pytest.mark.parametrize(("question", "value", "expected"), [*TEXT_CASES, *QUANTITY_CASES, *CHOICE_CASES])
def test_one_answer(question: Question, value: Value | None, expected: list[str]) -> None:
    """One answer at or beside a bound has exactly these problems."""
    assert codes(question, {} if value is None else {"q": value}) == expected


def test_portal_rules_are_those_of_one_portal() -> None:
    """Where another rule of counting is named, what EUSurvey refuses is nobody's concern."""
    assert codes(LongText(**Q), {"q": "\U0001f600" * 6_000}, "codepoints") == []
    assert codes(LongText(**Q, max_length=1), {"q": "\U0001f600"}, "codepoints") == []
    assert codes(LongText(**Q, max_length=1), {"q": "e\u0301"}, "graphemes") == []
    big = Attachment("0" * 64, "a.pdf", 2_000_000, "application/pdf")
    assert codes(AttachmentQuestion(**Q), {"q": (big,)}, "graphemes") == []


OTHER = MultipleChoice(
    **Q, choices=(choice("a"), choice("o", text=OtherText(max_length=3)), choice("p", text=OtherText(required=False)))
)


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ({"q": ("a",)}, []),
        ({"q": ("a",), "q/o/text": "long text"}, []),
        ({"q": ("o",)}, ["other-text-required"]),
        ({"q": ("o",), "q/o/text": " "}, ["other-text-required"]),
        ({"q": ("o",), "q/o/text": "abc"}, []),
        ({"q": ("o",), "q/o/text": "abcd"}, ["too-long"]),
        ({"q": ("p",)}, []),
        ({"q": ("p",), "q/p/text": "\U0001f600"}, ["portal-characters?"]),
    ],
)
def test_other_text(sheet: dict[str, Value], expected: list[str]) -> None:
    """The text of "Other" is wanted and measured only while its choice is ticked."""
    assert codes(OTHER, sheet) == expected


ROWS = (Row(id="r", label="R", required=True), Row(id="s", label="S"), Row(id="t", label="T", required=True))


@pytest.mark.parametrize(
    ("more", "sheet", "expected"),
    [
        ({}, {}, ["row-required", "row-required"]),
        ({}, {"q/r": "a"}, ["row-required"]),
        ({}, {"q/r": "a", "q/t": "b"}, []),
        ({"required": True}, {}, ["row-required", "row-required"]),
        ({"required": True, "rows": ROWS[1:2]}, {}, ["required"]),
        ({"required": True, "rows": ROWS[1:2]}, {"q/s": "a"}, []),
        ({"min_rows": 3}, {"q/r": "a", "q/t": "b"}, ["too-few-rows"]),
        ({"min_rows": 1, "rows": ROWS[1:2]}, {}, []),
        ({"max_rows": 2}, {"q/r": "a", "q/s": "a", "q/t": "b"}, ["too-many-rows"]),
    ],
)
def test_matrix(more: dict[str, Any], sheet: dict[str, Value], expected: list[str]) -> None:
    """Rows are required one by one; the number of rows binds once one is answered."""
    assert codes(Matrix(**Q, columns=CHOICES, **{"rows": ROWS, **more}), sheet) == expected


@pytest.mark.parametrize(
    ("more", "sheet", "expected"),
    [
        ({}, {}, ["cell-required"] * 4),
        ({}, {"q/r/a": "x", "q/r/b": "x", "q/t/a": "x", "q/t/b": " "}, ["cell-required"]),
        ({"max_length": 2, "rows": ROWS[1:2]}, {"q/s/a": "abc"}, ["too-long"]),
        ({"required": True, "rows": ROWS[1:2]}, {}, ["required"]),
        ({"required": True, "rows": ROWS[1:2]}, {"q/s/b": "x"}, []),
    ],
)
def test_table(more: dict[str, Any], sheet: dict[str, Value], expected: list[str]) -> None:
    """A required row needs each of its cells; cells have a limit of length."""
    assert codes(Table(**Q, columns=CHOICES[:2], **{"rows": ROWS, **more}), sheet) == expected


def file(name: str, size: int) -> Attachment:
    """A file as an answer names it."""
    return Attachment("0" * 64, name, size, "application/pdf")


@pytest.mark.parametrize(
    ("more", "files", "expected"),
    [
        ({}, (file("a.PDF", 1),), []),
        ({}, (file("a.exe", 1),), ["file-type"]),
        ({}, (file("pdf", 1),), ["file-type"]),
        ({}, (file("a.pdf", 0),), ["file-empty"]),
        ({}, (file("a.pdf", 1), file("b.pdf", 1)), ["too-many-files"]),
        ({"max_files": 2}, (file("a.pdf", 1), file("b.pdf", 1)), []),
        ({"max_bytes": 10}, (file("a.pdf", 11),), ["file-too-large"]),
        ({"max_bytes": 10}, (file("a.pdf", 10),), []),
        ({"advise_max_bytes": 10}, (file("a.pdf", 11),), ["file-large?"]),
        ({}, (file("a.pdf", 1_048_577),), ["portal-file-size?"]),
        ({"required": True}, (), ["file-required"]),
    ],
)
def test_attachments(more: dict[str, Any], files: tuple[Attachment, ...], expected: list[str]) -> None:
    """Files are counted, their ending and size compared."""
    assert codes(AttachmentQuestion(**Q, **more), {"q": files}) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a@b.eu",
        "first.last+tag@sub.example.org",
        "\u03b1\u03b2@\u03b3\u03b4.\u03b5\u03bb",
        "o'neil@example.org",
        "x_y@e-x.org",
    ],
)
def test_addresses(text: str) -> None:
    """Addresses that people have."""
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    ["", "@", "a@", "@b.eu", "a@b", "a b@c.eu", "a@b..eu", ".a@b.eu", "a.@b.eu", "a..b@c.eu", "a@-b.eu", "a@b-.eu", "a@b.e",
     "a@1.2.3.44", "a@b@c.eu", "a" * 65 + "@b.eu", "a@" + "b" * 64 + ".eu", "a@b.eu, c@d.eu", "a@b_c.eu"],
)  # fmt: skip
def test_no_addresses(text: str) -> None:
    """Slips of the pen."""
    assert not is_email(text)


def test_hidden_choices_and_rows_are_not_missed() -> None:
    """A hidden row is not required, a hidden ticked choice reads as unticked, a hidden choice need not be ranked."""
    gate = Text(id="gate", label="G")
    shown = {"answered": "gate"}
    rows = (Row(id="r", label="R", required=True, show_if=shown),)
    grid = Matrix(id="grid", label="G", columns=CHOICES, rows=rows)
    ticks = MultipleChoice(id="ticks", label="T", required=True, choices=(choice("a"), choice("b", show_if=shown)))
    order = Ranking(id="order", label="O", choices=(choice("a"), choice("b", show_if=shown)))
    asked = questionnaire([Section(id="s", title="S", items=(gate, grid, ticks, order))])
    filling = Filling(asked, {"ticks": ("b",), "order": ("a",)})
    assert [problem.target for problem in filling.problems()] == ["ticks"]
    assert filling.hidden_answers() == ("ticks",)
    assert filling.effective() == {"order": ("a",)}
    filling.answer("gate", "x")
    assert [problem.target for problem in filling.problems()] == ["grid/r", "order"]
    assert filling.effective() == {"gate": "x", "ticks": ("b",), "order": ("a",)}
