"""What a person can read about the answers of one shared draft, as cards ready to be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop.desks.looking import content_now
from desktop.desks.talk_words import TalkWords, initials
from desktop.work.drafting import OpenDraft
from desktop.work.office import Office
from desktop.work.together import Together
from forms.answers import Target
from forms.questionnaire import Choice, Matrix, Row, Section, Table
from forms.reconcile.assignments import assigned, assigned_to
from forms.reconcile.history import as_of, in_order, timeline, up_to
from forms.reconcile.ledger import Ledger
from forms.reconcile.people import Role
from forms.reconcile.reviews import PREFIX as REVIEW
from forms.reconcile.reviews import review, reviews
from forms.reconcile.threads import Thread, threads
from ui.parts.place_words import PlaceWords
from ui.parts.voice import Voice
from ui.talk.cards import Anchor, Assigned, Marks, MomentCard, Person, Placed, ReviewCard, ThreadCard
from ui.talk.desk import Wanted
from ui.words import tr

BEGUN: Target = ""
"""Stands among what was looked at for: from here on this person is told what is new to them."""
WRITING = "@writing/"
"""What a person has begun to write stands beside what they looked at: both are theirs alone, in no file for others."""


class TalkView:
    """Everything is computed from the ledger; what is asked for often is kept until an event comes."""

    def __init__(self, office: Office, draft: OpenDraft) -> None:
        assert draft.together is not None
        self._office, self._draft = office, draft
        self._read: tuple[Ledger, int] | None = None
        self._threads: dict[str, list[Thread]] = {}
        self._assigned: Mapping[str, tuple[str, ...]] = {}
        self._said_in: TalkWords | None = None
        self._looked = dict(office.shared.looked(draft.draft_id))
        if BEGUN not in self._looked:
            self._begin_looking()

    def people(self) -> tuple[Person, ...]:
        """Everybody who takes part, by name."""
        first = dict.fromkeys(one.person for one in self._ledger.people.inside())
        return tuple(sorted((self._person(one) for one in first), key=lambda one: (one.name.casefold(), one.id)))

    def title(self, question: str) -> str:
        """The words of a question."""
        return self._places.question(question)

    def marks(self, question: str) -> Marks:
        """What the margin of a question tells."""
        said = self._threads_by_question().get(question, [])
        told = self.review_of(question) if self._ledger.of(REVIEW + question) else None
        return Marks(
            sum(len(one.comments) for one in said),
            sum(not one.resolved for one in said),
            tuple(self._person(one) for one in self._assigned.get(question, ())),
            told.state if told else "none",
            " ".join(told.sentences) if told else "",
            self._changed(question),
        )

    def anchors(self, question: str) -> tuple[Anchor, ...]:
        """What can be spoken about; with no question the whole draft."""
        if not question:
            return (Anchor("", None, ""),)
        item = self._places.places.items[self._places.places.numbers[question]]
        found = [Anchor(question, None, "")]
        rows: Sequence[Row] = item.rows if isinstance(item, Matrix | Table) else ()
        found += [Anchor(f"{question}/{row.id}", None, self._label(row)) for row in rows]
        if not rows:
            found += [Anchor(question, one.id, self._label(one)) for one in getattr(item, "choices", ())]
        return tuple(found)

    def threads(self, question: str) -> tuple[ThreadCard, ...]:
        """What was said about a question."""
        said = sorted(
            self._threads_by_question().get(question, []), key=lambda one: (one.comments[-1].time, one.id), reverse=True
        )
        value = self._draft.filling.value
        return tuple(
            self._words.thread(self._together, one, value(one.about.target))
            for one in sorted(said, key=lambda one: one.resolved)
        )

    def assigned(self, question: str) -> Assigned:
        """Who answers a question."""
        section = self._section(question)
        return Assigned(
            frozenset(assigned_to(self._ledger, question)),
            frozenset(assigned_to(self._ledger, section.id)),
            section.id,
            self._words.voice.plain(section.title),
            self._why_not("editor"),
        )

    def review_of(self, question: str) -> ReviewCard:
        """What approvers say about a question."""
        found = review(self._ledger, question, self._draft.filling.effective())
        why_not = self._why_not("approver")
        if not why_not and any(one.partition("/")[0] == question for one in self._draft.filling.held):
            why_not = tr("Talk", "There are different answers. Once one of them is chosen, it can be approved.")
        return self._words.review(self._ledger, found, why_not)

    def history(self, question: str) -> tuple[MomentCard, ...]:
        """What became of the answers to a question."""
        why_not = self._why_not("editor")
        found = [(moment, target) for target in self._targets(question) for moment in timeline(self._ledger, target)]
        if not found:
            return ()
        order = {identity: number for number, identity in enumerate(in_order(self._ledger))}
        found.sort(key=lambda one: order[one[0].id], reverse=True)
        told: set[Target] = set()
        cards = []
        for one, target in found:
            now = self._draft.filling.value(target)
            newest = one.deed == "answer" and one.value == now and target not in told
            if newest:
                told.add(target)
            decided = len(one.on) > 1 and self._ledger.standing_of(target, one.on).state == "differing"
            cards.append(self._words.moment(target, one, now, why_not, decided=decided, newest=newest))
        return tuple(cards)

    def draft_at(self, moment: str) -> tuple[Placed, ...]:
        """The whole draft as it stood after a moment."""
        sheet = as_of(self._ledger, up_to(self._ledger, moment))
        order = [
            target for number in range(len(self._places.places.items)) for target in self._places.places.targets(number)
        ]
        return tuple(
            Placed(self._places.whole(target), self._places.answer(target, sheet[target]))
            for target in order if target in sheet
        )  # fmt: skip

    def matching(self, wanted: Wanted) -> tuple[str, ...]:
        """The questions that are shown and fit."""
        fits = self._fitting(wanted)
        filling = self._draft.filling
        return tuple(one.id for one in filling.questionnaire.questions() if fits(one.id) and filling.shown(one.id))

    def begun(self, place: str) -> str:
        """What this person began to write about a question, or in a thread, and has not added yet."""
        return self._looked.get(WRITING + place, "")

    def keep_begun(self, place: str, text: str) -> None:
        """Keep it over the end of the program; with no text forget it."""
        if text != self.begun(place):
            self._office.shared.look(self._draft.draft_id, WRITING + place, text)
            self._looked[WRITING + place] = text

    def why_not_say(self) -> str:
        """Why this person may not comment."""
        member = self._ledger.people.member(self._together.me)
        gone = member is not None and member.state == "removed"
        return tr("Talk", "You no longer take part in this draft, so you cannot comment.") if gone else ""

    # How it is found

    @property
    def _together(self) -> Together:
        assert self._draft.together is not None
        return self._draft.together

    @property
    def _ledger(self) -> Ledger:
        ledger = self._together.ledger
        if self._read is None or self._read[0] is not ledger or self._read[1] != len(ledger):
            self._read = (ledger, len(ledger))
            self._threads = {}
            for one in threads(ledger):
                self._threads.setdefault(one.about.target.partition("/")[0], []).append(one)
            self._assigned = assigned(ledger, self._draft.filling.questionnaire)
        return ledger

    def _threads_by_question(self) -> dict[str, list[Thread]]:
        return self._threads if self._ledger else {}

    @property
    def _words(self) -> TalkWords:
        filling = self._draft.filling
        if self._said_in is None or self._said_in.voice.language != filling.language:
            self._said_in = TalkWords(Voice(filling.questionnaire, filling.language), self._office.now)
        return self._said_in

    @property
    def _places(self) -> PlaceWords:
        return self._words.places

    def _label(self, one: Row | Choice) -> str:
        return self._words.voice.plain(one.label)

    def _person(self, person: str) -> Person:
        name = self._ledger.people.name(person)
        return Person(person, name, initials(name), person == self._together.person)

    def _section(self, question: str) -> Section:
        places = self._places.places
        return self._draft.filling.questionnaire.sections[places.section_of[places.numbers[question]]]

    def _targets(self, question: str) -> tuple[Target, ...]:
        places = self._places.places
        return tuple(places.targets(places.numbers[question]))

    def _why_not(self, role: Role) -> str:
        """Why this person may not do what takes a role; empty where they may."""
        member = self._ledger.people.member(self._together.me)
        if member is None or member.state == "asks":
            return tr("Talk", "You can do this once somebody has let you into this draft.")
        if role in member.roles and member.state == "in":
            return ""
        if role == "approver":
            return tr("Talk", "Only people who approve answers in this draft can do this. You are not one of them.")
        return tr("Talk", "Only people who may edit answers in this draft can do this. You can comment and suggest.")

    # What is new to this person

    def _changed(self, question: str) -> str:
        """Who changed the answer since this person looked at it, in a sentence; empty where nobody did."""
        ledger = self._ledger
        names: set[str] = set()
        for target in self._targets(question):
            if self._is_new(target):
                names.update(
                    ledger.said_by(ledger.entry(one)) for one in ledger.heads(target) if not self._is_mine(one)
                )
        if not names:
            return ""
        return tr("Talk", "Changed since you looked: {names}", names=", ".join(sorted(names)))

    def _is_new(self, target: Target) -> bool:
        heads = self._ledger.heads(target)
        return any(not self._is_mine(one) for one in heads) and self._looked.get(target) != content_now(
            self._together, target
        )

    def _is_mine(self, event: str) -> bool:
        return self._ledger.people.person(self._ledger.entry(event).author) == self._together.person

    def _look(self, target: Target) -> None:
        self._looked[target] = seen = content_now(self._together, target)
        self._office.shared.look(self._draft.draft_id, target, seen)

    def _begin_looking(self) -> None:
        """What was there before this person came is not new: else everything would be."""
        for target in self._ledger.answered():
            if self._is_new(target):
                self._look(target)
        self._looked[BEGUN] = "begun"
        self._office.shared.look(self._draft.draft_id, BEGUN, "begun")

    # What is looked for

    def _fitting(self, wanted: Wanted) -> Callable[[str], bool]:
        filling, me = self._draft.filling, self._together.person
        said_about = self._threads_by_question()
        if wanted == "mine":
            asked = {q for q, said in said_about.items() if any(me in one.to and not one.resolved for one in said)}
            return lambda one: me in self._assigned.get(one, ()) or one in asked
        if wanted == "comments":
            return lambda one: any(not said.resolved for said in said_about.get(one, ()))
        found: set[str] = set()
        if wanted == "to-decide":
            found = {one.partition("/")[0] for one in filling.held}
        elif wanted == "not-reviewed":
            done = {one.question for one in reviews(self._ledger, filling).values() if one.state == "approved"}
            found = {one.partition("/")[0] for one in filling.effective()} - done
        elif wanted == "required":
            missing = (one for one in filling.problems() if not one.advice and one.code.endswith("required"))
            found = {one.target.partition("/")[0] for one in missing}
        else:
            return lambda _: True
        return found.__contains__
