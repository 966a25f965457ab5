"""What a person should look at in a shared draft: combined answers, suggestions, hidden answers, and the notices above a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from desktop.desks.difference_words import DifferenceWords, in_order
from desktop.work.drafting import OpenDraft
from desktop.work.office import Office
from desktop.work.together import Together
from forms.answers import Target
from forms.hiding import hiding
from forms.reconcile.checklist import unacknowledged
from forms.reconcile.reviews import content
from forms.reconcile.standing import Standing
from forms.reconcile.word_changes import Run, word_changes
from ui.parts.place_words import PlaceWords
from ui.reconcile.saying import headed, when_words
from ui.reconcile.sheets import Combined, Hidden, Notice, Suggestion
from ui.words import tr, trn


class Looking:
    """A look at a shared draft as it is at this moment."""

    def __init__(self, office: Office, draft: OpenDraft, together: Together, words: PlaceWords) -> None:
        self._office, self._draft, self._together, self._words = office, draft, together, words
        self._says = DifferenceWords(together, words)

    @cached_property
    def _read(self) -> Mapping[Target, str]:
        return self._office.shared.looked(self._together.draft_id)

    def combined(self) -> tuple[Combined, ...]:
        """The answers that were combined and that nobody confirmed, by place."""
        return tuple(self._combined(target, standing) for target, standing in self._standings("combined"))

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What people suggest, by place."""
        ledger = self._together.ledger
        found = [one for one in ledger.targets() if one and not one.startswith("@")]
        return tuple(one for target in in_order(found, self._words) for one in self._suggested(target))

    def hidden(self) -> tuple[Hidden, ...]:
        """The answers that would not be sent, each with the answer that hides it."""
        ledger, filling = self._together.ledger, self._draft.filling
        return tuple(found for one in unacknowledged(ledger, filling) if (found := self._hidden(one)) is not None)

    def mark_read(self, target: Target) -> None:
        """This person has read the answer as it is now."""
        self._office.shared.look(self._together.draft_id, target, content_now(self._together, target))

    def differing(self, question: str) -> frozenset[Target]:
        """The answers of a question that people gave differently."""
        return frozenset(one for one in self._draft.filling.held if one.partition("/")[0] == question
                         and self._together.ledger.standing(one).state == "differing")  # fmt: skip

    def notices(self, question: str, hidden: Sequence[Hidden], *, going_on: bool) -> tuple[Notice, ...]:
        """What matters before one answers a question, the weightiest first; `hidden` are all answers that are."""
        found = [*self._of_differences(question, going_on=going_on), *self._of_hidden(question, hidden)]
        number = self._words.places.numbers[question]
        for target in self._words.places.targets(number):
            found += self._of_target(target)
        order = ("differing", "hidden", "combined", "suggested", "changed")
        return tuple(sorted(found, key=lambda one: order.index(one.kind)))

    def _of_differences(self, question: str, *, going_on: bool) -> Iterator[Notice]:
        differing = in_order(self.differing(question), self._words)
        if not differing:
            return
        if len(differing) > 1:
            told = trn(
                "Decide",
                "{n} place here was answered differently.",
                "{n} places here were answered differently.",
                len(differing),
            )
        else:
            versions = self._together.ledger.standing(differing[0]).versions
            people = "; ".join(self._says.people(one.authors) for one in self._says.ordered(versions))
            told = tr("Decide", "Two different answers: {people}.", people=people)
            if len(versions) > 2:
                told = tr("Decide", "{n} different answers: {people}.", n=len(versions), people=people)
        if going_on:
            told += " " + tr("Decide", "You go on with your own; the others stay beside it.")
        yield Notice("differing", differing[0], told)

    def _of_hidden(self, question: str, hidden: Sequence[Hidden]) -> Iterator[Notice]:
        """Only what a colleague's answer to this question hides: of one's own doing the review tells."""
        for one in hidden:
            if one.place.partition("/")[0] == question and not self._is_own(one.place):
                yield Notice("hidden", one.target, one.sentence, one.place)

    def _of_target(self, target: Target) -> Iterator[Notice]:
        ledger = self._together.ledger
        standing = ledger.standing(target)
        part = self._words.part(target)
        ahead = f"{part}: " if part else ""
        keys = _authors(standing)
        if standing.state == "combined" and not self._is_read(target):
            told = tr("Decide", "Combined from {people}.", people=self._says.people(keys))
            yield Notice("combined", target, ahead + told)
        for one in ledger.suggestions(target):
            told = tr("Decide", "{people} suggests something else.", people=headed(self._says.people([one.author])))
            if not self._says.is_mine([one.author]):
                yield Notice("suggested", target, ahead + told)
        settled_by_others = standing.state == "settled" and keys and not self._says.is_mine(keys)
        if settled_by_others and target in self._read and not self._is_read(target):
            told = tr("Decide", "{people} changed this since you last looked.", people=headed(self._says.people(keys)))
            yield Notice("changed", target, ahead + told)

    def _combined(self, target: Target, standing: Standing) -> Combined:
        return Combined(
            target,
            self._words.whole(target),
            self._says.people(_authors(standing)),
            self._words.answer(target, standing.value),
            self._words.answer(target, standing.before),
            self._says.passages(standing.merge, standing) if standing.merge is not None else (),
            self._is_read(target),
        )

    def _suggested(self, target: Target) -> Iterator[Suggestion]:
        ledger, now = self._together.ledger, self._office.now()
        shown = self._draft.filling.value(target)
        for one in ledger.suggestions(target):
            value = ledger.answer(one)
            before, words = self._words.answer(target, shown), self._words.answer(target, value)
            yield Suggestion(
                target,
                one.id,
                self._words.whole(target),
                self._says.people([one.author]),
                self._says.persons([one.author]),
                when_words(one.time, now),
                before,
                words,
                self._runs(target, before, words),
                value,
            )

    def _runs(self, target: Target, before: str, words: str) -> tuple[Run, ...]:
        written = self._words.places.find(target).question.kind in ("text", "long_text") and before
        return word_changes(before, words) if written else ()

    def _hidden(self, target: Target) -> Hidden | None:
        found = hiding(self._draft.filling, self._words.places, target)
        if found is None:
            return None
        asked = self._words.question(found.place)
        if self._together.ledger.standing(found.place).state == "differing":
            told = tr("Decide", "“{asked}” is not decided yet. Until then the answer to “{place}” would not be sent.",
                      asked=asked, place=self._words.whole(target))  # fmt: skip
        elif self._is_own(found.place):
            told = tr("Decide", "Your answer to “{asked}” hides your answer to “{place}”: it would not be sent.",
                      asked=asked, place=self._words.whole(target))  # fmt: skip
        else:
            keys = _authors(self._together.ledger.standing(found.place))
            told = tr("Decide", "The answer of {people} to “{asked}” hides the answer to “{place}”: it would not be sent.",
                      people=self._says.people(keys), asked=asked, place=self._words.whole(target))  # fmt: skip
        return Hidden(target, self._words.whole(target), told, found.place)

    def _is_own(self, target: Target) -> bool:
        keys = _authors(self._together.ledger.standing(target))
        return not keys or self._says.is_mine(keys)

    def _is_read(self, target: Target) -> bool:
        return self._read.get(target) == content_now(self._together, target)

    def _standings(self, state: str) -> list[tuple[Target, Standing]]:
        ledger = self._together.ledger
        with self._together.lock:
            found = {one: ledger.standing(one) for one in ledger.answered() if ledger.standing(one).state == state}
        return [(one, found[one]) for one in in_order(found, self._words)]


def content_now(together: Together, target: Target) -> str:
    """The digest of an answer as it is now: what is kept of it once a person has looked."""
    value = together.ledger.standing(target).value
    return content({} if value is None else {target: value})


def _authors(standing: Standing) -> list[str]:
    return [key for one in standing.versions for key in one.authors]
