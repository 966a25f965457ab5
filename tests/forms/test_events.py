"""Events: one value, one id; the fold hears neither order nor clock."""

from __future__ import annotations

from itertools import permutations

import pytest

from forms import canonical
from forms.answers import Attachment, Value
from forms.events import Event, event_of, fold, from_data, payload, payload_value, to_data
from forms.trouble import Trouble


def event(target: str, *parents: Event, author: str = "aa", value: str = "x") -> Event:
    """An answer event."""
    hashed = canonical.digest(payload(b"salt", value))
    return Event("d", target, "answer", hashed, tuple(one.id for one in parents), author, "2026-01-01T00:00:00+00:00")


def test_id_is_the_hash_of_its_bytes() -> None:
    """The bytes give the event back, and another word gives another id."""
    one = event("q")

    assert event_of(one.data()) == one
    assert one.id == canonical.digest(one.data())
    assert one.id != event("q", value="y").id


def test_fold_is_pure() -> None:
    """Any order and any repetition of the same events have the same heads; rival edits are both heads."""
    first = event("q")
    mine, yours = event("q", first, author="aa", value="m"), event("q", first, author="bb", value="y")
    other = event("p")
    folds = {str(fold([*order, first])) for order in permutations([first, mine, yours, other])}

    assert len(folds) == 1
    assert set(fold([first, mine, yours, other])["q"]) == {mine.id, yours.id}
    assert fold([first, mine, yours, event("q", mine, yours, value="z")])["q"] == (
        event("q", mine, yours, value="z").id,
    )


@pytest.mark.parametrize("value", [None, "text", True, ("a", "b"), (Attachment("ab", "x.pdf", 12, "pdf"),)])
def test_values_there_and_back(value: Value | None) -> None:
    """Each kind of answer survives its plain form inside a payload."""
    assert from_data(payload_value(payload(b"s", to_data(value)))) == value


@pytest.mark.parametrize("data", [False, 3, [], {}, [1], [{"digest": "x"}], [[]]])
def test_what_is_no_answer(data: object) -> None:
    """Anything else is refused."""
    with pytest.raises(ValueError, match="not an answer"):
        from_data(data)


def test_canonical_bytes_only() -> None:
    """White space, another order of keys, a double key or a fraction are refused."""
    for data in (b'{"a": 1}', b'{"b":1,"a":2}', b'{"a":1,"a":1}', b'{"a":1.5}', b'{"a":"\\u0041"}', b'{"a":"\\ud800"}'):
        with pytest.raises(Trouble):
            canonical.decode(data)
