"""Word copies: a file for a colleague without Satchel, and what they wrote back as suggestions in their name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.publishing import write_whole
from desktop.work.drafting import OpenDraft, file_bytes
from forms.answers import Target
from forms.events import to_data
from forms.reconcile.ledger import Ledger
from forms.reconcile.threads import PREFIX, About, comment_value
from forms.trouble import Trouble
from forms.word.taking import WordAnswers, take
from forms.word.writing import write


@dataclass(frozen=True, slots=True)
class WordTaken:
    """What came back: whose words, which answers they suggest, and what was kept as a remark because it is no answer. `again`: the
    file brought nothing that was not here already."""

    person: str
    suggested: tuple[Target, ...]
    remarks: tuple[str, ...]
    again: bool


def give(draft: OpenDraft, path: Path, questions: Sequence[str] | None = None) -> None:
    """Write the questionnaire, or some of its questions and sections, with the answers so far as a Word file. Raises `Trouble`."""
    try:
        data = write(
            draft.filling.questionnaire,
            draft.filling.sheet(),
            questions,
            language=draft.filling.language,
            draft=draft.draft_id,
            name=draft.stored.summary.name,
        )
    except KeyError as fault:
        raise Trouble(
            "no-question", f"This questionnaire has no question or section {fault}.", "Nothing was written."
        ) from fault
    write_whole(path, data)


def look(draft: OpenDraft, path: Path) -> WordAnswers:
    """What a Word file brings back; nothing is changed. Raises `Trouble` for a file of another draft, and what is none."""
    found = take(file_bytes(path), draft.filling.questionnaire)
    if found.draft and found.draft != draft.draft_id:
        raise Trouble("other-draft", "This Word file was made from another draft.", "Nothing was changed.",
                      "Open the draft that it belongs to, and take it in there.")  # fmt: skip
    return found


def take_back(draft: OpenDraft, found: WordAnswers, person: str) -> WordTaken:
    """Take what `look` found in under the name `person`: each changed answer as a suggestion, everything else as a remark that stays
    with its question, word for word. Raises `Trouble`; then nothing changed."""
    together = draft.together
    if together is None:
        raise Trouble(
            "not-shared",
            "This draft is yours alone.",
            "Nothing was changed.",
            "Share it first: then others can suggest.",
        )
    name = " ".join(person.split())
    if not name:
        raise Trouble(
            "no-name",
            "It is not said whose words these are.",
            "Nothing was changed.",
            "Give the name of who wrote them.",
        )
    draft.rest()
    with together.lock:
        ledger = together.ledger
        known = {
            (target, ledger.said_by(one), str(ledger.value(one)))
            for target in ledger.targets()
            for one in ledger.of(target)
            if one.kind == "relayed"
        }
        suggested = []
        for target, value in found.answers.items():
            told = {"answer": to_data(value), "from": name}
            if (target, name, str(told)) not in known:
                suggested.append((target, told))
        said = {str(comment["text"]) for comment in _comments(ledger)}
        remarks = [
            (target, text)
            for target, text in (
                *((one.place, f"{name}: {one.reason}\n\n{one.words}".strip()) for one in found.unread),
                *(("", f"{name}:\n\n{note}") for note in found.notes),
            )
            if text not in said
        ]
        places = {item.id for item in together.places.items}
        together.relay(suggested)
        if remarks:
            together.say(
                *(
                    (PREFIX + together.office.new_id(), "comment",
                     comment_value(text, About(target if target.split("/")[0] in places else "")))
                    for target, text in remarks
                )
            )  # fmt: skip
    return WordTaken(
        name,
        tuple(target for target, _ in suggested),
        tuple(text for _, text in remarks),
        not suggested and not remarks,
    )


def _comments(ledger: Ledger) -> list[dict[str, object]]:
    found = (
        ledger.value(one) for target in ledger.targets(PREFIX) for one in ledger.of(target) if one.kind == "comment"
    )
    return [one for one in found if isinstance(one, dict)]
