"""Stories: small invented histories of a shared draft, event by event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from forms import canonical
from forms.answers import Target
from forms.events import Event, payload
from forms.places import Places
from forms.questionnaire import (
    Choice,
    Consent,
    LongText,
    Matrix,
    MultipleChoice,
    Questionnaire,
    Ranking,
    Row,
    Section,
    SingleChoice,
)
from forms.reconcile.entries import Entry, entry_of
from forms.reconcile.ledger import Ledger
from tests.forms import arbitrary

ANNA, BEN, CLEO, DORA, EVE = "aa" * 32, "bb" * 32, "cc" * 32, "dd" * 32, "ee" * 32
EVERYTHING = ("approver", "commenter", "coordinator", "editor", "signer")


def small() -> Questionnaire:
    """One question of each sort that people's answers come together in; `more` is shown only for "b" of `single`."""
    choices = tuple(Choice(id=one, label=one) for one in "abc")
    return arbitrary.questionnaire(
        [
            Section(id="first", title="First", items=(
                SingleChoice(id="single", label="Single", choices=choices),
                MultipleChoice(id="several", label="Several", max_choices=2,
                               choices=(*choices, Choice(id="none", label="None", exclusive=True))),
                LongText(id="more", label="More", show_if={"eq": ["single", "b"]}),
            )),
            Section(id="second", title="Second", items=(
                Matrix(id="grid", label="Grid", columns=choices, rows=(Row(id="r1", label="1"), Row(id="r2", label="2"))),
                Ranking(id="order", label="Order", choices=choices),
                LongText(id="words", label="Words"),
                Consent(id="agree", label="Agree"),
            )),
        ]
    )  # fmt: skip


class Story:
    """Events as they happen. Without `after` an author has in view everything that was said of the target."""

    def __init__(self, questionnaire: Questionnaire | None = None) -> None:
        self.questionnaire = questionnaire or small()
        self.places = Places(self.questionnaire)
        self.payloads: dict[str, Any] = {}
        self.entries: list[Entry] = []
        self._seqs: dict[str, int] = {}
        self._salt = 0
        self.genesis = self.say(ANNA, "", "genesis", {"contribution": "c", "merge_rules": "1", "questionnaire": "q"})

    def say(
        self,
        author: str,
        target: Target,
        kind: str,
        value: Any = None,
        after: Iterable[Entry] | None = None,
        seq: int | None = None,
    ) -> Entry:
        """One event of `author`; `after` are the events it names as parents; `seq` counts up where none is given."""
        self._salt += 1
        data = payload(self._salt.to_bytes(4), value)
        hashed = canonical.digest(data)
        if seq is None:
            seq = self._seqs[author] = self._seqs.get(author, 0) + 1
        parents = tuple(one.id for one in (self._heads(target) if after is None else after))
        event = Event("d", target, kind, hashed, parents, author, f"2026-01-01T00:00:{len(self.entries):02}", seq)
        one = entry_of(event)
        self.payloads[hashed] = value
        self.entries.append(one)
        return one

    def answer(self, author: str, target: Target, value: Any, after: Iterable[Entry] | None = None) -> Entry:
        """One answer, in its plain form."""
        return self.say(author, target, "answer", value, after)

    def admit(
        self,
        key: str,
        *roles: str,
        name: str = "",
        by: str = ANNA,
        person: str = "",
        after: Iterable[Entry] | None = None,
    ) -> Entry:
        """A coordinator lets somebody in; all roles where none is named."""
        value = {"name": name or key[:2], "roles": sorted(roles or EVERYTHING), "person": person or key}
        return self.say(by, f"@member/{key}", "member", value, after)

    def ledger(self, *, own: Iterable[str] = (), without: Iterable[Entry] = ()) -> Ledger:
        """What all of it comes to, on the machine of `own`."""
        left_out = {one.id for one in without}
        found = Ledger(self.genesis.id, self.places, self.payloads, frozenset(own))
        found.add(one for one in self.entries if one.id not in left_out)
        return found

    def _heads(self, target: Target) -> list[Entry]:
        about = [one for one in self.entries if one.target == target]
        named = {parent for one in about for parent in one.parents}
        return [one for one in about if one.id not in named]
