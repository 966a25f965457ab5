"""Signing: whether somebody who may signed these answers, and what they were then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from forms.answers import Sheet, Target, Value
from forms.events import to_data
from forms.filling import Filling
from forms.privacy import privacy_question
from forms.questionnaire import Questionnaire
from forms.reconcile.latest import latest
from forms.reconcile.ledger import Ledger
from forms.reconcile.reviews import content

SIGN_OFF, FREEZE = "@sign-off", "@freeze"


@dataclass(frozen=True, slots=True)
class Signing:
    """The sign-off: `fresh` while all answers are those that were signed, `stale` after, `several` where people signed side by
    side. `by` is a person; `heads` names for each target the answers that counted then."""

    state: Literal["none", "fresh", "stale", "several"]
    by: str = ""
    time: str = ""
    answers: str = ""
    privacy: str | None = None
    heads: Mapping[Target, tuple[str, ...]] = field(default_factory=dict, hash=False)


def answers_digest(effective: Sheet) -> str:
    """The digest that a sign-off names: of all that a contribution would hold (`Filling.effective`)."""
    return content(effective)


def sign_off_value(ledger: Ledger, filling: Filling) -> dict[str, Any]:
    """The value of a `sign-off` event by somebody who confirmed the privacy choice. It names events, never answers: what is
    erased later is not kept in it. The ids must be final, so unsent answers are sealed before."""
    effective = filling.effective()
    asked = privacy_question(filling.questionnaire)
    return {
        "answers": answers_digest(effective),
        "privacy": to_data(effective.get(asked.id)) if asked is not None else None,
        "heads": {target: list(ledger.heads(target)) for target in ledger.answered()},
    }


def signing(ledger: Ledger, filling: Filling) -> Signing:
    """How the sign-off stands: the latest one by people who may sign now."""
    events = ledger.of(SIGN_OFF)
    able = [one for one in events if one.kind == "sign-off" and ledger.people.has(one.author, "signer")]
    found: dict[tuple[str, str], Signing] = {}
    now = answers_digest(filling.effective())
    for one in latest(events, able):
        value = ledger.value(one)
        if not isinstance(value, dict):
            continue  # erased
        signed, person = str(value.get("answers")), ledger.people.person(one.author)
        state: Literal["fresh", "stale"] = "fresh" if signed == now else "stale"
        privacy = value.get("privacy")
        found[person, signed] = Signing(
            state, person, one.time, signed, privacy if isinstance(privacy, str) else None, _heads(value.get("heads"))
        )
    if len(found) > 1:
        return Signing("several")
    return next(iter(found.values()), Signing("none"))


def signed_answers(ledger: Ledger, signed: Signing, questionnaire: Questionnaire) -> dict[Target, Value]:
    """What was signed: the answers that a contribution would have held then. Erased ones are absent; so are those whose events
    this machine does not have."""
    sheet = {
        target: value
        for target, heads in signed.heads.items()
        if heads and all(map(ledger.counts, heads))
        if (value := ledger.standing_of(target, heads).value) is not None
    }
    return Filling(questionnaire, sheet).effective()


def difference(before: Sheet, after: Sheet) -> tuple[Target, ...]:
    """The targets whose answers are not the same, sorted."""
    return tuple(sorted(target for target in before.keys() | after.keys() if before.get(target) != after.get(target)))


def freeze_value(on: bool) -> dict[str, bool]:
    """The value of a `freeze` event."""
    return {"on": on}


def frozen(ledger: Ledger) -> bool:
    """Whether a coordinator froze the answers for review; of several side by side, frozen wins."""
    events = ledger.of(FREEZE)
    able = [one for one in events if one.kind == "freeze" and ledger.people.has(one.author, "coordinator")]
    values = [ledger.value(one) for one in latest(events, able)]
    return any(isinstance(value, dict) and value.get("on") is True for value in values)


def _heads(told: Any) -> dict[Target, tuple[str, ...]]:
    if not isinstance(told, dict):
        return {}
    return {str(target): tuple(str(one) for one in ids) for target, ids in told.items() if isinstance(ids, list)}
