"""What goes out as a Word file comes back: nothing where nothing was changed, each change where one was made."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from forms.answers import Attachment
from forms.questionnaire import Choice, Section, SingleChoice, Text
from forms.word.marks import NAME
from forms.word.taking import take
from forms.word.writing import write
from tests.forms.arbitrary import choice, questionnaires
from tests.forms.arbitrary import questionnaire as made
from tests.forms.word.editing import (
    DOCUMENT,
    W,
    added,
    edited,
    flat,
    invented,
    opened,
    ticked,
    typed,
    without_hidden_part,
)
from tests.samples import library_answers, ngo_answers, questionnaire

NAMES = ("micro-credentials", "every-kind")


def out(name: str = "every-kind", sheet: Any = None, questions: Any = None, language: str = "en") -> bytes:
    """A file that goes out."""
    answers = (ngo_answers() if name == "micro-credentials" else library_answers()) if sheet is None else sheet
    return write(questionnaire(name), answers, questions, language=language, draft="d-1", name="Our [reply]")


@pytest.mark.parametrize("name", NAMES)
@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_what_was_not_touched_is_no_change(name: str, chance: random.Random) -> None:
    """Random answers go out and come back without a change, with controls, without our hidden part, and with both gone."""
    sheet = invented(questionnaire(name), chance)
    data = out(name, sheet)
    flattened = edited(data, flat)

    # An answer that looks like a mark can be told from one only while its control holds it.
    marks = "[[country]]" in sheet.values() and name == "micro-credentials"
    for one in (data, without_hidden_part(data), *([] if marks else [flattened, without_hidden_part(flattened)])):
        back = take(one, questionnaire(name))
        assert (back.draft, back.person, back.answers, back.unread, back.notes) == ("d-1", "", {}, (), ())


@given(asked=questionnaires(), chance=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_any_questionnaire_comes_back(asked: Any, chance: random.Random) -> None:
    """Any questionnaire, even with labels alike and odd texts, comes back as it went out."""
    data = write(asked, invented(asked, chance), None, language="en", draft="d", name="x")

    back = take(data, asked)

    assert (back.answers, back.unread, back.notes) == ({}, (), ())


def test_the_same_answers_are_the_same_bytes() -> None:
    """Writing twice gives the same file."""
    assert out() == out()


@pytest.mark.parametrize("language", ["en", "de"])
def test_words_in_another_language_come_back(language: str) -> None:
    """A file in any language of the questionnaire says which, and its choices are read in it."""
    data = out(language=language)

    assert f'w:lang w:val="{language}"'.encode() in opened(data)["word/styles.xml"]
    assert take(data, questionnaire("every-kind")).answers == {}
    back = take(without_hidden_part(data), questionnaire("every-kind"))
    assert (back.answers, back.unread, back.notes) == ({}, (), ())


def test_what_is_too_long_or_alike_for_word() -> None:
    """A long id gets a short tag, labels alike get their ids, empty ones too; all of them come back."""
    long = "q" * 90
    asked = made(
        [
            Section(
                id="s",
                title="S",
                items=(
                    SingleChoice(
                        id=long,
                        label="L" * 300,
                        choices=(choice("a"), replace(choice("b"), label="A"), Choice(id="c", label="")),
                    ),
                    Text(id="t", label="T"),
                ),
            )
        ]
    )
    data = write(asked, {long: "b", "t": "a\r\nb"}, None, language="en", draft="d", name="x")
    root = etree.fromstring(opened(data)[DOCUMENT])
    tags = [one.get(f"{W}val") for one in root.iter(f"{W}tag", f"{W}alias")]
    (listed,) = root.iter(f"{W}dropDownList")

    assert max(map(len, tags)) <= 64
    assert [one.get(f"{W}displayText") for one in listed] == ["A [a]", "A [b]", "[c]"]
    assert take(data, asked).answers == {}
    assert take(without_hidden_part(data), asked).answers == {}
    assert take(write(asked, {long: "b"}, None, language="en", draft="d", name="x"), asked).answers == {}


def test_each_kind_of_change_comes_back() -> None:
    """Text, lines, numbers with a comma, choices, ticks, ranks, cells and the name are read from their controls."""

    def change(root: Any) -> None:
        for place, text in (
            (NAME, "Ben Example"), ("visits-a-month", "3,5"), ("ideas", "One.\n\nTwo “too”."),
            ("satisfied", " 5  VERY"), ("hours-table/saturday/from", "10"), ("email", ""), ("purpose/other/text", "Go"),
            ("priorities#longer", "1."), ("priorities#weekend", "2"),
        ):  # fmt: skip
            typed(place, text)(root)
        ticked("purpose#study", on=False)(root)
        ticked("consent#agree", on=False)(root)
        ticked("good-times/sunday#evening")(root)

    back = take(edited(out(), change), questionnaire("every-kind"))

    assert back.unread == ()
    assert back.notes == ()
    assert back.person == "Ben Example"
    assert back.answers == {
        "visits-a-month": "3,5", "ideas": "One.\n\nTwo “too”.", "satisfied": "5", "hours-table/saturday/from": "10",
        "email": None, "purpose": ("other",), "purpose/other/text": "Go", "priorities": ("longer", "weekend", "rooms", "staff"),
        "consent": None, "good-times/sunday": ("afternoon", "evening"),
    }  # fmt: skip


def test_a_part_of_the_questions_goes_out() -> None:
    """Only the sections and questions asked for stand in the file; an unknown id is refused."""
    data = out(questions=["ideas", "you"])

    text = opened(data)[DOCUMENT]
    assert b"[[ideas" in text
    assert b"[[email" in text
    assert b"[[visits-a-month" not in text
    assert take(data, questionnaire("every-kind")).answers == {}
    with pytest.raises(KeyError):
        out(questions=["nonsense"])


def test_answers_written_over_flattened_places_come_back() -> None:
    """Where all controls became text, what stands between the marks is the answer; boxes and words of choices count."""
    data = edited(out(sheet={}), flat)

    def change(root: Any) -> None:
        added("ideas", "First line", "Second line")(root)
        added("visits-a-month", "12")(root)
        added("hours-table/saturday/from", "10")(root)
        added(NAME, "Ben")(root)
        for one in root.iter(f"{W}t"):
            if one.text == "☐" and one.getparent().getparent()[-1].find(f"{W}t").text == " I agree":
                one.text = "☒"

    back = take(without_hidden_part(edited(data, change)), questionnaire("every-kind"))

    assert back.unread == ()
    assert back.notes == ()
    assert (back.draft, back.person) == ("d-1", "Ben")
    assert back.answers == {
        "ideas": "First line\nSecond line",
        "visits-a-month": "12",
        "hours-table/saturday/from": "10",
        "consent": True,
    }


def test_files_are_named_and_not_taken() -> None:
    """An attachment question names its files and says where to answer it; they are no change when they come back."""
    sheet = {"letter": (Attachment("a" * 64, "Our  letter.pdf", 9, "pdf"),)}
    data = out(sheet=sheet)

    assert b"Our  letter.pdf" in opened(data)[DOCUMENT]
    assert take(data, questionnaire("every-kind")) == take(out(sheet={}), questionnaire("every-kind"))


def test_the_file_is_a_sound_word_document() -> None:
    """python-docx opens it; headings, language, repeating table heads, titles of controls are there; nothing is fetched."""
    data = out("micro-credentials")
    parts = opened(data)
    found = docx.Document(io.BytesIO(data))
    root = etree.fromstring(parts[DOCUMENT])

    assert found.core_properties.title
    assert {one.style.name for one in found.paragraphs if one.style} >= {"Title", "Heading 1", "Heading 2"}
    assert len(found.tables) == len(list(root.iter(f"{W}tblHeader")))
    facts = [one.find(f"{W}sdtPr") for one in root.iter(f"{W}sdt")]
    for name in ("alias", "tag"):
        assert all(0 < len(one.find(f"{W}{name}").get(f"{W}val")) <= 64 for one in facts)
    numbers = [one.find(f"{W}id").get(f"{W}val") for one in facts]
    assert len(set(numbers)) == len(numbers)
    for one in root.iter(f"{W}dropDownList"):
        items = [item.get(f"{W}value") for item in one]
        words = [item.get(f"{W}displayText") for item in one]
        assert all(words)
        assert len(set(items)) == len(items)
        assert len(set(words)) == len(words)
    assert b'TargetMode="External"' not in b"".join(parts.values())
    assert not [one for one in parts if "thumbnail" in one or "vba" in one.lower()]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_saves_it_without_a_change(tmp_path: Path) -> None:
    """Opened and saved by LibreOffice, the file still has every answer."""
    (tmp_path / "in.docx").write_bytes(out())
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(tmp_path / "in.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    back = take((tmp_path / "out" / "in.docx").read_bytes(), questionnaire("every-kind"))

    assert (back.answers, back.unread) == ({}, ())
