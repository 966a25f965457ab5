"""Reading: a definition file becomes a Questionnaire, or every fault is named with its place, reason and remedy."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from forms import canonical
from forms.definition_checks import advices, checks
from forms.faults import Fault, Faulty
from forms.lists import expand
from forms.questionnaire import Definition, Item, Note, Questionnaire
from forms.shape_faults import shape_faults
from forms.trouble import Trouble

__all__ = ["Fault", "Unreadable", "advices", "faults", "read", "reread"]


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
    """The questionnaire of bytes that `read` made and whose digest the archive or a package vouches for; no checks, and no
    heavy library."""
    return _questionnaire(canonical.parse(source), source)


def _examine(data: bytes, lists: Mapping[str, bytes]) -> tuple[tuple[Fault, ...], Questionnaire | None]:
    try:
        parsed = canonical.parse(data)
    except Trouble as trouble:
        remedy = 'Write fractions as text ("0.5").' if trouble.code == "json-number" else "Mend the file there."
        return (Fault("the file", "", trouble.happened, remedy),), None
    if not isinstance(parsed, dict):
        return (Fault("the file", "", "A definition is one JSON object.", "Begin with {."),), None
    found: list[Fault] = []
    expanded = expand(parsed, lists, found)
    found += shape_faults(expanded)
    if found:
        return tuple(found), None
    try:
        source = canonical.encode(expanded)
    except ValueError:
        return (Fault("the file", "", "It holds half a character (a lone surrogate).", "Replace it."),), None
    questionnaire = _questionnaire(expanded, source)
    return tuple(checks(questionnaire)), questionnaire


def _questionnaire(expanded: dict[str, Any], source: bytes) -> Questionnaire:
    known = _named(expanded)
    definition = _builder(Definition)(known)
    fields = {one.name: getattr(definition, one.name) for one in dataclasses.fields(Definition)}
    return Questionnaire(**fields, source=source, digest=canonical.digest(source))


def _named(expanded: dict[str, Any]) -> dict[str, Any]:
    """Notes without an id get one, in memory alone: the digest is that of the file."""
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
        return tuple if entry_build is _as_is else lambda data: tuple([entry_build(entry) for entry in data])
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _value_builder(kind)
    return _as_is


def _value_builder(kind: type[Any]) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind, include_extras=True)
    special = {
        one.name: made for one in dataclasses.fields(kind) if (made := _builder(hints[one.name])) is not _as_is
    }  # fmt: skip

    def build(data: dict[str, Any]) -> Any:
        for name in special.keys() & data.keys():
            data = {**data, name: special[name](data[name])}
        return kind(**data)

    return build


def _as_is(data: Any) -> Any:
    return data
