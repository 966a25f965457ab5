"""The laws of combining texts, each a function that fails with an assertion where the law is broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from forms.graphemes import clusters
from forms.reconcile import text_merge
from forms.reconcile.text_merge import Agreed, Differing, TextMerge, Variant
from forms.reconcile.tokens import normal, tokens


def no_word_lost(before: str, versions: Sequence[str]) -> None:
    """Every token that a version put in stands in the combined text or in a variant of that version, as often as it was
    put in."""
    merge = text_merge.combine(before, versions)
    agreed = Counter(tokens("".join(one.text for one in merge.pieces if isinstance(one, Agreed))).keys)
    agreed += Counter(tokens(merge.text).keys) - agreed  # what touches a passage that differs reads as in the whole
    for index, version in enumerate(versions):
        own: Counter[str] = Counter()
        for one in _variants(merge):
            if index in one.by:
                own += Counter(tokens(one.text).keys)
        lost = Counter(tokens(version).keys) - Counter(tokens(before).keys) - agreed - own
        assert not lost, (lost, merge)


def nothing_undone(before: str, versions: Sequence[str]) -> None:
    """A piece that somebody changed is what they made of it, or differs: put together from the pieces that name a version,
    and from what was before in the others, nothing but that version's own changes comes out."""
    merge = text_merge.combine(before, versions)
    for index, version in enumerate(versions):
        rebuilt = "".join(_said(one, index) for one in merge.pieces)
        assert normal(rebuilt) == normal(version), (index, merge)


def pieces_cover_before(before: str, versions: Sequence[str]) -> None:
    """What was before, piece by piece, is the text before."""
    assert "".join(one.before for one in text_merge.combine(before, versions).pieces) == before


def no_order(before: str, versions: Sequence[str], order: Sequence[int]) -> None:
    """Versions in another order give the same pieces, with the indexes of that order."""
    merge = text_merge.combine(before, versions)
    other = text_merge.combine(before, [versions[index] for index in order])
    assert merge == TextMerge(tuple(_renamed(one, order) for one in other.pieces))


def one_side_stands(before: str, version: str) -> None:
    """Where one text was changed or all are equal, the result is that text to the last code point."""
    for all_versions in (
        [version],
        [before, version],
        [version, before],
        [version, version],
        [before, version, before, version],
    ):
        merge = text_merge.combine(before, all_versions)
        assert merge.clean
        assert merge.text == version, merge


def characters_whole(before: str, versions: Sequence[str]) -> None:
    """Each piece and each variant begins and ends between two characters of the text it comes from; so does the whole,
    which has no character that nobody wrote."""
    merge = text_merge.combine(before, versions)
    for index in range(len(versions)):
        _cuts_nothing([_said(one, index) for one in merge.pieces])
    _cuts_nothing([one.before for one in merge.pieces])
    known = {one for text in (before, *versions) for one in clusters(normal(text))}
    assert set(clusters(normal(merge.text))) <= known, merge


def one_question_has_several_answers(before: str, versions: Sequence[str]) -> None:
    """A passage that differs has at least two variants, no two alike; no version stands in two of them, and none repeats
    what was before."""
    for piece in text_merge.combine(before, versions).pieces:
        if isinstance(piece, Differing):
            said = [normal(one.text) for one in piece.variants]
            by = [index for one in piece.variants for index in one.by]
            assert len(said) >= 2
            assert len(set(said)) == len(said)
            assert len(set(by)) == len(by)
            assert normal(piece.before) not in said


def _variants(merge: TextMerge) -> list[Variant]:
    return [variant for one in merge.pieces if isinstance(one, Differing) for variant in one.variants]


def _said(piece: Agreed | Differing, index: int) -> str:
    variants: Sequence[Variant | Agreed] = piece.variants if isinstance(piece, Differing) else (piece,)
    return next((one.text for one in variants if index in one.by), piece.before)


def _cuts_nothing(texts: Sequence[str]) -> None:
    whole = clusters("".join(texts))
    ends, at = {0}, 0
    for one in whole:
        at += len(one)
        ends.add(at)
    at = 0
    for text in texts:
        at += len(text)
        assert at in ends, texts


def _renamed(piece: Agreed | Differing, order: Sequence[int]) -> Agreed | Differing:
    if isinstance(piece, Agreed):
        return Agreed(piece.text, piece.before, _by(piece.by, order))
    return Differing(piece.before, tuple(Variant(one.text, _by(one.by, order)) for one in piece.variants))


def _by(by: Sequence[int], order: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted(order[index] for index in by))
