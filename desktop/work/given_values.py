"""One value given to a verb: JSON for a question, or for one of its places, as answers to keep."""

from __future__ import annotations

from typing import Any

from desktop.work.reply import Refusal
from forms import canonical
from forms.answers import Target, Value
from forms.places import Places
from forms.plain import Refused, from_plain
from forms.questionnaire import AttachmentQuestion, MultipleChoice, Questionnaire, SingleChoice

Answers = dict[Target, Value | None]


def targets_at(questionnaire: Questionnaire, places: Places, place: str) -> tuple[Target, ...]:
    """The targets of a question, or the one target that `place` is. Raises `Refusal`."""
    number = places.numbers.get(place.partition("/")[0])
    found = tuple(places.targets(number)) if number is not None else ()
    fitting = tuple(one for one in found if one == place or one.startswith(place + "/"))
    if not fitting:
        known = ", ".join(one.id for one in questionnaire.questions())
        raise Refusal([f"{place}: there is no such question. There are: {known}."])
    return fitting


def value_at(questionnaire: Questionnaire, places: Places, place: str, words: str) -> Answers:
    """What the JSON `words` says of a place; `null` clears it. Raises `Refusal` for what does not fit there."""
    targets = targets_at(questionnaire, places, place)
    given = canonical.parse(words.encode(), floats=True)
    if given is None:
        return dict.fromkeys(targets)
    question = places.items[places.numbers[place.partition("/")[0]]]
    if isinstance(question, AttachmentQuestion):
        raise Refusal([f"{place}: files are given in the window."])
    rest = place.split("/")[1:]
    if rest and isinstance(question, (SingleChoice, MultipleChoice)):
        if not isinstance(given, str):
            raise Refusal([f'{place}: here stands text. Write "…".'])
        return {place: given or None}
    for step in reversed(rest):
        given = {step: given}
    found = _read(questionnaire, question.id, given)
    if not found:  # empty text, an empty list and `false` clear an answer
        return dict.fromkeys(targets)
    return dict(found)


def _read(questionnaire: Questionnaire, question: str, given: Any) -> dict[Target, Value]:
    try:
        return from_plain(questionnaire, {question: given})
    except Refused as refused:
        raise Refusal([f"{one.place}: {one.reason} {one.remedy}".rstrip() for one in refused.faults]) from refused
