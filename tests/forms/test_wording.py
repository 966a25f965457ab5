"""Wording: the language asked for, then the fallback, then any; and one small Markdown, nothing more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.wording import Run, blocks, plain, say


def test_fallback() -> None:
    """The chosen language, else the questionnaire's, else any; never an empty label where there is a word."""
    wording = {"en": "Yes", "de": "Ja"}

    assert [say(wording, one, "en") for one in ("de", "fr")] == ["Ja", "Yes"]
    assert say({"mt": "Iva"}, "fr", "en") == "Iva"
    assert say(None, "en", "en") == ""


def test_marks() -> None:
    """Bold, italic, both, links of https and mailto, bullets and paragraphs."""
    found = blocks("**a** and *b* and ***c*** at [d](https://example.org)\n\n- one\n- two")

    assert found[0].lines[0] == (
        Run("a", bold=True), Run(" and "), Run("b", italic=True), Run(" and "), Run("c", bold=True, italic=True), Run(" at "),
        Run("d", link="https://example.org"),
    )  # fmt: skip
    assert [one.kind for one in found] == ["paragraph", "bullets"]


@pytest.mark.parametrize(
    "text",
    ["<b>x</b>", "[x](javascript:alert(1))", "[x](file:///etc)", "2 * 3 * 4", "a_b_c", "# x", "**", "![x](https://a)"],
)
def test_everything_else_is_text(text: str) -> None:
    """HTML, other links and half marks stay what they are: text."""
    runs = [run for block in blocks(text) for line in block.lines for run in line]

    assert not any(run.bold or run.italic for run in runs)
    assert all(run.link in ("", "https://a") for run in runs)
    assert "javascript" not in "".join(run.link for run in runs)


def test_plain() -> None:
    """The same words without marks."""
    assert plain("**a** *b*\n\n- c") == "a b\n\n- c"


@pytest.mark.parametrize(
    "text", ["2*3*4", "2*3* 4", "2 *3*4", "a ** b ** c", "**a", "*a", "[a](https://b", "[a] (https://b)", "- a\nb"]
)
def test_half_marks_stay(text: str) -> None:
    """What looks a little like a mark and is none loses no letter."""
    assert plain(text) == text


def test_marks_reach_over_a_line_but_not_over_a_paragraph() -> None:
    """A line break inside a paragraph ends no bold; an empty line does."""
    assert blocks("**a\nb**")[0].lines[0] == (Run("a\nb", bold=True),)
    assert plain("**a\n\nb**") == "**a\n\nb**"


@given(st.text(alphabet=st.characters(exclude_characters="*[\n\r-", exclude_categories=["Cs"])))
def test_text_without_marks_is_itself(text: str) -> None:
    """Text without any mark is one paragraph of the very same words, white space and all."""
    assert plain(text) == (text if text.strip() else "")


@given(st.text(alphabet="*[](ab \n-:/htps", max_size=60))
def test_letters_survive(text: str) -> None:
    """Whatever marks stand in it: outside links, no letter is lost and none is made."""
    letters = [one for one in text if one in "ab"]

    if "](https://" not in text:
        assert [one for one in plain(text) if one in "ab"] == letters
