"""Standing: what several people's answers to one target come to (rule 3, docs/drafting-together.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from forms import canonical
from forms.answers import Value
from forms.events import to_data
from forms.reconcile.manners import Manner
from forms.reconcile.readings import Readings
from forms.reconcile.text_merge import TextMerge, combine
from forms.reconcile.tokens import normal

State = Literal["settled", "combined", "differing"]


@dataclass(frozen=True, slots=True)
class Head:
    """One of the latest events of a target: its id, its author's key, the value it gives."""

    id: str
    author: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Version:
    """One value, the heads that say it, and their authors (keys, sorted)."""

    value: Value | None
    heads: tuple[str, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """`value` is what counts; `versions` are in an order that depends on the values alone; `before` is what all of them were made
    from; `merge` tells, for a long text, what was combined and which passages differ."""

    state: State
    value: Value | None
    versions: tuple[Version, ...]
    before: Value | None = None
    merge: TextMerge | None = None

    def data(self) -> dict[str, Any]:
        """The same as plain data, for comparing what two machines show."""
        return {
            "state": self.state,
            "value": to_data(self.value),
            "before": to_data(self.before),
            "versions": [
                {"value": to_data(one.value), "heads": list(one.heads), "authors": list(one.authors)}
                for one in self.versions
            ],
            "text": self.merge.text if self.merge is not None else None,
        }


def stand(manner: Manner, heads: Sequence[Head], before: Callable[[], Value | None], readings: Readings) -> Standing:
    """What the heads of one target come to; `before` is asked for only where they say different things. `readings` may know their
    texts already."""
    versions = _versions(heads)
    if len(versions) == 1:
        return Standing("settled", versions[0].value, versions)
    if not versions:
        return Standing("settled", None, ())
    past = before()
    if manner.kind == "set":
        value = _added_and_removed(past, [one.value for one in versions], manner)
        if manner.holds(value):
            return Standing("combined", value, versions, past)
        return Standing("differing", None, versions, past)
    if manner.kind == "text":
        merge = combine(_text(past), [_text(one.value) for one in versions], readings)
        return Standing("combined" if merge.clean else "differing", (merge.text or None) if merge.clean else None, versions,
                        past, merge)  # fmt: skip
    protective = next((one.value for one in versions if manner.protective and one.value == manner.protective), None)
    return Standing("differing", protective, versions, past)


def fallback(standing: Standing) -> Value | None:
    """The value that a common past made of several events counts as: where they differ, what was before them."""
    if standing.state != "differing":
        return standing.value
    if standing.merge is not None:
        return standing.merge.text or None
    return standing.before


def _versions(heads: Sequence[Head]) -> tuple[Version, ...]:
    groups: dict[bytes, list[Head]] = {}
    for one in heads:
        groups.setdefault(_same(one.value), []).append(one)
    found = []
    for key in sorted(groups):
        ones = groups[key]
        if len(ones) > 1:
            ones = sorted(ones, key=lambda one: (_plain(one.value), one.id))
        found.append(
            Version(ones[0].value, tuple(sorted(one.id for one in ones)), tuple(sorted({one.author for one in ones})))
        )
    return tuple(found)


def _plain(value: Value | None) -> bytes:
    return canonical.encode(to_data(value))


def _same(value: Value | None) -> bytes:
    """Equal for values that mean the same: a text in another normal form is no other text."""
    return _plain(normal(value) if isinstance(value, str) else value)


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def _added_and_removed(past: Value | None, values: Sequence[Value | None], manner: Manner) -> Value | None:
    before = set(_members(past))
    kept = before.intersection(*map(_members, values))
    added = {one for value in values for one in _members(value) if one not in before}
    # Every member of a set is of one kind: ids of choices, or attachments.
    return tuple(sorted(kept | added, key=manner.order)) or None  # type: ignore[return-value]


def _members(value: Value | None) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()
