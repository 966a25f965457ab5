"""Reading: every fault of a definition is named, with place, reason and remedy; nothing else is ever raised."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from forms.questionnaire import Note
from forms.reading import advices, faults, read, reread
from tests.samples import lists, questionnaire


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
    ("newer format", top(satchel=2), "satchel", "written in format 2"),
    ("older format", top(satchel=0), "satchel", "not one of"),
    ("format in words", top(satchel="1"), "satchel", "not one of"),
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
    ("more than can stand together", item(4, min_choices=2, choices=[{"id": "x", "label": "X"}, {"id": "n", "label": "N", "exclusive": True}]), "sections[0].items[4].min_choices", "only one choice"),
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
    ("country role on a text", item(1, role="country"), "sections[0].items[1].role", "single_choice"),
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
    ("shows itself", item(1, show_if={"answered": "why"}), "sections[0].items[1].show_if", "“why”, “why”"),
    ("circle of two", lambda data: (item(0, show_if={"answered": "why"})(data), item(1, show_if={"answered": "colour"})(data)), "sections[0].items[0].show_if", "“colour”, “why”, “colour”"),
    ("ending with a dot", item(1, kind="attachment", extensions=[".pdf"], show_if=None), "sections[0].items[1].extensions[0]", "file ending"),
    ("no ending", item(1, kind="attachment", extensions=[], show_if=None), "sections[0].items[1].extensions", "No type"),
    ("publish in words", item(1, publish="sometimes"), "sections[0].items[1].publish", "not one of"),
    ("empty version", top(version=" "), "version", "1 to 64"),
    ("version as a number", top(version=1), "version", "must stand a text"),
    ("remarks in one text", top(remarks="x"), "remarks", "must stand a list"),
    ("a language twice", top(languages=["en", "en"]), "languages[1]", "stands twice"),
    ("no title", top(title=""), "title", "no wording"),
    ("introduction in another language only", top(introduction={"fr": "Bonjour"}), "introduction", "no wording"),
    ("text in a language not offered", lambda data: (top(languages=["en", "de"])(data), item(0, label={"en": "Colour", "fr": "Couleur"})(data)), "sections[0].items[0].label.fr", "not among the languages"),
    ("text in a language that is none", item(0, label={"en": "Colour", "English": "Colour"}), "sections[0].items[0].label.English", "language tag"),
    ("a label that is a number", item(0, label=7), "sections[0].items[0].label", "must stand a text"),
    ("a translation that is a number", item(0, label={"en": 7}), "sections[0].items[0].label.en", "must stand a text"),
    ("advice without words", item(0, advise=[{"show_if": {"answered": "age"}, "text": ""}]), "sections[0].items[0].advise[0].text", "no wording"),
    ("other text without words", item(0, choices=[{"id": "a", "label": "A", "text": {"label": " "}}]), "sections[0].items[0].choices[0].text.label", "no wording"),
    ("other text of no length", item(0, choices=[{"id": "a", "label": "A", "text": {"max_length": 0}}]), "sections[0].items[0].choices[0].text.max_length", "lets nobody"),
    ("row and column of one id", item(3, rows=[{"id": "a", "label": "A"}]), "sections[0].items[3].rows[0].id", "stands already"),
    ("bound with a comma", item(2, minimum="0,5"), "sections[0].items[2].minimum", "cannot be read"),
    ("bound with blanks", item(5, latest=" 2026-02-02"), "sections[0].items[5].latest", "cannot be read"),
    ("day in words", item(5, latest="2 March"), "sections[0].items[5].latest", "cannot be read"),
    ("hour 25", item(5, kind="time", latest="25:00"), "sections[0].items[5].latest", "cannot be read"),
    ("file of no bytes", item(1, kind="attachment", max_bytes=0), "sections[0].items[1].max_bytes", "lets nobody"),
    ("no file", item(1, kind="attachment", max_files=0), "sections[0].items[1].max_files", "too small"),
    ("alone in a grid", item(3, columns=[{"id": "a", "label": "A", "exclusive": True}]), "sections[0].items[3].columns[0].exclusive", "multiple choice"),
    ("name role on a choice", item(0, role="name"), "sections[0].items[0].role", "“text”"),
    ("unknown role", item(0, role="king"), "sections[0].items[0].role", "not one of"),
    ("privacy with a third choice", item(0, role="privacy", choices=[{"id": one, "label": "X"} for one in ("anonymous", "public", "perhaps")]), "sections[0].items[0].role", "anonymous"),
    ("choices on a text", item(1, choices=[{"id": "a", "label": "A"}]), "sections[0].items[1].choices", "not known"),
    ("list that is no name", item(0, choices={"list": "../lists/countries-251"}), "sections[0].items[0].choices", "no list"),
    ("condition in words", item(1, show_if="always"), "sections[0].items[1].show_if", "must stand a condition"),
    ("condition of a choice", item(0, choices=[{"id": "red", "label": "A", "show_if": {"answered": "x"}}]), "sections[0].items[0].choices[0].show_if", "no answer"),
    ("condition of a row", item(3, rows=[{"id": "r", "label": "R", "show_if": {"answered": "x"}}]), "sections[0].items[3].rows[0].show_if", "no answer"),
    ("condition of a section", lambda data: data["sections"][0].update(show_if={"answered": "x"}), "sections[0].show_if", "no answer"),
    ("condition of a note", item(6, show_if={"answered": "x"}), "sections[0].items[6].show_if", "no answer"),
    ("condition on a note", item(1, show_if={"answered": "note-1"}), "sections[0].items[1].show_if", "no answer"),
    ("unknown row", item(1, show_if={"eq": ["grid/s", "a"]}), "sections[0].items[1].show_if", "no answer"),
    ("unknown column", item(1, show_if={"eq": ["grid/r", "z"]}), "sections[0].items[1].show_if", "no choice"),
    ("a number is not equal to letters", item(1, show_if={"eq": ["age", "old"]}), "sections[0].items[1].show_if", "not a number"),
    ("a day is not equal to 3", item(1, show_if={"gt": ["day", 3]}), "sections[0].items[1].show_if", "cannot be compared"),
    ("no such day in a condition", item(1, show_if={"gt": ["day", "2026-02-30"]}), "sections[0].items[1].show_if", "not a date"),
    ("several answers are not equal to one", item(1, show_if={"eq": ["many", "x"]}), "sections[0].items[1].show_if", "includes"),
    ("count of a text", item(0, show_if={"ge": [{"count": "why"}, 1]}, advise=[]), "sections[0].items[0].show_if", "nothing to count"),
    ("length of a number", item(1, show_if={"ge": [{"length": "age"}, 1]}), "sections[0].items[1].show_if", "not a text"),
    ("unknown measure", item(1, show_if={"ge": [{"sum": "age"}, 1]}), "sections[0].items[1].show_if", "not a side"),
    ("pattern in a condition", item(0, show_if={"matches": ["why", "("]}), "sections[0].items[0].show_if", "not understood"),
    ("a choice hides itself", item(4, choices=[{"id": "x", "label": "X", "show_if": {"includes": ["many", "y"]}}, {"id": "y", "label": "Y"}]), "sections[0].items[4].choices[0].show_if", "“many/x”, “many/x”"),
    ("a row that needs itself", item(3, rows=[{"id": "r", "label": "R", "show_if": {"eq": ["grid/r", "a"]}}]), "sections[0].items[3].rows[0].show_if", "“grid/r”, “grid/r”"),
    ("a section hidden by its own question", lambda data: data["sections"][0].update(show_if={"answered": "age"}), "sections[0].show_if", "“one”, “age”, “one”"),
    ("section without items", lambda data: data["sections"][0].pop("items"), "sections[0].items", "missing"),
    ("an item that is a text", lambda data: data["sections"][0]["items"].append("x"), "sections[0].items[7]", "missing"),
    ("a section that is a text", lambda data: data["sections"].append("x"), "sections[1]", "must stand an object"),
    ("a null label", item(0, label=None), "sections[0].items[0].label", "must stand a text"),
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
    """Not only the first fault is named: those of shape and those of meaning stand side by side, and a question that
    cannot be read makes no fault where it is named."""
    data = small()
    item(0, required="yes")(data)
    item(1, pattern="(")(data)
    item(2, minimum=9, maximum=1)(data)
    item(4, show_if={"answered": "nothing"}, max_choices=0)(data)
    found = faults(json.dumps(data).encode(), lists())

    assert sorted(one.place.removeprefix("sections[0].items") for one in found) == [
        "[0].required", "[1].pattern", "[2].minimum", "[4].max_choices", "[4].show_if",
    ]  # fmt: skip


def test_one_place_one_fault() -> None:
    """What may be one of several things and is none makes one fault, not one for each thing it might have been."""
    for value in (7, {"en": 7}, ["x"], None, True):
        data = small()
        item(0, label=value)(data)

        assert len(faults(json.dumps(data).encode(), lists())) == 1


def test_fault_names_question_and_rows() -> None:
    """A fault has the label of its question, also deep inside; a grid without its row is answered with its rows."""
    data = small()
    item(3, columns=[{"id": "A", "label": "First column"}])(data)
    item(1, show_if={"answered": "grid/x"})(data)
    found = {one.place: one for one in faults(json.dumps(data).encode(), lists())}

    assert found["sections[0].items[3].columns[0].id"].words == "Grid"
    assert found["sections[0].items[1].show_if"].remedy == "Name one of its answers: grid/r."


def test_fractions_are_placed() -> None:
    """Each fraction is named where it stands, with how to write it."""
    data = small()
    item(2, minimum=0.5, maximum=9.25)(data)
    found = faults(json.dumps(data).encode(), lists())

    assert [(one.place, one.remedy) for one in found] == [
        ("sections[0].items[2].minimum", 'Write it as text: "0.5".'),
        ("sections[0].items[2].maximum", 'Write it as text: "9.25".'),
    ]


def test_circles_are_whole_and_separate() -> None:
    """A chain of a thousand that closes is one fault that names both ends; two circles are two faults."""
    items = [
        {"id": f"q{n}", "kind": "text", "label": "Q", "show_if": {"answered": f"q{(n + 1) % 1000}"}}
        for n in range(1000)
    ]
    items += [{"id": "self", "kind": "text", "label": "S", "show_if": {"answered": "self"}}]
    data = small()
    data["sections"][0]["items"] = items
    found = faults(json.dumps(data).encode(), lists())

    assert len(found) == 2
    assert "1000 in all" in found[0].reason
    assert "“self”, “self”" in found[1].reason


def test_an_id_that_stands_twice_is_no_circle() -> None:
    """A question with the id of its section is one fault, whatever conditions stand beside it."""
    data = small()
    item(0, id="one")(data)
    item(1, show_if={"answered": "age"})(data)

    assert [one.place for one in faults(json.dumps(data).encode(), lists())] == ["sections[0].items[0].id"]


def test_long_chains_are_no_circles() -> None:
    """A chain of dependencies of any length is read, forwards and backwards."""
    for step in (1, -1):
        items: list[dict[str, Any]] = [{"id": f"q{n}", "kind": "text", "label": "Q"} for n in range(3000)]
        for n in range(1, 3000):
            items[n if step == 1 else n - 1]["show_if"] = {"answered": f"q{n - step if step == 1 else n}"}
        data = small()
        data["sections"][0]["items"] = items

        assert not faults(json.dumps(data).encode(), lists())


def test_lists_are_capped() -> None:
    """A small file whose lists would make it larger than can be read again is refused."""
    data = small()
    data["sections"][0]["items"] = [
        {"id": f"q{n}", "kind": "single_choice", "label": "Q", "choices": {"list": "countries-251"}}
        for n in range(2000)
    ]
    found = faults(json.dumps(data).encode(), lists())

    assert [one.place for one in found] == ["sections[0].items[673].choices"]
    assert "written out" in found[0].reason


def test_costly_things_are_capped() -> None:
    """Patterns and table cells, which make little text much work, have a cap; the same pattern may stand everywhere."""
    columns, rows = ([{"id": f"{kind}{n}", "label": "X"} for n in range(500)] for kind in "cr")
    same = [{"id": f"q{n}", "kind": "text", "label": "Q", "pattern": "[a-z]+"} for n in range(300)]
    cases: list[tuple[list[dict[str, Any]], str]] = [
        ([{"id": "t", "kind": "table", "label": "T", "columns": columns, "rows": rows}], "more than 200,000 cells"),
        ([one | {"pattern": f"a{n}"} for n, one in enumerate(same)], "more than 200 different patterns"),
        (
            [
                same[0],
                *({"kind": "note", "text": "N", "show_if": {"not": {"matches": ["q0", f"a{n}"]}}} for n in range(201)),
            ],
            "more than 200",
        ),
        ([one | {"pattern": "a" * 1001} for one in same[:1]], "1,001 characters"),
        ([one | {"pattern": r"\w{500}"} for one in same], "not understood"),
    ]
    data = small()
    for items, words in cases:
        data["sections"][0]["items"] = items
        found = faults(json.dumps(data).encode(), lists())

        assert found
        assert all(words in one.reason for one in found)
    data["sections"][0]["items"] = same

    assert not faults(json.dumps(data).encode(), lists())


def test_only_names_are_looked_up() -> None:
    """A list is asked for by a name alone: nothing in a definition can lead to another file."""
    asked = []

    class Shelf(dict[str, bytes]):
        def __getitem__(self, name: str) -> bytes:
            asked.append(name)
            return super().__getitem__(name)

    for name in ("../lists/countries-251", "/etc/passwd", "a\x00b", "", "A", "planets"):
        data = small()
        item(0, choices={"list": name})(data)

        assert faults(json.dumps(data).encode(), Shelf(lists()))
    assert asked == ["planets"]


def test_nothing_in_a_fault_moves_a_cursor() -> None:
    """Faults go to terminals: control characters and halves of characters of a file do not."""
    data = small()
    item(0, label="a\x1b[2Jb\u202e\ud800\n", kind="\x1b[1m")(data)

    assert all(str(one).isprintable() for one in faults(json.dumps(data).encode(), lists()))


def test_a_mark_at_the_beginning_is_no_fault() -> None:
    """Some editors put a byte order mark before the text; it changes neither meaning nor digest."""
    data = json.dumps(small()).encode()

    assert read(b"\xef\xbb\xbf" + data, lists()).digest == read(data, lists()).digest


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
