"""What was written beside the places of a Word file: new paragraphs, comments in the margin, footnotes, struck out words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from forms.word.expected import Expected
from forms.word.lines import Line, Lines
from forms.word.marks import pieces, same, seal
from forms.word.markup import Node, tree
from forms.word.regions import Marked

_QUOTED = 120
_OTHER = ("word/footnotes", "word/endnotes", "word/header", "word/footer")


def beside(
    parts: Mapping[str, bytes], text: Lines, found: Marked, against: Expected, name: str, digest: str, sent_digest: str
) -> Iterator[str]:
    """The notes, word for word, in the order of the file. `name` is what the draft was called."""
    if sent_digest and sent_digest != digest:
        yield "This file was made from another version of the questionnaire."
    own = {seal(name), found.lead_seal} - {""}
    yield from (one for one in found.outside if same(one) not in against.printed and seal(one) not in own)
    comments = {one: told for part in parts if part.startswith("word/comments") for one, told in _comments(parts[part])}
    for number, line in enumerate(text.lines):
        where = _where(line, found.where.get(number, ""), against)
        for one in line.comments:
            if one in comments:
                yield _margin(*comments.pop(one), where)
        if line.pictures:
            yield f"There is a picture{where}. Satchel reads only text."
    yield from (_margin(author, words, "") for author, words in comments.values())
    for part, data in parts.items():
        if part.startswith(_OTHER):
            # The number of the page stands in the foot.
            for line in Lines(tree(data)).lines:
                shown = line.text.strip()
                if (
                    shown
                    and same(shown) not in against.printed
                    and same(shown.rstrip("0123456789")) not in against.printed
                ):
                    yield shown
    if text.tracked:
        struck = f" Struck out: {', '.join(f'“{one}”' for one in text.struck)}." if text.struck else ""
        yield f"Changes were tracked in this file: what was put in counts, what was struck out does not.{struck}"


def _margin(author: str, words: str, where: str) -> str:
    return f"{author or 'Somebody'} in the margin{where}: {words}"


def _comments(data: bytes) -> Iterator[tuple[str, tuple[str, str]]]:
    for node in tree(data).children:
        if node.name == "w:comment":
            words = "\n".join(line.text for line in Lines(Node("", children=[node])).lines).strip()
            if words:
                yield node.facts.get("id", ""), (node.facts.get("author", ""), words)


def _where(line: Line, place: str, against: Expected) -> str:
    if place in against.places:
        return f" at “{against.places[place].words}”"
    words = "".join(text for mark, _, text in pieces(line.text) if not mark).strip()
    return f" at “{words if len(words) <= _QUOTED else words[:_QUOTED] + '…'}”" if words else ""
