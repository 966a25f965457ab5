"""What could be better in a definition and blocks nothing: missing translations, limits that a portal sets in silence."""

from __future__ import annotations

from collections.abc import Iterator

from forms.definition_wordings import holders, label, located, wordings
from forms.faults import Fault
from forms.questionnaire import AttachmentQuestion, Item, LongText, Note, Questionnaire, Text
from forms.wording import say

PORTAL_TEXT_LIMIT = 5000
"""EUSurvey's limit where the author set none."""
PORTAL_FILE_LIMIT = 1_048_576
"""EUSurvey's limit for a file where the author set none."""


def advices(questionnaire: Questionnaire) -> tuple[Fault, ...]:
    """Everything of that sort, in the order: translations, publication, portal limits."""
    return (
        *_untranslated(questionnaire),
        *_unpublished(questionnaire),
        *_published_person(questionnaire),
        *_same_words(questionnaire),
        *_portal_limits(questionnaire),
    )


def _untranslated(questionnaire: Questionnaire) -> Iterator[Fault]:
    if not questionnaire.languages:
        never_shown: dict[str, str] = {}
        for place, _, wording in wordings(questionnaire):
            for tag in wording if isinstance(wording, dict) else ():
                if tag != questionnaire.language:
                    never_shown.setdefault(tag, place)
        for tag, place in never_shown.items():
            yield Fault(place, "", f"There are texts in “{tag}”, but it is not offered.", "Name it in languages.")
    for language in questionnaire.languages:
        if language == questionnaire.language:
            continue
        missing = [
            place
            for place, _, wording in wordings(questionnaire)
            if isinstance(wording, str) or not wording.get(language, "").strip()
        ]
        if missing:
            count = "One text has" if len(missing) == 1 else f"{len(missing)} texts have"
            reason = f"{count} no wording in “{language}”; this is the first."
            yield Fault(missing[0], "", reason, f"People who choose it read “{questionnaire.language}” there.")


def _unpublished(questionnaire: Questionnaire) -> Iterator[Fault]:
    if any(one.role == "privacy" for one in questionnaire.questions()):
        return
    for place, item in located(questionnaire):
        if getattr(item, "publish", "") == "if_public":
            reason = "Published “if_public”, but no question has the role “privacy”, so it never will be."
            yield Fault(f"{place}.publish", label(item, questionnaire), reason, "Ask how people want to be published.")


def _published_person(questionnaire: Questionnaire) -> Iterator[Fault]:
    """A name or an address that is published always: mostly a `publish` forgotten, since that is what stands without one."""
    for place, item in located(questionnaire):
        if isinstance(item, Note) or item.publish != "always":
            continue
        if item.role == "name":
            reason = "This name is published always, also where people choose to remain unnamed."
            remedy = "Write “publish”: “if_public”, or “never”."
        elif item.role == "email" or item.kind == "email":
            reason, remedy = "Published “always”, but an e-mail address never is.", "Write “publish”: “never”."
        else:
            continue
        yield Fault(f"{place}.publish", label(item, questionnaire), reason, remedy)


def _same_words(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Two choices (columns, rows) that nobody can tell apart; the second is named. Conditions may show one at a time."""
    for place, item in located(questionnaire):
        for key, entries in holders(item):
            before: dict[str, str] = {}
            for number, one in enumerate(entries):
                words = " ".join(say(one.label, questionnaire.language, questionnaire.language).split())
                first = before.setdefault(words, one.id)
                if first != one.id and one.show_if is None:
                    reason = f"“{words[:80]}” stands here twice: as “{first}” and as “{one.id}”."
                    remedy = "Give each its own words."
                    yield Fault(f"{place}.{key}[{number}].label", label(item, questionnaire), reason, remedy)


def _portal_limits(questionnaire: Questionnaire) -> Iterator[Fault]:
    if questionnaire.counting != "eusurvey":
        return
    for place, item in located(questionnaire):
        words = label(item, questionnaire)
        if isinstance(item, (Text, LongText)) and _lowest(item, "max_length", "advise_max_length") > PORTAL_TEXT_LIMIT:
            yield Fault(place, words, "The portal cuts texts at 5,000 characters.", "Set a limit of at most 5,000.")
        if isinstance(item, AttachmentQuestion) and _lowest(item, "max_bytes", "advise_max_bytes") > PORTAL_FILE_LIMIT:
            remedy = f"Set advise_max_bytes to {PORTAL_FILE_LIMIT}, unless you know better."
            yield Fault(place, words, "The portal takes files of 1 MB where its form says nothing else.", remedy)


def _lowest(item: Item, *keys: str) -> float:
    """The lowest of the limits that are set; infinite where none is."""
    return min((found for key in keys if (found := getattr(item, key, None)) is not None), default=float("inf"))
