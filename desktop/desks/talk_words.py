"""The words of what is said about answers: moments, names, and what became of an answer, in one sentence each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desktop.work.together import Together
from forms.answers import Target, Value
from forms.reconcile.history import Moment
from forms.reconcile.ledger import Ledger
from forms.reconcile.quotes import find_quote
from forms.reconcile.reviews import Opinion, Review
from forms.reconcile.threads import Comment, Thread
from forms.reconcile.word_changes import Run, word_changes
from ui.home.moments import deadline_words, moment_words
from ui.parts.place_words import PlaceWords
from ui.parts.voice import Voice
from ui.talk.cards import MomentCard, ReviewCard, Said, ThreadCard
from ui.words import tr


class TalkWords:
    """Says it in the language of the voice; `now` tells what is today."""

    def __init__(self, voice: Voice, now: Callable[[], datetime]) -> None:
        self.voice, self._now = voice, now
        self.places = PlaceWords(voice)

    def when(self, time: str) -> str:
        """A claimed time, as people say it."""
        try:
            moment = datetime.fromisoformat(time)
        except ValueError:
            return time
        if moment.astimezone().date() == self._now().astimezone().date():
            return moment_words(moment, self._now())
        return deadline_words(time)

    def thread(self, together: Together, thread: Thread, text: Value | None) -> ThreadCard:
        """A thread as a card; `text` is the answer that it may quote."""
        people, about = together.ledger.people, thread.about
        quote = about.quote
        place = self.places.part(about.target)
        if about.choice is not None and about.target in self.places.places.numbers:
            question = self.places.places.items[self.places.places.numbers[about.target]]
            named = {one.id: one for one in getattr(question, "choices", ())}
            place = self.voice.plain(named[about.choice].label) if about.choice in named else about.choice
        return ThreadCard(
            thread.id,
            place,
            quote.exact if quote is not None else "",
            find_quote(quote, text) if quote is not None and isinstance(text, str) else None,
            tuple(people.name(one) for one in thread.to),
            tuple(self._said(together, one) for one in thread.comments),
            thread.resolved,
        )

    def review(self, ledger: Ledger, review: Review, why_not: str) -> ReviewCard:
        """What approvers say, the weightiest first."""
        order = {(True, "changes"): 0, (True, "approved"): 1}
        opinions = sorted(review.by, key=lambda one: (order.get((one.fresh, one.state), 2), one.person))
        return ReviewCard(
            review.state, tuple(_opinion(ledger.people.name(one.person), one) for one in opinions), why_not
        )

    def moment(
        self, target: Target, moment: Moment, now: Value | None, why_not: str, *, decided: bool, newest: bool
    ) -> MomentCard:
        """One step of an answer; `now` is what it shows at present. `decided`: it took the place of different answers; `newest`: it
        is the latest answer with that value."""
        facts = {"name": moment.name, "moment": self.when(moment.time)}
        if moment.deed == "decline":
            headline = tr("Talk", "{name} declined a suggestion, {moment}", **facts)
        elif moment.deed == "suggestion":
            headline = tr("Talk", "{name} suggested, {moment}", **facts)
        elif moment.value is None:
            headline = tr("Talk", "{name} cleared the answer, {moment}", **facts)
        elif decided:
            headline = tr("Talk", "{name} decided, {moment}", **facts)
        elif moment.before is None:
            headline = tr("Talk", "{name} answered, {moment}", **facts)
        else:
            headline = tr("Talk", "{name} changed the answer, {moment}", **facts)
        if moment.erased:
            why_not = tr("Talk", "These words were erased on purpose.")
        elif not why_not and moment.value == now:
            why_not = tr("Talk", "This is the answer now.") if newest else tr("Talk", "The same as the answer now.")
        before, after = self.places.answer(target, moment.before), self.places.answer(target, moment.value)
        first = (Run("same", after),) if after else ()  # a first answer is no difference to anything
        runs = word_changes(before, after) if before else first
        return MomentCard(moment.id, target, self.places.part(target), headline, _note(moment), runs, why_not)

    def _said(self, together: Together, one: Comment) -> Said:
        return Said(
            one.id,
            together.ledger.people.name(one.author),
            self.when(one.time),
            one.text or "",
            one.text is None,
            one.edited,
            together.ledger.people.person(one.author) == together.person,
        )


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    letters = [word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)]
    return "".join(letters).upper() or "?"


def _opinion(name: str, one: Opinion) -> str:
    if one.state == "approved":
        told = (
            tr("Talk", "Approved by {name}.", name=name)
            if one.fresh
            else tr("Talk", "{name} had approved it before it changed.", name=name)
        )
    elif one.fresh:
        told = tr("Talk", "{name} asks for changes.", name=name)
    else:
        told = tr("Talk", "{name} had asked for changes before it changed.", name=name)
    return f"{told[:-1]}: {one.note}" if one.note.strip() else told


def _note(moment: Moment) -> str:
    told = {
        "one-of-several": tr("Talk", "There are different answers now; this is one of them."),
        "decided-against": tr("Talk", "Later another answer was chosen."),
        "open": tr("Talk", "Nobody has taken or declined it yet."),
        "taken": tr("Talk", "It was taken."),
        "declined": tr("Talk", "It was declined."),
    }.get(moment.fate, "")
    unsent = "" if moment.sent else tr("Talk", "Not sent to your colleagues yet.")
    return " ".join(one for one in (told, unsent) if one)
