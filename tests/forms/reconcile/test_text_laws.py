"""Combining texts: the laws hold for arbitrary texts in many scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.graphemes import clusters, count
from forms.reconcile.text_merge import Agreed, TextMerge, combine
from forms.reconcile.tokens import normal, sentences, tokens
from tests.forms.reconcile import text_laws
from tests.forms.reconcile.texts import texts, versions

MANY = settings(max_examples=400, deadline=None)
Case = tuple[str, list[str]]
Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")


@MANY
@given(versions())
def test_no_word_is_lost_and_nothing_undone(case: Case) -> None:
    """What a version put in is in the result or in its variant, and each version can be read back out of the result."""
    text_laws.no_word_lost(*case)
    text_laws.nothing_undone(*case)
    text_laws.pieces_cover_before(*case)
    text_laws.one_question_has_several_answers(*case)


@MANY
@given(versions(least=2), st.data())
def test_order_tells_nothing(case: Case, data: st.DataObject) -> None:
    """The order of the versions changes nothing but the indexes (L8)."""
    order = data.draw(st.permutations(range(len(case[1]))))
    text_laws.no_order(*case, order)


@MANY
@given(versions(most=1))
def test_one_side_stands_verbatim(case: Case) -> None:
    """One side unchanged: the other stands verbatim; all sides equal: verbatim (L8)."""
    before, (version,) = case
    text_laws.one_side_stands(before, version)


@MANY
@given(versions())
def test_characters_stay_whole(case: Case) -> None:
    """No piece, no variant and no seam cuts or makes a character (L9)."""
    text_laws.characters_whole(*case)


@MANY
@given(texts)
def test_tokens_lose_nothing(text: str) -> None:
    """Tokens joined give the text as typed and in normal form; they cut no character, and the normal form of a text falls
    into the same tokens; sentences stand in order and leave out nothing but white space (L9)."""
    read = tokens(text)
    assert "".join(read.raw) == text
    assert "".join(read.keys) == normalize("NFC", text)
    assert tokens(normalize("NFC", text)).keys == read.keys
    assert [one for token in read.raw for one in clusters(token)] == clusters(text)
    assert count(text) == len(clusters(text))
    at = 0
    for start, end in sentences(read.keys):
        assert "".join(read.keys[at:start]).strip() == ""
        assert start < end
        at = end
    assert "".join(read.keys[at:]).strip() == ""


@MANY
@given(versions(), st.sampled_from(FORMS))
def test_another_normal_form_is_no_other_text(case: Case, form: Form) -> None:
    """Versions written in another normal form give the same pieces, up to that form, said by the same versions."""
    before, made = case
    other = combine(before, [normalize(form, one) for one in made])
    assert _in_one_form(combine(before, made)) == _in_one_form(other)


def _in_one_form(merge: TextMerge) -> list[object]:
    said: list[object] = []
    for one in merge.pieces:
        variants: Sequence[tuple[str, tuple[int, ...]]] = (
            [(one.text, one.by)] if isinstance(one, Agreed) else [(each.text, each.by) for each in one.variants]
        )
        said.append((normal(one.before), sorted((normal(text), by) for text, by in variants)))
    return said


@given(st.text(alphabet=st.sampled_from("a\u0301\u0323\u0f73\u0f75\u0344é\u1100\u1161"), min_size=30, max_size=200))
def test_long_runs_of_marks_have_their_normal_form(text: str) -> None:
    """What is sorted here, for the sake of time, is what the standard library would have made."""
    assert normal(text) == normalize("NFC", text)
