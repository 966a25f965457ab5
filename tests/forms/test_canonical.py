"""Canonical JSON from outside: nesting is counted before anything is parsed, and no key stands twice."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import canonical
from forms.trouble import Trouble

TEXT = st.text('ab[]{}"\\\n ', max_size=8)
VALUES = st.recursive(
    TEXT | st.booleans() | st.none() | st.integers(0, 99),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
)


def nested(depth: int, inside: str = "") -> bytes:
    """Lists and objects in turn, `depth` of them, with `inside` as the key of each object."""
    key = json.dumps(inside)
    text = "1"
    for level in range(depth):
        text = f"[{text}]" if level % 2 else f"{{{key}: {text}}}"
    return text.encode()


@pytest.mark.parametrize("inside", ["", "]]]}}}", "[[[{{{", '"', '\\"', "\\", '[\\"]"', '"]"[', "\\\\", '\\\\"['])
def test_depth_counts_brackets_outside_text(inside: str) -> None:
    """64 levels are read and 65 refused, whatever stands in the texts between."""
    canonical.parse(nested(canonical.MAX_DEPTH, inside))
    with pytest.raises(Trouble) as caught:
        canonical.parse(nested(canonical.MAX_DEPTH + 1, inside))
    assert caught.value.code == "json-too-deep"


@given(VALUES)
def test_brackets_in_text_refuse_nothing(value: Any) -> None:
    """Text full of brackets, quotation marks and backslashes is read as it was written."""
    assert canonical.parse(json.dumps([value] * 30).encode()) == [value] * 30


@pytest.mark.parametrize("text", ["[" * 70, "]" * 3 + "[" * 70, '"' + "[" * 70, "\\" + "[" * 70])
def test_what_is_no_json_is_refused(text: str) -> None:
    """Brackets that close nothing and text without an end are refused like everything that is no JSON."""
    with pytest.raises(Trouble) as caught:
        canonical.parse(text.encode())
    assert caught.value.code in ("json-too-deep", "json-syntax")


def test_a_key_that_stands_twice_is_named() -> None:
    """The sentence names the key, not its neighbours."""
    with pytest.raises(Trouble, match="“b” stands twice"):
        canonical.parse(b'{"a": 1, "b": 2, "c": 3, "b": 2}')


@pytest.mark.parametrize("value", [1.5, [1.5], {"a": [{"b": 0.5}]}, ("x", (2.0,)), {1: "x"}, [{"a": {None: 1}}]])
def test_fractions_and_other_keys_are_not_written(value: Any) -> None:
    """No fraction and no key that is not text gets into canonical bytes, however deep it stands."""
    with pytest.raises(TypeError):
        canonical.encode(value)


@given(VALUES)
def test_what_is_written_is_read_again(value: Any) -> None:
    """Canonical bytes give the value they were made of, and it gives them."""
    assert canonical.decode(canonical.encode(value)) == value
