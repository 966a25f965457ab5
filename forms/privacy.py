"""Privacy: what the public sees of a contribution under the respondent's choice; a projection that reads nothing withheld."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from forms.answers import Sheet, Target, Value
from forms.places import Places
from forms.questionnaire import Question, Questionnaire

PrivacyChoice = Literal["anonymous", "public"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What there is to say about it: the question that `asked`; the `choice`, None where there was none to make or none was
    made; the questions for a name whose answers are published; those whose answers are `kept` back; whether `anything` is
    published."""

    asked: Question | None
    choice: PrivacyChoice | None
    names: tuple[Question, ...]
    kept: tuple[Question, ...]
    anything: bool


def privacy_question(questionnaire: Questionnaire) -> Question | None:
    """The question that asks for the privacy choice, if there is one."""
    return next((one for one in questionnaire.questions() if one.role == "privacy"), None)


def choice_of(questionnaire: Questionnaire, sheet: Sheet) -> PrivacyChoice:
    """The choice; a missing one counts as anonymous, the more protective of the two."""
    asked = privacy_question(questionnaire)
    return "public" if asked is not None and sheet.get(asked.id) == "public" else "anonymous"


def is_published(question: Question, choice: PrivacyChoice) -> bool:
    """Whether the answer to `question` is published under `choice`. An e-mail address never is."""
    if question.role == "email" or question.kind == "email":
        return False
    return question.publish == "always" or (question.publish == "if_public" and choice == "public")


def published(questionnaire: Questionnaire, sheet: Sheet) -> Iterator[tuple[Target, Value]]:
    """What the public would see, target by target, in the order of the questionnaire; withheld answers are not read."""
    choice = choice_of(questionnaire, sheet)
    places = Places(questionnaire)
    for number, item in enumerate(places.items):
        if item.kind == "note" or not is_published(item, choice):
            continue
        for target in places.targets(number):
            if target in sheet:
                yield target, sheet[target]


def withheld(questionnaire: Questionnaire, choice: PrivacyChoice) -> tuple[Question, ...]:
    """The questions whose answers stay with those who asked."""
    return tuple(one for one in questionnaire.questions() if not is_published(one, choice))


def publication(questionnaire: Questionnaire, sheet: Sheet) -> Publication:
    """What will be published of the answers in `sheet`, by the rule of `is_published` alone: a choice to remain unnamed does
    not keep back a name that the questionnaire publishes always."""
    asked, counted = privacy_question(questionnaire), choice_of(questionnaire, sheet)
    shown = [one for one in questionnaire.questions() if is_published(one, counted)]
    return Publication(
        asked,
        counted if asked is not None and asked.id in sheet else None,
        tuple(one for one in shown if one.role == "name"),
        withheld(questionnaire, counted),
        bool(shown),
    )
