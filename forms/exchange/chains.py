"""Chains: whether several segments are of one draft, begin where it began, and continue each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forms.exchange.refusal import ExchangeRefused
from forms.exchange.segment import Segment


def check_chains(segments: Sequence[Segment], draft: str, genesis: str) -> None:
    """Refuse segments of another draft, a beginning that is not `genesis`, and a segment that names another event before it than the
    one that stands there. What stands in no segment here cannot be checked: the archive does when it keeps them. Two segments that
    tell the same `seq` in two ways pass, since refusing them would lose the words of one. Raises `ExchangeRefused`."""
    by_author: dict[str, list[Segment]] = {}
    for one in segments:
        if one.draft != draft:
            raise ExchangeRefused("other-draft", one.hash)
        _check_genesis(one, genesis)
        by_author.setdefault(one.author, []).append(one)
    for ones in by_author.values():
        for one in ones:
            before = set(_ids_at(ones, one.first - 1))
            if before and one.prev not in before:
                raise ExchangeRefused("chain", one.hash)


def _check_genesis(segment: Segment, genesis: str) -> None:
    for seq, (event, identity) in enumerate(zip(segment.events, segment.ids, strict=True), segment.first):
        if (event.kind == "genesis") != (identity == genesis) or (identity == genesis and seq != 1):
            raise ExchangeRefused("genesis", segment.hash)


def _ids_at(segments: Iterable[Segment], seq: int) -> Iterable[str]:
    return (one.ids[seq - one.first] for one in segments if one.first <= seq <= one.last)
