"""Changes: what taking a file in would do, told before anything is altered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from forms.answers import Target, Value
from forms.events import to_data
from forms.filling import Filling
from forms.plan import Plan
from forms.questionnaire import Questionnaire
from forms.reconcile import reviews, threads
from forms.reconcile.assignments import PREFIX as ASSIGN
from forms.reconcile.effective import effective_sheet
from forms.reconcile.entries import Entry
from forms.reconcile.ledger import Ledger
from forms.reconcile.signing import frozen, signing
from forms.reconcile.standing import Standing

_COUNTED = (
    # what it counts, for one, for several
    ("changed", "{n} changed", "{n} changed"),
    ("new", "{n} new", "{n} new"),
    ("cleared", "{n} cleared", "{n} cleared"),
    ("combined", "{n} combined", "{n} combined"),
    ("differing", "{n} needs a decision", "{n} need a decision"),
    ("hidden", "{n} would be hidden", "{n} would be hidden"),
    ("comments", "{n} comment", "{n} comments"),
    ("talk", "{n} thread edited or closed", "{n} threads edited or closed"),
    ("suggestions", "{n} suggestion", "{n} suggestions"),
    ("reviews", "{n} review", "{n} reviews"),
    ("assignments", "{n} assignment", "{n} assignments"),
    ("asking", "{n} person asks to join", "{n} people ask to join"),
    ("people", "{n} person with another place in the team", "{n} people with another place in the team"),
    ("apart", "{n} entry set apart", "{n} entries set apart"),
    ("waiting", "{n} entry waits for another file", "{n} entries wait for another file"),
    ("erased", "{n} entry erased", "{n} entries erased"),
)
_TOLD = (
    ("freezes", "frozen or opened again"),
    ("signing", "the sign-off would no longer hold"),
    ("finalised", "finalised"),
)


@dataclass(frozen=True, slots=True)
class Changes:
    """Targets by what happens to their answer (each in one of the first five), and what else is new. `hidden` are answers that
    would not be sent any more; `comments`, `suggestions`, `apart` and `waiting` are ids; `talk` are threads otherwise touched;
    `reviews` and `assignments` are questions or sections; `asking` and `people` are keys; `signing`: a sign-off would no longer
    hold; `entries` counts all that is new, seen or not. `by` gives for each target the names of those who did it."""

    new: tuple[Target, ...] = ()
    changed: tuple[Target, ...] = ()
    cleared: tuple[Target, ...] = ()
    combined: tuple[Target, ...] = ()
    differing: tuple[Target, ...] = ()
    hidden: tuple[Target, ...] = ()
    comments: tuple[str, ...] = ()
    talk: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    assignments: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()
    freezes: bool = False
    signing: bool = False
    finalised: bool = False
    entries: int = 0
    by: Mapping[Target, tuple[str, ...]] = field(default_factory=dict, hash=False)


def what_changes(before: Ledger, after: Ledger, questionnaire: Questionnaire) -> Changes:
    """What would be otherwise with all that `after` knows; `after` is `before.copy()` with more events. Neither is altered."""
    if before is after or (len(before) == len(after) and before.data_bytes() == after.data_bytes()):
        return Changes()
    plan = Plan(questionnaire)
    old, new = (Filling(questionnaire, effective_sheet(one), plan=plan) for one in (before, after))
    sorts: dict[str, list[Target]] = {}
    for target in sorted({*before.answered(), *after.answered()}):
        sort = _sort(before.standing(target), after.standing(target))
        if sort:
            sorts.setdefault(sort, []).append(target)
    hidden = set(old.hidden_answers())
    come = sorted(
        after.counting_since(before),
        key=lambda one: (one.target, after.generation(one.id), one.id),
    )
    said = [one for one in come if one.target.startswith(threads.PREFIX)]
    comments = [one for one in said if one.kind in ("comment", "reply")]
    member, former = after.people.members, before.people.members
    asking = _more(_asking(before), _asking(after))
    return Changes(
        **{sort: tuple(targets) for sort, targets in sorts.items()},
        hidden=tuple(one for one in new.hidden_answers() if one not in hidden),
        comments=_ids(comments),
        talk=_below(threads.PREFIX, [one for one in said if one not in comments]),
        suggestions=_more(_suggested(before), _suggested(after)),
        reviews=_below(reviews.PREFIX, come),
        assignments=_below(ASSIGN, come),
        asking=asking,
        people=tuple(sorted(key for key in member.keys() | former.keys()
                            if member.get(key) != former.get(key) and key not in asking)),
        apart=_more(_ids(before.apart()), _ids(after.apart())),
        waiting=_more(_ids(before.waiting()), _ids(after.waiting())),
        erased=_more(before.erased(), after.erased()),
        freezes=frozen(before) != frozen(after),
        signing=signing(before, old).state == "fresh" and signing(after, new).state != "fresh",
        finalised=any(one.kind == "finalised" for one in come),
        entries=len(after) - len(before),
        by=_by(after, come, {target for targets in sorts.values() for target in targets}),
    )  # fmt: skip


def sentence(changes: Changes) -> str:
    """Such as "14 changed, 9 new, 2 need a decision"; "nothing new" where nothing is."""
    parts = []
    for name, one, many in _COUNTED:
        count = len(getattr(changes, name))
        if count:
            parts.append((one if count == 1 else many).format(n=count))
    parts += [words for name, words in _TOLD if getattr(changes, name)]
    if parts:
        return ", ".join(parts)
    return "no answer changes" if changes.entries else "nothing new"


def _sort(before: Standing, after: Standing) -> str:
    """What happens to one answer, `""` where people see no difference."""
    if (before.state, _values(before)) == (after.state, _values(after)) and _same(before.value, after.value):
        return ""
    if after.state != "settled":
        return after.state
    if _same(before.value, after.value) and before.state != "differing":
        return ""
    if after.value is None:
        return "cleared" if before.versions else ""
    return "changed" if before.state == "differing" or before.value is not None else "new"


def _values(standing: Standing) -> list[object]:
    return [to_data(one.value) for one in standing.versions]


def _same(one: Value | None, other: Value | None) -> bool:
    return bool(to_data(one) == to_data(other))


def _by(after: Ledger, come: Iterable[Entry], targets: Iterable[Target]) -> dict[Target, tuple[str, ...]]:
    """Who changed each answer; where no answer came (somebody's role or an erasure moved it), whose answers stand now."""
    authors: dict[Target, set[str]] = {}
    for one in come:
        if one.kind == "answer":
            authors.setdefault(one.target, set()).add(one.author)
    found = {}
    for target in targets:
        keys = authors.get(target) or {key for one in after.standing(target).versions for key in one.authors}
        found[target] = tuple(sorted({after.people.name(key) for key in keys}))
    return found


def _suggested(ledger: Ledger) -> tuple[str, ...]:
    return tuple(one.id for target in ledger.targets() for one in ledger.suggestions(target))


def _asking(ledger: Ledger) -> tuple[str, ...]:
    return tuple(one.key for one in ledger.people.asking())


def _ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(one.id for one in entries)


def _more(before: Iterable[str], after: Iterable[str]) -> tuple[str, ...]:
    known = set(before)
    return tuple(sorted(one for one in after if one not in known))


def _below(prefix: str, entries: Iterable[Entry]) -> tuple[str, ...]:
    """The targets of some events below a prefix, without it."""
    return tuple(sorted({one.target.removeprefix(prefix) for one in entries if one.target.startswith(prefix)}))
