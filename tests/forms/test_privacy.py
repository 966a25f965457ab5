"""What the public sees is a projection that never looks at a withheld answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from forms.answers import Sheet, Target, Value
from forms.privacy import PrivacyChoice, choice_of, is_published, published, withheld
from forms.questionnaire import Email, Question, Text
from tests.samples import library_answers, ngo_answers, questionnaire


class Watched(Mapping[Target, Value]):
    """A sheet that remembers which answers were looked at."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.seen: set[Target] = set()

    def __getitem__(self, target: Target) -> Value:
        self.seen.add(target)
        return self._sheet[target]

    def __iter__(self) -> Iterator[Target]:
        raise AssertionError("the whole sheet was looked through")

    def __len__(self) -> int:
        return len(self._sheet)


SHEETS = [("micro-credentials", ngo_answers()), ("every-kind", library_answers())]


@pytest.mark.parametrize("choice", ["anonymous", "public"])
@pytest.mark.parametrize(("name", "sheet"), SHEETS, ids=[one[0] for one in SHEETS])
def test_withheld_answers_are_never_read(name: str, sheet: dict[Target, Value], choice: PrivacyChoice) -> None:
    """Projecting a sheet reads the privacy choice and what is published, and no other answer."""
    asked = questionnaire(name)
    watched = Watched({**sheet, "privacy": choice})
    shown = dict(published(asked, watched))
    hidden = {one.id for one in withheld(asked, choice)}

    assert hidden
    assert shown
    assert not {target for target in watched.seen if target.split("/")[0] in hidden}
    assert not {target for target in shown if target.split("/")[0] in hidden}


def test_seed_under_each_choice() -> None:
    """The seed promises that an e-mail address is never published, and a name only of those who chose to be public."""
    anonymous = dict(published(questionnaire(), {**ngo_answers(), "privacy": "anonymous"}))
    public = dict(published(questionnaire(), {**ngo_answers(), "privacy": "public"}))

    assert not {"first-name", "surname", "email"} & anonymous.keys()
    assert {"first-name", "surname"} <= public.keys()
    assert "email" not in public
    assert anonymous.keys() < public.keys()


def test_no_choice_is_the_more_protective_one() -> None:
    """Where nothing was chosen, or something unknown, the contribution counts as anonymous."""
    assert choice_of(questionnaire(), {}) == "anonymous"
    assert choice_of(questionnaire(), {"privacy": "everything"}) == "anonymous"


@pytest.mark.parametrize(
    "question", [Email(id="a", label="A", publish="always"), Text(id="b", label="B", publish="always", role="email")]
)
def test_an_address_is_never_published(question: Question) -> None:
    """Not even where a questionnaire says so."""
    assert not is_published(question, "public")
