"""Forms to measure with: the same questionnaire as our definition and as a model of survey-core."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from forms.answers import Value

Shape = Literal["fan", "chain"]
Definition = dict[str, Any]
SEED = Path(__file__).parents[2] / "resources" / "questionnaires" / "micro-credentials.json"


def generated(size: int, shape: Shape) -> Definition:
    """`size` questions, every second one conditional: in a fan all on the first question, in a chain each on the
    conditional one before. The others are required texts of at most 500 characters; 20 questions a section."""
    questions = [_question(number, shape) for number in range(size)]
    sections = [
        {"id": f"s{start // 20}", "title": f"Section {start // 20 + 1}", "items": questions[start : start + 20]}
        for start in range(0, size, 20)
    ]
    return {
        "satchel": 1, "id": f"bench-{shape}-{size}", "version": "1", "language": "en", "title": "Bench",
        "sections": sections,
    }  # fmt: skip


def _question(number: int, shape: Shape) -> dict[str, Any]:
    label = f"Question {number + 1}: what do you think about subject {number + 1}?"
    if number % 2 == 0 and number > 0:
        return {"id": f"q{number}", "kind": "text", "label": label, "required": True, "max_length": 500}
    question: dict[str, Any] = {
        "id": f"q{number}", "kind": "single_choice", "label": label,
        "choices": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}, {"id": "later", "label": "Later"}],
    }  # fmt: skip
    if number:
        before = "q0" if shape == "fan" or number < 3 else f"q{number - 2}"
        question["show_if"] = {"eq": [before, "yes"]}
    return question


def answers(definition: Definition, *, missing: int = 0) -> dict[str, Value]:
    """An answer to every question, without every `missing`-th text where that is not 0."""
    sheet: dict[str, Value] = {}
    for section in definition["sections"]:
        for item in section["items"]:
            sheet.update(_answer(item))
    if missing:
        texts = [target for target, value in sheet.items() if isinstance(value, str) and value.startswith("Answer ")]
        for target in texts[::missing]:
            del sheet[target]
    return sheet


def _answer(item: dict[str, Any]) -> dict[str, Value]:
    kind, one = item["kind"], item.get("id", "")
    if kind == "single_choice":
        return {one: item["choices"][0]["id"]}
    if kind == "multiple_choice":
        return {one: tuple(choice["id"] for choice in item["choices"][:5])}
    if kind == "matrix":
        return {f"{one}/{row['id']}": item["columns"][0]["id"] for row in item["rows"]}
    if kind in ("text", "long_text"):
        return {one: f"Answer {one}"}
    if kind == "email":
        return {one: "name@example.org"}
    return {one: True} if kind == "consent" else {}


def survey_model(definition: Definition) -> dict[str, Any]:
    """The definition as survey-core reads it: pages, elements, `visibleIf`, validators."""
    pages = [
        {"name": section["id"], "title": _words(section["title"]), **_visible(section),
         "elements": [_element(item, number) for number, item in enumerate(section["items"])]}
        for section in definition["sections"]
    ]  # fmt: skip
    return {"title": _words(definition["title"]), "pages": pages}


def survey_data(sheet: dict[str, Value]) -> dict[str, Any]:
    """Answers as survey-core keeps them."""
    data: dict[str, Any] = {}
    for target, value in sheet.items():
        question, slash, row = target.partition("/")
        plain = list(value) if isinstance(value, tuple) else value
        if slash:
            data.setdefault(question, {})[row] = plain
        else:
            data[question] = plain
    return data


def _words(wording: Any) -> str:
    return wording if isinstance(wording, str) else str(next(iter(wording.values())))


def _element(item: dict[str, Any], number: int) -> dict[str, Any]:
    if item["kind"] == "note":
        return {
            "type": "html",
            "name": item.get("id") or f"note{number}",
            "html": _words(item["text"]),
            **_visible(item),
        }
    types = {"text": "text", "long_text": "comment", "email": "text", "number": "text", "date": "text", "time": "text",
             "single_choice": "radiogroup", "multiple_choice": "checkbox", "matrix": "matrix", "ranking": "ranking",
             "attachment": "file", "consent": "boolean", "table": "matrixdropdown"}  # fmt: skip
    kind = "dropdown" if item.get("style") == "dropdown" else types[item["kind"]]
    element: dict[str, Any] = {"type": kind, "name": item["id"], "title": _words(item["label"]), **_visible(item)}
    if item.get("required"):
        element["isRequired"] = True
    if "choices" in item:
        element["choices"] = [{"value": one["id"], "text": _words(one["label"])} for one in item["choices"]]
    if item["kind"] == "matrix":
        element["columns"] = [{"value": one["id"], "text": _words(one["label"])} for one in item["columns"]]
        element["rows"] = [{"value": one["id"], "text": _words(one["label"])} for one in item["rows"]]
        element["isAllRowRequired"] = any(row.get("required") for row in item["rows"])
    if "max_length" in item:
        element["validators"] = [{"type": "text", "maxLength": item["max_length"]}]
    return element


def _visible(one: dict[str, Any]) -> dict[str, str]:
    return {"visibleIf": _expression(one["show_if"])} if "show_if" in one else {}


def _expression(raw: dict[str, Any]) -> str:
    ((operation, operand),) = raw.items()
    if operation in ("all", "any"):
        return f" {'and' if operation == 'all' else 'or'} ".join(f"({_expression(one)})" for one in operand)
    if operation == "not":
        return f"!({_expression(operand)})"
    if operation == "answered":
        return f"{{{operand}}} notempty"
    signs = {"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "includes": "contains"}
    return f"{{{operand[0].replace('/', '.')}}} {signs[operation]} {json.dumps(operand[1])}"
