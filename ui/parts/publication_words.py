"""What the public will see of answers, in sentences for the screen."""

from __future__ import annotations

from forms.answers import Sheet
from forms.privacy import Publication, publication
from forms.questionnaire import Question
from ui.parts.voice import Voice
from ui.words import tr


def publication_words(voice: Voice, given: Sheet, *, final: bool = False) -> list[str]:
    """Whether with a name and by whose choice, and what is kept back; no choice is told of that nobody made. What is not
    `final` may still be chosen."""
    found = publication(voice.questionnaire, given)
    if not found.anything:
        return [tr("Review", "None of your answers will be published.")]
    if not final and found.asked is not None and found.choice is None:
        label = voice.plain(found.asked.label)
        return [tr("Review", "You have not chosen yet: please answer “{question}”.", question=label)]
    return [
        *_manner(voice, found),
        tr("Review", "Not published: {list}.", list=_list(voice, found.kept))
        if found.kept
        else tr("Review", "Everything is published."),
    ]


def _manner(voice: Voice, found: Publication) -> list[str]:
    if found.asked is None:
        told = tr("Review", "Your contribution will be published. Nobody asks here whether with your name.")
    elif found.choice is None:
        told = tr("Review", "You did not choose how to be published.")
        if not found.names:
            told += " " + tr("Review", "Your contribution will be published without your name.")
    elif found.choice == "public" and found.names:
        return [tr("Review", "Your contribution will be published with your name, as you chose.")]
    elif found.choice == "public":
        return [tr("Review", "Your contribution will be published, as you chose.")]
    elif found.names:
        told = tr("Review", "You chose to be published without your name.")
    else:
        return [tr("Review", "Your contribution will be published without your name, as you chose.")]
    if not found.names:
        return [told]
    return [told, tr("Review", "This questionnaire always publishes: {list}.", list=_list(voice, found.names))]


def _list(voice: Voice, questions: tuple[Question, ...]) -> str:
    return "; ".join(voice.plain(one.label) for one in questions)
