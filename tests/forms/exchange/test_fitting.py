"""Events from outside: each kind about its places, each place with its values, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.events import Event, to_data
from forms.exchange.fitting import Fitting
from forms.exchange.kinds import ANSWERS, KINDS
from forms.exchange.refusal import ExchangeRefused
from tests.forms.exchange.sharing import DRAFT, THREAD, Colleague
from tests.samples import CONTRIBUTION_ID, MOMENT, library_answers, ngo_answers, questionnaire

KEY = Colleague(1).key
HASH = "0" * 64
FILE = {"digest": HASH, "name": "paper.pdf", "size": "12", "type": "pdf"}
ABOUT = {"target": "reasons", "choice": "too-expensive", "quote": {"exact": "a", "prefix": "", "suffix": ""}}
MEMBER = {"name": "Ana", "roles": ["editor", "coordinator"], "person": KEY}
RIGHT: list[tuple[str, str, Any]] = [
    ("genesis", "", {"contribution": CONTRIBUTION_ID, "merge_rules": "1", "questionnaire": HASH}),
    ("join", f"@member/{KEY}", {"name": ""}),
    ("member", f"@member/{KEY}", MEMBER),
    ("member", f"@member/{KEY}", {**MEMBER, "roles": [], "edits_upto": "0"}),
    ("remove", f"@member/{KEY}", {"upto": "0"}),
    ("comment", THREAD, {"text": "?", "about": ABOUT, "to": [KEY]}),
    ("comment", THREAD, {"text": "?", "about": {"target": ""}, "to": []}),
    ("reply", THREAD, {"text": "!"}),
    ("edit", THREAD, {"text": "!", "of": HASH}),
    ("delete", THREAD, {"of": HASH}),
    ("resolve", THREAD, None),
    ("reopen", THREAD, None),
    ("assign", "@assign/reasons", []),
    ("review", "@review/reasons", {"state": "changes", "content": HASH, "note": "why"}),
    ("acknowledge", "@hidden/reasons", {"content": HASH}),
    ("freeze", "@freeze", {"on": False}),
    ("sign-off", "@sign-off", {"answers": HASH, "privacy": None, "heads": {"reasons": [HASH]}}),
    ("finalised", "@finalised", {"identity": HASH, "reference": "ABC", "revision": "12"}),
    ("erase", f"@erase/{HASH}", None),
    ("answer", "reasons", ["too-expensive"]),
    ("answer", "reasons", None),
    ("answer", "position-paper", [FILE]),
    ("answer", "data-protection", True),
    ("suggestion", "surname", "X"),
    ("relayed", "surname", {"answer": "X", "from": "Cleo Example"}),
    ("relayed", "surname", {"answer": None, "from": "Cleo Example"}),
    ("decline", "surname", None),
]
SAMPLES = {kind: (target, value) for kind, target, value in RIGHT}


def check(kind: str, target: str, value: Any, name: str = "micro-credentials") -> None:
    """Put one event to the test. Raises `ExchangeRefused`."""
    fitting = Fitting(questionnaire(name))
    event = Event(DRAFT, target, kind, HASH, (), KEY, MOMENT)
    fitting.check_place(event)
    fitting.check_value(event, value)


@pytest.mark.parametrize(("kind", "target", "value"), RIGHT)
def test_right(kind: str, target: str, value: Any) -> None:
    """What the table says is taken."""
    check(kind, target, value)


def test_every_kind() -> None:
    """Every kind is in the list above."""
    assert {kind for kind, _, _ in RIGHT} == KINDS.keys() | ANSWERS


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_every_kind_has_its_place(kind: str) -> None:
    """No kind stands in the place of another one, nor in one that is none."""
    own, value = SAMPLES[kind]
    places = {target for _, target, _ in RIGHT} | {
        "nothing",
        "reasons/",
        "@",
        "@member/x",
        "@thread/1",
        "@erase/",
        f"{own} ",
    }
    for target in places:
        other = [one for one, place, _ in RIGHT if place.split("/")[0] == target.split("/")[0]]
        if kind not in other and not (kind in ANSWERS and not target.startswith("@")):
            with pytest.raises(ExchangeRefused) as refused:
                check(kind, target, value)
            assert refused.value.code == "event"


def test_unknown_kind() -> None:
    """A kind that this Satchel does not know is refused: a file of a later format says so in its head."""
    with pytest.raises(ExchangeRefused) as refused:
        check("vote", "surname", None)

    assert refused.value.code == "event"


@pytest.mark.parametrize(("kind", "target", "value"), [one for one in RIGHT if isinstance(one[2], dict)])
def test_keys(kind: str, target: str, value: dict[str, Any]) -> None:
    """No key is missing, none is too many, and none holds something of another shape."""
    optional = {"edits_upto"}
    wrong = [{key: one for key, one in value.items() if key != left} for left in value if left not in optional]
    wrong += [{**value, "x": ""}, [value], "", True]  # type: ignore[list-item]
    wrong += [{**value, key: one} for key in value for one in (1, 1.5, [1], {"x": 1}, {"text": "x"})]
    for one in wrong:
        with pytest.raises(ExchangeRefused) as refused:
            check(kind, target, one)
        assert refused.value.code == "value"


@pytest.mark.parametrize(
    ("kind", "target", "value"),
    [
        ("answer", "surname", ""),
        ("answer", "surname", True),
        ("answer", "surname", 1),
        ("answer", "surname", ["x"]),
        ("answer", "privacy", "other"),
        ("answer", "privacy", ["public"]),
        ("answer", "reasons", "too-expensive"),
        ("answer", "reasons", []),
        ("answer", "reasons", ["nonsense"]),
        ("answer", "reasons", ["too-expensive", "too-expensive"]),
        ("answer", "reasons", ["too-expensive", "uncertain-skills"]),
        ("answer", "reasons", [["too-expensive"]]),
        ("answer", "reasons", [True]),
        ("answer", "reasons", [FILE]),
        ("answer", "data-protection", False),
        ("answer", "data-protection", 1),
        ("answer", "data-protection", "true"),
        ("answer", "position-paper", "paper.pdf"),
        ("answer", "position-paper", ["paper.pdf"]),
        ("answer", "position-paper", [{**FILE, "size": 12}]),
        ("answer", "position-paper", [{**FILE, "size": "012"}]),
        ("answer", "position-paper", [{**FILE, "size": "-1"}]),
        ("answer", "position-paper", [{**FILE, "size": "9" * 4_000}]),
        ("answer", "position-paper", [{**FILE, "digest": "x"}]),
        ("answer", "position-paper", [{**FILE, "digest": ["x"]}]),
        ("answer", "position-paper", [{**FILE, "name": "../paper.pdf"}]),
        ("answer", "position-paper", [{**FILE, "name": "paper\u202efdp.exe"}]),
        ("answer", "position-paper", [{**FILE, "name": 1}]),
        ("answer", "position-paper", [{**FILE, "type": ["pdf"]}]),
        ("answer", "position-paper", [{**FILE, "x": ""}]),
        ("answer", "position-paper", [FILE, {**FILE, "size": "13"}]),
        ("answer", "position-paper", []),
        ("suggestion", "surname", {"text": "x"}),
        ("relayed", "surname", "X"),
        ("relayed", "privacy", {"answer": "other", "from": "Cleo Example"}),
        ("decline", "surname", "x"),
        ("assign", "@assign/reasons", [KEY, KEY]),
        ("assign", "@assign/reasons", ["x"]),
        ("assign", "@assign/reasons", KEY),
        ("member", f"@member/{KEY}", {**MEMBER, "roles": ["king"]}),
        ("member", f"@member/{KEY}", {**MEMBER, "edits_upto": "-1"}),
        ("remove", f"@member/{KEY}", {"upto": "01"}),
        ("remove", f"@member/{KEY}", {"upto": "9" * 4_000}),
        ("comment", THREAD, {"text": "", "about": {"target": "../x"}, "to": []}),
        ("resolve", THREAD, {}),
        ("genesis", "", {"contribution": CONTRIBUTION_ID, "merge_rules": "2", "questionnaire": HASH}),
        ("genesis", "", {"contribution": "x", "merge_rules": "1", "questionnaire": HASH}),
        ("sign-off", "@sign-off", {"answers": HASH, "privacy": None, "heads": {"reasons": ["x"]}}),
        ("sign-off", "@sign-off", {"answers": HASH, "privacy": None, "heads": {"../x": [HASH]}}),
    ],
)
def test_wrong(kind: str, target: str, value: Any) -> None:
    """What a draft would not keep in just this form is refused."""
    with pytest.raises(ExchangeRefused) as refused:
        check(kind, target, value)

    assert refused.value.code == "value"


@pytest.mark.parametrize(("name", "sheet"), [("micro-credentials", ngo_answers()), ("every-kind", library_answers())])
def test_whole_replies(name: str, sheet: dict[str, Any]) -> None:
    """Every answer of the bundled replies, of every kind of question, is taken."""
    for target, value in sheet.items():
        check("answer", target, to_data(value), name)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5) | st.sampled_from(["public", HASH, "too-expensive"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "of", "digest", "name", "size", "type", "to", "about", "on"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip
PLACES = sorted({(kind, target) for kind, target, _ in RIGHT} | {("answer", one) for one in ngo_answers()})


@given(st.sampled_from(PLACES), JSON)
def test_anything(place: tuple[str, str], value: Any) -> None:
    """Whatever JSON stands there, it is taken or refused, and nothing that is taken holds a number."""
    try:
        check(*place, value)
    except ExchangeRefused:
        return
    assert not holds_a_number(value)


def holds_a_number(value: Any) -> bool:
    """Whether there is a number anywhere in it."""
    inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return any(map(holds_a_number, inside)) or (isinstance(value, (int, float)) and not isinstance(value, bool))
