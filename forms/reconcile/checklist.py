"""The checklist: what stands between a shared draft and its sign-off, in one order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forms.answers import Target
from forms.filling import Filling
from forms.privacy import privacy_question
from forms.reconcile.ledger import Ledger
from forms.reconcile.reviews import content, reviews
from forms.reconcile.signing import frozen, signing
from forms.reconcile.threads import threads


@dataclass(frozen=True, slots=True)
class Check:
    """One line: how many things are open, where (targets, questions, keys or threads), and whether such a thing blocks at all."""

    code: str
    count: int
    places: tuple[str, ...]
    blocking: bool

    @property
    def holds_up(self) -> bool:
        """Whether nobody can sign because of it."""
        return self.blocking and self.count > 0


def checklist(ledger: Ledger, filling: Filling, *, me: str) -> tuple[Check, ...]:
    """All lines, done ones with the count 0. `filling` holds what counts in `ledger`; `me` is the key of whoever would sign."""
    standings = {target: ledger.standing(target).state for target in ledger.answered()}
    waiting, apart = ledger.waiting(), ledger.apart()
    blocking = [one for one in filling.problems() if not one.advice and one.code != "two-answers"]
    missing = [one.target for one in blocking if one.code.endswith("required")]
    return (
        _check("differences", (one for one, state in standings.items() if state == "differing")),
        _check("combined", (one for one, state in standings.items() if state == "combined"), blocking=False),
        Check("waiting", len(waiting), tuple(sorted({one.target for one in waiting})), True),
        # A stranger's file, or what somebody wrote after they left, must not be able to hold up the others for ever.
        Check("apart", len(apart), tuple(sorted({one.author for one in apart})), False),
        _check("suggestions", (one for one in ledger.targets() for _ in ledger.suggestions(one)), blocking=False),
        _check("required", missing),
        _check("limits", (one.target for one in blocking if not one.code.endswith("required"))),
        _check("hidden", unacknowledged(ledger, filling)),
        _check(
            "reviews", (one.question for one in reviews(ledger, filling).values() if one.state in ("changes", "stale"))
        ),
        _check("privacy", _privacy(ledger, filling), blocking=False),
        _check("threads", (one.id for one in threads(ledger) if not one.resolved), blocking=False),
        Check("frozen", int(frozen(ledger)), (), False),
        Check("signer", int(not ledger.people.has(me, "signer")), (), True),
    )


def may_sign(checks: Iterable[Check]) -> bool:
    """Whether nothing on the checklist holds up the sign-off."""
    return not any(one.holds_up for one in checks)


def acknowledge_value(filling: Filling, target: Target) -> dict[str, str]:
    """The value of an `acknowledge` event: somebody saw that this answer, as it is kept now, will not be sent."""
    return {"content": _kept(filling, target)}


def unacknowledged(ledger: Ledger, filling: Filling) -> tuple[Target, ...]:
    """The answers that would not be sent, wholly or in part, and of which no editor said that this is as it should be."""
    return tuple(one for one in filling.hidden_answers() if not _acknowledged(ledger, filling, one))


def _acknowledged(ledger: Ledger, filling: Filling, target: Target) -> bool:
    now = _kept(filling, target)
    for one in ledger.of(f"@hidden/{target}"):
        value = ledger.value(one)
        if (
            one.kind == "acknowledge"
            and isinstance(value, dict)
            and value.get("content") == now
            and ledger.by_editor(one)
        ):
            return True
    return False


def _kept(filling: Filling, target: Target) -> str:
    value = filling.value(target)
    return content({} if value is None else {target: value})


def _privacy(ledger: Ledger, filling: Filling) -> tuple[str, ...]:
    """The question for the privacy choice, until whoever signs confirmed the choice as it is."""
    asked = privacy_question(filling.questionnaire)
    if asked is None or not filling.shown(asked.id):
        return ()
    signed = signing(ledger, filling)
    return () if signed.state == "fresh" and signed.privacy == filling.seen(asked.id) else (asked.id,)


def _check(code: str, places: Iterable[str], *, blocking: bool = True) -> Check:
    found = tuple(places)
    return Check(code, len(found), tuple(dict.fromkeys(found)), blocking)
