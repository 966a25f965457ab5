"""The marks of a Word file: what tells whose answer stands where, seen and unseen, and how answers are compared."""

from __future__ import annotations

import re
import unicodedata

from forms.answers import Value
from forms.canonical import digest, encode

NAME = "@name"
"""The place near the top where a colleague writes a name; no question can have this id."""
END = "[[/]]"
WRITE, CHOOSE, RANK = "‹write here›", "‹choose›", "‹no.›"
"""What stands in an empty place. The pointed brackets tell it from anybody's answer where it became ordinary text."""
FILLERS = frozenset({WRITE, CHOOSE, RANK})
TICKED, UNTICKED = "☒", "☐"
NAMESPACE = "urn:satchel:word:1"
_LONGEST_TAG = 64  # Word calls a file damaged where a tag or a title is longer.
_LEAD = "satchel:"
_MARK = re.compile(r"\[\[(?P<place>[^\[\]\s]{1,400})(?: (?P<seal>[0-9a-f]{8}))?\]\]")
_QUOTES = str.maketrans("‘’‚‛′“”„‟″«»\u00a0\u202f", '\'\'\'\'\'"""""""  ')
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag(place: str) -> str:
    """The tag of the content control for a place: `satchel:country`, or a short hash where that is too long for Word."""
    whole = _LEAD + place
    return whole if len(whole) <= _LONGEST_TAG and whole.isascii() else f"{_LEAD}={digest(place.encode())[:40]}"


def is_tag(text: str) -> bool:
    """Whether a tag is one of ours, known or not."""
    return text.startswith(_LEAD)


def title(words: str) -> str:
    """The title of a content control: the words of the place, as long as Word allows."""
    short = " ".join(writable(words).split())
    return short if len(short) <= _LONGEST_TAG else short[: _LONGEST_TAG - 1] + "…"


def mark(place: str, seal_: str = "") -> str:
    """The visible mark before an answer, with the seal of what went out: `[[country 3fa2c1d0]]`."""
    return f"[[{place} {seal_}]]" if seal_ else f"[[{place}]]"


def lead(draft: str, language: str) -> str:
    """The place named by the mark that says to which draft the file belongs."""
    return f"{_LEAD}{draft}:{language}"


def told_by_lead(place: str) -> tuple[str, str] | None:
    """The draft and the language that such a place names; `None` for another place."""
    if not place.startswith(_LEAD):
        return None
    draft, _, language = place.removeprefix(_LEAD).rpartition(":")
    return draft, language


def pieces(line: str) -> list[tuple[str, str, str]]:
    """A line cut at its marks: `("", "", text)` and `(place, seal, "")` in turn; the end mark has the place `/`."""
    found: list[tuple[str, str, str]] = []
    at = 0
    for one in _MARK.finditer(line):
        if one.start() > at:
            found.append(("", "", line[at : one.start()]))
        found.append((one["place"], one["seal"] or "", ""))
        at = one.end()
    if at < len(line):
        found.append(("", "", line[at:]))
    return found


def writable(text: str) -> str:
    """The text as a Word file can hold it: line ends alike, a sign that XML forbids replaced by �."""
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def same(text: str) -> str:
    """The form in which choices are matched: NFC, case folded, quotation marks and white space alike."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_QUOTES)).casefold().split())


def seal(value: Value | None) -> str:
    """Eight signs that tell whether an answer reads the same, whatever became of its white space; `""` for none."""
    if isinstance(value, str):
        text = " ".join(unicodedata.normalize("NFC", writable(value)).split())
    else:
        text = "" if not value else "\n".join(str(one) for one in value) if isinstance(value, tuple) else "true"
    return digest(text.encode("utf-8"))[:8] if text else ""


def exact(value: Value) -> str:
    """The sha-256 of an answer as a Word file holds it, to the last space."""
    return digest(encode(writable(value) if isinstance(value, str) else [str(one) for one in value] if isinstance(value, tuple) else value))  # fmt: skip
