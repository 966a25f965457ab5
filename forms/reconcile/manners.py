"""Manners: how several values of one answer come together (the table of rule 3, docs/drafting-together.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from forms.answers import Attachment, Target, Value
from forms.places import Places
from forms.questionnaire import AttachmentQuestion, LongText, Matrix, MultipleChoice

Kind = Literal["one", "set", "text"]


@dataclass(frozen=True, slots=True)
class Manner:
    """`one`: a person chooses; `set`: what was added and removed is added and removed, as long as `holds`; `text`: sentence by
    sentence. `protective` is the value that counts while a person has not chosen."""

    kind: Kind
    holds: Callable[[Value | None], bool] = lambda _: True
    order: Callable[[Any], Any] = lambda one: one
    protective: str | None = None


def manner_of(target: Target, places: Places) -> Manner:
    """The manner of one target. Raises `KeyError` where no answer can be kept."""
    spot = places.find(target)
    question = spot.question
    if isinstance(question, LongText):
        return Manner("text")
    if isinstance(question, MultipleChoice) and spot.choice is None:
        special = places.specials.get(question.id)
        alone = special.exclusive if special is not None else frozenset()
        return Manner(
            "set", lambda value: _within(value, question.max_choices, alone), places.order(question).__getitem__
        )
    if isinstance(question, Matrix) and question.multiple:
        return Manner("set", order=places.order(question).__getitem__)
    if isinstance(question, AttachmentQuestion) and question.max_files > 1:
        return Manner("set", lambda value: _within(value, question.max_files, frozenset()), _by_name)
    return Manner("one", protective="anonymous" if question.role == "privacy" else None)


def _within(value: Value | None, most: int | None, alone: frozenset[str]) -> bool:
    if not isinstance(value, tuple):
        return True
    return (most is None or len(value) <= most) and not (len(value) > 1 and alone.intersection(value))


def _by_name(one: object) -> tuple[str, str]:
    assert isinstance(one, Attachment)
    return one.name, one.digest
