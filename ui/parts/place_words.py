"""Places and answers in words, for lists."""

from __future__ import annotations

from forms.answers import Attachment, Target, Value
from forms.places import Places, choices
from forms.questionnaire import Note
from ui.parts.voice import Voice
from ui.words import tr


def place_words(voice: Voice, target: Target) -> str:
    """The words of a question, then of the row, column or choice of a target."""
    question, _, rest = target.partition("/")
    item = next((one for one in voice.questionnaire.items() if one.id == question), None)
    if item is None or isinstance(item, Note):
        return target
    words = [voice.plain(item.label)]
    if rest:
        parts = {one.id: voice.plain(one.label) for one in (*getattr(item, "rows", ()), *choices(item))}
        words += [parts[one] for one in rest.split("/") if one in parts]
    return " – ".join(words)


def answer_words(voice: Voice, target: Target, value: Value) -> str:
    """An answer as people read it."""
    spot = Places(voice.questionnaire).find(target)
    named = {one.id: voice.plain(one.label) for one in choices(spot.question)}
    is_text = spot.choice is not None or spot.question.kind in (
        "text",
        "long_text",
        "email",
        "number",
        "date",
        "time",
        "table",
    )
    if value is True:
        return tr("Review", "Agreed")
    if isinstance(value, tuple):
        return "; ".join(one.name if isinstance(one, Attachment) else named.get(one, one) for one in value)
    return str(value) if is_text else named.get(str(value), str(value))
