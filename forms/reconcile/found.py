"""Found: what was found out about a draft's past, which stays true while the same people take part and nothing is erased."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from forms.answers import Target, Value
from forms.places import Places
from forms.reconcile.ancestry import common_past
from forms.reconcile.lineage import Lineage
from forms.reconcile.manners import Manner, manner_of
from forms.reconcile.readings import Readings
from forms.reconcile.standing import Head, Standing

Ids = tuple[str, ...]


@dataclass(slots=True)
class Found:
    """What copies of a ledger share: for each event the answers it came `before`, for heads the value of their common past, for each
    target what its newest heads came to (a preview and the taking that follows ask for the same), and the texts."""

    before: dict[str, Ids] = field(default_factory=dict)
    pasts: dict[tuple[Ids, int], Value | None] = field(default_factory=dict)
    standings: dict[Target, tuple[Ids, Standing]] = field(default_factory=dict)
    readings: Readings = field(default_factory=Readings)
    _manners: dict[Target, Manner] = field(default_factory=dict)
    _heads: dict[tuple[Target, int], dict[str, Head]] = field(default_factory=dict)
    _lineages: dict[Target, Lineage] = field(default_factory=dict)

    def manner(self, target: Target, places: Places) -> Manner:
        """How several answers to a target come together."""
        found = self._manners.get(target)
        if found is None:
            found = self._manners[target] = manner_of(target, places)
        return found

    def heads(self, target: Target, ids: Ids, depth: int, read: Callable[[str], Head]) -> list[Head]:
        """The heads of a target with their values, or so `depth` in their past; only those that are new since the last time are read."""
        now, last = self._heads.get((target, 0), {}), self._heads.get((target, depth), {})
        found = {one: now.get(one) or last.get(one) or read(one) for one in ids}
        self._heads[target, depth] = found
        return list(found.values())

    def common_past(
        self, target: Target, heads: Ids, parents: Callable[[str], Sequence[str]], generation: Callable[[str], int]
    ) -> Ids:
        """The latest answers that are ancestors of all `heads` (rule 2)."""
        found = self._lineages.setdefault(target, Lineage()).common_past(heads, parents)
        return common_past(heads, parents, generation) if found is None else found
