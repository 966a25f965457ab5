"""Named lists: `{"list": NAME}` in place of choices is replaced by the choices themselves, once, at reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms import canonical
from forms.faults import Fault
from forms.trouble import Trouble

_HOLDERS = ("choices", "columns", "rows")


def expand(definition: dict[str, Any], lists: Mapping[str, bytes], faults: list[Fault]) -> dict[str, Any]:
    """A copy of the definition with every list in place. What cannot be expanded is added to `faults`."""
    sections = definition.get("sections")
    if not isinstance(sections, list):
        return definition
    return {
        **definition,
        "sections": [_section(one, f"sections[{n}]", lists, faults) for n, one in enumerate(sections)],
    }


def _section(section: Any, place: str, lists: Mapping[str, bytes], faults: list[Fault]) -> Any:
    if not isinstance(section, dict) or not isinstance(section.get("items"), list):
        return section
    items = [_item(one, f"{place}.items[{n}]", lists, faults) for n, one in enumerate(section["items"])]
    return {**section, "items": items}


def _item(item: Any, place: str, lists: Mapping[str, bytes], faults: list[Fault]) -> Any:
    if not isinstance(item, dict):
        return item
    expanded = dict(item)
    for holder in _HOLDERS:
        named = item.get(holder)
        if not isinstance(named, dict):
            continue
        expanded[holder] = _choices(named, f"{place}.{holder}", lists, faults)
    return expanded


def _choices(named: dict[str, Any], place: str, lists: Mapping[str, bytes], faults: list[Fault]) -> Any:
    name = named.get("list")
    if set(named) != {"list"} or not isinstance(name, str):
        faults.append(
            Fault(place, "", 'Here stands neither a list of choices nor {"list": NAME}.', "Write one of the two.")
        )
        return []
    try:
        found = canonical.parse(lists[name])
        return found["choices"]
    except (KeyError, TypeError, Trouble):
        known = ", ".join(sorted(lists))
        faults.append(
            Fault(place, "", f"There is no list “{name}”.", f"Known lists: {known}. Or write the choices here.")
        )
        return []
