"""The filling: whatever the order of edits, its state is that of a fresh look at the same answers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from forms.answers import Attachment, Value
from forms.change import Change
from forms.filling import Filling
from forms.plan import Plan
from forms.questionnaire import (
    AttachmentQuestion,
    Consent,
    Matrix,
    MultipleChoice,
    Note,
    Questionnaire,
    Ranking,
    Row,
    Section,
    SingleChoice,
    Table,
    Text,
)
from tests.forms.arbitrary import Edit, choice, edits, questionnaire, questionnaires
from tests.forms.reference import Reference

BRIEF = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
PATIENT = settings(BRIEF, max_examples=2_000)


def places(asked: Questionnaire) -> list[str]:
    """Every place of a questionnaire that can be shown or hidden."""
    found = [section.id for section in asked.sections]
    for item in asked.items():
        found.append(item.id)
        parts = (*getattr(item, "rows", ()), *getattr(item, "columns", ()), *getattr(item, "choices", ()))
        found.extend(f"{item.id}/{part.id}" for part in parts)
    return found


def assert_like_reference(filling: Filling, asked: Questionnaire) -> None:
    """The filling says what the reference works out anew."""
    reference = Reference(asked, filling.sheet())
    assert {one: filling.shown(one) for one in places(asked)} == {one: reference.shown(one) for one in places(asked)}
    sheet = filling.sheet()
    assert filling.effective() == {
        target: reference.seen(target) for target in sheet if reference.seen(target) is not None
    }
    assert set(filling.hidden_answers()) == {target for target in sheet if reference.seen(target) != sheet[target]}
    assert list(filling.problems()) == reference.problems()
    assert filling.complete() == all(problem.advice for problem in filling.problems())
    for section in asked.sections:
        now = filling.progress(section.id)
        found = (now.answered, now.shown, now.required, now.required_answered, now.problems)
        assert found == reference.progress(section.id)


def assert_exact(
    change: Change, edit: Edit, before: dict[str, Any], after: dict[str, Any], asked: Questionnaire
) -> None:
    """The change names the items whose state altered, the answered one, and no other."""
    altered = {item.id for item in asked.items() if before[item.id] != after[item.id]}
    assert set(change.items) == altered | {edit.target.split("/")[0]}
    assert list(change.items) == [item.id for item in asked.items() if item.id in change.items]
    turned = [one for one in before if one not in ("", *altered) and before[one] != after[one]]
    assert set(turned) <= set(change.sections)


@BRIEF
@given(st.data())
def test_incremental_is_from_scratch(data: st.DataObject) -> None:
    """After each edit, everything the filling says equals the naive evaluation, and the Change is exact."""
    _edit_and_compare(data)


@pytest.mark.long
@PATIENT
@given(st.data())
def test_incremental_is_from_scratch_for_long(data: st.DataObject) -> None:
    """The same over thousands of questionnaires."""
    _edit_and_compare(data)


def _edit_and_compare(data: st.DataObject) -> None:
    asked = data.draw(questionnaires())
    filling = Filling(asked)
    for edit in data.draw(edits(asked)):
        before = _states(filling, asked)
        change = filling.answer(edit.target, edit.value)
        after = _states(filling, asked)
        assert_exact(change, edit, before, after, asked)
        was, now = _shown(before), _shown(after)
        assert list(change.appeared) == [one for one in now if now[one] and not was[one]]
        assert list(change.vanished) == [one for one in now if was[one] and not now[one]]
        event(f"vanished: {bool(change.vanished)}")
    assert_like_reference(filling, asked)


@BRIEF
@given(st.data())
def test_edits_without_looking(data: st.DataObject) -> None:
    """Reading nothing between edits makes no difference: what is put off is still done."""
    asked = data.draw(questionnaires())
    filling = Filling(asked)
    for edit in data.draw(edits(asked)):
        filling.answer(edit.target, edit.value)
    assert_like_reference(filling, asked)


@BRIEF
@given(st.data())
def test_load_is_edit_by_edit(data: st.DataObject) -> None:
    """Loading a sheet at once gives the same as answering in any order, with a plan of its own or a shared one."""
    asked = data.draw(questionnaires())
    sheet = {edit.target: edit.value for edit in data.draw(edits(asked)) if edit.value is not None}
    plan = Plan(asked)
    loaded = Filling(asked, sheet, plan=plan)
    one_by_one = Filling(asked, plan=plan)
    for target in data.draw(st.permutations(sorted(sheet))):
        one_by_one.answer(target, sheet[target])
    assert loaded.sheet() == one_by_one.sheet()
    assert _states(loaded, asked) == _states(one_by_one, asked)
    assert_like_reference(loaded, asked)


@BRIEF
@given(st.data())
def test_there_and_back(data: st.DataObject) -> None:
    """Undoing edits in reverse order brings back the very state before them."""
    asked = data.draw(questionnaires())
    filling = Filling(asked)
    run = data.draw(edits(asked))
    for edit in run[: len(run) // 2]:
        filling.answer(edit.target, edit.value)
    before = _states(filling, asked)
    undo: list[tuple[str, Value | None]] = []
    for edit in run[len(run) // 2 :]:
        undo.append((edit.target, filling.value(edit.target)))
        filling.answer(edit.target, edit.value)
    for target, value in reversed(undo):
        filling.answer(target, value)
    assert _states(filling, asked) == before


def _states(filling: Filling, asked: Questionnaire) -> dict[str, Any]:
    states: dict[str, Any] = {}
    for section in asked.sections:
        states[section.id] = (filling.shown(section.id), filling.progress(section.id))
        states.update({item.id: filling.state(item.id) for item in section.items})
    return states


def _shown(states: dict[str, Any]) -> dict[str, bool]:
    return {one: state[0] if isinstance(state, tuple) else state.shown for one, state in states.items()}


def chain(depth: int) -> Questionnaire:
    """Each question is shown by the one before."""
    items = [Text(id="q0", label="Q")]
    items += [Text(id=f"q{n}", label="Q", show_if={"answered": f"q{n - 1}"}) for n in range(1, depth)]
    return questionnaire([Section(id="s", title="S", items=tuple(items))])


def test_chain_of_any_depth() -> None:
    """A chain of 5,000 questions vanishes and returns whole, without a limit of recursion; no answer is lost."""
    asked = chain(5_000)
    filling = Filling(asked, {f"q{n}": "x" for n in range(5_000)})
    assert filling.progress().shown == 5_000
    gone = filling.answer("q0", None)
    assert gone.vanished == tuple(f"q{n}" for n in range(1, 5_000))
    assert len(filling.sheet()) == 4_999
    assert filling.effective() == {}
    assert len(filling.answer("q0", "x").appeared) == 4_999
    assert filling.progress().answered == 5_000


def test_backward_chain() -> None:
    """Dependencies may all point forward in the file."""
    items = [Text(id=f"q{n}", label="Q", show_if={"answered": f"q{n + 1}"}) for n in range(3_000)]
    last = Text(id="q3000", label="Q")
    filling = Filling(questionnaire([Section(id="s", title="S", items=(*items, last))]))
    for n in range(3_000, 0, -1):
        assert filling.answer(f"q{n}", "x").appeared == (f"q{n - 1}",)


def test_circle_is_refused() -> None:
    """Two questions that show each other cannot be compiled, and the message names them."""
    items = (
        Text(id="a", label="A", show_if={"answered": "b"}),
        Text(id="b", label="B", show_if={"answered": "a"}),
        Text(id="c", label="C"),
    )
    with pytest.raises(ValueError, match=r"circle: a, b$"):
        Filling(questionnaire([Section(id="s", title="S", items=items)]))


def test_many_choices_read_by_many_conditions() -> None:
    """2,000 conditional choices read by 2,000 conditions do not multiply into millions of dependencies."""
    many = SingleChoice(
        id="many", label="M", choices=tuple(choice(f"c{n}", show_if={"answered": "first"}) for n in range(2_000))
    )
    readers = tuple(Text(id=f"q{n}", label="Q", show_if={"eq": ["many", f"c{n}"]}) for n in range(2_000))
    filling = Filling(questionnaire([Section(id="s", title="S", items=(Text(id="first", label="F"), many, *readers))]))
    filling.answer("many", "c7")
    assert not filling.shown("q7")
    change = filling.answer("first", "x")
    assert change.appeared == ("q7",)
    assert change.items == ("first", "many", "q7")


@pytest.fixture
def small() -> Questionnaire:
    """One question of each shape of value."""
    choices = (choice("a"), choice("b"), choice("c"))
    base: dict[str, Any] = {"label": "Q"}
    rows = (Row(id="r", label="R"),)
    items = (
        Text(id="text", **base),
        SingleChoice(id="single", choices=choices, **base),
        MultipleChoice(id="multiple", choices=choices, **base),
        Ranking(id="ranking", choices=choices, **base),
        Matrix(id="matrix", columns=choices, rows=rows, **base),
        Matrix(id="several", columns=choices, rows=rows, multiple=True, **base),
        Table(id="table", columns=choices, rows=rows, **base),
        AttachmentQuestion(id="files", **base),
        Consent(id="consent", **base),
        Note(id="note-1", text="N"),
    )
    return questionnaire([Section(id="s", title="S", items=items)])


FILE = Attachment("0" * 64, "a.pdf", 1, "application/pdf")


@pytest.mark.parametrize(
    ("target", "value", "kept"),
    [
        ("text", "a", "a"), ("text", " ", " "), ("single", "b", "b"), ("multiple", ("c", "a"), ("a", "c")),
        ("multiple", ("c", "c"), ("c",)), ("ranking", ("c", "a"), ("c", "a")), ("matrix/r", "a", "a"),
        ("several/r", ("b", "a"), ("a", "b")), ("table/r/a", "x", "x"), ("files", (FILE,), (FILE,)),
        ("consent", True, True), ("text", "", None), ("multiple", (), None), ("consent", False, None),
        ("single", "", None),
    ],
)  # fmt: skip
def test_values_are_kept_in_one_form(small: Questionnaire, target: str, value: Value, kept: Value | None) -> None:
    """Right shapes are kept, in the order of the definition; emptiness clears."""
    filling = Filling(small)
    filling.answer(target, value)
    assert filling.value(target) == kept
    filling.answer(target, None)
    assert filling.sheet() == {}


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("text", True), ("text", ("a",)), ("text", "\ud800"), ("single", "z"), ("single", ("a",)), ("multiple", "a"),
        ("multiple", ("z",)), ("multiple", (FILE,)), ("ranking", ("a", "a")), ("ranking", ("z",)), ("matrix/r", ("a",)),
        ("several/r", "a"), ("table/r/a", True), ("files", "a.pdf"), ("files", ("a.pdf",)), ("consent", "yes"),
    ],
)  # fmt: skip
def test_wrong_shapes_are_refused(small: Questionnaire, target: str, value: Any) -> None:
    """A value that the question cannot hold is refused and alters nothing; so is a sheet that holds it."""
    filling = Filling(small)
    with pytest.raises(ValueError):
        filling.answer(target, value)
    assert filling.sheet() == {}
    with pytest.raises(ValueError):
        Filling(small, {target: value})


@pytest.mark.parametrize("target", ["", "nowhere", "matrix", "matrix/z", "table", "table/r", "note-1", "single/a/text"])
def test_unknown_targets_are_refused(small: Questionnaire, target: str) -> None:
    """There is no answer where the questionnaire has no place for one."""
    with pytest.raises(KeyError):
        Filling(small).answer(target, "x")
    with pytest.raises(KeyError):
        Filling(small, {target: "x"})


def test_same_answer_again(small: Questionnaire) -> None:
    """Answering the same once more touches the answered question alone."""
    filling = Filling(small, {"text": "x"})
    assert filling.answer("text", "x") == Change(("text",))


def test_problem_of_untouched_question_is_the_same_object(small: Questionnaire) -> None:
    """Only what is affected is checked again: the other problems are the very same objects as before."""
    required = Text(id="must", label="Q", required=True)
    asked = questionnaire([Section(id="s", title="S", items=(*small.sections[0].items, required))])
    filling = Filling(asked)
    (before,) = filling.problems()
    filling.answer("text", "x")
    (after,) = filling.problems()
    assert before is after
