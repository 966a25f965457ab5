"""Names of attached files: safe to show and to keep, and the same when cleaned again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forms.package.file_names import MAX_NAME_BYTES, clean_name, is_hazardous

NAMES = {
    "paper.pdf": "paper.pdf",
    "Stellungnahme Übersicht.docx": "Stellungnahme Übersicht.docx",
    "Cafe\u0301.pdf": "Café.pdf",
    "../../etc/passwd.txt": "passwd.txt",
    "C:\\Users\\ana\\paper.pdf": "paper.pdf",
    "paper\u202efdp.exe": "paperfdp.exe",
    "two\nlines\x1b[2J.pdf": "twolines[2J.pdf",
    "a\u2028b.pdf": "ab.pdf",
    "what?<b>.pdf": "what__b_.pdf",
    "CON.pdf": "file-CON.pdf",
    "con .x.pdf": "file-con .x.pdf",
    "COM¹.pdf": "file-COM¹.pdf",
    ".pdf": "file.pdf",
    "...": "file",
    " .. ": "file",
    "": "file",
    "paper.pdf. . ": "paper.pdf",
    "\ud800.pdf": "file.pdf",
    "no ending": "no ending",
}


@pytest.mark.parametrize(("name", "clean"), NAMES.items(), ids=[ascii(one) for one in NAMES])
def test_cleaned(name: str, clean: str) -> None:
    """Folders, controls, directions, reserved names and loose ends go; words in any alphabet stay."""
    assert clean_name(name) == clean


def test_long_names_keep_their_ending() -> None:
    """A name is cut to 120 bytes between whole letters, and its ending stays."""
    cut = clean_name("ж" * 300 + ".docx")

    assert cut.endswith("ж.docx")
    assert len(cut.encode()) <= MAX_NAME_BYTES
    assert len(clean_name("a." + "b" * 300).encode()) <= MAX_NAME_BYTES


@given(some.text(some.characters() | some.sampled_from(list(". /\\\u202e\u0301\u200dCON"))))
def test_clean_is_clean(name: str) -> None:
    """Any name comes out harmless, and cleaning it again changes nothing."""
    once = clean_name(name)

    assert clean_name(once) == once
    assert not is_hazardous(once)


@pytest.mark.parametrize(
    "name", ["", "a/b.pdf", "a\\b.pdf", "a\x00.pdf", "a\u202e.pdf", "a\u2066.pdf", "a ", ".a", "a" * 121]
)
def test_hazardous(name: str) -> None:
    """A name from outside that cleaning would never leave is told apart."""
    assert is_hazardous(name)
