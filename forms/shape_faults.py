"""Shape faults: what pydantic finds against the declared types, told in plain words with place and remedy."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args, get_type_hints

from forms import canonical
from forms.faults import Fault
from forms.lists import words_of
from forms.questionnaire import Definition, Item

FORMAT = 1
_REASONS = {
    "json_type": ("“{key}” is of the wrong kind.", "Compare with docs/definition-format.md."),
    "dict_type": ("Here must stand a condition.", 'Write an object, for example {{"answered": "QUESTION"}}.'),
    "missing": ("“{key}” is missing.", "Add it."),
    "unexpected_keyword_argument": ("“{key}” is not known here.", "Remove it, or check how it is written."),
    "extra_forbidden": ("“{key}” is not known here.", "Remove it, or check how it is written."),
    "string_type": ("Here must stand a text.", "Put it in quotation marks."),
    "int_type": ("Here must stand a whole number.", "Write digits without quotation marks."),
    "int_parsing": ("Here must stand a whole number.", "Write digits without quotation marks."),
    "bool_type": ("Here must stand true or false.", "Write true or false without quotation marks."),
    "bool_parsing": ("Here must stand true or false.", "Write true or false without quotation marks."),
    "tuple_type": ("Here must stand a list.", "Write […]."),
    "dataclass_type": ("Here must stand an object.", "Write {{…}}."),
    "too_short": ("This list is empty.", "Give it at least one entry."),
    "too_long": ("This list is too long.", "At most 5,000 entries are read; use several questions."),
    "greater_than_equal": ("This number is too small.", "Write {ge} or more."),
    "literal_error": ("This value is not one of those that stand here.", "Write one of: {expected}."),
    "mapping_type": ("Here must stand a condition.", 'Write an object, for example {{"answered": "QUESTION"}}.'),
}


def shape_faults(expanded: dict[str, Any]) -> list[Fault]:
    """Every fault of shape in an expanded definition; one for each place."""
    sections = expanded.get("sections")
    newer = expanded.get("satchel")
    if isinstance(newer, int) and newer > FORMAT:
        reason = f"This file is written in format {newer}; this program reads format {FORMAT}."
        return [Fault("satchel", "", reason, "Use a newer version of the program.")]
    if not isinstance(sections, list):
        return _faults_of(Definition, expanded, (), expanded)
    bare = [
        {**one, "items": []} if isinstance(one, dict) and isinstance(one.get("items"), list) else one
        for one in sections
    ]
    found = _faults_of(Definition, {**expanded, "sections": bare}, (), expanded)
    for number, section in enumerate(sections):
        items = section.get("items") if isinstance(section, dict) else None
        for position, item in enumerate(items if isinstance(items, list) else ()):
            path = ("sections", number, "items", position)
            kind = item.get("kind") if isinstance(item, dict) else None
            if isinstance(kind, str) and kind in _KINDS:
                found += _faults_of(_KINDS[kind], item, path, expanded)
            else:
                reason = f"There is no kind of question “{kind}”." if kind else "“kind” is missing."
                found.append(
                    Fault(place_of(path), words_at(expanded, path), reason, f"The kinds are: {', '.join(_KINDS)}.")
                )
    return found


def _faults_of(kind: Any, data: Any, path: tuple[Any, ...], expanded: dict[str, Any]) -> list[Fault]:
    from pydantic import ValidationError

    try:
        _adapter(kind).validate_json(canonical.encode(data), strict=True)
    except ValidationError as error:
        found: dict[str, Fault] = {}
        for one in error.errors(include_url=False, include_input=False):
            if _is_of_another_member(one, data):
                continue
            fault = _fault(one, path, expanded)
            found.setdefault(fault.place, fault)
        return list(found.values())
    except ValueError:
        return [Fault(place_of(path) or "the file", "", "It holds half a character (a lone surrogate).", "Replace it.")]
    return []


def _is_of_another_member(error: Any, data: Any) -> bool:
    """Whether an error says that an object is no text, where it was meant as one text for each language."""
    steps = error["loc"]
    if not steps or steps[-1] != "str" or error["type"] != "string_type":
        return False
    here = data
    for step in steps[:-1]:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return False
    return isinstance(here, dict)


@cache
def _adapter(kind: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _fault(error: Any, path: tuple[Any, ...], expanded: dict[str, Any]) -> Fault:
    at = (*path, *(step for step in error["loc"] if step not in _OF_A_UNION and not str(step).startswith("dict[")))
    reason, remedy = _REASONS.get(
        error["type"], (error["msg"].rstrip(".") + ".", "Compare with docs/definition-format.md.")
    )
    facts = {"key": at[-1] if at else "", **error.get("ctx", {})}
    return Fault(place_of(at) or "the file", words_at(expanded, at), _fill(reason, facts), _fill(remedy, facts))


def _fill(template: str, facts: dict[str, Any]) -> str:
    try:
        return template.format(**facts)
    except (KeyError, IndexError):
        return template


# Steps that pydantic adds for the member of a union it tried; they are no place in the file.
_OF_A_UNION = frozenset({"str", "int"})
_DEEPEST_WITH_WORDS = 4  # sections, number, items, number
_KINDS: dict[str, Any] = {
    get_args(get_type_hints(one)["kind"])[0]: one for one in get_args(Item)
}  # fmt: skip


def place_of(path: tuple[Any, ...]) -> str:
    """A path as `sections[0].items[3].label`."""
    told = ""
    for step in path:
        told += f"[{step}]" if isinstance(step, int) else f".{step}" if told else str(step)
    return told


def words_at(expanded: Any, path: tuple[Any, ...]) -> str:
    """The words of the question, note or section that a path lies in, or nothing."""
    words = ""
    here = expanded
    for step in path[:_DEEPEST_WITH_WORDS]:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(here, dict):
            words = words_of(here) or words
    return words
