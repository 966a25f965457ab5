"""Suggest mode: what a person types becomes a suggestion where it is not theirs to change, and the answer stays what it is."""

from __future__ import annotations

from typing import Literal

from desktop.work.drafting import OpenDraft
from desktop.work.editing import bar_to_editing
from desktop.work.together import Together
from forms.answers import Target, Value
from forms.change import Change
from forms.events import to_data
from forms.reconcile.assignments import assigned
from forms.reconcile.ledger import Ledger
from forms.shapes import kept

Reason = Literal["no-editor", "frozen", "others"]


class SuggestMode:
    """Stands before `OpenDraft.answer` and `leave` of a shared draft. Call `keep` soon after each `answer` (what was typed is then in
    the archive), and before the draft is sent or closed."""

    def __init__(self, draft: OpenDraft) -> None:
        assert draft.together is not None
        self._draft = draft
        self._typed: dict[Target, Value | None] = {}  # nothing of it is in the archive yet
        self._begun: dict[Target, Value | None] = {}  # the fields that show it
        self._read: tuple[Ledger, int] | None = None
        self._others: frozenset[str] = frozenset()
        self.chosen = False
        """Whether this person wants to suggest, and not change, where the question is somebody else's to answer."""

    def reason(self, target: Target) -> Reason | None:
        """Why an edit of this answer would be a suggestion; None where it is an answer. Who is not let in yet answers: their work
        comes to the others with their name once they are."""
        bar = bar_to_editing(self._together)
        if bar is not None:
            return bar
        if self.chosen and target.partition("/")[0] in self._of_others():
            return "others"
        return None

    def suggests(self, target: Target) -> bool:
        """Whether an edit of this answer goes to `answer` here, and not to the draft."""
        return target in self._begun or self.reason(target) is not None

    def answer(self, target: Target, value: Value | None) -> Change:
        """The person typed: the field goes on to show it, and nothing that depends on the answer alters. Raises `KeyError` and
        `ValueError` like `Filling.answer`."""
        places = self._together.places
        number, kind = places.kind_at(target)
        self._typed[target] = self._begun[target] = kept(value, kind, places.items[number], places)
        return Change()

    def keep(self) -> None:
        """Put what was typed since the last time into the archive, as suggestions. Raises `Trouble`; then it is still to be kept."""
        for target, value in list(self._typed.items()):
            if self._is_new(target, value):
                self._together.suggest(target, to_data(value))
            del self._typed[target]

    def leave(self, target: Target) -> Change | None:
        """The person left the question: the suggestion stands, and the field shows the answer again. None where nothing was
        suggested. Raises `Trouble`."""
        if target not in self._begun:
            return None
        self.keep()
        del self._begun[target]
        return Change((target.partition("/")[0],))

    def shown(self, target: Target) -> tuple[Value | None, bool]:
        """What the field shows of a suggestion that is being written, and whether there is one."""
        return self._begun.get(target), target in self._begun

    def _is_new(self, target: Target, value: Value | None) -> bool:
        """Whether it is not what the answer, or this person's open suggestion, says already."""
        together = self._together
        own = [one for one in together.ledger.suggestions(target) if one.author == together.me]
        said = together.ledger.answer(own[-1]) if own else self._draft.filling.value(target)
        return said != value

    def _of_others(self) -> frozenset[str]:
        ledger, person = self._together.ledger, self._together.person
        if self._read is None or self._read[0] is not ledger or self._read[1] != len(ledger):
            self._read = (ledger, len(ledger))
            found = assigned(ledger, self._draft.filling.questionnaire)
            self._others = frozenset(question for question, people in found.items() if person not in people)
        return self._others

    @property
    def _together(self) -> Together:
        assert self._draft.together is not None
        return self._draft.together
