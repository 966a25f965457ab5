"""Wording: the language asked for, then the fallback, then any; and one small Markdown, nothing more."""

import pytest

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


@pytest.mark.parametrize("text", ["<b>x</b>", "[x](javascript:alert(1))", "[x](file:///etc)", "2 * 3 * 4", "a_b_c", "# x", "**", "![x](https://a)"])
def test_everything_else_is_text(text: str) -> None:
    """HTML, other links and half marks stay what they are: text."""
    runs = [run for block in blocks(text) for line in block.lines for run in line]

    assert not any(run.bold or run.italic for run in runs)
    assert all(run.link in ("", "https://a") for run in runs)
    assert "javascript" not in "".join(run.link for run in runs)


def test_plain() -> None:
    """The same words without marks."""
    assert plain("**a** *b*\n\n- c") == "a b\n\n- c"
