"""Stories on the real questionnaire, told to the engine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from forms.filling import Filling
from forms.questionnaire import Matrix, Questionnaire
from tests.scenario import Scenario, bundled, scenario

ORGANISATION = ("organisation", "organisation-size", "register-number")
FOLLOW_UPS = {
    "uncertain-skills": "responsible-skills",
    "uncertain-recognition": "responsible-recognition",
    "career-perspectives": "responsible-career",
    "too-expensive": "responsible-cost",
    "support-awareness": "responsible-support",
}


@pytest.fixture(scope="module")
def seed() -> Questionnaire:
    """The bundled questionnaire."""
    return bundled("micro-credentials")


@pytest.fixture
def begin(seed: Questionnaire) -> Callable[[], Scenario]:
    """A new draft of it."""
    return lambda: scenario(seed)


@pytest.mark.parametrize("citizen", ["eu-citizen", "non-eu-citizen"])
def test_citizen_sees_no_organisation_question(begin: Callable[[], Scenario], citizen: str) -> None:
    """Once a citizen is chosen, no organisation question is shown or missed; what was written there stays and is not sent."""
    (
        begin()
        .expect_shown(*ORGANISATION)
        .expect_problem("organisation", "required")
        .answer("organisation", "Example Association")
        .answer("respondent-type", citizen)
        .expect_hidden(*ORGANISATION)
        .expect_kept("organisation", "Example Association")
        .expect_not_sent("organisation")
        .answer("respondent-type", "ngo")
        .expect_shown(*ORGANISATION)
        .expect_sent("organisation", "Example Association")
    )


@pytest.mark.parametrize(("reason", "follow_up"), FOLLOW_UPS.items())
def test_unticking_a_reason(begin: Callable[[], Scenario], reason: str, follow_up: str) -> None:
    """Unticking a reason hides its follow-up, keeps its answer, leaves it out, and ticking brings it back."""
    (
        begin()
        .expect_hidden(follow_up)
        .answer("reasons", ("time", reason))
        .expect_problem(follow_up, "required")
        .answer(follow_up, ("authorities", "person"))
        .expect_no_problem(follow_up)
        .answer("reasons", ("time",))
        .expect_hidden(follow_up)
        .expect_kept(follow_up, ("person", "authorities"))
        .expect_not_sent(follow_up)
        .clear("reasons")
        .expect_hidden(follow_up)
        .answer("reasons", (reason,))
        .expect_sent(follow_up, ("person", "authorities"))
    )


def test_five_reasons_show_five_follow_ups(begin: Callable[[], Scenario]) -> None:
    """The five reasons of the printed questionnaire; a sixth brings an advice and blocks nothing."""
    five = tuple(FOLLOW_UPS)
    story = begin().answer("reasons", five).expect_shown(*FOLLOW_UPS.values()).expect_no_problem("reasons")
    story.answer("reasons", (*five, "time")).expect_problem("reasons", "many-choices", advice=True)


def test_501_characters(begin: Callable[[], Scenario]) -> None:
    """501 characters in the box of 500: all kept, one too many; two line breaks count four."""
    (
        begin()
        .answer("anything-else", "x" * 500)
        .expect_no_problem("anything-else")
        .answer("anything-else", "x" * 501)
        .expect_kept("anything-else", "x" * 501)
        .expect_problem("anything-else", "too-long", "1 character too many: 501 of 500.")
        .answer("anything-else", "x" * 498 + "\n\n")
        .expect_problem("anything-else", "too-long", "2 characters too many: 502 of 500.")
        .answer("anything-else", "x" * 496 + "\n\n")
        .expect_no_problem("anything-else")
    )


def test_whole_seed(seed: Questionnaire) -> None:
    """A fresh draft misses 62 of 64 rows; each answer takes exactly its own problem away."""
    filling = Filling(seed)
    columns = {item.id: item.columns[0].id for item in seed.questions() if isinstance(item, Matrix)}
    rows = [one for one in filling.problems() if one.code == "row-required"]
    assert len(rows) == 62
    for problem in rows:
        before = set(filling.problems())
        filling.answer(problem.target, columns[problem.question])
        assert before - set(filling.problems()) == {problem}
    assert filling.progress("vision").required_answered == 62


def test_citizen_without_personal_capacity(begin: Callable[[], Scenario]) -> None:
    """A citizen who says "not in my personal capacity" is asked to look again; the words come from the definition."""
    story = begin().answer("personal-capacity", "no").expect_no_problem("personal-capacity")
    story.answer("respondent-type", "eu-citizen").expect_problem("personal-capacity", "advice", advice=True)
    story.answer("personal-capacity", "yes").expect_no_problem("personal-capacity")


def test_dependency_may_point_forward(seed: Questionnaire) -> None:
    """In the seed, what is asked first depends on what is asked later; the change says so."""
    change = Filling(seed).answer("respondent-type", "eu-citizen")
    assert change.vanished == ORGANISATION
    assert change.items == (*ORGANISATION, "respondent-type")
    assert change.sections == ("about-you",)
