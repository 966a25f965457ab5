"""Threads: what colleagues say to each other about a question, a choice or some words of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.answers import Target
from forms.reconcile.entries import Entry
from forms.reconcile.latest import Pasts
from forms.reconcile.ledger import Ledger
from forms.reconcile.quotes import Quote

PREFIX = "@thread/"
_SAID = frozenset({"comment", "reply"})


@dataclass(frozen=True, slots=True)
class About:
    """What a thread speaks about: a question or one of its rows, `""` for the whole draft; a `choice` of it; words of its answer."""

    target: Target = ""
    choice: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """One thing somebody said. `author` is a key; `text` is None where it was deleted or erased."""

    id: str
    author: str
    time: str
    text: str | None
    edited: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """What was said about one thing, the earlier before the later; `to` are the people it asks; `opened_by` is a key."""

    id: str
    about: About
    to: tuple[str, ...]
    comments: tuple[Comment, ...]
    resolved: bool
    opened_by: str


def threads(ledger: Ledger) -> tuple[Thread, ...]:
    """All threads, by the time their first comment claims, for the eye alone."""
    found = (_thread(ledger, target) for target in ledger.targets(PREFIX))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.comments[0].time, one.id)))


def threads_about(ledger: Ledger, question: str) -> tuple[Thread, ...]:
    """The threads about one question and its rows; with `""` those about the whole draft."""
    return tuple(one for one in threads(ledger) if one.about.target.split("/")[0] == question)


def comment_value(text: str, about: About, to: Iterable[str] = ()) -> dict[str, Any]:
    """The value of the event that opens a thread; `to` are people."""
    told: dict[str, Any] = {"target": about.target}
    if about.choice is not None:
        told["choice"] = about.choice
    if about.quote is not None:
        told["quote"] = {"exact": about.quote.exact, "prefix": about.quote.prefix, "suffix": about.quote.suffix}
    return {"text": text, "about": told, "to": sorted(set(to))}


def reply_value(text: str) -> dict[str, Any]:
    """The value of a reply."""
    return {"text": text}


def edit_value(comment: str, text: str) -> dict[str, Any]:
    """The value of the event that gives a comment other words. `comment` is its payload: its id is another once it was sent."""
    return {"text": text, "of": comment}


def delete_value(comment: str) -> dict[str, Any]:
    """The value of the event that deletes a comment, named by its payload."""
    return {"of": comment}


def _thread(ledger: Ledger, target: Target) -> Thread | None:
    events = ledger.of(target)
    said = [one for one in events if one.kind in _SAID]
    if not said:
        return None
    # Two people cannot open one thread by chance; were it so, the first in everybody's order tells what it is about.
    opener = next((one for one in said if one.kind == "comment"), said[0])
    opened = _told(ledger, opener)
    pasts = Pasts(events)
    changes: dict[str, list[Entry]] = {}
    for one in events:
        if one.kind in ("edit", "delete"):
            changes.setdefault(str(_told(ledger, one).get("of")), []).append(one)
    to = opened.get("to")
    return Thread(
        target.removeprefix(PREFIX),
        _about(opened.get("about")),
        tuple(sorted({ledger.people.person(str(one)) for one in to})) if isinstance(to, list) else (),
        tuple(_comment(ledger, one, changes.get(one.payload, ()), pasts) for one in said),
        _resolved(events, pasts),
        opener.author,
    )


def _comment(ledger: Ledger, one: Entry, changes: Sequence[Entry], pasts: Pasts) -> Comment:
    """What a comment says now: the author's latest edit; of several that the author wrote side by side on two machines the one
    with the largest id. A deletion wins over every edit."""
    person = ledger.people.person
    mine = [change for change in changes if person(change.author) == person(one.author)]
    edits = [change for change in mine if change.kind == "edit"]
    text = None if len(edits) < len(mine) else _told(ledger, (pasts.latest(edits) or (one,))[-1]).get("text")
    return Comment(one.id, one.author, one.time, text if isinstance(text, str) else None, bool(edits))


def _resolved(events: Sequence[Entry], pasts: Pasts) -> bool:
    """Whether somebody closed the thread who had read all of it: what was said meanwhile keeps it open."""
    open_ends = [one for one in events if one.kind in ("comment", "reply", "reopen")]
    return any(one.kind == "resolve" and all(pasts.saw(one, other) for other in open_ends) for one in events)


def _told(ledger: Ledger, one: Entry) -> Mapping[str, Any]:
    value = ledger.value(one)
    return value if isinstance(value, dict) else {}


def _about(told: Any) -> About:
    if not isinstance(told, dict):
        return About()  # erased: nobody knows any more what it spoke about
    choice, quote = told.get("choice"), told.get("quote")
    words = None
    if isinstance(quote, dict):
        words = Quote(str(quote.get("exact", "")), str(quote.get("prefix", "")), str(quote.get("suffix", "")))
    return About(str(told.get("target", "")), None if choice is None else str(choice), words)
