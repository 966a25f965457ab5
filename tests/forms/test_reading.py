"""Reading: every fault of a definition is named, with place, reason and remedy; nothing else is ever raised."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from forms.questionnaire import Note
from forms.reading import Unreadable, advices, faults, read, reread
from tests.samples import definition, lists, questionnaire


def small() -> dict[str, Any]:
    """A small sound definition to break."""
    return {
        "satchel": 1, "id": "small", "version": "1", "language": "en", "title": "Small",
        "sections": [{
            "id": "one", "title": "One",
            "items": [
                {"id": "colour", "kind": "single_choice", "label": "Colour", "choices": [{"id": "red", "label": "Red"}, {"id": "blue", "label": "Blue"}]},
                {"id": "why", "kind": "text", "label": "Why", "show_if": {"eq": ["colour", "red"]}},
                {"id": "age", "kind": "number", "label": "Age", "minimum": 0, "maximum": 120},
                {"id": "grid", "kind": "matrix", "label": "Grid", "columns": [{"id": "a", "label": "A"}], "rows": [{"id": "r", "label": "R"}]},
                {"id": "many", "kind": "multiple_choice", "label": "Many", "choices": [{"id": "x", "label": "X"}, {"id": "y", "label": "Y"}]},
                {"id": "day", "kind": "date", "label": "Day"},
                {"kind": "note", "text": "A note"},
            ],
        }],
    }  # fmt: skip


Break = Callable[[dict[str, Any]], object]


def item(number: int, **facts: Any) -> Break:
    """Change an item."""
    return lambda data: data["sections"][0]["items"][number].update(facts)


def top(**facts: Any) -> Break:
    """Change the definition itself."""
    return lambda data: data.update(facts)


BROKEN: list[tuple[str, Break, str, str]] = [
    ("unknown key", top(colour="red"), "colour", "not known"),
    ("missing title", lambda data: data.pop("title"), "title", "missing"),
    ("no sections", top(sections=[]), "sections", "empty"),
    ("sections are text", top(sections="x"), "sections", "list"),
    ("other format", top(satchel=2), "satchel", "not one of"),
    ("id with capitals", top(id="Small"), "id", "cannot be an id"),
    ("id of 65 letters", item(0, id="x" * 65), "sections[0].items[0].id", "cannot be an id"),
    ("id twice", item(1, id="colour"), "sections[0].items[1].id", "stands already"),
    ("id of a section", item(1, id="one"), "sections[0].items[1].id", "stands already"),
    ("choice twice", item(0, choices=[{"id": "a", "label": "A"}] * 2), "sections[0].items[0].choices[1].id", "stands already"),
    ("row twice", item(3, rows=[{"id": "a", "label": "A"}] * 2), "sections[0].items[3].rows[1].id", "stands already"),
    ("column twice", item(3, columns=[{"id": "a", "label": "A"}] * 2), "sections[0].items[3].columns[1].id", "stands already"),
    ("no choices", item(0, choices=[]), "sections[0].items[0].choices", "empty"),
    ("10,000 choices", item(0, choices=[{"id": f"c{n}", "label": "C"} for n in range(10_000)]), "sections[0].items[0].choices", "too long"),
    ("unknown list", item(0, choices={"list": "planets"}), "sections[0].items[0].choices", "no list"),
    ("odd list", item(0, choices={"lists": "x"}), "sections[0].items[0].choices", "neither"),
    ("unknown kind", item(0, kind="poem"), "sections[0].items[0]", "no kind"),
    ("no kind", lambda data: data["sections"][0]["items"][0].pop("kind"), "sections[0].items[0]", "missing"),
    ("required in words", item(0, required="yes"), "sections[0].items[0].required", "true or false"),
    ("negative limit", item(1, max_length=-1), "sections[0].items[1].max_length", "too small"),
    ("limit of nothing", item(1, max_length=0), "sections[0].items[1].max_length", "lets nobody"),
    ("minimum above maximum", item(1, min_length=9, max_length=3), "sections[0].items[1].min_length", "cannot both"),
    ("more choices than there are", item(4, min_choices=3), "sections[0].items[4].min_choices", "only 2"),
    ("least above most", item(4, min_choices=2, max_choices=1), "sections[0].items[4].min_choices", "cannot both"),
    ("alone and two", item(4, min_choices=2, choices=[{"id": "x", "label": "X"}, {"id": "n", "label": "N", "exclusive": True}]), "sections[0].items[4].min_choices", "stands alone"),
    ("more rows than there are", item(3, min_rows=2), "sections[0].items[3].min_rows", "only 1"),
    ("more required rows than may be", item(3, rows=[{"id": f"r{n}", "label": "R", "required": True} for n in range(3)], max_rows=2), "sections[0].items[3].max_rows", "3 rows"),
    ("bounds exchanged", item(2, minimum=9, maximum=1), "sections[0].items[2].minimum", "above"),
    ("bound of letters", item(2, minimum="nine"), "sections[0].items[2].minimum", "cannot be read"),
    ("no such day", item(5, earliest="2026-02-30"), "sections[0].items[5].earliest", "cannot be read"),
    ("days exchanged", item(5, earliest="2026-02-02", latest="2026-01-01"), "sections[0].items[5].earliest", "above"),
    ("empty label", item(0, label=" "), "sections[0].items[0].label", "no wording"),
    ("label in another language only", item(0, label={"fr": "Couleur"}), "sections[0].items[0].label", "no wording"),
    ("choice without words", item(0, choices=[{"id": "a", "label": ""}]), "sections[0].items[0].choices[0].label", "no wording"),
    ("note without words", item(6, text=""), "sections[0].items[6].text", "no wording"),
    ("pattern of another engine", item(1, pattern="(?=x)y"), "sections[0].items[1].pattern", "not understood"),
    ("pattern left open", item(1, pattern="("), "sections[0].items[1].pattern", "not understood"),
    ("pattern far too large", item(1, pattern="((a{1000}){1000}){1000}"), "sections[0].items[1].pattern", "not understood"),
    ("privacy of its own", item(0, role="privacy"), "sections[0].items[0].role", "anonymous"),
    ("e-mail role on a choice", item(0, role="email"), "sections[0].items[0].role", "email"),
    ("country role on a text", item(1, role="country"), "sections[0].items[1].role", "single choice"),
    ("alone in a single choice", item(0, choices=[{"id": "a", "label": "A", "exclusive": True}]), "sections[0].items[0].choices[0].exclusive", "stands alone"),
    ("text box in a grid", item(3, columns=[{"id": "a", "label": "A", "text": {}}]), "sections[0].items[3].columns[0].text", "cannot carry"),
    ("deadline without zone", top(deadline="2026-12-31T12:00:00"), "deadline", "zone"),
    ("deadline in words", top(deadline="soon"), "deadline", "zone"),
    ("language in words", top(language="English"), "language", "language tag"),
    ("own language not named", top(languages=["fr"]), "languages", "not among"),
    ("unknown operator", item(1, show_if={"is": ["colour", "red"]}), "sections[0].items[1].show_if", "not a condition"),
    ("two operators", item(1, show_if={"eq": ["colour", "red"], "ne": ["colour", "red"]}), "sections[0].items[1].show_if", "cannot be used"),
    ("unknown question", item(1, show_if={"eq": ["color", "red"]}), "sections[0].items[1].show_if", "no answer"),
    ("unknown choice", item(1, show_if={"eq": ["colour", "green"]}), "sections[0].items[1].show_if", "no choice"),
    ("unknown choice deep inside", item(1, show_if={"not": {"any": [{"includes": ["many", "z"]}]}}), "sections[0].items[1].show_if", "no choice"),
    ("a grid without its row", item(1, show_if={"eq": ["grid", "a"]}), "sections[0].items[1].show_if", "no answer"),
    ("text is not more than 3", item(1, show_if={"gt": ["colour", 3]}), "sections[0].items[1].show_if", "cannot be"),
    ("includes on a number", item(1, show_if={"includes": ["age", "x"]}), "sections[0].items[1].show_if", "choices"),
    ("matches on a choice", item(1, show_if={"matches": ["colour", "x"]}), "sections[0].items[1].show_if", "text"),
    ("one operand", item(1, show_if={"eq": ["colour"]}), "sections[0].items[1].show_if", "cannot be used"),
    ("empty any", item(1, show_if={"any": []}), "sections[0].items[1].show_if", "list of conditions"),
    ("shows itself", item(1, show_if={"answered": "why"}), "sections", "circle"),
    ("circle of two", lambda data: (item(0, show_if={"answered": "why"})(data), item(1, show_if={"answered": "colour"})(data)), "sections", "circle"),
    ("ending with a dot", item(1, kind="attachment", extensions=[".pdf"], show_if=None), "sections[0].items[1].extensions", "file ending"),
    ("no ending", item(1, kind="attachment", extensions=[], show_if=None), "sections[0].items[1].extensions", "No type"),
    ("publish in words", item(1, publish="sometimes"), "sections[0].items[1].publish", "not one of"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "broken", "place", "words"), BROKEN, ids=[one[0] for one in BROKEN])
def test_fault_is_named(case: str, broken: Break, place: str, words: str) -> None:
    """A broken definition is refused with the place, the reason and a remedy."""
    data = small()
    broken(data)
    found = faults(json.dumps(data).encode(), lists())

    assert [one for one in found if one.place == place and words in one.reason], found
    assert all(one.reason.endswith(".") and one.remedy for one in found)


def test_all_faults_at_once() -> None:
    """Not only the first fault is named."""
    data = small()
    item(0, label="")(data)
    item(1, pattern="(")(data)
    item(2, minimum=9, maximum=1)(data)

    assert len(faults(json.dumps(data).encode(), lists())) == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"), (b"[]", "object"), (b"{", "not JSON"), (b"\xff", "UTF-8"), (b'{"id": 1, "id": 2}', "twice"),
        (b'{"satchel": 1.5}', "number"), (b'{"a": NaN}', "number"), (b"[" * 500 + b"]" * 500, "deeper"),
        (b'{"satchel": 1, "title": "\\ud800"}', "half a character"), (b" " * 10_000_001, "at most"),
    ],
)  # fmt: skip
def test_not_even_a_definition(data: bytes, words: str) -> None:
    """Files that are no JSON, hostile or huge are refused with a sentence."""
    assert any(words in one.reason for one in faults(data, lists()))


def test_reread_gives_the_same() -> None:
    """The fast way in gives a value equal to the checked one, for both bundled definitions."""
    for name in ("micro-credentials", "every-kind"):
        assert reread(questionnaire(name).source) == questionnaire(name)


def test_digest_is_that_of_the_file() -> None:
    """White space and order of keys change no digest; a word does; a default written out does, since the file says it."""
    data = small()
    first = read(json.dumps(data).encode(), lists())
    again = read(json.dumps(data, indent=4, sort_keys=True).encode(), lists())
    data["sections"][0]["items"][0]["required"] = False
    other = read(json.dumps(data).encode(), lists())

    assert first.digest == again.digest
    assert first.digest != other.digest


def test_notes_get_names() -> None:
    """A note without an id is known as note-1, and the file's digest does not hear of it."""
    found = read(json.dumps(small()).encode(), lists())

    assert [one.id for one in found.items() if isinstance(one, Note)] == ["note-1"]
    assert b"note-1" not in found.source


def test_advices_name_missing_translations() -> None:
    """A definition in two languages with a text in one is advised, not refused."""
    data = small() | {"languages": ["en", "de"]}
    found = advices(read(json.dumps(data).encode(), lists()))

    assert any("“de”" in one.reason for one in found)


@pytest.mark.parametrize("count", [pytest.param(300), pytest.param(20_000, marks=pytest.mark.long)])
def test_mutated_definitions(count: int) -> None:
    """A seed with bytes, values or keys changed at random is a questionnaire or `Unreadable`, never anything else."""
    chance = random.Random(7)
    seed = definition("every-kind")
    for _ in range(count):
        data = bytearray(seed)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            piece = chance.choice([b"", b'"', b"{", b"]", b"0", b"-1", b"null", b"true", b'"x"', bytes([chance.randrange(256)])])
            data[at : at + chance.randint(0, 3)] = piece
        try:
            read(bytes(data), lists())
        except Unreadable as unreadable:
            assert unreadable.faults
