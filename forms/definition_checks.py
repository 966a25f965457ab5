"""What a definition of right shape can still have wrong: ids, languages, wording, limits, roles, patterns, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from forms.condition_checks import condition_faults
from forms.definition_caps import over_caps
from forms.definition_limits import Finding, limits
from forms.definition_wordings import holders, label, located, wordings
from forms.faults import Fault
from forms.patterns import Patterns
from forms.questionnaire import (
    Asked,
    AttachmentQuestion,
    Email,
    LongText,
    Matrix,
    Note,
    Questionnaire,
    Ranking,
    SingleChoice,
    Table,
    Text,
)
from forms.wording import say

_ID = re.compile(r"[a-z0-9-]{1,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")
_ROLES: dict[str, tuple[type[Asked], ...]] = {
    "email": (Email,), "country": (SingleChoice,), "language": (SingleChoice,), "respondent_type": (SingleChoice,),
    "size": (SingleChoice,), "name": (Text,), "organisation": (Text, LongText), "register": (Text,),
}  # fmt: skip
_KIND_WORDS = {Email: "email", SingleChoice: "single_choice", Text: "text", LongText: "long_text"}


def checks(questionnaire: Questionnaire, left_out: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Every fault that a definition of right shape still has; conditions that name an id of `left_out` are not examined."""
    yield from _whole(questionnaire)
    yield from _ids(questionnaire)
    yield from _wordings(questionnaire)
    for place, item in located(questionnaire):
        if isinstance(item, Note):
            continue
        words = label(item, questionnaire)
        for findings in (limits(item), _kinds(item), _role(item)):
            yield from (Fault(f"{place}.{key}", words, reason, remedy) for key, reason, remedy in findings)
    too_much = tuple(over_caps(questionnaire))
    yield from too_much
    if not too_much:
        patterns = Patterns()
        yield from _pattern_faults(questionnaire, patterns)
        yield from condition_faults(questionnaire, patterns, left_out)


def _pattern_faults(questionnaire: Questionnaire, patterns: Patterns) -> Iterator[Fault]:
    for place, item in located(questionnaire):
        if isinstance(item, Text) and item.pattern is not None:
            try:
                patterns.matches(item.pattern, "")
            except ValueError:
                remedy = "Use a regular expression without look-around and back references."
                yield Fault(f"{place}.pattern", label(item, questionnaire), "This pattern is not understood.", remedy)


def _whole(questionnaire: Questionnaire) -> Iterator[Fault]:
    if not _LANGUAGE.fullmatch(questionnaire.language):
        yield _no_language("language", questionnaire.language)
    known: set[str] = set()
    for number, one in enumerate(questionnaire.languages):
        if not _LANGUAGE.fullmatch(one):
            yield _no_language(f"languages[{number}]", one)
        elif one in known:
            yield Fault(f"languages[{number}]", "", f"“{one}” stands twice.", "Name each language once.")
        known.add(one)
    if known and questionnaire.language not in known:
        yield Fault("languages", "", f"The language “{questionnaire.language}” is not among them.", "Add it.")
    if not questionnaire.version.strip() or len(questionnaire.version) > 64:
        yield Fault("version", "", "A version has 1 to 64 characters.", "Write one such as 1 or 2026-03.")
    if questionnaire.deadline is not None and not _has_a_zone(questionnaire.deadline):
        reason = f"“{questionnaire.deadline[:80]}” is not a date and time with its zone."
        yield Fault("deadline", "", reason, "Write one such as 2026-12-31T23:59:00+01:00.")


def _no_language(place: str, tag: str) -> Fault:
    return Fault(place, "", f"“{tag[:80]}” is no language tag.", "Write one such as en or pt.")


def _has_a_zone(moment: str) -> bool:
    try:
        return datetime.fromisoformat(moment).tzinfo is not None
    except ValueError:
        return False


def _ids(questionnaire: Questionnaire) -> Iterator[Fault]:
    if not _ID.fullmatch(questionnaire.id):
        yield _bad_id("id", "", questionnaire.id)
    places: dict[str, str] = {}
    for number, section in enumerate(questionnaire.sections):
        title = say(section.title, questionnaire.language, questionnaire.language)[:80]
        yield from _taken(places, section.id, f"sections[{number}].id", title)
    for place, item in located(questionnaire):
        words = label(item, questionnaire)
        yield from _taken(places, item.id, f"{place}.id", words)
        known: dict[str, str] = {}
        for holder, entries in holders(item):
            for number, one in enumerate(entries):
                yield from _taken(known, one.id, f"{place}.{holder}[{number}].id", words)


def _taken(known: dict[str, str], identity: str, place: str, words: str) -> Iterator[Fault]:
    if not _ID.fullmatch(identity):
        yield _bad_id(place, words, identity)
    elif identity in known:
        reason = f"The id “{identity}” stands already at {known[identity]}."
        yield Fault(place, words, reason, "Give one of them another id.")
    known.setdefault(identity, place)


def _bad_id(place: str, words: str, identity: str) -> Fault:
    remedy = "Use 1 to 64 small letters a–z, digits and hyphens."
    return Fault(place, words, f"“{identity[:80]}” cannot be an id.", remedy)


def _wordings(questionnaire: Questionnaire) -> Iterator[Fault]:
    own, offered = questionnaire.language, frozenset(questionnaire.languages)
    for place, words, wording in wordings(questionnaire):
        text = wording if isinstance(wording, str) else wording.get(own, "")
        if not text.strip():
            yield Fault(place, words, f"There is no wording in “{own}”.", "Write what people shall read.")
        if isinstance(wording, dict):
            for tag in wording:
                if not _LANGUAGE.fullmatch(tag):
                    yield _no_language(f"{place}.{tag}"[:200], tag)
                elif offered and tag not in offered:
                    reason = f"“{tag}” is not among the languages of this questionnaire."
                    yield Fault(f"{place}.{tag}", words, reason, "Add it to languages, or take this text out.")


def _kinds(item: Asked) -> Iterator[Finding]:
    """What a single kind can have wrong: key, reason, remedy."""
    if isinstance(item, AttachmentQuestion):
        for number, one in enumerate(item.extensions):
            if not _EXTENSION.fullmatch(one):
                remedy = "Write small letters without a dot, such as pdf."
                yield f"extensions[{number}]", f"“{one[:80]}” is no file ending.", remedy
        if not item.extensions:
            yield "extensions", "No type of file is admitted.", "Name at least one, such as pdf."
    if isinstance(item, SingleChoice):
        for number, choice in enumerate(item.choices):
            if choice.exclusive:
                yield f"choices[{number}].exclusive", "Every choice of a single choice stands alone.", "Leave it out."
    if isinstance(item, (Matrix, Table, Ranking)):
        holder, entries = ("choices", item.choices) if isinstance(item, Ranking) else ("columns", item.columns)
        for number, choice in enumerate(entries):
            if choice.text is not None:
                remedy = "Ask for the text in a question of its own."
                yield f"{holder}[{number}].text", "Here a choice cannot carry a text box.", remedy
            if choice.exclusive:
                yield (
                    f"{holder}[{number}].exclusive",
                    "Only a multiple choice has choices that stand alone.",
                    "Leave it out.",
                )


def _role(item: Asked) -> Iterator[Finding]:
    if item.role is None:
        return
    if item.role == "privacy":
        ids = {one.id for one in item.choices} if isinstance(item, SingleChoice) else set()
        if ids != {"anonymous", "public"}:
            yield "role", "A privacy question is a single choice of “anonymous” and “public”.", "Name its choices so."
        return
    kinds = _ROLES[item.role]
    if not isinstance(item, kinds):
        names = " or ".join(f"“{_KIND_WORDS[kind]}”" for kind in kinds)
        yield "role", f"The role “{item.role}” belongs to a question of kind {names}.", "Change one of them."
