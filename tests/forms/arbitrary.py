"""Random questionnaires, answers and edits for property tests; conditions never run in a circle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from forms.answers import Attachment, Target, Value
from forms.questionnaire import (
    Advice,
    AttachmentQuestion,
    Choice,
    Consent,
    Date,
    Email,
    Item,
    LongText,
    Matrix,
    MultipleChoice,
    Note,
    Number,
    OtherText,
    Question,
    Questionnaire,
    Ranking,
    Row,
    Section,
    SingleChoice,
    Table,
    Text,
    Time,
)

Draw = Callable[..., Any]
CHOICES = ("a", "b", "c")
ROWS = ("r1", "r2", "r3")
KINDS = (
    "text", "long_text", "email", "number", "date", "time", "single_choice", "multiple_choice", "matrix", "ranking",
    "table", "attachment", "consent", "note",
)  # fmt: skip
WORDS = ("", " ", "x", "yes", "caf\u00e9", "cafe\u0301", "one\ntwo", "\U0001f600", "0123456789")


@dataclass(frozen=True)
class Edit:
    """One answer to give."""

    target: Target
    value: Value | None


def questionnaire(sections: Sequence[Section], **more: Any) -> Questionnaire:
    """A questionnaire of these sections, with everything else left plain."""
    return Questionnaire(
        satchel=1, id="test", version="1", language="en", title="Test", sections=tuple(sections), source=b"", digest="",
        **more,
    )  # fmt: skip


def choice(one: str, **more: Any) -> Choice:
    """A choice labelled by its id."""
    return Choice(id=one, label=one.title(), **more)


@st.composite
def questionnaires(draw: Draw) -> Questionnaire:
    """Up to ten items of any kind in up to three sections; everything that may carry a condition sometimes does, and
    conditions may look forward as well as back."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=10))
    order = draw(st.permutations(range(len(kinds))))
    names = [f"q{number}" for number in range(len(kinds))]
    # `order[n]` is how early item n may be read; conditions only read what is earlier.
    readable = {
        number: [target for other in range(len(kinds)) if order[other] < order[number]
                 for target in references(names[other], kinds[other])]
        for number in range(len(kinds))
    }  # fmt: skip
    items = [_item(draw, names[number], kinds[number], readable[number]) for number in range(len(kinds))]
    cuts = sorted(draw(st.lists(st.integers(0, len(items)), max_size=2)))
    bounds = [0, *cuts, len(items)]
    sections = []
    for number, (start, end) in enumerate(pairwise(bounds)):
        inside = range(start, end)
        first = min((order[one] for one in inside), default=0)
        outside = [target for other in range(len(kinds)) if order[other] < first
                   for target in references(names[other], kinds[other])]  # fmt: skip
        shown = draw(st.none() | condition(outside)) if outside else None
        sections.append(Section(id=f"s{number}", title="S", items=tuple(items[start:end]), show_if=shown))
    return questionnaire(sections, counting=draw(st.sampled_from(("eusurvey", "codepoints", "graphemes"))))


def references(name: str, kind: str) -> list[tuple[str, str]]:
    """What a condition may read of a question: each reference with the nature of its answer."""
    if kind == "note":
        return []
    if kind == "matrix":
        return [(f"{name}/{row}", "choice") for row in ROWS] + [(name, "rows")]
    if kind == "table":
        return [(f"{name}/{ROWS[0]}/{column}", "text") for column in CHOICES] + [(name, "rows")]
    if kind in ("single_choice", "multiple_choice"):
        nature = "choice" if kind == "single_choice" else "choices"
        return [(name, nature), (f"{name}/c/text", "text")]
    natures = {"ranking": "choices", "attachment": "files", "number": "number", "date": "date", "time": "time",
               "consent": "consent"}  # fmt: skip
    return [(name, natures.get(kind, "text"))]


def condition(readable: Sequence[tuple[str, str]]) -> st.SearchStrategy[dict[str, Any]]:
    """A condition over these references, up to a few levels deep."""
    leaf = st.sampled_from(list(readable)).flatmap(lambda one: _leaf(*one))
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(lambda one: {"not": one}, inner),
            st.builds(lambda many: {"all": many}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda many: {"any": many}, st.lists(inner, min_size=1, max_size=3)),
        ),
        max_leaves=4,
    )


_ORDERED = st.sampled_from(("eq", "ne", "lt", "le", "gt", "ge"))
_EQUAL = st.sampled_from(("eq", "ne"))


def _leaf(reference: str, nature: str) -> st.SearchStrategy[dict[str, Any]]:
    answered = st.just({"answered": reference})
    count = st.builds(lambda op, n: {op: [{"count": reference}, n]}, _ORDERED, st.integers(0, 3))
    if nature in ("rows", "files"):
        return answered | count
    if nature == "choices":
        return answered | count | st.builds(lambda one: {"includes": [reference, one]}, st.sampled_from(CHOICES))
    if nature == "consent":
        return answered | st.builds(lambda op, one: {op: [reference, one]}, _EQUAL, st.booleans())
    if nature == "choice":
        return answered | st.builds(lambda op, one: {op: [reference, one]}, _EQUAL, st.sampled_from(CHOICES))
    if nature == "text":
        return (
            answered
            | st.builds(lambda op, one: {op: [reference, one]}, _EQUAL, st.sampled_from(WORDS[2:]))
            | st.builds(lambda op, n: {op: [{"length": reference}, n]}, _ORDERED, st.integers(0, 12))
            | st.builds(lambda one: {"matches": [reference, one]}, st.sampled_from(("x|yes", "[a-z]+", r"\p{L}*")))
        )
    values = {"number": ("-1", 0, 3, "2.5"), "date": ("2024-02-29",), "time": ("09:30", "09:30:30")}[nature]
    return answered | st.builds(lambda op, one: {op: [reference, one]}, _ORDERED, st.sampled_from(values))


def _item(draw: Draw, name: str, kind: str, readable: list[tuple[str, str]]) -> Item:
    some = st.none() | condition(readable) if readable else st.none()
    if kind == "note":
        return Note(id=name, text="Read this.", show_if=draw(some))
    advise = tuple(Advice(show_if=one, text="Think.") for one in [draw(some)] if one is not None)
    base: dict[str, Any] = {
        "id": name, "label": name, "required": draw(st.booleans()), "show_if": draw(some), "advise": advise,
    }  # fmt: skip
    choices = tuple(
        choice(one, show_if=draw(some), exclusive=one == "b" and kind == "multiple_choice",
               text=OtherText(max_length=2) if one == "c" and "choice" in kind else None)
        for one in CHOICES
    )  # fmt: skip
    rows = tuple(Row(id=one, label=one, required=draw(st.booleans()), show_if=draw(some)) for one in ROWS)
    return _question(kind, base, choices, rows, draw(st.booleans()))


def _question(
    kind: str, base: dict[str, Any], choices: tuple[Choice, ...], rows: tuple[Row, ...], strict: bool
) -> Question:
    limit = 3 if strict else None
    makers: dict[str, Callable[[], Question]] = {
        "text": lambda: Text(**base, max_length=limit, pattern="[a-z]*" if strict else None),
        "long_text": lambda: LongText(**base, min_length=limit, advise_max_length=4),
        "email": lambda: Email(**base, max_length=limit),
        "number": lambda: Number(**base, minimum=0, maximum=limit, decimals=1),
        "date": lambda: Date(**base, earliest="2024-01-01"),
        "time": lambda: Time(**base, latest="12:00"),
        "single_choice": lambda: SingleChoice(**base, choices=choices),
        "multiple_choice": lambda: MultipleChoice(**base, choices=choices, min_choices=2, max_choices=limit),
        "matrix": lambda: Matrix(**base, columns=choices, rows=rows, min_rows=2 if strict else None),
        "ranking": lambda: Ranking(**base, choices=choices, min_choices=2 if strict else None),
        "table": lambda: Table(**base, columns=choices, rows=rows, max_length=limit),
        "attachment": lambda: AttachmentQuestion(**base, max_bytes=10),
        "consent": lambda: Consent(**base),
    }
    return makers[kind]()


def values(kind: str) -> st.SearchStrategy[Value | None]:
    """Answers of the right shape for a kind, right or wrong, or none."""
    chosen = st.lists(st.sampled_from(CHOICES), max_size=3, unique=True).map(tuple)
    numbers = ("0", "3", " 2,5 ", "-1", "+3.00", "many", "1e3")
    by_kind: dict[str, st.SearchStrategy[Any]] = {
        "number": st.sampled_from(numbers),
        "date": st.sampled_from(("2024-02-29", "2023-02-29", "2025-01-01", "soon")),
        "time": st.sampled_from(("09:30", "09:30:00", "23:59", "25:00")),
        "single_choice": st.sampled_from(CHOICES),
        "matrix": st.sampled_from(CHOICES),
        "multiple_choice": chosen,
        "ranking": chosen,
        "attachment": st.lists(
            st.builds(
                Attachment, st.just("0" * 64), st.sampled_from(("a.pdf", "b.exe")), st.integers(0, 20), st.just("x")
            ),
            max_size=2,
        ).map(tuple),
        "consent": st.booleans(),
        "email": st.sampled_from(("a@example.org", "a@b", "@")),
    }
    return st.none() | by_kind.get(kind, st.sampled_from(WORDS))


def edits(asked: Questionnaire) -> st.SearchStrategy[list[Edit]]:
    """A run of answers to any targets of a questionnaire."""
    by_target: list[st.SearchStrategy[Edit]] = []
    for item in asked.questions():
        for reference, nature in references(item.id, item.kind):
            if nature != "rows":
                kind = "text" if nature == "text" and item.kind != "email" else item.kind
                by_target.append(st.builds(Edit, st.just(reference), values(kind)))
    return st.lists(st.one_of(by_target), max_size=15) if by_target else st.just([])
