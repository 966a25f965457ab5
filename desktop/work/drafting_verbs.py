"""Verbs over one's own answers in a draft: `begin` and `answer`."""

from __future__ import annotations

import argparse

from desktop.paths import Paths
from desktop.work import drafting
from desktop.work.editing import Bar, bar_to_editing
from desktop.work.given_values import value_at
from desktop.work.reading_answers import read_answers
from desktop.work.reply import Refusal, Reply
from desktop.work.shelf import find
from desktop.work.spoken_values import spoken
from desktop.work.visiting import office_at, opened
from forms.answers import Target
from forms.events import to_data
from forms.places import Places

SUGGESTED: dict[Bar, str] = {
    "no-editor": "Your place in this draft is to comment and to suggest",
    "frozen": "The answers are frozen for the review",
}


def begin(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """Begin a draft, with the answers of a file where one is given. Raises `Refusal` with every fault of the file; then no draft."""
    questionnaire = find(chosen.questionnaire)
    sheet = None
    if chosen.answers is not None:
        given = read_answers(questionnaire, chosen.answers, [])
        if given.reasons:
            raise Refusal(given.reasons)
        sheet = given.sheet
    name = " ".join(chosen.name.split())
    if not name:
        raise Refusal(["--name: a draft needs a name."])
    with office_at(paths, new=True) as office:
        draft_id = drafting.begin(office, questionnaire, name, sheet=sheet)
    count = len(sheet or {})
    told = f"Draft: {draft_id}  {name}" + (f"  ({count} answers)" if count else "")
    return Reply([told], {"draft": draft_id, "name": name, "answers": count})


def answer(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """Give one answer as a person gives it. Raises `Refusal` where it does not fit, or where answers differ and nobody said to go on
    with the own one."""
    with office_at(paths) as office, opened(office, chosen.draft) as draft:
        questionnaire = draft.filling.questionnaire
        given = value_at(questionnaire, Places(questionnaire), chosen.question, chosen.value)
        differing = _differing(draft, list(given))
        if differing and not chosen.mine:
            raise Refusal([f"{one}: there are different answers here. Decide (`decide`), or go on with your own (--mine)." for one in differing],
                          {"differing": differing})  # fmt: skip
        bar = bar_to_editing(draft.together) if draft.together is not None else None
        for target, value in given.items():
            if bar is None:
                draft.answer(target, value)
                draft.leave(target)
            elif draft.together is not None:
                draft.together.suggest(target, to_data(value))
        draft.rest()
        lines = [f"{target}: {spoken(draft.filling.value(target))}" for target in given]
        lines += [f"{one}: your own version. Nothing is decided yet." for one in differing]
        if bar is not None:
            lines.append(f"{SUGGESTED[bar]}: what you gave is a suggestion, and the answer stays.")
        facts = {target: to_data(draft.filling.value(target)) for target in given}
    return Reply(
        lines, {"draft": draft.draft_id, "answers": facts, "differing": differing, "suggestion": bar is not None}
    )


def _differing(draft: drafting.OpenDraft, targets: list[Target]) -> list[Target]:
    if draft.together is None:
        return []
    return [one for one in targets if draft.together.ledger.standing(one).state == "differing"]
