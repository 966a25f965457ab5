"""Verbs about how an answer came to be and what it is to be: `decide` and `history`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from desktop.paths import Paths
from desktop.work.drafting import OpenDraft
from desktop.work.editing import refuse_editing
from desktop.work.erasing import erase
from desktop.work.given_values import targets_at, value_at
from desktop.work.reply import Refusal, Reply
from desktop.work.spoken_values import spoken
from desktop.work.together import Together
from desktop.work.visiting import office_at, opened, shared_by
from forms.answers import Target, Value
from forms.events import to_data
from forms.places import Places
from forms.reconcile.standing import Standing
from forms.reconcile.text_merge import Differing
from forms.shapes import kept


def decide(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """List what differs, or decide one answer for everybody. Raises `Refusal` where nothing differs, or the choice is none."""
    with office_at(paths) as office, opened(office, chosen.draft) as draft:
        together = shared_by(draft)
        draft.rest()
        ways = [one for one in (chosen.use, chosen.value, chosen.both or None) if one is not None]
        if len(ways) > 1:
            raise Refusal(["decide: give one of --use, --value and --both."])
        found = _differing(together, chosen.question)
        if not ways:
            return _listed(together, found)
        if chosen.question is None or len(found) != 1:
            names = ", ".join(found) or "none"
            raise Refusal([f"decide: name one answer that differs ({names})."], {"differing": found})
        target = found[0]
        value = _chosen(together, target, chosen)
        refuse_editing(together)
        together.decide(target, value)
        draft.show([target])
        told = spoken(value)
    return Reply([f"{target}: decided: {told}"], {"draft": draft.draft_id, "target": target, "value": to_data(value)})


def _differing(together: Together, place: str | None) -> list[Target]:
    every = [one for one in together.ledger.answered() if together.ledger.standing(one).state == "differing"]
    if place is None:
        return every
    fitting = set(targets_at(together.questionnaire, together.places, place))
    return [one for one in every if one in fitting]


def _listed(together: Together, targets: Sequence[Target]) -> Reply:
    lines: list[str] = []
    facts: dict[str, Any] = {}
    for target in targets:
        standing = together.ledger.standing(target)
        lines.append(f"{target}: {len(standing.versions)} different answers; before: {spoken(standing.before)}")
        for number, version in enumerate(standing.versions, 1):
            people = " and ".join(_names(together, version.authors))
            lines.append(f"  {number}  {people}: {spoken(version.value)}")
        facts[target] = {
            "before": to_data(standing.before),
            "versions": [{"value": to_data(one.value), "people": _names(together, one.authors)} for one in standing.versions],
        }  # fmt: skip
    return Reply(lines or ["No answers differ."], {"differing": facts})


def _names(together: Together, keys: Sequence[str]) -> list[str]:
    return sorted({together.ledger.people.name(one) for one in keys})


def _chosen(together: Together, target: Target, chosen: argparse.Namespace) -> Value | None:
    standing = together.ledger.standing(target)
    number: int | None = chosen.use
    if number is not None:
        if not 1 <= number <= len(standing.versions):
            raise Refusal([f"--use: there are versions 1 to {len(standing.versions)}."])
        return standing.versions[number - 1].value
    if chosen.both:
        return _both(together.places, target, standing)
    words: str = chosen.value
    return value_at(together.questionnaire, together.places, target, words)[target]


def _both(places: Places, target: Target, standing: Standing) -> Value | None:
    """Everything that anybody wrote, passage by passage; everything that anybody ticked."""
    if standing.merge is not None:
        pieces = standing.merge.pieces
        parts = (
            _joined([one.text for one in piece.variants]) if isinstance(piece, Differing) else piece.text
            for piece in pieces
        )
        return "".join(parts) or None
    values = [one.value for one in standing.versions if one.value is not None]
    if values and all(isinstance(one, tuple) for one in values):
        union: dict[Any, None] = {}
        for value in values:
            assert isinstance(value, tuple)
            union |= dict.fromkeys(value)
        number, kind = places.kind_at(target)
        return kept(tuple(union), kind, places.items[number], places)
    raise Refusal([f"{target}: both cannot stand here. Use one of them (--use), or give another (--value)."])


def _joined(parts: Sequence[str]) -> str:
    """Passages one after the other, never two words grown together."""
    told = ""
    for part in parts:
        gap = " " if told and part and not told[-1].isspace() and not part[0].isspace() else ""
        told += gap + part
    return told


def history(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """Who said what about each answer, the earlier before the later; of one question, or of all."""
    with office_at(paths) as office, opened(office, chosen.draft) as draft:
        together = shared_by(draft)
        targets: Sequence[Target] = [one for one in together.ledger.targets() if one and not one.startswith("@")]
        if chosen.question is not None:
            targets = targets_at(together.questionnaire, together.places, chosen.question)
        if chosen.erase is not None:
            _erase(draft, together, targets, chosen.erase)
        facts = [one for target in targets for one in _moments(together, target)]
    lines = [
        f"{one['target']}: {one['time']}  {one['person']}{_KINDS[one['kind']]}: {one['told']}{one['mark']}  [{one['id'][:8]}]"
        for one in facts
    ]
    return Reply(lines or ["Nothing was answered here yet."], {"draft": draft.draft_id, "history": facts})


def _erase(draft: OpenDraft, together: Together, targets: Sequence[Target], words: str) -> None:
    found = [one for target in targets for one in together.ledger.of(target) if one.id.startswith(words)]
    if len(words) < 8 or len(found) != 1:
        raise Refusal(
            [f"--erase: “{words}” names no step of this history. Give what stands in [] at the end of its line."]
        )
    erase(draft, found[0].id)


_KINDS = {
    "answer": "",
    "suggestion": " suggested",
    "relayed": " suggested, in a Word file",
    "decline": " declined a suggestion",
}


def _moments(together: Together, target: Target) -> list[dict[str, Any]]:
    ledger = together.ledger
    heads = set(ledger.heads(target))
    told = []
    for one in ledger.of(target):
        if one.kind not in _KINDS:
            continue
        erased = ledger.is_erased(one.payload)
        value = None if one.kind == "decline" else ledger.answer(one)
        told.append({
            "target": target, "id": one.id, "time": one.time, "person": ledger.said_by(one), "kind": one.kind,
            "value": to_data(value), "told": "(erased)" if erased else "" if one.kind == "decline" else spoken(value),
            "sent": one.sent, "mark": ("  (counts now)" if one.id in heads else "") + ("" if one.sent else "  (not sent yet)"),
        })  # fmt: skip
    return told
