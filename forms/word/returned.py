"""One place of a returned Word file: the answer that stands there, or what could not be read and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from forms.answers import Target, Value
from forms.word.layout import Place
from forms.word.lines import Control, Piece
from forms.word.marks import TICKED, UNTICKED, same, seal
from forms.word.matching import Matching, boxed
from forms.word.regions import Region, shown

_TICKS = frozenset({TICKED, "☑", "✓", "✔", "x", "X", "[x]", "[X]"})
_BLANKS = frozenset({UNTICKED, "", "[ ]", "[]"})
_RANK = re.compile(r"(?P<rank>[0-9]{1,4})[.)]?\s+(?P<words>.*)", re.DOTALL)
_NUMBER = re.compile(r"0*([0-9]{1,4})[.)]?")
_TWO = "Here stand two answers where one is allowed."
_SEVERED = "The small mark after this answer is gone, so it is not clear where the answer ends."
_MISSING = "Some of the choices are missing in the file, so it is not clear whether they were chosen."


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in the file that was not taken as an answer: its target or `""`, the words found, a sentence why."""

    place: Target
    words: str
    reason: str


@dataclass(slots=True)
class Returned:
    """What one place came to. `read` is false where no answer can be told from it; `whole` is true where the answer stands in
    its content control alone, to the last space."""

    value: Value | None = None
    read: bool = True
    whole: bool = True
    unread: list[Unread] = field(default_factory=list)

    def refuse(self, place: Place, words: str, reason: str) -> None:
        """Set something aside."""
        self.unread.append(Unread(place.target, words, reason))


def returned(place: Place, controls: Mapping[str, Control], region: Region | None, matching: Matching) -> Returned:
    """Read one place. `controls` are those of this place by choice, `""` for the place itself."""
    result = Returned()
    if region is not None and not region.ended and place.manner in ("text", "long", "choice", "files"):
        # What stands here may belong to what follows: only the control can tell the answer.
        text = "\n".join(region.loose()) if controls else region.text()
        if text and (controls or seal(text) != region.seal):
            result.refuse(place, text, _SEVERED)
        if not controls:
            result.read = False
            return result
        region = None
    if place.manner in ("ticks", "consent"):
        _ticks(place, controls, region, matching, result)
    elif place.manner == "ranking":
        _ranking(place, controls, region, matching, result)
    elif place.manner == "choice":
        _choice(place, controls.get(""), region, matching, result)
    elif place.manner == "files":
        result.read = False
        text = region.text() if region is not None else ""
        if region is not None and seal(text) != region.seal:
            result.refuse(place, text, "Files cannot be given or taken away here; please do that in Satchel.")
    else:
        _text(place, controls.get(""), region, result)
    return result


def _text(place: Place, control: Control | None, region: Region | None, result: Returned) -> None:
    loose = region.loose() if region is not None else []
    if region is not None and (control is None or (loose and _holds(region, control))):
        result.value, result.whole = region.text(), False
        return
    result.value = control.text if control is not None else ""
    for one in loose:
        result.refuse(place, one, "It stands beside the place for this answer.")


def _holds(region: Region, control: Control) -> bool:
    return any(piece.control is control for line in region.lines for piece in line)


def _choice(place: Place, control: Control | None, region: Region | None, matching: Matching, result: Returned) -> None:
    written = [control.text] if control is not None and control.text.strip() else []
    written += region.loose() if region is not None else []
    result.whole = control is not None and len(written) < 2
    chosen: list[str] = []
    for line in written:
        box = None if matching.one(place, line) else boxed(line)
        if box is not None and not box[0] and matching.one(place, box[1]):
            continue
        text = line if box is None else box[1]
        found = matching.several(place, text)
        if not found:
            result.refuse(place, text, matching.reason(place, text))
        chosen += found
    several = list(dict.fromkeys(chosen))
    if len(several) > 1:
        result.read = False
        result.refuse(place, "; ".join(place.options[one] for one in several), _TWO)
    elif several:
        result.value = several[0]
    elif result.unread:
        result.read = False


def _ticks(
    place: Place, controls: Mapping[str, Control], region: Region | None, matching: Matching, result: Returned
) -> None:
    states: dict[str, bool] = {}
    for one, control in controls.items():
        if one:
            ticked = _ticked(control)
            if ticked is None:
                result.read = False
                result.refuse(place, f"{control.text} {place.options[one]}", "It is not clear whether this is ticked.")
            else:
                states[one] = ticked
    named: set[str] = set()
    boxes = bool(controls)
    for line in region.lines if region is not None else ():
        text = _beside(line, place, controls, result)
        box = boxed(text) if text and not matching.one(place, text) else None
        if box is not None and len(ids := matching.one(place, box[1])) == 1:
            boxes = True
            states[next(iter(ids))] = box[0] or states.get(next(iter(ids)), False)
        elif text and (found := matching.several(place, text)):
            named.update(found)
        elif text:
            result.refuse(place, text, matching.reason(place, text))
    result.whole = not named and set(controls) - {""} == set(place.options)
    chosen = tuple(one for one in place.options if one in named or states.get(one))
    if boxes and set(place.options) - set(states) - named and region is not None and seal(chosen) != region.seal:
        result.read = False
        result.refuse(place, "; ".join(place.options[one] for one in chosen), _MISSING)
    if result.unread and not states and not named:
        result.read = False
    result.value = (True if chosen else None) if place.manner == "consent" else chosen or None


def _ticked(control: Control) -> bool | None:
    text = control.text.strip()
    if text in _TICKS:
        return True
    if text in _BLANKS:
        return False if not control.checked or not text else None
    return None


def _ranking(
    place: Place, controls: Mapping[str, Control], region: Region | None, matching: Matching, result: Returned
) -> None:
    ranks = {one: control.text.strip() for one, control in controls.items() if one}
    for line in region.lines if region is not None else ():
        text = _beside(line, place, controls, result)
        rank = _RANK.fullmatch(text)
        if text and len(ids := matching.one(place, text)) == 1:
            ranks.setdefault(next(iter(ids)), "")
        elif rank is not None and len(ids := matching.one(place, rank["words"])) == 1:
            one = next(iter(ids))
            if ranks.get(one):
                result.read = False
                result.refuse(place, text, _TWO)
            ranks[one] = rank["rank"]
        elif text:
            result.refuse(place, text, matching.reason(place, text))
    numbers: dict[str, int] = {}
    for one, rank_text in ranks.items():
        number = _NUMBER.fullmatch(rank_text)
        if number is not None and number[1] != "0":
            numbers[one] = int(number[1])
        elif rank_text:
            result.read = False
            result.refuse(place, f"{rank_text} {place.options[one]}", "A rank is a whole number from 1 on.")
    if len(set(numbers.values())) < len(numbers):
        result.read = False
        told = "; ".join(f"{numbers[one]} {place.options[one]}" for one in sorted(numbers, key=numbers.__getitem__))
        result.refuse(place, told, "Two of these have the same rank.")
    result.whole = set(controls) - {""} == set(place.options)
    order = tuple(sorted(numbers, key=numbers.__getitem__))
    if set(place.options) - set(ranks) and region is not None and seal(order) != region.seal:
        result.read = False
        result.refuse(place, "; ".join(place.options[one] for one in order), _MISSING)
    result.value = order or None


def _beside(line: Sequence[Piece], place: Place, controls: Mapping[str, Control], result: Returned) -> str:
    """What a line says without our controls and without the label printed beside one of them."""
    held = [one for one, control in controls.items() if any(piece.control is control for piece in line)]
    text = "".join(shown(piece) for piece in line if piece.control is None).strip()
    if len(held) != 1 or not text:
        return text
    label = place.options.get(held[0], "")
    if same(text) == same(label):
        return ""
    rest = text.removeprefix(label)
    result.refuse(
        place, rest.strip(), f"It stands beside “{label}”." if rest != text else "It stands where a choice was."
    )
    return ""
