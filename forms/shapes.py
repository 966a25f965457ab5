"""Shapes: whether a value may stand under a target at all, and the one form in which it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from forms.answers import Attachment, Value
from forms.places import Places, choices
from forms.questionnaire import Item, Matrix

Shape = Callable[[Value, Item, Places], Value]


class ShapeError(ValueError):
    """A value that its question cannot hold."""


def kept(value: Value | None, kind: str, item: Item, places: Places) -> Value | None:
    """The value as a draft keeps it: `None` for `""`, `()` and `False`; several choices in the order of the definition,
    a ranking in its own. `kind` is what `Places.kind_at` says of the target. Raises `ShapeError` otherwise."""
    if not value:
        return None
    return _SHAPES.get(kind, _text)(value, item, places)


def _text(value: Value, _item: Item, _places: Places) -> str:
    if not isinstance(value, str):
        raise ShapeError("a text is expected here")
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as fault:
            raise ShapeError("the text holds half a character (a lone surrogate)") from fault
    return value


def _choice(value: Value, item: Item, _places: Places) -> str:
    if isinstance(value, str):
        for choice in choices(item):
            if choice.id == value:
                return value
    raise ShapeError("the id of one choice is expected here")


def _choices(value: Value, item: Item, places: Places) -> tuple[str, ...]:
    order = places.order(item)
    chosen = _ids(value)
    if not all(one in order for one in chosen):
        raise ShapeError("the ids of choices are expected here")
    return tuple(sorted(set(chosen), key=order.__getitem__))


def _matrix(value: Value, item: Item, places: Places) -> Value:
    several = isinstance(item, Matrix) and item.multiple
    return _choices(value, item, places) if several else _choice(value, item, places)


def _ranking(value: Value, item: Item, places: Places) -> tuple[str, ...]:
    order = places.order(item)
    chosen = _ids(value)
    if not all(one in order for one in chosen) or len(set(chosen)) < len(chosen):
        raise ShapeError("the ids of choices are expected here, each at most once")
    return chosen


def _files(value: Value, _item: Item, _places: Places) -> tuple[Attachment, ...]:
    files = tuple(one for one in value if isinstance(one, Attachment)) if isinstance(value, tuple) else ()
    if not isinstance(value, tuple) or len(files) < len(value):
        raise ShapeError("a tuple of attachments is expected here")
    return files


def _consent(value: Value, _item: Item, _places: Places) -> bool:
    if value is not True:
        raise ShapeError("a consent is true or absent")
    return True


def _ids(value: Value) -> tuple[str, ...]:
    ids = tuple(one for one in value if isinstance(one, str)) if isinstance(value, tuple) else ()
    if not isinstance(value, tuple) or len(ids) < len(value):
        raise ShapeError("a tuple of ids is expected here")
    return ids


_SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "single_choice": _choice,
        "multiple_choice": _choices,
        "matrix": _matrix,
        "ranking": _ranking,
        "attachment": _files,
        "consent": _consent,
    }
)
