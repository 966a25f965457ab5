"""Histories: random work of several colleagues on machines that hear of each other now and then."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from forms.answers import Target
from forms.filling import Filling
from forms.plan import Plan
from forms.reconcile.assignments import assigned
from forms.reconcile.effective import effective_sheet
from forms.reconcile.entries import Entry
from forms.reconcile.ledger import Ledger
from forms.reconcile.reviews import reviews
from forms.reconcile.signing import frozen, signing
from forms.reconcile.threads import About, comment_value, edit_value, reply_value, threads
from tests.forms.reconcile.stories import ANNA, BEN, CLEO, DORA, EVE, Story

Move = tuple[int, int, int, int]
"""What is done, on which machine, to what, how."""

MACHINES = (ANNA, BEN, BEN, CLEO, DORA, EVE)
"""Ben's machine was copied with its key; Dora asks to join; of Eve nobody knows."""

TEXT = "One plain sentence. Two of them here. Three and an end."
VALUES: dict[Target, tuple[Any, ...]] = {
    "single": ("a", "b", "c", None),
    "several": (["a"], ["a", "b"], ["b", "c"], ["none"], ["c"], None),
    "more": ("Because of it.", "Because of it. And more.", None),
    "grid/r1": ("a", "b", None),
    "order": (["a", "b", "c"], ["b", "a", "c"], ["c", "b", "a"]),
    "words": (TEXT, TEXT.replace("plain", "simple"), TEXT.replace("Two", "Both"), TEXT + " More.", TEXT.replace("plain ", ""), None),
    "agree": (True, None),
}  # fmt: skip
TARGETS = tuple(VALUES)
QUESTIONS = tuple(dict.fromkeys(one.split("/")[0] for one in TARGETS))
ROLES = (("editor",), ("commenter",), ("approver", "coordinator", "editor"), ("coordinator", "editor", "signer"))


class Machine:
    """One copy of the program: what it knows, and the number of its next event."""

    def __init__(self, story: Story, key: str) -> None:
        self.key, self.seq, self._story = key, 0, story
        self.ledger = Ledger(story.genesis.id, story.places, story.payloads, frozenset({key}))
        self.ledger.add([story.genesis])

    def say(self, target: Target, kind: str, value: Any = None, after: Iterable[str] | None = None) -> None:
        """One event, after all that is known of the target."""
        if after is None:
            known = self.ledger.of(target)
            named = {parent for one in known for parent in one.parents}
            after = [one.id for one in known if one.id not in named]
        parents = [self.ledger.entry(one) for one in sorted(after)]
        self.seq += 1
        self.ledger.add([self._story.say(self.key, target, kind, value, parents, seq=self.seq)])


@dataclass(frozen=True)
class History:
    """What happened, and what each machine knows of it."""

    story: Story
    machines: tuple[Machine, ...]

    @property
    def entries(self) -> list[Entry]:
        """All events."""
        return self.story.entries

    def ledger(self, *parts: Iterable[Entry]) -> Ledger:
        """A reader's ledger, to which the parts came one after the other; all at once where none is given."""
        found = Ledger(self.story.genesis.id, self.story.places, self.story.payloads, frozenset())
        for part in parts or (self.entries,):
            found.add(part)
        return found

    def view(self, ledger: Ledger) -> bytes:
        """Everything that people see."""
        plan = plan_of(self.story)
        filling = Filling(self.story.questionnaire, effective_sheet(ledger), plan=plan)
        told = (threads(ledger), assigned(ledger, self.story.questionnaire), reviews(ledger, filling), frozen(ledger),
                signing(ledger, filling), sorted(ledger.erased()))  # fmt: skip
        return ledger.data_bytes() + repr(told).encode()

    def answers(self, ledger: Ledger, target: Target) -> dict[str, Entry]:
        """The events that count as answers to a target."""
        return {one.id: one for one in ledger.of(target) if ledger.is_answer(one)}


def plan_of(story: Story) -> Plan:
    """The compiled questionnaire."""
    return Plan(story.questionnaire)


def play(moves: Iterable[Move]) -> History:
    """A team of Anna, Ben and Cleo, whatever comes of it."""
    story = Story()
    story.admit(BEN, "editor", "approver")
    story.admit(CLEO, "editor", "coordinator", "signer")
    story.say(DORA, f"@member/{DORA}", "join", {"name": "Dora"})
    machines = tuple(Machine(story, key) for key in MACHINES)
    for one in machines:
        one.ledger.add(story.entries)
        one.seq = 9
    for what, who, about, how in moves:
        _move(machines, machines[who % len(machines)], what, about, how)
    return History(story, machines)


def _move(machines: Sequence[Machine], one: Machine, what: int, about: int, how: int) -> None:
    target = TARGETS[about % len(TARGETS)]
    value = VALUES[target][how % len(VALUES[target])]
    key = MACHINES[how % len(MACHINES)]
    known = sorted(one.ledger.entries(), key=lambda entry: entry.id)
    match what % 20:
        case 0 | 1 | 2 | 3 | 4:
            one.say(target, "answer", value, one.ledger.heads(target))
        case 5:  # goes on with the own version
            own = [head for head in one.ledger.heads(target) if one.ledger.entry(head).author == one.key]
            one.say(target, "answer", value, own or one.ledger.heads(target))
        case 6:
            one.say(target, "suggestion", value, one.ledger.heads(target))
        case 7:
            one.say(target, "decline", None, [entry.id for entry in one.ledger.suggestions(target)])
        case 8:
            said = one.ledger.of(f"@thread/{about % 2}")
            if not said:
                one.say(f"@thread/{about % 2}", "comment", comment_value("?", About(target), [key]))
            else:
                kind, told = (("reply", reply_value("!")), ("resolve", None), ("reopen", None),
                              ("edit", edit_value(said[0].id, str(how))))[how % 4]  # fmt: skip
                one.say(f"@thread/{about % 2}", kind, told)
        case 9:
            one.say(f"@review/{QUESTIONS[about % 6]}", "review", {"state": "approved", "content": "0", "note": ""})
        case 10:
            one.say(f"@assign/{('first', *QUESTIONS)[about % 7]}", "assign", [key])
        case 11:
            one.say("@freeze", "freeze", {"on": how % 2 == 0})
        case 12:
            value = {
                "name": f"N{about % 3}",
                "roles": sorted(ROLES[about % 4]),
                "person": MACHINES[(how + about % 2) % 6],
            }
            one.say(f"@member/{key}", "member", value)
        case 13:
            one.say(f"@member/{key}", "remove", {"upto": str(about % 15)})
        case 14:
            one.say(f"@erase/{known[about % len(known)].payload}", "erase")
        case _:  # a file goes to another machine, now and then an old one
            other = machines[about % len(machines)]
            sent = known if how % 3 else random.Random(how).sample(known, len(known) // 2)
            other.ledger.add(sent)
