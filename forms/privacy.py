"""Privacy: what the public sees of a contribution under the respondent's choice; a projection that reads nothing withheld."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from forms.answers import Sheet, Target, Value
from forms.places import Places
from forms.questionnaire import Question, Questionnaire

PrivacyChoice = Literal["anonymous", "public"]


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
