"""A contribution: only complete answers become one, hidden ones stay out, and its bytes say one thing in one way."""

from __future__ import annotations

import pytest

from forms import canonical
from forms.answers import Target, Value
from forms.contribution import Contribution, Incomplete, consent_text, finalise, from_json, reference, to_json
from forms.filling import Filling
from forms.questionnaire import Consent
from forms.trouble import Trouble
from tests.samples import CONTRIBUTION_ID, MOMENT, contribution, library_answers, ngo_answers, questionnaire

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"


def finalised(name: str, sheet: dict[Target, Value], language: str | None = None, revision: int = 1) -> Contribution:
    """A contribution of these answers."""
    return finalise(
        Filling(questionnaire(name), sheet, language),
        contribution_id=CONTRIBUTION_ID,
        revision=revision,
        supersedes=None if revision == 1 else "0" * 64,
        finalised=MOMENT,
    )


@pytest.mark.parametrize("name", ["micro-credentials", "every-kind"])
def test_there_and_back(name: str) -> None:
    """The canonical bytes give the contribution back, and it the same bytes."""
    made = contribution(name)
    data = to_json(made, questionnaire(name))

    assert from_json(data, questionnaire(name)) == made
    assert canonical.encode(canonical.decode(data)) == data
    with pytest.raises(Trouble):
        from_json(data[:-1] + b" }", questionnaire(name))


def test_numbers_of_the_format_are_text() -> None:
    """Revision, sizes and numbers stand as text in one way of writing, so that no reader can round or misread them."""
    sheet = {**library_answers(), "visits-a-month": "+04"}
    told = canonical.decode(to_json(finalised("every-kind", sheet, revision=2), questionnaire("every-kind")))

    assert told["revision"] == "2"
    assert told["answers"]["visits-a-month"] == "4"


def test_incomplete() -> None:
    """While something blocks, there is no contribution; every problem is given, and the first is told."""
    sheet = ngo_answers()
    del sheet["surname"], sheet["country"]
    with pytest.raises(Incomplete) as refused:
        finalised("micro-credentials", sheet)

    assert {one.target for one in refused.value.problems} == {"surname", "country"}
    assert "and 1 more" in refused.value.happened


def test_hidden_answers_stay_out() -> None:
    """What is hidden when finalising is in no byte of the contribution, though the draft keeps it."""
    sheet: dict[Target, Value] = {**ngo_answers(), "respondent-type": "eu-citizen"}
    filling = Filling(questionnaire(), sheet)
    data = to_json(finalised("micro-credentials", sheet), questionnaire())

    assert "organisation" in filling.hidden_answers()
    assert filling.value("organisation") == "Example Society"
    assert b"Example Society" not in data


def test_consent_pins_the_words_shown() -> None:
    """A consent keeps the very words that were agreed to, in the language in which they were shown, and their hash."""
    asked = questionnaire("every-kind")
    consents = [one for one in asked.questions() if isinstance(one, Consent)]
    for language in asked.languages:
        made = finalised("every-kind", library_answers(), language)
        assert made.language == language
        assert made.consents == {one.id: consent_text(one, language, asked.language) for one in consents}
        assert all(canonical.digest(one.text.encode()) == one.digest for one in made.consents.values())
        assert from_json(to_json(made, asked), asked) == made
    words = [finalised("every-kind", library_answers(), language).consents for language in asked.languages]
    assert words[0] != words[1]


def test_a_language_that_the_questionnaire_lacks() -> None:
    """Asked for in a language that it lacks, a questionnaire is shown in its own; the contribution says so."""
    assert finalised("every-kind", library_answers(), "xx").language == questionnaire("every-kind").language


def test_reference_is_for_people() -> None:
    """Short, without look-alikes, the same for the same id, with the revision from the second on."""
    one = reference(CONTRIBUTION_ID, 1)

    assert one == reference(CONTRIBUTION_ID, 1)
    assert reference(CONTRIBUTION_ID, 2) == one + "-R2"
    assert set(one) <= {*ALPHABET, "-"}
    assert [len(part) for part in one.split("-")] == [4, 4, 1]


def test_reference_tells_a_slip_of_the_pen() -> None:
    """Any one wrong character and any two neighbours exchanged no longer fit the check character."""
    for number in range(40):
        first, second, check = reference(f"{number}", 1).split("-")
        letters = first + second
        assert checked(letters) == check
        for place, right in enumerate(letters):
            for wrong in ALPHABET:
                assert (checked(letters[:place] + wrong + letters[place + 1 :]) == check) == (wrong == right)
        for place in range(7):
            swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
            assert (checked(swapped) == check) == (swapped == letters)


def checked(letters: str) -> str:
    """The check character as docs/package-format.md defines it."""
    return ALPHABET[sum(place * ALPHABET.index(one) for place, one in enumerate(letters, 1)) % 29]
