"""The ledger: all known events of one draft, and what they come to; a pure function of the set, kept up as events come."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from forms import canonical
from forms.answers import Target, Value
from forms.events import from_data
from forms.places import Places
from forms.reconcile.entries import Entry, Payloads, chains
from forms.reconcile.erasing import PREFIX as ERASE
from forms.reconcile.erasing import to_erase
from forms.reconcile.found import Found
from forms.reconcile.people import PREFIX as MEMBER
from forms.reconcile.people import People, fold_people
from forms.reconcile.seen import seen
from forms.reconcile.standing import Head, Standing, fallback, stand

SUGGESTING = ("suggestion", "relayed")
"""The kinds that suggest an answer; a relayed one brings the words of somebody who has no key here."""
DEEPEST_PAST = 20
"""A common past that is itself made of several pasts is followed this deep, then it counts as none: merge rules 1."""


class Ledger:
    """Everything a person can know of a shared draft, which began with the event `genesis`. `own` are the keys of this device: their
    work counts here at once."""

    def __init__(self, genesis: str, places: Places, payloads: Payloads, own: Container[str]) -> None:
        self._genesis, self._places, self._payloads, self._own = genesis, places, payloads, own
        self._entries: dict[str, Entry] = {}
        self._generation: dict[str, int] = {}  # of those that count
        self._children: dict[str, list[str]] = {}  # of parents that do not count yet
        self._passed: dict[str, tuple[str, ...]] = {}  # events set apart, with what stands behind them
        self._behind: dict[str, tuple[str, ...]] = {}  # events that count, built on such: their parents that count
        self._by_target: dict[Target, dict[str, Entry]] = {}  # of those that count
        self._heads: dict[Target, set[str]] = {}
        self._erased: set[str] = set()
        self._standings: dict[Target, tuple[tuple[str, ...], Standing]] = {}  # with the heads they are of
        self._founder = ""
        self._empty: set[str] = set()  # events whose payload has not come
        self._outside: set[str] = set()  # events that do not count
        self._suggesting: set[Target] = set()  # where an event counts that is no answer
        self._found = Found()
        self._to_erase: set[str] = set()  # what somebody, who may or may not, wants erased
        self.people = People("", {})
        self._member_events: frozenset[str] = frozenset()

    # Events come in

    def add(self, entries: Iterable[Entry]) -> frozenset[Target]:
        """Take events in; those known already change nothing. The targets whose meaning may have changed come back."""
        new = [one for one in entries if one.id not in self._entries]
        self._entries.update((one.id, one) for one in new)
        self._outside.update(one.id for one in new)
        come = [one for identity in self._empty if self._has_come(one := self._entries[identity])]
        if not new and not come:
            return frozenset()
        if any(self._moves_all(one) for one in (*new, *come)):
            return self._recount()
        return self._count((*new, *come))

    def copy(self, payloads: Payloads | None = None) -> Ledger:
        """Another ledger that knows the same, to look what more events would do; `payloads` may hold more."""
        other = Ledger(self._genesis, self._places, payloads or self._payloads, self._own)
        other._entries = dict(self._entries)
        other._generation = dict(self._generation)
        other._children = {parent: list(ones) for parent, ones in self._children.items()}
        other._passed, other._behind = dict(self._passed), dict(self._behind)
        other._by_target = {target: dict(ones) for target, ones in self._by_target.items()}
        other._heads = {target: set(ones) for target, ones in self._heads.items()}
        other._erased, other._standings = self._erased, dict(self._standings)
        other._empty, other._to_erase = set(self._empty), self._to_erase
        other._outside, other._suggesting = set(self._outside), set(self._suggesting)
        other._found = self._found
        other._founder, other.people, other._member_events = self._founder, self.people, self._member_events
        return other

    def without(self, events: Container[str], more: Iterable[Entry] = ()) -> Ledger:
        """Another ledger that does not know these events, by id, and knows `more`."""
        other = Ledger(self._genesis, self._places, self._payloads, self._own)
        other._entries = {identity: one for identity, one in self._entries.items() if identity not in events}
        other._entries.update((one.id, one) for one in more)
        other._recount()
        return other

    def replaced(self, events: Collection[str], by: Iterable[Entry]) -> Ledger:
        """Another ledger that knows the entries in `by` in the place of `events`, by id, which nothing else was built on."""
        gone = [self._entries[one] for one in events if one in self._entries]
        if any(self._moves_all(one) or one.id not in self._generation for one in gone):
            return self.without(events, by)
        other = self.copy()
        for one in gone:
            for known in (other._entries, other._generation, other._behind, other._by_target[one.target]):
                known.pop(one.id, None)
        for target in {one.target for one in gone}:
            other._find_heads(target)
        other.add(by)
        return other

    def _find_heads(self, target: Target) -> None:
        """The latest answers to a target after some were taken out."""
        known = self._by_target[target]
        answers = [one for one in known if self.is_answer(known[one])]
        named = {parent for one in answers for parent in self._answers_before(target, one)}
        self._heads[target] = {one for one in answers if one not in named}
        for kept, ones in ((self._heads, self._heads[target]), (self._by_target, known)):
            if not ones:
                kept.pop(target)
        if all(self.is_answer(one) for one in known.values()):
            self._suggesting.discard(target)

    def settle(self, payloads: Payloads) -> None:
        """From now on read payloads from here, where the same ones are kept."""
        self._payloads = payloads

    def __contains__(self, identity: str) -> bool:
        return identity in self._entries

    def __len__(self) -> int:
        return len(self._entries)

    def _has_come(self, one: Entry) -> bool:
        return one.payload in self._payloads

    def _moves_all(self, one: Entry) -> bool:
        """Whether an event may alter whose events count, or what was erased."""
        return one.target.startswith((MEMBER, ERASE)) or not one.target or one.payload in self._to_erase

    def _recount(self) -> frozenset[Target]:
        before = set(self._by_target)
        self._generation, self._children, self._by_target, self._heads = {}, {}, {}, {}
        self._passed, self._behind = {}, {}
        self._standings, self._empty, self._found = {}, set(), Found()
        self._outside, self._suggesting = set(self._entries), set()
        first = self._entries.get(self._genesis)
        self._founder = first.author if first is not None else ""
        # Who takes part is known before what is erased, and what is erased before what counts: neither may depend on the later.
        members = [one for one in self._entries.values() if one.target.startswith(MEMBER) and self._has_come(one)]
        self.people, self._member_events = fold_people(self._founder, members, lambda one: self._payloads[one.payload])
        self._to_erase, self._erased = to_erase(self._entries.values(), self.people, self._may_write)
        self._count(self._entries.values())
        return frozenset(before | set(self._by_target))

    def _count(self, entries: Iterable[Entry]) -> frozenset[Target]:
        """Let those count whose parents count; what waited for them follows."""
        touched: set[Target] = set()
        # The result is the same in any order; in this one, what an event is built on is mostly there already.
        pending = sorted(entries, key=lambda one: one.seq, reverse=True)
        while pending:
            one = pending.pop()
            apart = self._is_apart(one)
            if one.id in self._generation or one.id in self._passed or not (apart or self._may_count(one)):
                continue
            missing = next((it for it in one.parents if it not in self._generation and it not in self._passed), None)
            if missing is not None:
                self._children.setdefault(missing, []).append(one.id)
                continue
            parents = self._that_count(one.parents)
            if apart:
                # What was built on it before its author was taken out is somebody else's work, and goes on.
                self._passed[one.id] = parents
                pending += [self._entries[child] for child in self._children.pop(one.id, ())]
                continue
            if parents is not one.parents:
                self._behind[one.id] = parents
            self._generation[one.id] = 1 + max((self._generation[parent] for parent in parents), default=0)
            self._by_target.setdefault(one.target, {})[one.id] = one
            if self.is_answer(one):
                heads = self._heads.setdefault(one.target, set())
                heads.difference_update(parents)
                heads.add(one.id)
            elif not one.target.startswith("@"):
                self._suggesting.add(one.target)
            self._outside.discard(one.id)
            self._standings.pop(one.target, None)
            touched.add(one.target)
            pending += [self._entries[child] for child in self._children.pop(one.id, ())]
        return frozenset(touched)

    def _is_apart(self, one: Entry) -> bool:
        return one.kind != "genesis" and not one.target.startswith(MEMBER) and not self._may_write(one)

    def _that_count(self, parents: tuple[str, ...]) -> tuple[str, ...]:
        """The same parents, with what stands behind them in the place of those that are apart."""
        if all(one in self._generation for one in parents):
            return parents
        return tuple(sorted({it for one in parents for it in self._passed.get(one, (one,))}))

    def _may_count(self, one: Entry) -> bool:
        if not self._at_hand(one):
            self._empty.add(one.id)
            return False
        self._empty.discard(one.id)
        if one.target.startswith(MEMBER):
            return one.id in self._member_events
        if one.kind == "genesis":
            return one.id == self._genesis
        return self._may_write(one)

    def _may_write(self, one: Entry) -> bool:
        if one.author in self._own:
            return True
        member = self.people.member(one.author)
        return member is not None and member.may_write(one.seq)

    def _at_hand(self, one: Entry) -> bool:
        return one.payload in self._erased or self._has_come(one) or one.kind == "erase"

    def is_answer(self, one: Entry) -> bool:
        """Whether an event that counts counts as an answer, and not as a suggestion."""
        return one.kind == "answer" and self.by_editor(one)

    def by_editor(self, one: Entry) -> bool:
        """Whether the author of an event that counts may edit answers."""
        member = self.people.member(one.author)
        if member is None or member.state == "asks":
            return True  # only the own work of somebody who is not let in yet comes so far
        return member.may_edit(one.seq)

    # What they come to

    @property
    def founder(self) -> str:
        """The key that began the draft."""
        return self._founder

    def entry(self, identity: str) -> Entry:
        """One event by id. Raises `KeyError`."""
        return self._entries[identity]

    def entries(self) -> Iterator[Entry]:
        """All events, in no order that means anything."""
        return iter(tuple(self._entries.values()))  # the saver may add one meanwhile

    def counts(self, identity: str) -> bool:
        """Whether an event counts."""
        return identity in self._generation

    def counting_since(self, before: Ledger) -> list[Entry]:
        """The events that count here and not in `before`, in no order that means anything."""
        return [self._entries[one] for one in tuple(self._generation) if one not in before._generation]

    def generation(self, identity: str) -> int:
        """How many steps of its own past an event has behind it: an order that fits everybody's. Raises `KeyError`."""
        return self._generation[identity]

    def of(self, target: Target) -> tuple[Entry, ...]:
        """The events of a target that count, the earlier before the later; those side by side by id."""
        found = self._by_target.get(target, {}).values()
        return tuple(sorted(found, key=lambda one: (self._generation[one.id], one.id)))

    def targets(self, prefix: str = "") -> tuple[Target, ...]:
        """All targets that have events which count, sorted; with a `prefix` such as `@thread/` only those."""
        return tuple(sorted(one for one in tuple(self._by_target) if one.startswith(prefix)))

    def answered(self) -> tuple[Target, ...]:
        """The targets that have answers, sorted."""
        return tuple(sorted(self._heads))

    def value(self, entry: Entry) -> Any:
        """The plain value of an event; None where it was erased."""
        return None if entry.payload in self._erased else self._payloads[entry.payload]

    def answer(self, entry: Entry) -> Value | None:
        """The value of an event that gives or suggests an answer."""
        value = self.value(entry)
        return from_data(value["answer"] if entry.kind == "relayed" and value is not None else value)

    def said_by(self, entry: Entry) -> str:
        """Whose words an event brings, by name: of what somebody wrote without Satchel, theirs, and not whose file it came in."""
        value = self.value(entry) if entry.kind == "relayed" else None
        return str(value["from"]) if value is not None else self.people.name(entry.author)

    def is_erased(self, payload: str) -> bool:
        """Whether somebody who may had this payload erased."""
        return payload in self._erased

    def erased(self) -> frozenset[str]:
        """The hashes of the payloads to delete."""
        return frozenset(self._erased)

    def heads(self, target: Target) -> tuple[str, ...]:
        """The latest answers to a target, sorted by id."""
        return tuple(sorted(self._heads.get(target, ())))

    def standing(self, target: Target) -> Standing:
        """What the answers to a target come to."""
        heads = self.heads(target)
        for known in (self._standings, self._found.standings):
            found = known.get(target)
            if found is not None and found[0] == heads:  # the saver may add an event while somebody looks
                return found[1]
        found = heads, self._stand(target, heads, 0)
        self._standings[target] = self._found.standings[target] = found
        return found[1]

    def standing_of(self, target: Target, heads: Iterable[str]) -> Standing:
        """What some answers to a target came to while they were the latest. Raises `KeyError` for events that do not count."""
        found = tuple(sorted(heads))
        return self._stand(target, found, 0)

    def before(self, target: Target) -> tuple[str, ...]:
        """The common past of the heads of a target."""
        return self._common(target, self.heads(target))

    def suggestions(self, target: Target) -> tuple[Entry, ...]:
        """The suggestions for a target that nobody took or declined, the earlier before the later."""
        if target not in self._suggesting:
            return ()
        events = {one.id: one for one in self.of(target)}
        closed = {
            parent for one in events.values() for parent in one.parents
            if parent in events and self._closes(one, events[parent])
        }  # fmt: skip
        return tuple(one for one in events.values() if self._is_suggestion(one) and one.id not in closed)

    def _is_suggestion(self, one: Entry) -> bool:
        return one.kind in SUGGESTING or (one.kind == "answer" and not self.is_answer(one))

    def _closes(self, later: Entry, suggestion: Entry) -> bool:
        """Editors take or decline a suggestion; anybody else replaces only their own."""
        if later.kind == "decline" or not self._is_suggestion(later):
            return self.by_editor(later)
        return self.people.person(later.author) == self.people.person(suggestion.author)

    def waiting(self) -> tuple[Entry, ...]:
        """Events that cannot count before others come, by id."""
        return tuple(one for one in self._uncounted() if self._is_known(one))

    def apart(self) -> tuple[Entry, ...]:
        """Events of people who are not, or no longer, let in, by id."""
        return tuple(one for one in self._uncounted() if not self._is_known(one))

    def chains(self) -> Mapping[str, int]:
        """For each author the `seq` up to which, without a gap, everything is here."""
        return chains(self.entries())

    def data(self) -> dict[str, Any]:
        """Everything that people can see of it as plain data: what two machines must agree on."""
        return seen(self)

    def data_bytes(self) -> bytes:
        """The canonical bytes of `data`."""
        return canonical.encode(self.data())

    def _uncounted(self) -> list[Entry]:
        return [self._entries[one] for one in sorted(self._outside)]

    def _is_known(self, one: Entry) -> bool:
        """Whether an event that does not count would, if only the others came."""
        if one.target.startswith(MEMBER):
            return one.id in self._member_events or not self._at_hand(one)
        return self._may_write(one)

    def _stand(self, target: Target, heads: tuple[str, ...], depth: int) -> Standing:
        found = self._found.heads(target, heads, depth, self._head)
        return stand(
            self._found.manner(target, self._places),
            found,
            lambda: self._past(target, heads, depth),
            self._found.readings,
        )

    def _head(self, identity: str) -> Head:
        one = self._entries[identity]
        return Head(one.id, one.author, self.answer(one))

    def _past(self, target: Target, heads: tuple[str, ...], depth: int) -> Value | None:
        if depth >= DEEPEST_PAST:
            return None
        found, known = self._found, (heads, depth)
        if known not in found.pasts:
            found.pasts[known] = self._find_past(target, heads, depth)
        return found.pasts[known]

    def _find_past(self, target: Target, heads: tuple[str, ...], depth: int) -> Value | None:
        past = self._common(target, heads)
        if len(past) == 1:
            return self.answer(self._entries[past[0]])
        return fallback(self._stand(target, past, depth + 1)) if past else None

    def _common(self, target: Target, heads: tuple[str, ...]) -> tuple[str, ...]:
        parents = partial(self._answers_before, target)
        return self._found.common_past(target, heads, parents, self._generation.__getitem__)

    def _answers_before(self, target: Target, identity: str) -> tuple[str, ...]:
        before = self._found.before
        found = before.get(identity)
        if found is None:
            known = self._by_target[target]
            parents = self._behind.get(identity, self._entries[identity].parents)
            found = before[identity] = tuple(one for one in parents if one in known and self.is_answer(known[one]))
        return found
