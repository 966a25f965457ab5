"""Named lists: `{"list": NAME}` in place of choices is replaced by the choices themselves, once, at reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from forms import canonical
from forms.faults import Fault
from forms.trouble import Trouble

_HOLDERS = ("choices", "columns", "rows")
_NAME = re.compile(r"[a-z0-9-]{1,64}")


def expand(definition: dict[str, Any], lists: Mapping[str, bytes], faults: list[Fault]) -> dict[str, Any] | None:
    """A copy of the definition with every list in place; `None` where it would be larger than what can be read again. What
    cannot be expanded is added to `faults`."""
    sections = definition.get("sections")
    if not isinstance(sections, list):
        return definition
    expansion = _Expansion(lists, faults)
    expanded = [expansion.section(one, f"sections[{n}]") for n, one in enumerate(sections)]
    return None if expansion.full else {**definition, "sections": expanded}


class _Expansion:
    """One run over one definition; each list is read once."""

    def __init__(self, lists: Mapping[str, bytes], faults: list[Fault]) -> None:
        self._lists = lists
        self._faults = faults
        self._known: dict[str, tuple[list[Any], int] | None] = {}
        self._room = canonical.MAX_BYTES
        self.full = False

    def section(self, section: Any, place: str) -> Any:
        """A section with its items expanded."""
        if not isinstance(section, dict) or not isinstance(section.get("items"), list):
            return section
        items = [self._item(one, f"{place}.items[{n}]") for n, one in enumerate(section["items"])]
        return {**section, "items": items}

    def _item(self, item: Any, place: str) -> Any:
        if not isinstance(item, dict):
            return item
        expanded = dict(item)
        for holder in _HOLDERS:
            named = item.get(holder)
            if isinstance(named, dict):
                expanded[holder] = self._choices(named, f"{place}.{holder}", words_of(item))
        return expanded

    def _choices(self, named: dict[str, Any], place: str, words: str) -> list[Any]:
        name = named.get("list")
        if set(named) != {"list"} or not isinstance(name, str):
            reason = 'Here stands neither a list of choices nor {"list": NAME}.'
            self._faults.append(Fault(place, words, reason, "Write one of the two."))
            return []
        if name not in self._known:
            self._known[name] = self._read(name)
        found = self._known[name]
        if found is None:
            remedy = f"Known lists: {', '.join(sorted(self._lists))}. Or write the choices here."
            self._faults.append(Fault(place, words, f"There is no list “{name[:80]}”.", remedy))
            return []
        choices, size = found
        self._room -= size
        if self._room < 0 and not self.full:
            self.full = True
            reason = f"With its lists written out, the questionnaire would have over {canonical.MAX_BYTES:,} bytes."
            self._faults.append(Fault(place, words, reason, "Use fewer questions with long lists."))
        return choices

    def _read(self, name: str) -> tuple[list[Any], int] | None:
        """The choices of a list and its size. The name comes from a file, so nothing but a name is looked up."""
        if not _NAME.fullmatch(name):
            return None
        try:
            data = self._lists[name]
            found = canonical.parse(data)["choices"]
        except (KeyError, TypeError, Trouble):
            return None
        return (found, len(data)) if isinstance(found, list) else None


def words_of(thing: Mapping[str, Any]) -> str:
    """The words by which a person knows a question, note or section of a file not yet checked; perhaps none."""
    for key in ("label", "title", "text"):
        told = thing.get(key)
        if isinstance(told, dict):
            told = next(iter(told.values()), "")
        if isinstance(told, str) and told:
            return told[:80]
    return ""
