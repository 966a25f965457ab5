"""The sign-off desk: the checklist of one shared draft in words, and the signature."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desktop.work import finalising, signing
from desktop.work.drafting import OpenDraft
from forms.answers import Target
from forms.filling import Filling
from forms.reconcile.checklist import Check, checklist
from forms.reconcile.signing import FREEZE, difference, frozen, signed_answers
from forms.reconcile.signing import signing as standing_of
from forms.reconcile.threads import threads
from ui.home.moments import moment_words
from ui.parts.place_words import PlaceWords
from ui.parts.voice import Voice
from ui.sign_off.desk import ChecklistLine, Difference, SignOff
from ui.words import tr, trn

_Words = Callable[[int], str]
_OPEN: dict[str, _Words] = {
    "differences": lambda n: trn("SignOff", "{n} answer differs between people", "{n} answers differ between people", n),
    "combined": lambda n: trn("SignOff", "{n} combined answer that nobody edited since", "{n} combined answers that nobody edited since", n),
    "waiting": lambda n: trn("SignOff", "{n} edit waits for a colleague’s file", "{n} edits wait for colleagues’ files", n),
    "apart": lambda n: trn("SignOff", "{n} edit of somebody who is not let in", "{n} edits of people who are not let in", n),
    "suggestions": lambda n: trn("SignOff", "{n} suggestion that nobody took or declined", "{n} suggestions that nobody took or declined", n),
    "required": lambda n: trn("SignOff", "{n} required answer is missing", "{n} required answers are missing", n),
    "limits": lambda n: trn("SignOff", "{n} answer must be changed", "{n} answers must be changed", n),
    "hidden": lambda n: trn("SignOff", "{n} answer is hidden and will not be sent", "{n} answers are hidden and will not be sent", n),
    "reviews": lambda n: trn("SignOff", "{n} question waits for its review", "{n} questions wait for their review", n),
    "privacy": lambda _: tr("SignOff", "How it will be published: confirmed by signing"),
    "threads": lambda n: trn("SignOff", "{n} conversation is open", "{n} conversations are open", n),
    "frozen": lambda _: tr("SignOff", "The answers are frozen for the review"),
    "signer": lambda _: tr("SignOff", "You are not among those who sign"),
}  # fmt: skip
_DONE: dict[str, Callable[[], str]] = {
    "differences": lambda: tr("SignOff", "No answers differ between people"),
    "combined": lambda: tr("SignOff", "Nothing was combined without being looked at"),
    "waiting": lambda: tr("SignOff", "No edits wait for colleagues’ files"),
    "apart": lambda: tr("SignOff", "No edits of people who are not let in"),
    "suggestions": lambda: tr("SignOff", "No open suggestions"),
    "required": lambda: tr("SignOff", "Every required answer is given"),
    "limits": lambda: tr("SignOff", "Every answer is within its limits"),
    "hidden": lambda: tr("SignOff", "No answers are hidden unnoticed"),
    "reviews": lambda: tr("SignOff", "No question waits for its review"),
    "privacy": lambda: tr("SignOff", "How it will be published is confirmed"),
    "threads": lambda: tr("SignOff", "No open conversations"),
    "signer": lambda: tr("SignOff", "You may sign"),
}


class SigningDesk:
    """Implements `ui.sign_off.desk.SignOffDesk` over one open draft."""

    def __init__(self, draft: OpenDraft, name: str) -> None:
        assert draft.together is not None
        self._draft, self._together, self._name = draft, draft.together, name

    @property
    def filling(self) -> Filling:
        """The live state."""
        return self._draft.filling

    @property
    def name(self) -> str:
        """What the person calls this draft."""
        return self._name

    def checklist(self) -> tuple[ChecklistLine, ...]:
        """Every line, in order; what is only news while it is so is left out while it is not."""
        with self._together.lock:
            found = checklist(self._together.ledger, self.filling, me=self._together.me)
        return tuple(self._line(one) for one in found if one.count or one.code in _DONE)

    def _line(self, check: Check) -> ChecklistLine:
        words = _OPEN[check.code](check.count) if check.count else _DONE[check.code]()
        places = () if check.code in ("waiting", "apart", "frozen", "signer") else check.places
        if check.code == "threads":
            known = self._together.places.numbers
            about = [one.about.target for one in threads(self._together.ledger) if not one.resolved]
            places = tuple(dict.fromkeys(one if one.partition("/")[0] in known else "" for one in about))
        return ChecklistLine(check.code, words, check.count == 0, check.blocking, places)

    def signed(self) -> SignOff | None:
        """The newest signature, with what differs from it now."""
        together = self._together
        with together.lock:
            found = standing_of(together.ledger, self.filling)
            if found.state in ("none", "several"):
                return None
            signed = signed_answers(together.ledger, found, together.questionnaire)
            now = self.filling.effective()
            words = PlaceWords(Voice(together.questionnaire, self.filling.language))
            changed = difference(signed, now) if found.state == "stale" else ()
            return SignOff(
                by=together.ledger.people.name(found.by),
                when=moment_words(datetime.fromisoformat(found.time)),
                answers=len(signed),
                digest=" ".join(found.answers[at : at + 4] for at in range(0, 16, 4)),
                differences=tuple(
                    Difference(one, words.answer(one, signed.get(one)), words.answer(one, now.get(one)))
                    for one in changed
                ),
            )  # fmt: skip

    def why_not(self) -> str:
        """Why this person cannot sign."""
        if not self._together.ledger.people.has(self._together.me, "signer"):
            signers = [one.name for one in self._together.ledger.people.inside() if "signer" in one.roles]
            return tr("SignOff", "Signing is for: {names}.", names=", ".join(signers) or "–")
        done = signing.finalised_by(self._draft)
        return tr("SignOff", "{name} made this contribution final already.", name=done) if done else ""

    @property
    def frozen(self) -> str:
        """Who froze the answers."""
        ledger = self._together.ledger
        if not frozen(ledger):
            return ""
        events = [one for one in ledger.of(FREEZE) if ledger.people.has(one.author, "coordinator")]
        return ledger.people.name(events[-1].author)

    @property
    def may_freeze(self) -> bool:
        """Whether this person is a coordinator."""
        return self._together.ledger.people.has(self._together.me, "coordinator")

    def freeze(self, *, on: bool) -> None:
        """Freeze the answers, or let people edit again."""
        signing.freeze(self._draft, on=on)

    def acknowledge(self, target: Target) -> None:
        """This hidden answer is known."""
        signing.acknowledge(self._draft, target)

    def sign(self) -> None:
        """Sign what the answers are now."""
        signing.sign(self._draft)

    def preview(self) -> bytes:
        """What will be sent, as PDF."""
        return finalising.preview(self._draft)
