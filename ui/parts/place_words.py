"""Places and answers of one questionnaire in words, for lists."""

from __future__ import annotations

from forms.answers import Attachment, Target, Value
from forms.places import Places, choices
from forms.questionnaire import Choice, Note, Question, Row
from ui.parts.voice import Voice
from ui.words import tr

_WRITTEN = frozenset({"text", "long_text", "email", "number", "date", "time", "table"})


class PlaceWords:
    """Says where an answer belongs and what it is. Built once for a list: the index of a large questionnaire costs time."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self.places = Places(voice.questionnaire)

    def question(self, target: Target) -> str:
        """The words of the question to which `target` belongs."""
        number = self.places.numbers.get(target.partition("/")[0])
        item = None if number is None else self.places.items[number]
        return target if item is None or isinstance(item, Note) else self._said(item)

    def part(self, target: Target) -> str:
        """The words of the row, column or choice that `target` names; empty where it is the question itself."""
        if "/" not in target:
            return ""
        try:
            spot = self.places.find(target)
        except KeyError:
            return target.partition("/")[2]
        return " – ".join(self._said(one) for one in (spot.row, spot.choice) if one is not None)

    def whole(self, target: Target) -> str:
        """The words of the question, then of its part."""
        return " – ".join(part for part in (self.question(target), self.part(target)) if part)

    def answer(self, target: Target, value: Value | None) -> str:
        """An answer as people read it; "" for none."""
        if value is None:
            return ""
        if value is True:
            return tr("Review", "Agreed")
        spot = self.places.find(target)
        if spot.question.kind in _WRITTEN or (spot.choice is not None and isinstance(value, str)):
            return str(value)
        named = {one.id: self._said(one) for one in choices(spot.question)}
        if isinstance(value, tuple):
            return "; ".join(one.name if isinstance(one, Attachment) else named.get(one, one) for one in value)
        return named.get(str(value), str(value))

    def _said(self, one: Question | Row | Choice) -> str:
        return self._voice.plain(one.label)
