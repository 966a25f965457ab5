"""Taking answers from a Word file that came back: what was changed, what could not be read, and every word beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from forms.answers import Target, Value
from forms.canonical import parse
from forms.places import Places
from forms.questionnaire import Questionnaire
from forms.shapes import kept
from forms.trouble import Trouble
from forms.word.beside import beside
from forms.word.expected import Expected, expected
from forms.word.lines import Control, Lines
from forms.word.marks import NAME, NAMESPACE, exact, is_tag, same, seal
from forms.word.markup import tree
from forms.word.matching import Matching
from forms.word.opening import refused, word_parts
from forms.word.regions import Region, marked
from forms.word.returned import Returned, Unread, returned

_TWICE = "This place stands in the file more than once, with different answers."


@dataclass(frozen=True, slots=True)
class WordAnswers:
    """What came back. `answers` holds only what differs from what went out, `None` for an answer that was emptied; `unread` what
    was found in a place and not understood; `notes` what was written elsewhere, word for word."""

    draft: str
    person: str
    answers: Mapping[Target, Value | None]
    unread: tuple[Unread, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sent:
    """What the hidden part says about the file that went out; `known` is false where a program dropped it."""

    known: bool = False
    draft: str = ""
    language: str = ""
    name: str = ""
    questionnaire: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


def take(data: bytes, questionnaire: Questionnaire) -> WordAnswers:
    """Read a Word file made by `forms.word.writing` from the same questionnaire, as any word processor saved it. Raises `Trouble`
    for what is no such file, or a dangerous one; everything else is told in the result."""
    parts = word_parts(data)
    main = "word/document.xml" if "word/document.xml" in parts else min(one for one in parts if one.startswith("word/document"))  # fmt: skip
    text = Lines(tree(parts[main]))
    sent = _sent(parts)
    languages = questionnaire.languages or (questionnaire.language,)
    told = marked(text.lines, ()).lead
    language = sent.language or (told[1] if told else "")
    against = expected(questionnaire, (language,) if language in languages else languages)
    found = marked(text.lines, against.places)
    if not sent.known and found.lead is None and not any(is_tag(one.tag) for one in text.controls):
        happened = (
            "This Word file was not made by Satchel, or everything by which Satchel knows its answers was removed."
        )
        raise refused("word-no-places", happened, "Take the file that was sent out, and write into that one.")
    unread: list[Unread] = []
    answers: dict[Target, Value | None] = {}
    person = ""
    places = Places(questionnaire)
    matching = Matching(against.words)
    controls = dict(_controls(text.controls, against, unread))
    for target, place in against.places.items():
        own, regions = controls.get(target, {}), found.regions.get(target, [])
        missing = own is not None and not own and not regions
        if own is None or missing:
            if missing and target in sent.answers:
                unread.append(Unread(target, "", "This place is missing in the file; its answer stays as it was."))
            continue
        region, differs = _only(regions)
        if differs:
            unread += [Unread(target, one.text(), _TWICE) for one in regions if one.text()]
            continue
        if region is not None and not region.ended:
            _clear(region, against.printed)
        result = returned(place, own, region, matching)
        unread += result.unread
        if target == NAME:
            person = " ".join(str(result.value or "").split())
        elif result.read and _changed(target, result, region, sent):
            _keep(target, result, places, answers, unread)
    unread += [
        Unread("", one.text(), "This stands in a place that the questionnaire does not have.")
        for name, regions in found.regions.items()
        if name not in against.places
        for one in regions
        if one.text()
    ]
    notes = tuple(beside(parts, text, found, against, sent.name, questionnaire.digest, sent.questionnaire))
    draft = sent.draft or (found.lead[0] if found.lead else "")
    return WordAnswers(draft, person, answers, tuple(unread), notes)


def _changed(target: Target, result: Returned, region: Region | None, sent: _Sent) -> bool:
    """Whether an answer differs from what went out: to the last space where its control and our hidden part are there, by the
    seal in its mark otherwise. Where neither tells, an answer counts as new."""
    value = result.value or None
    if sent.known and (result.whole or region is None):
        return (exact(value) if value else None) != sent.answers.get(target)
    if region is not None:
        return seal(value) != region.seal
    return value is not None


def _keep(
    target: Target, result: Returned, places: Places, answers: dict[Target, Value | None], unread: list[Unread]
) -> None:
    number, kind = places.kind_at(target)
    try:
        answers[target] = kept(result.value, kind, places.items[number], places)
    except ValueError as fault:
        unread.append(Unread(target, str(result.value), f"This cannot be an answer here: {fault}."))


def _controls(
    controls: Sequence[Control], against: Expected, unread: list[Unread]
) -> Iterator[tuple[Target, dict[str, Control] | None]]:
    """The controls of each place by choice; `None` for a place of which two say different things."""
    found: dict[Target, dict[str, Control] | None] = {}
    seen: dict[str, list[Control]] = {}
    for control in controls:
        if control.tag in against.tags:
            seen.setdefault(control.tag, []).append(control)
        elif is_tag(control.tag) and control.text.strip():
            unread.append(Unread("", control.text, "This stands in a field that the questionnaire does not have."))
    for tag, same_tag in seen.items():
        target, choice = against.tags[tag]
        said = dict.fromkeys(one.text for one in same_tag)
        if len(said) > 1:
            unread.append(Unread(target, " | ".join(one for one in said if one), _TWICE))
            found[target] = None
        elif (group := found.setdefault(target, {})) is not None:
            group[choice] = same_tag[0]
    yield from found.items()


def _only(regions: Sequence[Region]) -> tuple[Region | None, bool]:
    """The region of a place, and whether there are several that differ."""
    if not regions:
        return None, False
    return regions[0], len({one.text() for one in regions}) > 1


def _clear(region: Region, printed: frozenset[str]) -> None:
    """A place whose end mark is gone runs on into the next question: the words that we printed there are nobody's answer."""
    region.lines = [line for line in region.lines if same("".join(one.text for one in line)) not in printed]


def _sent(parts: Mapping[str, bytes]) -> _Sent:
    for name, data in parts.items():
        if name.startswith("customXml/") and NAMESPACE.encode() in data:
            try:
                facts = parse(tree(data).text.encode("utf-8"))
            except (Trouble, ValueError):
                continue
            if isinstance(facts, dict) and isinstance(facts.get("answers"), dict):
                words = {key: str(facts.get(key, "")) for key in ("draft", "language", "name", "questionnaire")}
                return _Sent(True, answers={str(key): str(one) for key, one in facts["answers"].items()}, **words)
    return _Sent()
