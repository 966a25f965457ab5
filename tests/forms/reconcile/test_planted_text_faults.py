"""The laws of combining texts catch what would break them: faults planted on purpose, one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from forms.reconcile import passages, text_merge, tokens
from forms.reconcile.text_merge import Agreed, Differing
from tests.forms.reconcile import text_laws
from tests.forms.reconcile.texts import versions

Law = Callable[..., None]
# One makes a new line a space; for the other, a mark that stood alone on its line takes the place of a bracket.
SEAM = ("All agree.\n(We) ask.", ["All agree. (We) ask.", "All agree.\n\u0301We) ask."])


def holds(law: Law) -> None:
    """Try the law on the same cases each time; the first that breaks it raises its assertion."""

    @settings(max_examples=300, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    @given(versions(least=2), st.data())
    def tried(case: tuple[str, list[str]], data: st.DataObject) -> None:
        if law is text_laws.no_order:
            law(*case, data.draw(st.permutations(range(len(case[1])))))
        elif law is text_laws.one_side_stands:
            law(case[0], case[1][0])
        else:
            law(*case)

    if law is text_laws.characters_whole:
        law(*SEAM)
    tried()


def cut_characters(patch: pytest.MonkeyPatch) -> None:
    """Tokens of single code points."""
    patch.setattr(tokens, "clusters", list)


def order_dependent_groups(patch: pytest.MonkeyPatch) -> None:
    """Whoever came first reaches one sentence further."""
    honest = text_merge._groups

    def planted(changed: Any) -> Any:
        groups = honest(changed)
        first = min(range(len(changed)), key=lambda number: changed[number].by)
        joined: list[Any] = []
        for group in groups:
            if joined and any(number == first for number, _ in joined[-1].members):
                before = joined.pop()
                joined.append(text_merge._Group(before.first, group.last, before.members + group.members))
            else:
                joined.append(group)
        return joined

    patch.setattr(text_merge, "_groups", planted)


def dropped_edit(patch: pytest.MonkeyPatch) -> None:
    """The last edit of everybody who made several is forgotten."""
    honest = passages.touches

    def planted(before: Any, after: Any) -> Any:
        found = honest(before, after)
        return found[:-1] if len(found) > 1 else found

    patch.setattr("forms.reconcile.readings.touches", planted)


def last_writer_wins(patch: pytest.MonkeyPatch) -> None:
    """Where people differ, the last of them is taken."""
    honest = text_merge._changed_piece

    def planted(*told: Any) -> Any:
        piece, row, end = honest(*told)
        if isinstance(piece, Differing):
            last = max(piece.variants, key=lambda one: one.by)
            return Agreed(last.text, piece.before, last.by), tokens.tokens(last.text).keys, end
        return piece, row, end

    patch.setattr(text_merge, "_changed_piece", planted)


def unseen_seams(patch: pytest.MonkeyPatch) -> None:
    """Nobody looks whether two people's pieces run together."""
    patch.setattr(text_merge, "_broken", lambda *told: set())


FAULTS: tuple[tuple[Callable[[pytest.MonkeyPatch], None], Law], ...] = (
    (cut_characters, text_laws.characters_whole),
    (order_dependent_groups, text_laws.no_order),
    (dropped_edit, text_laws.nothing_undone),
    (dropped_edit, text_laws.one_side_stands),
    (last_writer_wins, text_laws.no_order),
    (last_writer_wins, text_laws.nothing_undone),
    (last_writer_wins, text_laws.no_word_lost),
    (unseen_seams, text_laws.characters_whole),
)


@pytest.mark.parametrize(("plant", "law"), FAULTS, ids=[f"{plant.__name__}-{law.__name__}" for plant, law in FAULTS])
def test_the_law_catches_it(
    plant: Callable[[pytest.MonkeyPatch], None], law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the fault planted, the law breaks on one of the cases that it is tried on."""
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        holds(law)


@pytest.mark.parametrize("law", list(dict.fromkeys(law for _, law in FAULTS)))
def test_the_law_holds_without_it(law: Law) -> None:
    """On the very same cases, without a fault, the law holds."""
    holds(law)
