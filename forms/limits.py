"""Limits: how long a text is, counted as the portal that will receive it counts."""

from __future__ import annotations

from forms import graphemes
from forms.questionnaire import Counting

PORTAL_TEXT_LENGTH = 5_000
"""What EUSurvey accepts in a free text whose definition names no limit (its class `max5000`)."""

PORTAL_FILE_BYTES = 1_048_576
"""What EUSurvey accepts as one file unless its administrator says otherwise."""


def length(text: str, counting: Counting) -> int:
    """How many characters `text` has. CR LF, LF and CR are one line break each.

    `eusurvey`: UTF-16 code units, a line break is two, nothing is trimmed (what its pages and its server add up to);
    `codepoints`: Unicode code points; `graphemes`: characters as readers see them, see `forms.graphemes`."""
    if counting == "eusurvey":
        units = len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
        if "\n" not in text and "\r" not in text:
            return units
        return units + text.count("\n") + text.count("\r") - 2 * text.count("\r\n")
    if counting == "codepoints":
        return len(text) - text.count("\r\n")
    return graphemes.count(text)


def refused_characters(text: str) -> tuple[str, ...]:
    """The characters of `text` that EUSurvey refuses, those above U+FFFF, each once, in order."""
    if text.isascii():
        return ()
    return tuple(dict.fromkeys(one for one in text if one > "\uffff"))
