"""The desk for reconciling: colleagues' files come in, and people decide over one open, shared draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from desktop.desks.asked import asked_of
from desktop.desks.difference_words import DifferenceWords, in_order
from desktop.desks.incoming import other_words, preview, sentence
from desktop.desks.looking import Looking
from desktop.work import reconciling, signing
from desktop.work.drafting import OpenDraft
from desktop.work.editing import Bar, bar_to_editing, refuse_editing
from desktop.work.office import Office
from desktop.work.suggesting import Reason
from desktop.work.together import Together
from forms.answers import Target, Value
from forms.change import Change
from forms.exchange.exchange_file import Exchange
from forms.trouble import Trouble
from ui.parts.place_words import PlaceWords
from ui.parts.voice import Voice
from ui.reconcile.saying import headed, listed
from ui.reconcile.sheets import Asking, Brought, Combined, Difference, Hidden, Notice, Preview, Suggestion
from ui.words import tr, trn

SUGGESTING: dict[Reason, Callable[[], str]] = {
    "no-editor": lambda: tr(
        "Decide", "What you write here becomes a suggestion: your place in this draft is to comment and suggest."
    ),
    "frozen": lambda: tr("Decide", "The answers are frozen for the review: what you write here becomes a suggestion."),
    "others": lambda: tr("Decide", "Somebody else answers this question: what you write here becomes a suggestion."),
}

WHY_NOT: dict[Bar, Callable[[], str]] = {
    "no-editor": lambda: tr(
        "Decide", "Your place in this draft is to comment and to suggest: somebody who may edit decides this."
    ),
    "frozen": lambda: tr(
        "Decide", "The answers are frozen for the review: this is open again once a coordinator lets people edit."
    ),
}


class ReconcilingDesk:
    """Implements `ui.reconcile.desk.ReconcileDesk`. `redraw` is told what to draw again; `busy` says in which answer the person is
    just now ("" for none), so that nothing changes under their hands."""

    def __init__(
        self,
        office: Office,
        draft: OpenDraft,
        redraw: Callable[[Change], None],
        busy: Callable[[], Target] = str,
        suggests: Callable[[str], Reason | None] = lambda _question: None,
    ) -> None:
        self._office, self._draft, self._redraw, self._busy, self._suggests = office, draft, redraw, busy, suggests
        self._exchange: Exchange | None = None
        self._decided: dict[Target, Difference] = {}
        self._going_on: set[Target] = set()
        self._said = self.voice.language, PlaceWords(self.voice)
        self._hidden: tuple[object, tuple[Hidden, ...]] = (None, ())
        self._asking: tuple[object, tuple[Asking, ...]] = (None, ())

    @property
    def _together(self) -> Together:
        assert self._draft.together is not None
        return self._draft.together

    @property
    def voice(self) -> Voice:
        """The words of the questionnaire, in the language of the draft."""
        return Voice(self._draft.filling.questionnaire, self._draft.filling.language)

    def _words(self) -> PlaceWords:
        """The index behind it costs time: it is made once for each language."""
        voice = self.voice
        if self._said[0] != voice.language:
            self._said = voice.language, PlaceWords(voice)
        return self._said[1]

    def _looking(self) -> Looking:
        return Looking(self._office, self._draft, self._together, self._words())

    # The inbox

    def look_at(self, path: Path, passphrase: str = "") -> Preview:
        """What a colleague's file would do."""
        self._exchange = None
        self._draft.rest()
        together = self._together
        exchange = reconciling.read(self._office, path, passphrase, only=together.draft_id)
        with together.lock:
            looked = reconciling.look(together, exchange)
            words = self._words()
            says = DifferenceWords(together, words)
            found = preview(exchange, looked.changes, together.ledger, looked.after, words, says, self._office.now())
        self._exchange = exchange
        return found

    def bring_in(self) -> Brought:
        """Take in the file that was looked at last."""
        if self._exchange is None:
            raise Trouble("no-file", tr("Inbox", "No file was opened."), tr("Inbox", "Nothing was changed."))
        self._draft.rest()
        taken = reconciling.take_in(self._together, self._exchange, busy=self._busy())
        self._exchange = None
        self._shown(taken.touched)
        done = taken.changes
        counts = len(done.differing), len(done.combined), len(done.suggestions), len(done.hidden)
        return Brought(sentence(done), *counts, other_words(done), bool(done.asking))

    def put_aside(self) -> None:
        """Undo the newest bringing in."""
        self._draft.rest()
        self._shown(reconciling.put_aside(self._together))

    # Different answers

    def differences(self) -> tuple[tuple[Difference, ...], ...]:
        """All answers where people differ, question by question."""
        together, words = self._together, self._words()
        says, now = DifferenceWords(together, words), self._office.now()
        with together.lock:
            standings = {one: together.ledger.standing(one) for one in together.ledger.answered()}
            found = {
                one: says.difference(one, standing, now)
                for one, standing in standings.items()
                if standing.state == "differing"
            }
        self._decided = {one: before for one, before in self._decided.items() if one not in found}
        ordered = [(found | self._decided)[one] for one in in_order(found.keys() | self._decided.keys(), words)]
        groups = groupby(ordered, lambda one: one.target.partition("/")[0])
        return tuple(tuple(group) for _, group in groups)

    def decide(self, target: Target, value: Value | None) -> None:
        """This answer takes the place of all others."""
        open_ones = {one.target: one for group in self.differences() for one in group}
        self._write(target, value)
        if target in open_ones:
            self._decided[target] = replace(open_ones[target], decided=self._words().answer(target, value))

    def why_not(self) -> str:
        """Why this person cannot decide."""
        bar = bar_to_editing(self._together)
        return WHY_NOT[bar]() if bar is not None else ""

    def forget_decided(self) -> None:
        """What was decided is no longer listed."""
        self._decided.clear()

    # Please look

    def asking(self) -> tuple[Asking, ...]:
        """The open conversations that ask this person; asked for by every question on a page, found once for all."""
        together, words, now = self._together, self._words(), self._office.now()
        state = together.ledger, len(together.ledger), self.voice.language, now.date()
        if self._asking[0] != state:
            with together.lock:
                self._asking = state, tuple(asked_of(together, words, DifferenceWords(together, words), now))
        return self._asking[1]

    def combined(self) -> tuple[Combined, ...]:
        """The answers that were combined and that nobody confirmed."""
        return self._looking().combined()

    def mark_read(self, target: Target) -> None:
        """This person has read the answer as it is now."""
        self._looking().mark_read(target)

    def accept(self, target: Target) -> None:
        """The combined answer becomes an answer of this person."""
        self._write(target, self._together.ledger.standing(target).value)

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What people suggest."""
        return self._looking().suggestions()

    def take(self, target: Target, suggestion: str, value: Value | None) -> None:
        """Give this answer and close the suggestion."""
        self._write(target, value, suggestion)

    def decline(self, target: Target, suggestion: str) -> None:
        """Close a suggestion without taking it."""
        self._may_decide()
        self._draft.rest()
        self._together.decline(target, suggestion)
        self._redraw(Change((target.partition("/")[0],)))

    def hidden(self) -> tuple[Hidden, ...]:
        """The answers that would not be sent; asked for by every question on a page, found once for all."""
        ledger = self._together.ledger
        state = (ledger, len(ledger), self._draft.filling.hidden_answers(), self._draft.filling.language)
        if self._hidden[0] != state:
            self._hidden = state, self._looking().hidden()
        return self._hidden[1]

    def acknowledge(self, target: Target) -> None:
        """It is right that this answer is not sent."""
        self._may_decide()
        signing.acknowledge(self._draft, target)
        self._redraw(Change((target.partition("/")[0],)))

    # Above the questions

    def notices(self, question: str) -> tuple[Notice, ...]:
        """What matters before one answers a question."""
        found = self._looking().notices(question, self.hidden(), going_on=question in self._going_on)
        asking = list(dict.fromkeys(one.people for one in self.asking() if one.question == question))
        if asking:
            told = trn("Decide", "{people} asks you something here.", "{people} ask you something here.", len(asking),
                       people=headed(listed(asking)))  # fmt: skip
            found = (Notice("asked", question, told), *found)
        why = self._suggests(question)
        return found if why is None else (Notice("suggesting", question, SUGGESTING[why]()), *found)

    def locked(self, question: str) -> frozenset[Target]:
        """The answers that are not to be edited yet."""
        return frozenset() if question in self._going_on else self._looking().differing(question)

    def go_on(self, question: str) -> None:
        """The person goes on with their own version."""
        self._going_on.add(question)
        self._redraw(Change((question,)))

    def _write(self, target: Target, value: Value | None, *taking: str) -> None:
        self._may_decide()
        self._draft.rest()
        self._together.decide(target, value, taking=taking)
        self._shown((target,))

    def _may_decide(self) -> None:
        refuse_editing(self._together)

    def _shown(self, targets: Iterable[Target]) -> None:
        self._redraw(self._draft.show(targets))
