"""Together: a shared draft on this machine: its ledger, what this person's edits are built on, and what is said about answers."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

from db.history import Line, Write
from db.payloads import Payloads
from db.shared import SharedDraft
from desktop.work.office import Office
from forms.answers import Target, Value
from forms.events import Event, from_data, to_data
from forms.places import Places
from forms.questionnaire import Questionnaire
from forms.reconcile.entries import entry_of
from forms.reconcile.ledger import Ledger
from forms.reconcile.squash import as_sent
from forms.shapes import kept
from forms.trouble import Trouble

Saying = tuple[Target, str, object]
"""What somebody says about the draft: target, kind, value."""


class Together:
    """The ledger of one shared draft with the verbs that write events. The saver thread and the screen thread may both use it."""

    def __init__(self, office: Office, shared: SharedDraft, questionnaire: Questionnaire) -> None:
        self.office, self.questionnaire = office, questionnaire
        self.places = Places(questionnaire)
        self.draft_id, self.name = shared.draft_id, shared.name
        self.me = office.key().public_hex
        self.lock = threading.RLock()
        self._sent_as: dict[str, tuple[str, ...]] = {}  # a screen may still know what was sent by the id it had before
        self._kept: dict[Target, Line] = {}  # the field is in use: what it shows is not what it would come to
        self.reload()

    @classmethod
    def of(cls, office: Office, draft_id: str, questionnaire: Questionnaire) -> Together | None:
        """The shared draft of this id; None where it is one person's alone."""
        shared = office.shared.one(draft_id)
        return cls(office, shared, questionnaire) if shared is not None else None

    def reload(self) -> None:
        """Read everything again from the archive."""
        shared = self.office.shared.one(self.draft_id)
        assert shared is not None
        with self.lock:
            self.folder = shared.folder
            self.payloads = Payloads(self.office.archive, self.draft_id)
            self.ledger = Ledger(shared.genesis, self.places, self.payloads, frozenset({self.me}))
            self.ledger.add(self.office.shared.entries(self.draft_id))

    @property
    def person(self) -> str:
        """This person: the first key of theirs."""
        return self.ledger.people.person(self.me)

    # What an edit is built on

    def shown(self, target: Target) -> tuple[Value | None, bool]:
        """What the question shows, and whether it is held: this person's own version, which counts only once it is decided."""
        with self.lock:
            if target in self._kept:
                return self._kept[target].before, True
            standing = self.ledger.standing(target)
            if standing.state != "differing":
                return standing.value, False
            return self._own_line(target).before, True

    def line(self, target: Target) -> tuple[Line, bool]:
        """What the next edit is built on (rule 5 where answers differ), and whether it is held."""
        with self.lock:
            value, held = self.shown(target)
            if target in self._kept:
                return self._kept[target], True
            return (self._own_line(target) if held else Line(self.ledger.heads(target), value)), held

    def keep(self, target: Target, value: Value | None) -> None:
        """The person is in this field: what comes in meanwhile does not change it under their hands. `value` is what it shows."""
        with self.lock:
            line, _ = self.line(target)
            self._kept[target] = Line(line.parents, value)

    def resume(self, target: Target) -> None:
        """The program ended while this answer was held: what was typed goes on from this person's version."""
        with self.lock:
            self._kept[target] = self._own_line(target)

    def let_go(self, left: Target = "") -> tuple[Target, ...]:
        """The person left the fields that were kept: they show what they come to, here and in the archive; so does the one just `left`,
        where answers do not differ any more. Raises `Trouble`."""
        with self.lock:
            kept = dict(self._kept)
            self._kept.clear()
            going = [*kept]
            if left and left not in kept and not self.shown(left)[1]:
                going.append(left)
            try:
                if going:
                    self.office.shared.show(self.draft_id, self.writes(going))
            except Trouble:
                self._kept = kept
                raise
        return tuple(going)

    def is_kept(self, target: Target) -> bool:
        """Whether the field of this answer is in use, so that it does not show what the answer comes to."""
        return target in self._kept

    def sealed(self, event: Event) -> None:
        """An edit became an event."""
        with self.lock:
            self.added([event])
            if event.target in self._kept:
                self._kept[event.target] = Line((event.id,), self.ledger.answer(entry_of(event)))

    def added(self, events: Iterable[Event]) -> None:
        """Events of this person are in the archive."""
        with self.lock:
            events = tuple(events)
            self.payloads.come(one.payload for one in events)
            self.ledger.add([entry_of(one) for one in events])

    def sent(self, unsent: Iterable[Event], events: Iterable[Event]) -> None:
        """In the archive `events`, which are sealed, stand in the place of those that were not sent."""
        with self.lock:
            before, events = {event.id: event for event in unsent}, tuple(events)
            self.payloads.look_again(one.payload for one in before.values())
            self.ledger = self.ledger.replaced(before.keys(), [entry_of(one) for one in events])
            self._sent_as |= {one: as_sent([one], before, events) for one in before}
            for target, line in self._kept.items():  # the next edit of a field in use is built on what was sent
                self._kept[target] = Line(as_sent(line.parents, before, events), line.before)

    def _own_line(self, target: Target) -> Line:
        """This person's own version, and what it stands on: the common past where they gave none."""
        own = self._own_heads(target)
        if own:
            return Line(tuple(own), self.ledger.answer(self.ledger.entry(own[0])))
        return Line(self.ledger.before(target), None)

    def _own_heads(self, target: Target) -> list[str]:
        """The heads that give this person's own version. Where two computers of theirs say different things, it is what this one said,
        and last: the other version is somebody else's until it is decided, for nobody sees it here."""
        mine = self.person
        heads = [
            one
            for one in map(self.ledger.entry, self.ledger.heads(target))
            if one.author == self.me or self.ledger.people.person(one.author) == mine
        ]
        newest = max(heads, key=lambda one: (one.author == self.me, one.seq, one.id), default=None)
        if newest is None:
            return []
        value = self.ledger.answer(newest)
        return [newest.id, *(one.id for one in heads if one is not newest and self.ledger.answer(one) == value)]

    def _now(self, identity: str) -> str:
        """The id that an event has by now. Raises `Trouble` where it is not here any more."""
        for one in (identity, *self._sent_as.get(identity, ())):
            if self.ledger.counts(one):
                return one
        raise Trouble("no-suggestion", "This suggestion is not here any more.", "Nothing was changed.",
                      "Look at the question again.")  # fmt: skip

    # What is said

    def latest(self, target: Target) -> tuple[str, ...]:
        """The ids that something new about `target` comes after."""
        events = self.ledger.of(target)
        named = {parent for one in events for parent in one.parents}
        return tuple(one.id for one in events if one.id not in named)

    def say(self, *sayings: Saying) -> tuple[Event, ...]:
        """Add what this person says, after everything known about the same; all or nothing."""
        with self.lock:
            return self.tell([(target, kind, value, self.latest(target)) for target, kind, value in sayings])

    def tell(self, told: Sequence[tuple[Target, str, object, tuple[str, ...]]]) -> tuple[Event, ...]:
        """Add what this person says (target, kind, value, parents); all or nothing."""
        with self.lock:
            events = self.office.shared.say(self.draft_id, told, self.office.authorship())
            self.added(events)
        return events

    def suggest(self, target: Target, value: object) -> Event:
        """Suggest an answer; it counts in nothing before somebody takes it. One's own earlier suggestion is replaced."""
        with self.lock:
            own = [
                one.id for one in self.ledger.suggestions(target) if one.author == self.me and one.kind == "suggestion"
            ]
            suggested = to_data(self._as_kept(target, from_data(value)))
            (event,) = self.tell([(target, "suggestion", suggested, (*self.ledger.heads(target), *own))])
        return event

    def _as_kept(self, target: Target, value: Value | None) -> Value | None:
        """Choices in their order, nothing twice: what is written in another way, nobody would take."""
        number, kind = self.places.kind_at(target)
        return kept(value, kind, self.places.items[number], self.places)

    def relay(self, suggested: Sequence[tuple[Target, dict[str, object]]]) -> None:
        """Suggest what somebody without a key wrote: each with `answer` and `from`; their earlier suggestion is replaced."""
        with self.lock:
            told = []
            for target, value in suggested:
                before = [
                    one.id
                    for one in self.ledger.suggestions(target)
                    if one.kind == "relayed" and self.ledger.said_by(one) == value["from"]
                ]
                told.append((target, "relayed", value, (*self.ledger.heads(target), *before)))
            self.tell(told)

    def decline(self, target: Target, suggestion: str) -> Event:
        """Close a suggestion without taking it. Raises `Trouble`."""
        with self.lock:
            (event,) = self.tell([(target, "decline", None, (self._now(suggestion),))])
        return event

    def decide(self, target: Target, value: Value | None, *, taking: Sequence[str] = ()) -> None:
        """Give the answer that takes the place of all others, and of the suggestions in `taking`. Raises `Trouble`."""
        with self.lock:
            parents = (*self.ledger.heads(target), *map(self._now, taking))
            value = self._as_kept(target, value)
            event = self.office.shared.decide(self.draft_id, Write(target, value), parents, self.office.authorship())
            self._kept.pop(target, None)
            self.added([event])

    def writes(self, targets: Iterable[Target]) -> list[Write]:
        """What the archive shows of these targets now; those that have no answers are left out."""
        with self.lock:
            return self.writes_or_nothing(one for one in targets if self.ledger.heads(one))

    def writes_or_nothing(self, targets: Iterable[Target]) -> list[Write]:
        """The same, with what has no answers any more shown as absent."""
        return [Write(one, *self.shown(one)) for one in sorted(targets) if one and not one.startswith("@")]
