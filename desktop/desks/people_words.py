"""People in words: what each may do, what each has, and what waits for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from desktop.work import inviting
from desktop.work.together import Together
from forms.reconcile.entries import Entry
from forms.reconcile.people import Member, short_fingerprint
from ui.reconcile.saying import when_words
from ui.together.desk import PersonCard, Status
from ui.together.roles import names_in_words, roles_in_words
from ui.words import tr, trn


class People:
    """What is to be said of the people of a shared draft as it is now."""

    def __init__(self, together: Together) -> None:
        self._together = together
        with together.lock:
            ledger = together.ledger
            self._people, self._founder = ledger.people, ledger.founder
            self._chains: Mapping[str, int] = ledger.chains()
            self._sent: list[Entry] = [one for one in ledger.entries() if one.sent]
            self._unsent = len({(one.target, one.kind) for one in ledger.entries() if not one.sent})
            self._apart, self._waiting = ledger.apart(), ledger.waiting()
        self._has = together.office.shared.has(together.draft_id)
        self.may_decide = self._people.has(together.me, "coordinator")

    def cards(self) -> tuple[PersonCard, ...]:
        """Everybody: who asks first, then who takes part, then who left; this person first among their like."""
        order = ("asks", "in", "removed")
        shown = [one for one in self._people.members.values() if self._is_shown(one)]
        shown.sort(
            key=lambda one: (order.index(one.state), one.person != self._together.person, one.name.casefold(), one.key)
        )
        return tuple(self._card(one) for one in shown)

    def my_place(self) -> str:
        """What this person still waits for."""
        me = self._people.member(self._together.me)
        if me is not None and me.state == "asks":
            name = self._people.name(self._founder)
            return tr(
                "Together",
                "{name} has to let you in. Send your file to {name}; until then nobody else counts your edits.",
                name=name,
            )
        if me is not None and me.state == "removed":
            return tr(
                "Together",
                "You no longer take part. Your work stays on this computer; new edits count for nobody else.",
            )
        return ""

    def key_trouble(self) -> Literal["", "other", "twice"]:
        """Whether this computer needs a new place in the draft."""
        if inviting.has_other_key(self._together):
            return "other"
        return "twice" if inviting.is_used_twice(self._together) else ""

    def news_for(self) -> str:
        """The names of those who lack something that was sent."""
        return ", ".join(dict.fromkeys(self._people.name(one.key) for one in self._others() if self._lacks(one)))

    def unsent_words(self) -> str:
        """How much was not sent yet, "" for nothing."""
        n = self._unsent
        return trn("Together", "{n} edit not sent yet", "{n} edits not sent yet", n) if n else ""

    def is_asked(self) -> tuple[str, ...]:
        """The names of those who ask to join, where this person may let them in."""
        return (
            tuple(one.name for one in self._people.asking() if one.key != self._together.me) if self.may_decide else ()
        )

    def differing(self) -> int:
        """How many answers differ."""
        with self._together.lock:
            ledger = self._together.ledger
            return sum(ledger.standing(one).state == "differing" for one in ledger.answered())

    def notes(self) -> tuple[str, ...]:
        """What waits for somebody's file, and what strangers brought."""
        told = []
        if n := len(self._waiting):
            names = self._missing_names()
            told.append(
                trn("Together", "{n} edit waits for the file of {names}", "{n} edits wait for the file of {names}", n,
                    names=names_in_words(names))
                if names
                else trn("Together", "{n} edit waits for the file of another colleague",
                         "{n} edits wait for the file of another colleague", n)
            )  # fmt: skip
        strangers = sum(self._people.member(one.author) is None for one in self._apart)
        if strangers:
            told.append(trn("Together", "{n} edit of somebody who did not ask to join is kept, but not counted",
                            "{n} edits of people who did not ask to join are kept, but not counted", strangers))  # fmt: skip
        return tuple(told)

    def _missing_names(self) -> tuple[str, ...]:
        """The names of those of whose work somebody has more than there is here."""
        known = [chains for chains, _ in self._has.values()]
        found = sorted({key for one in known for key, seq in one.items() if int(seq) > self._chains.get(key, 0)})
        return tuple(dict.fromkeys(self._people.name(key) for key in found))

    def is_alone(self) -> bool:
        """Whether nobody else takes part yet."""
        return not any(True for _ in self._others())

    def _is_shown(self, one: Member) -> bool:
        """A person once: by the key that takes part now, the first of several; who left only where none does."""
        if one.state == "asks":
            return True
        same = [
            other for other in self._people.members.values() if other.person == one.person and other.state != "asks"
        ]
        inside = [other for other in same if other.state == "in"] or same
        return one is min(inside, key=lambda other: (other.key != other.person, other.key))

    def _card(self, one: Member) -> PersonCard:
        mine = one.person == self._together.person
        founder = one.person == self._founder
        other_inside = one.state == "in" and not mine
        lacking = self._lacks(one) if other_inside else []
        apart = sum(entry.author == one.key for entry in self._apart)
        return PersonCard(
            key=one.key, name=self._people.name(one.key), state=one.state, is_me=mine, role_ids=one.roles,
            roles={"asks": tr("Together", "Asks to join"), "removed": tr("Together", "No longer takes part")}.get(one.state) or roles_in_words(one.roles),
            groups=tuple(short_fingerprint(one.key).split("-")),
            has=self._what_they_have(one, lacking) if other_inside else "",
            apart=apart, may_change=self.may_decide and not mine and not founder and one.state == "in",
        )  # fmt: skip

    def _others(self) -> Iterator[Member]:
        return (one for one in self._people.inside() if one.person != self._together.person)

    def _known_to(self, one: Member) -> dict[str, int]:
        """Up to which place each author is known to a person, on any of their computers."""
        known: dict[str, int] = {}
        for key, other in self._people.members.items():
            if other.person == one.person:
                known[key] = self._chains.get(key, 0)
                for author, seq in self._has.get(key, ({}, ""))[0].items():
                    known[author] = max(known.get(author, 0), int(seq))
        return known

    def _lacks(self, one: Member) -> list[Entry]:
        known = self._known_to(one)
        return [entry for entry in self._sent if entry.seq > known.get(entry.author, 0)]

    def _what_they_have(self, one: Member, lacking: list[Entry]) -> str:
        keys = [key for key, other in self._people.members.items() if other.person == one.person]
        if not any(key in self._has for key in keys):
            return tr("Together", "Has not written yet")
        if not lacking:
            return tr("Together", "Has everything")
        n = len(lacking)
        when = when_words(min(entry.time for entry in lacking), self._together.office.now())
        return trn("Together", "Has everything up to {when}; {n} edit is new for them",
                   "Has everything up to {when}; {n} edits are new for them", n, when=when)  # fmt: skip


def status_words(people: People, *, away: bool) -> Status:
    """The one thing about working together that matters most now, in a few words."""
    asked = people.is_asked()
    differing = people.differing()
    if people.key_trouble():
        return Status(tr("Together", "Join again"), "look")
    if asked:
        return Status(
            trn("Together", "{name} asks to join", "{name} ask to join", len(asked), name=names_in_words(asked)), "look"
        )
    if differing:
        return Status(trn("Together", "{n} answer differs", "{n} answers differ", differing), "look")
    if people.my_place():
        return Status(tr("Together", "Not let in yet"), "waits")
    if away:
        return Status(tr("Together", "Folder away"), "waits")
    if people.is_alone():
        return Status(tr("Together", "Nobody invited yet"), "waits")
    if unsent := people.unsent_words():
        return Status(unsent, "waits")
    if people.news_for():
        return Status(tr("Together", "Sent"), "well")
    return Status(tr("Together", "Everybody is up to date"), "well")
