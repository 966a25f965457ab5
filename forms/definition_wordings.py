"""Where a definition speaks: every item, list of choices and wording of it with its JSON path."""

from __future__ import annotations

from collections.abc import Iterator

from forms.questionnaire import (
    Choice,
    Item,
    Matrix,
    MultipleChoice,
    Note,
    Questionnaire,
    Ranking,
    Row,
    SingleChoice,
    Table,
    Wording,
)
from forms.wording import say

_OF_A_QUESTION = ("label", "help", "text", "unit", "pattern_hint")


def located(questionnaire: Questionnaire) -> Iterator[tuple[str, Item]]:
    """Every item with its JSON path."""
    for number, section in enumerate(questionnaire.sections):
        for position, item in enumerate(section.items):
            yield f"sections[{number}].items[{position}]", item


def label(item: Item, questionnaire: Questionnaire) -> str:
    """The words by which a person knows an item, at most 80 characters."""
    wording = item.text if isinstance(item, Note) else item.label
    return say(wording, questionnaire.language, questionnaire.language)[:80]


def holders(item: Item) -> Iterator[tuple[str, tuple[Choice | Row, ...]]]:
    """The lists of an item that hold choices or rows, each with its key."""
    if isinstance(item, (SingleChoice, MultipleChoice, Ranking)):
        yield "choices", item.choices
    elif isinstance(item, (Matrix, Table)):
        yield "columns", item.columns
        yield "rows", item.rows


def wordings(questionnaire: Questionnaire) -> Iterator[tuple[str, str, Wording]]:
    """Every wording: its JSON path, the words of the section or question it belongs to, and itself."""
    for key in ("title", "introduction", "contact", "submit_to"):
        wording = getattr(questionnaire, key)
        if wording is not None:
            yield key, "", wording
    for number, section in enumerate(questionnaire.sections):
        yield f"sections[{number}].title", "", section.title
        for position, item in enumerate(section.items):
            words = label(item, questionnaire)
            for place, wording in _of_an_item(item, f"sections[{number}].items[{position}]"):
                yield place, words, wording


def _of_an_item(item: Item, place: str) -> Iterator[tuple[str, Wording]]:
    for key in _OF_A_QUESTION:
        wording = getattr(item, key, None)
        if wording is not None:
            yield f"{place}.{key}", wording
    if isinstance(item, Note):
        return
    for number, advice in enumerate(item.advise):
        yield f"{place}.advise[{number}].text", advice.text
    for holder, entries in holders(item):
        for number, one in enumerate(entries):
            at = f"{place}.{holder}[{number}]"
            yield f"{at}.label", one.label
            if one.help is not None:
                yield f"{at}.help", one.help
            if isinstance(one, Choice) and one.text is not None and one.text.label is not None:
                yield f"{at}.text.label", one.text.label
