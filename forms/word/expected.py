"""What a returned Word file is held against: its places, their tags, the words of choices, and the words that were printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from forms.questionnaire import Questionnaire
from forms.receipt.questions import Reader
from forms.word.layout import Block, Grid, Heading, Place, Words, layout, opening
from forms.word.marks import same, tag, writable


@dataclass(frozen=True, slots=True)
class Expected:
    """`places` by target; `tags` gives the target and, for a box or a rank, the choice behind each tag; `words` the ids that the
    words of a choice may mean, by place; `printed` all other paragraphs in the form in which they are compared."""

    places: dict[str, Place]
    tags: dict[str, tuple[str, str]]
    words: dict[str, dict[str, set[str]]]
    printed: frozenset[str]


def expected(questionnaire: Questionnaire, languages: Sequence[str]) -> Expected:
    """Everything that may stand in a Word file of the questionnaire in one of these languages."""
    found = Expected({}, {}, {}, frozenset())
    printed = {same(f"{questionnaire.id}, version {questionnaire.version} ·")}
    for language in languages:
        title = Heading(0, Reader(questionnaire, language, {}).say(questionnaire.title))
        for block in (title, *opening(questionnaire, language), *layout(questionnaire, {}, None, language)):
            printed.update(same(writable(text)) for text in _texts(block))
            for place in _places(block):
                _add(found, place)
    return replace(found, printed=frozenset(printed))


def _add(found: Expected, place: Place) -> None:
    found.places.setdefault(place.target, place)
    found.tags[tag(place.target)] = (place.target, "")
    words = found.words.setdefault(place.target, {})
    for one, label in place.options.items():
        found.tags[tag(f"{place.target}#{one}")] = (place.target, one)
        words.setdefault(same(label), set()).add(one)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, (Heading, Words)):
        yield block.text
    elif isinstance(block, Grid):
        yield from block.head
        for line in block.lines:
            yield from line.words


def _places(block: Block) -> Iterator[Place]:
    if isinstance(block, Place):
        yield block
    elif isinstance(block, Grid):
        for line in block.lines:
            yield from line.places
