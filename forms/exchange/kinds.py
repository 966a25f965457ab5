"""Kinds: what each kind of event may be about, and the shape of what it says (the table of docs/exchange-format.md as data)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from forms.events import MERGE_RULES
from forms.exchange.patterns import HASH, ID, TARGET, UUID, Spelling, is_count, is_hash, is_name, is_seq, is_uuid
from forms.reconcile.people import ROLES

Check = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: a test for its target and one for its value. Answers have no tests of their own: their question has them."""

    target: Check
    value: Check


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _nothing(value: Any) -> bool:
    return value is None


def _truth(value: Any) -> bool:
    return isinstance(value, bool)


def _one_of(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


def _or_nothing(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _list_of(check: Check) -> Check:
    """A list in which nothing stands twice."""

    def fits(value: Any) -> bool:
        return isinstance(value, list) and all(map(check, value)) and len(set(value)) == len(value)

    return fits


def _keys(needed: Mapping[str, Check], optional: Mapping[str, Check] = MappingProxyType({})) -> Check:
    """An object with these keys, and no others than the optional ones."""
    checks = {**optional, **needed}

    def fits(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and needed.keys() <= value.keys() <= checks.keys()
            and all(checks[key](one) for key, one in value.items())
        )

    return fits


def _heads(value: Any) -> bool:
    """For each target the events that counted."""
    return isinstance(value, dict) and all(_is_target(one) and _HASHES(ids) for one, ids in value.items())


_is_target = Spelling(TARGET)
_HASHES = _list_of(is_hash)
_QUOTE = _keys({"exact": _text, "prefix": _text, "suffix": _text})
_ABOUT = _keys({"target": Spelling(f"(?:{TARGET})?")}, {"choice": Spelling(ID), "quote": _QUOTE})
_MEMBER = Spelling(f"@member/{HASH}")
_THREAD = Spelling(f"@thread/{UUID}")
_DRAFT = Spelling("")

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "genesis": Kind(_DRAFT, _keys({"contribution": is_uuid, "merge_rules": _one_of(MERGE_RULES), "questionnaire": is_hash}, {"revision": is_seq, "supersedes": is_hash})),
        "join": Kind(_MEMBER, _keys({"name": is_name})),
        "member": Kind(_MEMBER, _keys({"name": is_name, "roles": _list_of(_one_of(*ROLES)), "person": is_hash}, {"edits_upto": is_count})),
        "remove": Kind(_MEMBER, _keys({"upto": is_count})),
        "comment": Kind(_THREAD, _keys({"text": _text, "about": _ABOUT, "to": _list_of(is_hash)})),
        "reply": Kind(_THREAD, _keys({"text": _text})),
        "edit": Kind(_THREAD, _keys({"text": _text, "of": is_hash})),
        "delete": Kind(_THREAD, _keys({"of": is_hash})),
        "resolve": Kind(_THREAD, _nothing),
        "reopen": Kind(_THREAD, _nothing),
        "assign": Kind(Spelling(f"@assign/{ID}"), _list_of(is_hash)),
        "review": Kind(Spelling(f"@review/{ID}"), _keys({"state": _one_of("approved", "changes"), "content": is_hash, "note": _text})),
        "acknowledge": Kind(Spelling(f"@hidden/{TARGET}"), _keys({"content": is_hash})),
        "freeze": Kind(Spelling("@freeze"), _keys({"on": _truth})),
        "sign-off": Kind(Spelling("@sign-off"), _keys({"answers": is_hash, "privacy": _or_nothing(_text), "heads": _heads})),
        "finalised": Kind(Spelling("@finalised"), _keys({"identity": is_hash, "reference": _text, "revision": is_seq})),
        "erase": Kind(Spelling(f"@erase/{HASH}"), _nothing),
    }
)  # fmt: skip

ANSWERS = frozenset({"answer", "suggestion", "relayed", "decline"})
"""The kinds about an answer; their targets are those of the questionnaire."""

is_relayed = _keys({"answer": lambda _: True, "from": is_name})
"""The frame of a relayed answer; the answer itself is checked by its question."""
