"""The founding questionnaire carries what was printed: the counts, the words, the stars."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata

import pytest

from forms.definition_wordings import wordings
from forms.questionnaire import AttachmentQuestion, Choice, LongText, Matrix, MultipleChoice, Note, SingleChoice, Text
from forms.reading import faults
from tests.samples import RESOURCES, definition, lists, questionnaire

PRINTED = RESOURCES.parent.parent / "shared" / "questionnaire" / "micro-credentials-printed.md"

WORDS = "652d09d9dd08b40c266586e8a29673345aa68a7793edcf8a9c07cddce8a6babd"


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
    counts = [
        len(choices(one))
        for one in ("language", "country", "respondent-type", "organisation-size", "age-group", "reasons")
    ]
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
    organisation, register, last, paper = (
        by_id[one] for one in ("organisation", "register-number", "anything-else", "position-paper")
    )

    assert isinstance(organisation, Text)
    assert isinstance(register, Text)
    assert isinstance(last, LongText)
    assert isinstance(paper, AttachmentQuestion)
    assert (organisation.max_length, register.max_length, last.max_length) == (255, 255, 500)
    assert paper.extensions == ("pdf", "txt", "doc", "docx", "odt", "rtf")
    assert by_id["email"].publish == "never"
    assert {by_id[one].publish for one in ("first-name", "surname")} == {"if_public"}
    assert by_id["data-protection"].required


def test_conditions_and_readings() -> None:
    """The conditions are the readings agreed on, every question says how it is published, and each doubtful reading says so."""
    by_id = {one.id: one for one in questionnaire().questions()}
    conditional = {one.id for one in by_id.values() if one.show_if is not None}
    follow_ups = {one for one in by_id if one.startswith("responsible-")}
    written = json.loads(definition("micro-credentials"))
    asked = [one for section in written["sections"] for one in section["items"] if one["kind"] != "note"]

    assert conditional == {"organisation", "organisation-size", "register-number", "age-group"} | follow_ups
    assert all(by_id[one].remark for one in (*conditional, "reasons", "privacy", "data-protection", "position-paper"))
    assert all("publish" in one for one in asked)
    assert {one["id"]: one["role"] for one in asked if "role" in one} == {
        "language": "language", "first-name": "name", "surname": "name", "email": "email", "organisation": "organisation",
        "organisation-size": "size", "register-number": "register", "country": "country", "privacy": "privacy",
        "respondent-type": "respondent_type",
    }  # fmt: skip


def test_what_is_required() -> None:
    """Starred questions are required, and the consent, which the portal never stars; nothing else is."""
    optional = {one.id for one in questionnaire().questions() if not one.required and not isinstance(one, Matrix)}

    assert optional == {
        "register-number", "other-aspects", "missing-elements", "other-measures", "other-elements", "other-aims",
        "anything-else", "position-paper",
    }  # fmt: skip


def test_order_of_countries() -> None:
    """Countries stand in the printed order: by letters alone, without spaces, marks and accents; codes are ISO 3166-1, with Kosovo
    and Clipperton."""
    listed = [(one.id, str(one.label)) for one in choices("country")]
    letters = [
        "".join(one for one in unicodedata.normalize("NFD", label).lower() if one.isalpha()) for _, label in listed
    ]

    assert letters == sorted(letters)
    assert listed[0] == ("af", "Afghanistan")
    assert listed[-1] == ("zw", "Zimbabwe")
    assert {
        "ax": "Åland Islands",
        "xk": "Kosovo",
        "cp": "Clipperton",
        "gr": "Greece",
        "ci": "Côte d'Ivoire",
    }.items() <= dict(listed).items()
    assert all(re.fullmatch("[a-z]{2}", one) for one, _ in listed)


def test_no_ids_of_pages() -> None:
    """Sections are the four of the print; what looks like a heading and asks something is a question."""
    assert [str(one.title) for one in questionnaire().sections] == [
        "About you", "Your vision on European standards for micro-credentials", "Part III: Position paper", "Contact",
    ]  # fmt: skip
    assert (
        sum(
            "working definition of micro-credentials is" in str(one.text)
            for one in questionnaire().items()
            if isinstance(one, Note)
        )
        == 2
    )


def squeezed(text: str) -> str:
    """Words alone: the print's line breaks, stars, bullets and table bars are no words."""
    return re.sub(r"[\s*\\●•\-|]+", " ", re.sub(r"<[^>]*>|\[|\]\(#\)", "", text)).replace("\ufeff", "").strip()


@pytest.mark.skipif(not PRINTED.exists(), reason="the printed questionnaire does not lie beside this checkout")
def test_words_are_the_printed_ones() -> None:
    """Every wording stands word by word in the print, but for those that are our own and say so."""
    printed = squeezed(PRINTED.read_text(encoding="utf-8"))
    missing = [
        re.sub(r"\[\d+\]", "", place)
        for place, _, wording in wordings(questionnaire())
        for part in str(wording).split("\n\n")
        if squeezed(re.sub(r"\]\(https?:[^)]*\)", "", part)) not in printed
    ]

    assert missing == ["submit_to", "sections.items.pattern_hint", "sections.items.advise.text"]


def test_words_are_unchanged() -> None:
    """Every wording, with its place, is what it was when it was last compared with the print; whoever changes one on purpose
    compares again and writes down the new number."""
    said = "\n".join(f"{place}: {wording}" for place, _, wording in wordings(questionnaire()))

    assert hashlib.sha256(said.encode()).hexdigest() == WORDS


ANSWERS = {"Alex", "Example", "alex@example.org", "00000000000-00"}
ASKING_FOR_WORDS = ("Please specify", "500 character(s) maximum")


@pytest.mark.skipif(not PRINTED.exists(), reason="the printed questionnaire does not lie beside this checkout")
def test_nothing_printed_is_left_out() -> None:
    """The other way round: every piece of the print stands in the definition, follows from its limits, or is an answer."""
    told = [re.sub(r"\]\(https?:[^)]*\)", "", str(one)) for _, _, one in wordings(questionnaire())]
    corpus = " ¶ ".join(squeezed(one) for one in told)
    limits = {
        "255 character(s) maximum",
        "500 character(s) maximum",
        "at least 1 choice(s)",
        "Fields marked with are mandatory.",
    }
    limits |= {"Only files of the type pdf,txt,doc,docx,odt,rtf are allowed", "Introduction"}
    allowed = {squeezed(one) for one in limits | ANSWERS}
    missing = []
    before = ""
    for line in PRINTED.read_text(encoding="utf-8").split("\n"):
        for piece in re.split(r"\t|●|(?<=\?) (?=\()", line):
            words = squeezed(piece).replace("#", "").strip()
            if not words or words in corpus or words in allowed:
                before = words or before
            elif before not in ASKING_FOR_WORDS:
                missing.append(words)

    assert missing == []
