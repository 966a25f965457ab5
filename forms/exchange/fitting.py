"""Fitting: whether an event from outside can be about its target at all, and can say what it says."""

from __future__ import annotations

from typing import Any

from forms.answers import Target
from forms.events import Event, from_data, to_data
from forms.exchange.kinds import ANSWERS, KINDS, is_relayed
from forms.exchange.patterns import ID, Spelling, is_count, is_hash
from forms.exchange.refusal import ExchangeRefused
from forms.package.file_names import is_hazardous
from forms.places import Places
from forms.questionnaire import Matrix, Questionnaire
from forms.shapes import kept

_is_type = Spelling(ID)
_TEXTS = frozenset({"text", "long_text", "email", "number", "date", "time"})


class Fitting:
    """Events against one questionnaire. `files` are the sizes of the files that answers named so far,
    by digest."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._places = Places(questionnaire)
        self._known: set[tuple[str, Target]] = set()
        self.files: dict[str, int] = {}

    def check_place(self, event: Event) -> None:
        """Refuse an unknown kind, and a target that this kind cannot have. Raises `ExchangeRefused`."""
        about = (event.kind, event.target)
        if about in self._known:
            return
        kind = KINDS.get(event.kind)
        fits = (
            self._is_answerable(event.target)
            if event.kind in ANSWERS
            else kind is not None and kind.target(event.target)
        )
        if not fits:
            raise ExchangeRefused("event", f"{event.kind} {event.target}")
        self._known.add(about)

    def check_value(self, event: Event, value: Any) -> None:
        """Refuse a value that the place of `event`, checked before, cannot hold. Raises `ExchangeRefused`."""
        if event.kind == "decline":
            fits = value is None
        elif event.kind == "relayed":
            fits = is_relayed(value) and (value["answer"] is None or self._holds(event.target, value["answer"]))
        elif event.kind in ANSWERS:
            fits = value is None or self._holds(event.target, value)
        else:
            fits = KINDS[event.kind].value(value)
        if not fits:
            raise ExchangeRefused("value", f"{event.kind} {event.target}")

    def _is_answerable(self, target: Target) -> bool:
        try:
            self._places.kind_at(target)
        except KeyError:
            return False
        return True

    def _holds(self, target: Target, value: Any) -> bool:
        """Whether a draft would keep just this value: one answer has one spelling."""
        number, kind = self._places.kind_at(target)
        item = self._places.items[number]
        if kind in _TEXTS:
            return isinstance(value, str) and value != ""
        if kind == "single_choice" or (isinstance(item, Matrix) and not item.multiple):
            # Not by `kept`, which looks at one choice after the other: there may be thousands.
            return isinstance(value, str) and value in self._places.order(item)
        try:
            answer = from_data(value)
            if kind == "attachment" and not self._are_files(value):
                return False
            now = kept(answer, kind, item, self._places)
        except ValueError:
            return False
        return bool(to_data(now) == value)

    def _are_files(self, value: Any) -> bool:
        if not isinstance(value, list) or not all(map(_is_file, value)):
            return False
        # A digest stands for the same bytes everywhere, so for one size.
        return all(self.files.setdefault(one["digest"], int(one["size"])) == int(one["size"]) for one in value)


def _is_file(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and one.keys() == {"digest", "name", "size", "type"}
        and is_hash(one["digest"])
        and is_count(one["size"])
        and _is_type(one["type"])
        and isinstance(one["name"], str)
        and not is_hazardous(one["name"])
    )
