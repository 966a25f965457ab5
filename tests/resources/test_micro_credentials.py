"""The founding questionnaire carries what was printed: the counts, the words, the stars."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from forms.questionnaire import AttachmentQuestion, Choice, LongText, Matrix, MultipleChoice, Note, SingleChoice, Text
from forms.reading import faults
from tests.samples import RESOURCES, definition, lists, questionnaire

PRINTED = RESOURCES.parent.parent / "shared" / "questionnaire" / "micro-credentials-printed.md"


def choices(name: str) -> tuple[Choice, ...]:
    """The choices of a question."""
    found = next(one for one in questionnaire().questions() if one.id == name)
    assert isinstance(found, SingleChoice | MultipleChoice)
    return found.choices


def test_no_fault() -> None:
    """Both bundled definitions are without a fault."""
    assert not faults(definition("micro-credentials"), lists())
    assert not faults(definition("every-kind"), lists())


def test_counts() -> None:
    """33 questions, 24 languages, 251 countries, 11 types, 4 sizes, 5 ages, 17 reasons, 5 follow-ups with 3 choices each."""
    questions = list(questionnaire().questions())
    follow_ups = [one for one in questions if one.id.startswith("responsible-")]

    assert len(questions) == 33
    counts = [len(choices(one)) for one in ("language", "country", "respondent-type", "organisation-size", "age-group", "reasons")]
    assert counts == [24, 251, 11, 4, 5, 17]
    assert [len(choices(one.id)) for one in follow_ups] == [3] * 5
    assert len({one.id for one in choices("country")}) == 251


def test_matrices() -> None:
    """16×5, 9×4, 14×5, 15×4 and 10×5 rows and columns; 62 of 64 rows are required, the two others close the third matrix."""
    matrices = [one for one in questionnaire().questions() if isinstance(one, Matrix)]
    optional = [(one.id, row.label) for one in matrices for row in one.rows if not row.required]

    assert [(len(one.rows), len(one.columns)) for one in matrices] == [(16, 5), (9, 4), (14, 5), (15, 4), (10, 5)]
    assert [one for one, _ in optional] == ["measures", "measures"]
    assert optional[-1][1] == "No opinion"


def test_limits() -> None:
    """255 for organisation and register number, 500 for the last text, six types of file, nothing preselected or published
    against the print."""
    by_id = {one.id: one for one in questionnaire().questions()}
    organisation, register, last, paper = (by_id[one] for one in ("organisation", "register-number", "anything-else", "position-paper"))

    assert isinstance(organisation, Text)
    assert isinstance(register, Text)
    assert isinstance(last, LongText)
    assert isinstance(paper, AttachmentQuestion)
    assert (organisation.max_length, register.max_length, last.max_length) == (255, 255, 500)
    assert paper.extensions == ("pdf", "txt", "doc", "docx", "odt", "rtf")
    assert by_id["email"].publish == "never"
    assert {by_id[one].publish for one in ("first-name", "surname")} == {"if_public"}
    assert by_id["data-protection"].required


def squeezed(text: str) -> str:
    """Words alone: the print's line breaks, stars, bullets and table bars are no words."""
    return re.sub(r"[\s*\\●•\-|]+", " ", re.sub(r"<[^>]*>|\[|\]\(#\)", "", text)).replace("\ufeff", "").strip()


@pytest.mark.skipif(not PRINTED.exists(), reason="the printed questionnaire does not lie beside this checkout")
def test_words_are_the_printed_ones() -> None:
    """Every label, help and note stands word by word in the print."""
    printed = squeezed(Path(PRINTED).read_text(encoding="utf-8"))
    wordings: list[str] = []
    for item in questionnaire().items():
        texts = [item.text] if isinstance(item, Note) else [item.label, item.help or ""]
        if isinstance(item, Matrix):
            texts += [one.label for one in (*item.rows, *item.columns)]
        if isinstance(item, SingleChoice | MultipleChoice) and item.id != "country":
            texts += [one.label for one in item.choices] + [one.help or "" for one in item.choices]
        wordings += [part for text in texts for part in str(text).split("\n\n")]
    paragraphs = [squeezed(re.sub(r"\]\(https?:[^)]*\)", "", one)) for one in wordings]
    whole = [one for one in paragraphs if not one.startswith("Learning after finishing")]

    assert [one for one in whole if one not in printed] == []
