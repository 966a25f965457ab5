"""What a colleague's file would do, as the inbox shows it: one sentence, then each answer before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from desktop.desks.difference_words import DifferenceWords, in_order
from forms.answers import Target
from forms.exchange.exchange_file import Exchange
from forms.reconcile.changes import Changes
from forms.reconcile.ledger import Ledger
from ui.parts.place_words import PlaceWords
from ui.reconcile.saying import headed, when_words
from ui.reconcile.sheets import Entry, Group, Preview
from ui.words import tr, trn

_COUNTED: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("changed", lambda n: trn("Inbox", "{n} changed", "{n} changed", n)),
    ("new", lambda n: trn("Inbox", "{n} new", "{n} new", n)),
    ("cleared", lambda n: trn("Inbox", "{n} cleared", "{n} cleared", n)),
    ("combined", lambda n: trn("Inbox", "{n} combined", "{n} combined", n)),
    ("differing", lambda n: trn("Inbox", "{n} needs a decision", "{n} need a decision", n)),
    ("hidden", lambda n: trn("Inbox", "{n} would be hidden", "{n} would be hidden", n)),
    ("comments", lambda n: trn("Inbox", "{n} comment", "{n} comments", n)),
    ("suggestions", lambda n: trn("Inbox", "{n} suggestion", "{n} suggestions", n)),
)
_OTHERS: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("comments", lambda n: trn("Inbox", "{n} comment", "{n} comments", n)),
    ("talk", lambda n: trn("Inbox", "{n} thread was edited or closed", "{n} threads were edited or closed", n)),
    ("suggestions", lambda n: trn("Inbox", "{n} suggestion to look at", "{n} suggestions to look at", n)),
    ("reviews", lambda n: trn("Inbox", "{n} question was reviewed", "{n} questions were reviewed", n)),
    ("assignments", lambda n: trn("Inbox", "{n} question has other people", "{n} questions have other people", n)),
    ("asking", lambda n: trn("Inbox", "{n} person asks to join", "{n} people ask to join", n)),
    ("people", lambda n: trn("Inbox", "{n} person was let in, or may do other things now", "{n} people were let in, or may do other things now", n)),
    ("apart", lambda n: trn("Inbox", "{n} edit is kept apart: its author is not let in", "{n} edits are kept apart: their authors are not let in", n)),
    ("waiting", lambda n: trn("Inbox", "{n} edit waits for another colleague’s file", "{n} edits wait for another colleague’s file", n)),
    ("erased", lambda n: trn("Inbox", "{n} old answer is deleted for good", "{n} old answers are deleted for good", n)),
)  # fmt: skip
_TOLD: tuple[tuple[str, Callable[[], str]], ...] = (
    ("freezes", lambda: tr("Inbox", "The draft was frozen, or opened again.")),
    ("signing", lambda: tr("Inbox", "Somebody signed off already; with these changes that no longer holds.")),
    ("finalised", lambda: tr("Inbox", "The draft was finalised.")),
)


def sentence(changes: Changes) -> str:
    """Such as "14 changed, 9 new, 2 need a decision"; "" where there is nothing of the kind."""
    return ", ".join(words(count) for name, words in _COUNTED if (count := len(getattr(changes, name))))


def other_words(changes: Changes) -> tuple[str, ...]:
    """What came in beside answers and what the sentence counts, such as "1 person asks to join"."""
    return tuple(_other_words(changes, but=[name for name, _words in _COUNTED]))


def in_one_line(changes: Changes) -> str:
    """Everything that came in, also where no answer did: such as "Cleo asks to join"; "" for what nobody sees."""
    return ", ".join(one for one in (sentence(changes), *other_words(changes)) if one)


def preview(
    exchange: Exchange,
    changes: Changes,
    before: Ledger,
    after: Ledger,
    words: PlaceWords,
    says: DifferenceWords,
    now: datetime,
) -> Preview:
    """The whole, in words."""
    headings = {
        "differing": tr("Inbox", "Need a decision: people answered differently"),
        "hidden": tr("Inbox", "Would be hidden: these answers would not be sent any more"),
        "combined": tr("Inbox", "Combined from both: please look"),
        "changed": tr("Inbox", "Changed"),
        "new": tr("Inbox", "New"),
        "cleared": tr("Inbox", "Cleared"),
    }
    groups = tuple(
        Group(
            heading,
            tuple(_entry(one, changes, before, after, words, says) for one in places),
            name in ("differing", "hidden"),
        )
        for name, heading in headings.items()
        if (places := in_order(getattr(changes, name), words))
    )
    told = sentence(changes)
    others = (*_other_words(changes),)
    name = exchange.sender_name or after.people.name(exchange.sender)
    return Preview(name, when_words(exchange.written, now), told, not groups and not others, groups, others)


def _entry(
    target: Target, changes: Changes, before: Ledger, after: Ledger, words: PlaceWords, says: DifferenceWords
) -> Entry:
    old, new = before.standing(target), after.standing(target)
    then = words.answer(target, old.value)
    versions = tuple(
        f"{headed(says.people(one.authors))}: {words.answer(target, one.value) or tr('Inbox', 'no answer')}"
        for one in (says.ordered(new.versions) if new.state == "differing" else ())
    )
    people = ", ".join(changes.by.get(target, ()))
    return Entry(target, words.whole(target), people, then, words.answer(target, new.value), versions)


def _other_words(changes: Changes, but: Sequence[str] = ()) -> Iterator[str]:
    for name, words in _OTHERS:
        if name not in but and (count := len(getattr(changes, name))):
            yield words(count)
    for name, told in _TOLD:
        if getattr(changes, name):
            yield told()
