"""A crowd that drafts together: each with a history of so many edits, three in ten of them long texts, known to some others on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from forms import canonical
from forms.answers import Target, Value
from forms.events import Event, genesis, payload, to_data
from forms.exchange.exchange_file import write
from forms.exchange.segment import Segment, seal
from forms.package import signature
from forms.reconcile.people import PREFIX, ROLES
from tests.journeys.week.form import Typist, questionnaire

DRAFT = "5f1f6f3f-9a10-4f0c-9d2a-0b3e9a526a4e"
CONTRIBUTION = "5f1f6f3f-9a10-4f0c-9d2a-0b3e9a526a4f"
ASKED = questionnaire()
Said = tuple[str, Target, object, tuple[str, ...]]
"""What is to become an event: kind, target, value, parents."""


@dataclass
class Member:
    """One of the crowd: the answers that this person knows to be the latest, by target and id."""

    number: int
    typist: Typist
    said: int = 0
    prev: str | None = None
    latest: dict[Target, dict[str, Value | None]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(self.number.to_bytes(32, "big"))
        self.key = self._private.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes, namespace: str) -> bytes:
        """An armoured SSHSIG."""
        return signature.sign(message, namespace, bytes.fromhex(self.key), self._private.sign)

    def learn(self, other: Member) -> None:
        """What another knows is known here too."""
        self.named |= other.named
        for target, ones in other.latest.items():
            known = {**self.latest.get(target, {}), **ones}
            self.latest[target] = {one: value for one, value in known.items() if one not in self.named}


class Crowd:
    """`people` with `edits` each, sealed in segments of `each`; after each segment a person learns what three others know."""

    def __init__(self, people: int, edits: int, each: int) -> None:
        self.payloads: dict[str, bytes] = {}
        self.segments: list[Segment] = []
        self._moment = count()
        self.members = [Member(number + 1, Typist(ASKED, number)) for number in range(people)]
        first = self.members[0]
        said: list[Said] = [("genesis", "", genesis(CONTRIBUTION, ASKED.digest), ())]
        said += [
            ("member", PREFIX + one.key, {"name": f"P{one.number}", "roles": list(ROLES), "person": one.key}, ())
            for one in self.members
        ]
        self._seal(first, said)
        self.genesis = self.segments[0].ids[0]
        for _ in range(edits // each):
            for one in self.members:
                self._seal(one, self._edits(one, each))
                for other in one.typist.chance.sample(self.members, min(3, people)):
                    one.learn(other)

    def file(self, segments: int | None = None) -> bytes:
        """The file of the first person with the first so many segments; all of them where no number is given."""
        chosen = self.segments[:segments]
        has = {one.author: max(other.last for other in chosen if other.author == one.author) for one in chosen}
        first = self.members[0]
        return write(
            draft=DRAFT, genesis=self.genesis, name="Crowd", sender=first.key, sender_name="P1", written="2026-11-25T09:00:00+00:00",
            has=has, questionnaire=ASKED, segments=[(one.body, one.signature) for one in chosen], payloads=self.payloads,
            attachments={}, sign=first.sign,
        )  # fmt: skip

    def more(self, edits: int) -> None:
        """One segment more, by the second person."""
        self._seal(self.members[1], self._edits(self.members[1], edits))

    def _edits(self, one: Member, edits: int) -> Iterator[Said]:
        for _ in range(edits):
            target = one.typist.target()
            known = one.latest.get(target, {})
            before = next(iter(known.values()), None)
            value = one.typist.value(target, before)
            parents = tuple(sorted(known))
            one.named.update(parents)
            yield "answer", target, to_data(value), parents
            assert one.prev is not None
            one.latest[target] = {one.prev: value}

    def _seal(self, one: Member, said: Iterable[Said]) -> None:
        seq, prev, bare = one.said + 1, one.prev, []
        for kind, target, value, parents in said:
            moment = next(self._moment)
            body = payload(bytes.fromhex(canonical.digest(str(moment).encode())[:32]), value)
            hashed = canonical.digest(body)
            self.payloads[hashed] = body
            time = f"2026-11-25T{moment // 3600 % 24:02}:{moment // 60 % 60:02}:{moment % 60:02}+00:00"
            event = Event(DRAFT, target, kind, hashed, parents, one.key, time)
            bare.append(event)
            one.said += 1
            one.prev = Event(DRAFT, target, kind, hashed, parents, one.key, time, one.said, one.prev).id
        self.segments.append(seal(DRAFT, one.key, seq, prev, bare, one.sign))
        assert self.segments[-1].tip == one.prev
