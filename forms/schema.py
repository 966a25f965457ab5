"""JSON Schemas: of definition files, from the declared types; and of the answers to one questionnaire."""

from __future__ import annotations

from typing import Any, get_args

from forms.questionnaire import (
    AttachmentQuestion,
    Choice,
    Consent,
    Definition,
    Item,
    Matrix,
    MultipleChoice,
    Number,
    Question,
    Questionnaire,
    Ranking,
    SingleChoice,
    Table,
)
from forms.wording import plain, say

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = "^[a-z0-9-]{1,64}$"
_SIDE = {
    "oneOf": [
        {"type": ["string", "integer", "boolean"]},
        {
            "type": "object",
            "properties": {"count": {"type": "string"}},
            "required": ["count"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {"length": {"type": "string"}},
            "required": ["length"],
            "additionalProperties": False,
        },
    ]
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a definition file; lists may be named or written out."""
    from pydantic import TypeAdapter

    schema: dict[str, Any] = TypeAdapter(Definition).json_schema(ref_template="#/$defs/{model}")
    defs = schema["$defs"]
    kinds = [one.__name__ for one in get_args(Item)]
    defs["Section"]["properties"]["items"] = {
        "type": "array",
        "items": {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds], "discriminator": {"propertyName": "kind"}},
    }
    defs["Condition"] = _condition()
    named = {
        "type": "object", "properties": {"list": {"type": "string"}}, "required": ["list"], "additionalProperties": False,
    }  # fmt: skip
    for one in [schema, *defs.values()]:
        properties = one.get("properties", {})
        if "show_if" in properties:
            properties["show_if"] = {"anyOf": [{"$ref": "#/$defs/Condition"}, {"type": "null"}]}
        if "id" in properties and one is not defs["Note"]:
            properties["id"] = {**properties["id"], "pattern": ID}
        if "kind" in properties and one is not schema:
            one.setdefault("required", []).append("kind")
        for holder in ("choices", "columns", "rows"):
            if holder in properties:
                properties[holder] = {"anyOf": [properties[holder], named]}
    return {"$schema": DIALECT, "$id": "urn:satchel:questionnaire:1", **schema}


def answers_schema(questionnaire: Questionnaire) -> dict[str, Any]:
    """The JSON Schema of an answers file for one questionnaire; it checks shapes and ids, not what is required when."""
    properties = {}
    for question in questionnaire.questions():
        if not isinstance(question, AttachmentQuestion):
            label = plain(say(question.label, questionnaire.language, questionnaire.language))
            properties[question.id] = {"title": label, **_answer(question)}
    return {
        "$schema": DIALECT,
        "$id": f"urn:satchel:answers:{questionnaire.id}:{questionnaire.digest}",
        "title": plain(say(questionnaire.title, questionnaire.language, questionnaire.language)),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _condition() -> dict[str, Any]:
    itself: dict[str, Any] = {"$ref": "#/$defs/Condition"}
    pair = {"type": "array", "prefixItems": [_SIDE, _SIDE], "minItems": 2, "maxItems": 2}
    texts = {"type": "array", "prefixItems": [{"type": "string"}, {"type": "string"}], "minItems": 2, "maxItems": 2}
    several = {"type": "array", "items": itself, "minItems": 1}
    operands = {
        "all": several, "any": several, "not": itself, "answered": {"type": "string"}, "includes": texts, "matches": texts,
        **dict.fromkeys(("eq", "ne", "lt", "le", "gt", "ge"), pair),
    }  # fmt: skip
    return {
        "type": "object", "properties": operands, "additionalProperties": False, "minProperties": 1, "maxProperties": 1,
    }  # fmt: skip


def _answer(question: Question) -> dict[str, Any]:
    if isinstance(question, (SingleChoice, MultipleChoice)):
        one = _choice(question.choices)
        return one if isinstance(question, SingleChoice) else {"type": "array", "items": one, "uniqueItems": True}
    if isinstance(question, Ranking):
        return {"type": "array", "items": _ids(question.choices), "uniqueItems": True}
    if isinstance(question, Matrix):
        cell = _ids(question.columns)
        row = {"type": "array", "items": cell, "uniqueItems": True} if question.multiple else cell
        return _object({row_.id: row for row_ in question.rows})
    if isinstance(question, Table):
        cells = _object({column.id: {"type": "string"} for column in question.columns})
        return _object({row_.id: cells for row_ in question.rows})
    if isinstance(question, Consent):
        return {"type": "boolean"}
    return {"type": ["number", "string"]} if isinstance(question, Number) else {"type": "string"}


def _ids(choices: tuple[Choice, ...]) -> dict[str, Any]:
    return {"enum": [one.id for one in choices]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _choice(choices: tuple[Choice, ...]) -> dict[str, Any]:
    with_text = tuple(one for one in choices if one.text is not None)
    if not with_text:
        return _ids(choices)
    other = _object({"choice": _ids(with_text), "text": {"type": "string"}})
    return {"anyOf": [_ids(choices), {**other, "required": ["choice", "text"]}]}
