"""The laws of drafting together, each over one whole history: what a set of events comes to, and that nothing in it is lost."""

from __future__ import annotations

import random
from collections.abc import Callable

from forms.answers import Target
from forms.reconcile.entries import Entry
from forms.reconcile.ledger import Ledger
from forms.reconcile.text_merge import Differing
from forms.reconcile.tokens import tokens
from tests.forms.reconcile.histories import TARGETS, History
from tests.forms.reconcile.stories import ANNA

Law = Callable[[History, random.Random], None]


def commutative_associative_idempotent(history: History, chance: random.Random) -> None:
    """L1 to L3: files may come in any order, in any grouping and more than once."""
    parts: list[list[Entry]] = [[], [], []]
    for one in history.entries:
        for part in chance.sample(parts, chance.choice((1, 1, 2))):
            part.append(one)
    a, b, c = parts
    whole = history.view(history.ledger())

    assert history.view(history.ledger(a, b, c)) == whole
    assert history.view(history.ledger(c, b, a)) == whole
    assert history.view(history.ledger(b, [*c, *a])) == whole
    assert history.view(history.ledger(a, b, a, c, c)) == whole


def convergent(history: History, chance: random.Random) -> None:
    """L4: machines that hear from each other bit by bit, backwards and twice, end up seeing the same."""
    readers = [history.ledger([]) for _ in range(2)]
    for reader in readers:
        order = chance.sample(history.entries, len(history.entries))
        while order:
            reader.add(order.pop() for _ in range(min(len(order), chance.randint(1, 9))))
            if chance.random() < 0.2:
                reader = reader.copy()  # noqa: PLW2901  # a look before taking in alters nothing
        reader.add(history.entries)
        assert history.view(reader) == history.view(history.ledger())


def no_lost_event(history: History, _: random.Random) -> None:
    """L5: every event counts, waits or is apart; every answer is a latest one or in the past of one; every latest is shown."""
    ledger = history.ledger()
    uncounted = [one.id for one in (*ledger.waiting(), *ledger.apart())]
    counted = [one.id for target in ledger.targets() for one in ledger.of(target)]

    assert sorted(uncounted + counted) == sorted({one.id for one in history.entries})
    for target in ledger.answered():
        answers = history.answers(ledger, target)
        gone_on_from = {parent for one in answers.values() for parent in one.parents}
        assert set(ledger.heads(target)) == answers.keys() - gone_on_from
        versions = ledger.standing(target).versions
        shown = {head: one.value for one in versions for head in one.heads}
        assert shown == {head: ledger.answer(answers[head]) for head in ledger.heads(target)}


def no_lost_word(history: History, _: random.Random) -> None:
    """L5: every word that a latest text put in is in the combined text or in one of the passages that differ."""
    ledger = history.ledger()
    for target in ("more", "words"):
        standing = ledger.standing(target)
        if standing.merge is not None:
            seen = {word for piece in standing.merge.pieces for text in _texts(piece) for word in tokens(text).keys}
            for one in standing.versions:
                assert set(tokens(str(one.value or "")).keys) - set(tokens(str(standing.before or "")).keys) <= seen


def _texts(piece: object) -> list[str]:
    return [one.text for one in piece.variants] if isinstance(piece, Differing) else [getattr(piece, "text", "")]


def final(history: History, chance: random.Random) -> None:
    """L7: who names all latest answers settles the target; old files, come once more or only now, do not open it again."""
    ledger = history.ledger()
    for target in TARGETS if ledger.people.has(ANNA, "editor") else ():
        if len(ledger.heads(target)) > 1:
            known = [*history.entries]
            decided = _decide(history, ledger, target)
            late = chance.sample(known, len(known))
            for found in (history.ledger([*known, decided], late), history.ledger([decided], late)):
                assert found.heads(target) == (decided.id,)
                assert found.standing(target).state == "settled"
            history.entries.remove(decided)


def going_on_keeps_the_others(history: History, _: random.Random) -> None:
    """Rule 5: who goes on with the own version leaves every other latest answer where it was."""
    ledger = history.ledger()
    for target in TARGETS if ledger.people.has(ANNA, "editor") else ():
        for head in ledger.heads(target)[:1]:
            value = history.story.payloads[ledger.entry(head).payload]
            gone_on = history.story.answer(ANNA, target, value, [ledger.entry(head)])
            after = history.ledger()
            assert set(after.heads(target)) == {*ledger.heads(target), gone_on.id} - {head}
            history.entries.remove(gone_on)


def erased_is_absent(history: History, chance: random.Random) -> None:
    """Rule 8: what was erased reads as absent, whether its payload is still at hand or deleted, whatever comes first."""
    before = history.ledger()
    view, erased, kept = history.view(before), before.erased(), dict(history.story.payloads)
    for one in history.entries:
        if one.payload in erased and before.counts(one.id):
            assert before.value(one) is None
    if any(history.story.entries[0].payload == hashed for hashed in erased):
        return  # the beginning of the draft reads as absent too, and nobody reads it
    for hashed in erased:
        del history.story.payloads[hashed]
    try:
        assert history.view(history.ledger(chance.sample(history.entries, len(history.entries)))) == view
    finally:
        history.story.payloads.update(kept)


def late_payloads(history: History, chance: random.Random) -> None:
    """An event whose payload comes in another file counts from then on, and meanwhile waits or is apart."""
    whole, kept = history.view(history.ledger()), dict(history.story.payloads)
    for hashed in chance.sample(sorted(kept), len(kept) // 4):
        del history.story.payloads[hashed]
    ledger = history.ledger()
    assert len(ledger.waiting()) + len(ledger.apart()) + sum(len(ledger.of(one)) for one in ledger.targets()) == len(
        ledger
    )
    history.story.payloads.update(kept)
    ledger.add([])
    assert history.view(ledger) == whole


def members_alone_count(history: History, _: random.Random) -> None:
    """What a stranger wrote, or somebody removed after that point, is in no answer; and it is never gone."""
    ledger = history.ledger()
    for one in history.entries:
        member = ledger.people.member(one.author)
        if not one.target.startswith("@member/") and (member is None or not member.may_write(one.seq)):
            assert not ledger.counts(one.id)
            assert one.id in {other.id for other in ledger.apart()}


LAWS: tuple[Law, ...] = (
    commutative_associative_idempotent, convergent, no_lost_event, no_lost_word, final, going_on_keeps_the_others,
    erased_is_absent, late_payloads, members_alone_count,
)  # fmt: skip


def _decide(history: History, ledger: Ledger, target: Target) -> Entry:
    heads = [ledger.entry(one) for one in ledger.heads(target)]
    return history.story.answer(ANNA, target, history.story.payloads[heads[0].payload], heads)
