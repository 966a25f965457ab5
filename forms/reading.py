"""Reading: a definition file becomes a Questionnaire, or every fault is named with its place, reason and remedy."""

from __future__ import annotations

import codecs
import dataclasses
import json
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from forms import canonical
from forms.definition_advices import advices
from forms.definition_checks import checks
from forms.faults import Fault, Faulty
from forms.lists import expand
from forms.questionnaire import Definition, Item, Note, Questionnaire
from forms.shape_faults import place_of, shape_faults, words_at
from forms.trouble import Trouble
from forms.uncollected import uncollected

__all__ = ["Fault", "Unreadable", "advices", "faults", "read", "reread"]


_IN_AN_ITEM = re.compile(r"sections\[(\d+)\]\.items\[(\d+)\]")
_REMEDIES = {
    "json-number": "Write it as text, in quotation marks.",
    "json-too-large": "Check that this is the right file.",
    "json-duplicate-key": "Keep one of the two.",
    "json-text": "Save the file as UTF-8.",
}


class Unreadable(Faulty):
    """A definition with faults."""

    def __init__(self, found: tuple[Fault, ...]) -> None:
        super().__init__("definition-faults", "The questionnaire", found)


def read(data: bytes, lists: Mapping[str, bytes]) -> Questionnaire:
    """The questionnaire of a definition file; `lists` holds the named lists (`resources/lists`). Raises `Unreadable` with
    every fault."""
    found, questionnaire = _examine(data, lists)
    if questionnaire is None or found:
        raise Unreadable(found)
    return questionnaire


def faults(data: bytes, lists: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """Every fault of a definition file; none when it can be used."""
    return _examine(data, lists)[0]


def reread(source: bytes) -> Questionnaire:
    """The questionnaire of bytes that `read` made and whose digest the archive vouches for; no checks, and no heavy
    library."""
    with uncollected():
        return _questionnaire(json.loads(source), source)


def _examine(data: bytes, lists: Mapping[str, bytes]) -> tuple[tuple[Fault, ...], Questionnaire | None]:
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        parsed = canonical.parse(data)
    except Trouble as trouble:
        return _not_parsed(data, trouble), None
    if not isinstance(parsed, dict):
        return (Fault("the file", "", "A definition is one JSON object.", "Begin with {."),), None
    found: list[Fault] = []
    expanded = expand(parsed, lists, found)
    if expanded is None:
        return tuple(found), None
    known = {one.place for one in found}
    found += (one for one in shape_faults(expanded) if one.place not in known)
    if found:
        return (*found, *_beside(expanded, found)), None
    source = canonical.encode(expanded)
    if len(source) > canonical.MAX_BYTES:
        reason = f"With its lists written out, the questionnaire has {len(source):,} bytes."
        return (Fault("the file", "", reason, f"At most {canonical.MAX_BYTES:,} can be read."),), None
    questionnaire = _questionnaire(expanded, source)
    return tuple(checks(questionnaire)), questionnaire


def _not_parsed(data: bytes, trouble: Trouble) -> tuple[Fault, ...]:
    if trouble.code == "json-number":
        try:
            loose = canonical.parse(data, floats=True)
        except Trouble:
            loose = None
        found = tuple(
            Fault(
                place_of(path),
                words_at(loose, path),
                f"The number {number!r} is a fraction.",
                f'Write it as text: "{number!r}".',
            )
            for path, number in _fractions(loose)
        )
        if found:
            return found
    return (Fault("the file", "", trouble.happened, _REMEDIES.get(trouble.code, "Mend the file there.")),)


def _fractions(value: Any) -> Iterator[tuple[tuple[Any, ...], float]]:
    """Every fraction with its path, in the order of the file; nesting is already known to be shallow."""
    if isinstance(value, float):
        yield (), value
    elif isinstance(value, (dict, list)):
        for step, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from (((step, *path), number) for path, number in _fractions(one))


def _beside(expanded: dict[str, Any], found: list[Fault]) -> tuple[Fault, ...]:
    """The faults of meaning of all that has no fault of shape: an item that has one counts as a note in the meantime, and
    conditions that name it are left alone. Nothing where the frame itself is faulty."""
    within = [_IN_AN_ITEM.match(one.place) for one in found]
    faulty = {(int(one[1]), int(one[2])) for one in within if one}
    if not all(within):
        return ()
    left_out = set()
    sections = []
    for number, section in enumerate(expanded["sections"]):
        items = list(section["items"])
        for position, item in enumerate(items):
            if (number, position) in faulty:
                identity = item.get("id") if isinstance(item, dict) else None
                if not isinstance(identity, str) or not identity:
                    identity = f"left-out-{number}-{position}"
                left_out.add(identity)
                items[position] = {"kind": "note", "id": identity, "text": "left out"}
        sections.append({**section, "items": items})
    return tuple(checks(_questionnaire({**expanded, "sections": sections}, b""), frozenset(left_out)))


def _questionnaire(expanded: dict[str, Any], source: bytes) -> Questionnaire:
    known = _named(expanded)
    definition = _builder(Definition)(known)
    fields = {one.name: getattr(definition, one.name) for one in dataclasses.fields(Definition)}
    return Questionnaire(**fields, source=source, digest=canonical.digest(source))


def _named(expanded: dict[str, Any]) -> dict[str, Any]:
    """Notes without an id get one, in memory alone: the digest is that of the file."""
    if all(item.get("id") for section in expanded["sections"] for item in section["items"]):
        return expanded
    taken = {item.get("id") for section in expanded["sections"] for item in section["items"]}
    taken |= {section.get("id") for section in expanded["sections"]}
    number = 0
    sections = []
    for section in expanded["sections"]:
        items = []
        for item in section["items"]:
            if item.get("kind") == "note" and not item.get("id"):
                number += 1
                while f"note-{number}" in taken:
                    number += 1
                item = {**item, "id": f"note-{number}"}  # noqa: PLW2901 - the copy takes its place
            items.append(item)
        sections.append({**section, "items": items})
    return {**expanded, "sections": sections}


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    """How to build a value of a declared type from checked JSON: tuples from lists, values from objects, the rest as is."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _builder(get_args(kind)[0])
    if kind == Item or (origin in (Union, types.UnionType) and Note in get_args(kind)):
        by_kind = {get_args(typing.get_type_hints(one)["kind"])[0]: _builder(one) for one in get_args(kind)}
        return lambda data: by_kind[data["kind"]](data)
    if origin in (Union, types.UnionType):
        inner = [one for one in get_args(kind) if one is not type(None) and _builder(one) is not _as_is]
        if not inner:
            return _as_is
        inner_build = _builder(inner[0])
        return lambda data: data if data is None else inner_build(data)
    if origin is tuple:
        entry_build = _builder(get_args(kind)[0])
        return tuple if entry_build is _as_is else lambda data: tuple(map(entry_build, data))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _value_builder(kind)
    return _as_is


def _value_builder(kind: type[Any]) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind, include_extras=True)
    special = [
        (one.name, made) for one in dataclasses.fields(kind) if (made := _builder(hints[one.name])) is not _as_is
    ]

    def build(data: dict[str, Any]) -> Any:
        # Most values need nothing: a copy for each of 25,000 choices would be felt.
        for name, made in special:
            if name in data:
                data = {**data, name: made(data[name])}
        return kind(**data)

    return build


def _as_is(data: Any) -> Any:
    return data
