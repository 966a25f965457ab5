"""Where one can go now: sections in which something is asked or said, and what stands in for a hidden place."""

from __future__ import annotations

from collections.abc import Iterable

from forms.answers import Target
from forms.filling import Filling
from forms.hiding import hiding
from forms.places import Places
from forms.questionnaire import Section


def is_offered(filling: Filling, section: Section) -> bool:
    """Whether a person finds anything in `section` now."""
    return filling.shown(section.id) and any(filling.shown(item.id) for item in section.items)


def first_offered(filling: Filling, sections: Iterable[Section]) -> str | None:
    """The id of the first of `sections`, in the order given, in which there is something."""
    return next((one.id for one in sections if is_offered(filling, one)), None)


def nearest_offered(filling: Filling, section: str) -> str:
    """`section`, or where nothing is in it the one before, or the one after; itself where nothing is anywhere."""
    sections = filling.questionnaire.sections
    at = next(number for number, one in enumerate(sections) if one.id == section)
    return first_offered(filling, sections[at::-1]) or first_offered(filling, sections[at:]) or section


def reachable(filling: Filling, target: Target) -> Target:
    """`target`, or the place whose answer would show it; a hidden one where no such place is shown."""
    gone_to = {target}
    places: Places | None = None
    while not filling.shown(target.partition("/")[0]):
        places = places or Places(filling.questionnaire)
        try:
            found = hiding(filling, places, target)
        except KeyError:  # a note or a grid as a whole holds no answer
            break
        if found is None or found.place in gone_to:
            break
        target = found.place
        gone_to.add(target)
    return target
