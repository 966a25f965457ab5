"""What the public will see, in sentences for paper."""

from __future__ import annotations

from forms.privacy import Publication, publication
from forms.questionnaire import Question
from forms.receipt.questions import Reader


def publication_sentences(reader: Reader, *, final: bool) -> str:
    """Whether the contribution will be published with a name, by whose choice, and what is kept back. A draft that is not
    `final` still has time to choose."""
    found = publication(reader.questionnaire, reader.sheet)
    if not found.anything:
        return "None of your answers will be published."
    kept = f"Not published: {_list(found.kept, reader)}" if found.kept else "Every answer is published."
    return f"{_manner(found, reader, final=final)} {kept}"


def _manner(found: Publication, reader: Reader, *, final: bool) -> str:
    named = f"This questionnaire always publishes: {_list(found.names, reader)}"
    if found.asked is None:
        told = "Your contribution will be published. This questionnaire does not ask whether with your name."
        return f"{told} {named}" if found.names else told
    if found.choice == "public":
        name = " with your name" if found.names else ""
        return f"Your contribution will be published{name}, as you chose."
    if found.choice == "anonymous":
        if found.names:
            return f"You chose to be published without your name. But {named[0].lower()}{named[1:]}"
        return "Your contribution will be published without your name, as you chose."
    if not final:
        return f"You have not chosen yet how to be published: please answer “{reader.say(found.asked.label)}”."
    told = "You did not choose how to be published."
    return f"{told} {named}" if found.names else f"{told} Your contribution will be published without your name."


def _list(questions: tuple[Question, ...], reader: Reader) -> str:
    return ended("; ".join(reader.say(one.label).rstrip(".") for one in questions))


def ended(words: str) -> str:
    """`words` with a full stop, unless they end in a stop of their own."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
