"""What the verbs say when something is not as it should be: all of it, once, in the right place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from forms.plain import Refused, from_plain
from tests.desktop.test_cli import answers, run
from tests.samples import questionnaire


@pytest.mark.parametrize(
    ("name", "plain", "told"),
    [
        ("every-kind", {"satisfied": 3}, '3 stands here without quotation marks. Write "3".'),
        ("every-kind", {"satisfied": True}, "Here must stand the id of a choice, as a text in quotation marks."),
        ("every-kind", {"satisfied": ["3"]}, "Here must stand one choice, not a list."),
        ("every-kind", {"visits-a-month": True}, "Here must stand a number. Write digits"),
        ("micro-credentials", {"country": "zz"}, " and 243 more (`schema answers` prints them all)."),
    ],
)
def test_what_must_stand_there(name: str, plain: dict[str, Any], told: str) -> None:
    """A number, a truth value or a list in place of a choice, and no number in place of one, are told as what they are; a list
    of choices that is cut says by how many."""
    with pytest.raises(Refused) as refused:
        from_plain(questionnaire(name), plain)
    fault = refused.value.faults[0]

    assert told in f"{fault.reason} {fault.remedy}"


def test_a_language_that_is_not_offered(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`fill` and `blank` refuse it with the list of those that are."""
    fill = ("fill", "every-kind", "--answers", answers(tmp_path, name="every-kind"), "--home", tmp_path / "home")
    for words in (fill, ("blank", "every-kind")):
        code, _, errors = run(capsys, *words, "--language", "xx", "--out", tmp_path / "out")
        assert (code, "It offers: en, de." in errors, (tmp_path / "out").exists()) == (1, True, False)


def test_a_byte_order_mark_does_no_harm(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Editors of Windows put one in front of the answers."""
    path = answers(tmp_path, name="every-kind")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    words = ("fill", "every-kind", "--answers", path, "--out", tmp_path / "out", "--home", tmp_path / "home")
    assert run(capsys, *words)[0] == 0


def test_all_faults_in_one_round(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """An unknown choice, a missing answer and a file that is not there are named together; a question that could not be read
    is not called missing, nor is one that hangs on it; and what is required is said once."""
    path = answers(tmp_path, {"country": "zz", "respondent-type": 3, "surname": None})
    words = ("fill", "micro-credentials", "--answers", path, "--attach", f"position-paper={tmp_path / 'no.pdf'}")
    code, _, errors = run(capsys, *words, "--out", tmp_path / "out", "--home", tmp_path / "home")
    lines = errors.splitlines()

    assert code == 1
    assert sorted(line.partition(":")[0] for line in lines) == [
        "country",
        "position-paper",
        "respondent-type",
        "surname",
    ]
    assert "surname: This question needs an answer." in lines


def test_a_file_without_its_question(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`--attach FILE` is a wrong usage and says what is missing."""
    words = ("fill", "every-kind", "--answers", answers(tmp_path, name="every-kind"), "--attach", "paper.pdf")
    code, _, errors = run(capsys, *words, "--out", tmp_path / "out")

    assert code == 2
    assert "to which question the file belongs: QUESTION=FILE" in errors


def test_a_mistyped_verb(capsys: pytest.CaptureFixture[str]) -> None:
    """It is told as such, with the verbs that there are, and no window opens."""
    code, _, errors = run(capsys, "verfiy", "a.contribution.zip")

    assert code == 2
    assert "There is no verb “verfiy”" in errors
    assert "verify" in errors


def test_verify_tells_sound_and_bad_apart(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The sound ones go to standard output and the bad ones to standard error, each in the order given."""
    sheet, home = answers(tmp_path, name="every-kind"), ("--home", tmp_path / "home")
    for folder in ("first", "second"):
        run(capsys, "fill", "every-kind", "--answers", sheet, "--out", tmp_path / folder, *home)
    first, second = (next((tmp_path / folder).glob("*.zip")) for folder in ("first", "second"))
    bad, worse = tmp_path / "bad.zip", tmp_path / "worse.zip"
    bad.write_bytes(b"PK")
    worse.write_bytes(b"")
    code, out, errors = run(capsys, "verify", bad, second, worse, first)

    assert code == 1
    assert [line.partition(": ")[0] for line in out.splitlines()] == [str(second), str(first)]
    assert [line.partition(": ")[0] for line in errors.splitlines()] == [str(bad), str(worse)]
