"""How texts are combined in twelve languages: everything that does not clash is right, everything that does is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pytest

from forms.reconcile.text_merge import Differing, combine
from forms.reconcile.tokens import sentences, tokens
from tests.forms.reconcile import text_laws
from tests.forms.reconcile.languages import ADDED, TEXTS

CASES = 60


@dataclass(frozen=True)
class Written:
    """A text in one language, its tokens, and where its sentences and the words to change stand."""

    language: str
    text: str
    row: list[str]
    found: list[tuple[int, int]]

    def words(self, sentence: int) -> list[int]:
        """The tokens of a sentence that are words, without the first two and the last."""
        start, end = self.found[sentence]
        return [at for at in range(start, end) if self.row[at][0].isalpha()][2:-1]

    def edited(self, chance: Random, at: int, *, only_replace: bool = False) -> dict[int, str]:
        """The word replaced, taken out, or another one put in front of it."""
        space = "" if self.language in ("ja", "th") else " "
        least = 1 if self.language in ("ja", "th") else 3
        new = chance.choice([one for one in self.row if one[0].isalpha() and len(one) >= least and one != self.row[at]])
        if only_replace:
            return {at: new}
        return chance.choice([{at: new}, {at: ""}, {at: new + space + self.row[at]}])

    def with_edits(self, *many: dict[int, str]) -> str:
        """The text after those edits."""
        row = list(self.row)
        for one in many:
            for at, text in one.items():
                row[at] = text
        return "".join(row)


def written(language: str) -> Written:
    """The text of a language."""
    row = tokens(TEXTS[language]).keys
    return Written(language, TEXTS[language], row, sentences(row))


Case = tuple[list[str], str | None]
"""Versions, and the text that is right; None where people must be asked."""


def different_sentences(one: Written, chance: Random) -> Case:
    """Two people edit a word each, in two sentences."""
    first, second = chance.sample(range(len(one.found)), 2)
    a = one.edited(chance, chance.choice(one.words(first)))
    b = one.edited(chance, chance.choice(one.words(second)))
    return [one.with_edits(a), one.with_edits(b)], one.with_edits(a, b)


def identical_change(one: Written, chance: Random) -> Case:
    """Two people make the same edit."""
    edit = one.edited(chance, chance.choice(one.words(chance.randrange(len(one.found)))))
    return [one.with_edits(edit)] * 2, one.with_edits(edit)


def same_sentence(one: Written, chance: Random) -> Case:
    """Two people edit different words of one sentence."""
    first, second = chance.sample(one.words(chance.randrange(len(one.found))), 2)
    return [one.with_edits(one.edited(chance, first)), one.with_edits(one.edited(chance, second))], None


def same_word(one: Written, chance: Random) -> Case:
    """Two people replace one word by two different ones."""
    at = chance.choice(one.words(chance.randrange(len(one.found))))
    first = second = one.edited(chance, at, only_replace=True)
    while second == first:
        second = one.edited(chance, at, only_replace=True)
    return [one.with_edits(first), one.with_edits(second)], None


def delete_and_edit(one: Written, chance: Random) -> Case:
    """One takes out a sentence in which another edits a word."""
    sentence = chance.randrange(len(one.found))
    start, end = one.found[sentence]
    after = one.found[sentence + 1][0] if sentence + 1 < len(one.found) else end
    edit = one.edited(chance, chance.choice(one.words(sentence)))
    return [one.with_edits(dict.fromkeys(range(start, after), "")), one.with_edits(edit)], None


def both_append(one: Written, chance: Random) -> Case:
    """Two people write on at the end."""
    first, second = chance.sample(ADDED[one.language], 2)
    space = "" if one.language in ("ja", "th") else " "
    more = chance.choice(["", space + one.with_edits()[: one.text.index(one.row[one.found[1][0]])].strip()])
    return [one.text + space + first + more, one.text + space + second], None


ROWS: tuple[Callable[[Written, Random], Case], ...] = (
    different_sentences, identical_change, same_sentence, same_word, delete_and_edit, both_append,
)  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("make", ROWS, ids=lambda one: getattr(one, "__name__", ""))
def test_right_or_asked(make: Callable[[Written, Random], Case], language: str) -> None:
    """In each of sixty cases the combined text is the right one where there is one; else the passage differs, with what
    each of the two wrote; and what each wrote can be read back, so that no word is lost. So it is 100 % in each row of the table."""
    one, chance = written(language), Random(f"{language} {make.__name__}")
    right = 0
    for _ in range(CASES):
        versions, wanted = make(one, chance)
        merge = combine(one.text, versions)
        if wanted is not None:
            right += merge.clean and merge.text == wanted
        else:
            asked = [piece for piece in merge.pieces if isinstance(piece, Differing)]
            said = {index for piece in asked for variant in piece.variants for index in variant.by}
            right += said == {0, 1} and merge.text == one.text
        text_laws.nothing_undone(one.text, versions)

    assert 100 * right / CASES == 100


@pytest.mark.parametrize("language", TEXTS)
def test_the_sentences_are_found(language: str) -> None:
    """Each text has its six sentences."""
    assert len(written(language).found) == 6
