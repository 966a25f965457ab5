"""Quotes: the words a comment speaks about, found again after the text around them changed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from forms.graphemes import count

AROUND = 32
"""So many characters on either side tell one place from another with the same words."""

_SHORTEST = 12  # anything shorter looks like too much else
_LIKE, _UNLIKE = 0.7, 0.5  # the share of common trigrams: what is the same place, what is clearly another


@dataclass(frozen=True, slots=True)
class Quote:
    """The `exact` words, and what stood before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def quote_of(text: str, start: int, end: int) -> Quote:
    """The quote of `text[start:end]`, made wider where it would cut a letter from its marks."""
    while not _between_letters(text, start):
        start -= 1
    while not _between_letters(text, end):
        end += 1
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    while not _between_letters(text, first):
        first += 1
    while not _between_letters(text, last):
        last -= 1
    return Quote(text[start:end], text[first:start], text[end:last])


def find_quote(quote: Quote, text: str) -> tuple[int, int] | None:
    """Where the quote stands in `text` now, as start and end. Line breaks, the number of spaces and the normal form do not
    matter; of several places the one whose surroundings fit best. Words that were changed are found where they are clearly
    the same. None where that is not clear: then the comment speaks about the whole question."""
    plain, places = _plain(text)
    exact = _plain(quote.exact)[0].strip()
    if not exact:
        return None
    found = _exactly(plain, exact, _plain(quote.prefix)[0], _plain(quote.suffix)[0])
    if found == ():
        found = _nearly(plain, exact)
    if not found:
        return None
    return places[found[0]][0], places[found[1] - 1][1]


def _between_letters(text: str, at: int) -> bool:
    if at <= 0 or at >= len(text):
        return True
    before, after = text[max(0, at - AROUND) : at], text[at : at + AROUND]
    return count(before) + count(after) == count(before + after)


def _plain(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text in one normal form with single spaces, and for each of its characters where it comes from."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at + 1
        if text[at].isspace():
            while end < len(text) and text[end].isspace():
                end += 1
            composed = " "
        else:
            while end < len(text) and _composes(text[end]):
                end += 1
            composed = unicodedata.normalize("NFC", text[at:end])
        letters.append(composed)
        places += [(at, end)] * len(composed)
        at = end
    return "".join(letters), places


def _composes(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M") or "\u1160" <= letter <= "\u11ff"


def _exactly(text: str, exact: str, prefix: str, suffix: str) -> tuple[int, ...] | None:
    """The place that fits best; `()` where the words stand nowhere; None where two places fit alike."""
    best = -1
    places: list[tuple[int, int]] = []
    at = text.find(exact)
    while at >= 0:
        end = at + len(exact)
        fits = _common(text[max(0, at - len(prefix)) : at][::-1], prefix[::-1]) + _common(
            text[end : end + AROUND], suffix
        )
        if fits > best:
            best, places = fits, []
        if fits == best:
            places.append((at, end))
        at = text.find(exact, at + 1)
    if len(places) > 1:
        return None
    return places[0] if places else ()


def _common(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _nearly(text: str, exact: str) -> tuple[int, int] | None:
    """The one stretch of the same length that shares most groups of three letters, when no other comes near it."""
    width = len(exact)
    if width < _SHORTEST or len(text) < 3:
        return None
    wanted = Counter(exact[at : at + 3] for at in range(width - 2))
    size = width - 2
    groups = [text[at : at + 3] for at in range(len(text) - 2)]
    scores = _scores(groups, wanted, min(size, len(groups)))
    best = max(range(len(scores)), key=scores.__getitem__)
    elsewhere = max((score for at, score in enumerate(scores) if abs(at - best) >= width), default=0)
    if scores[best] < _LIKE * size or elsewhere > _UNLIKE * size:
        return None
    while best + 1 < len(scores) and scores[best + 1] == scores[best] and groups[best] not in wanted:
        best += 1  # the first of equals may begin before the words do
    return _whole_words(text, best, min(best + width, len(text)))


def _scores(groups: list[str], wanted: Counter[str], size: int) -> list[int]:
    """For each stretch of `size` groups, how many of them are wanted, each as often as it is."""
    inside: Counter[str] = Counter()
    score, scores = 0, []
    for at, group in enumerate(groups):
        inside[group] += 1
        score += inside[group] <= wanted[group]
        if at >= size:
            old = groups[at - size]
            score -= inside[old] <= wanted[old]
            inside[old] -= 1
        if at >= size - 1:
            scores.append(score)
    return scores


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and _within_word(text, start):
        start -= 1
    while end < len(text) and _within_word(text, end):
        end += 1
    return start, end


def _within_word(text: str, at: int) -> bool:
    return bool(re.match(r"\w", text[at - 1]) and re.match(r"\w", text[at]))
