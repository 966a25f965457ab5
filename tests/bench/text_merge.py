"""Combining a long text, as a ratio to difflib (with its own shortcut for frequent words) on the same tokens in the same run: `python -m tests.bench.text_merge`."""

from __future__ import annotations

from difflib import SequenceMatcher
from random import Random

from forms.reconcile.text_merge import combine
from forms.reconcile.tokens import tokens
from forms.reconcile.word_changes import word_changes
from tests.bench.figures import figure, machine, repeat, table

WORDS, EDITS, A_SENTENCE = 6_000, 60, 15
RANDOM_WORDS = 1_000


def text_of(chance: Random, words: int) -> list[str]:
    """Words of a vocabulary of 900, every fifteenth ending a sentence."""
    vocabulary = ["".join(chance.choice("abcdefghijklmnop") for _ in range(chance.randint(2, 9))) for _ in range(900)]
    row = [chance.choice(vocabulary) for _ in range(words)]
    return [
        one.title() if at % A_SENTENCE == 0 else f"{one}." if at % A_SENTENCE == A_SENTENCE - 1 else one
        for at, one in enumerate(row)
    ]


def edited(chance: Random, row: list[str], times: int) -> str:
    """The text with so many words written anew."""
    row = list(row)
    for at in chance.sample(range(len(row)), times):
        row[at] = "anew" + ("." if row[at].endswith(".") else "")
    return " ".join(row)


def main() -> None:
    """Print the table."""
    chance = Random("bench")
    row = text_of(chance, WORDS)
    before, first, second = " ".join(row), edited(chance, row, EDITS), edited(chance, row, EDITS)
    old, new = tokens(before).keys, tokens(first).keys
    hostile = [" ".join(chance.choice("abcdefghij") + chance.choice("abcdefghij") for _ in range(RANDOM_WORDS)) for _ in range(2)]  # fmt: skip
    far_old, far_new = (tokens(one).keys for one in hostile)
    difflib = repeat(3, lambda _: SequenceMatcher(None, old, new).get_opcodes())
    far = repeat(1, lambda _: SequenceMatcher(None, far_old, far_new).get_opcodes())
    rows = [
        (f"difflib alone, {WORDS} words, {EDITS} edits", difflib, difflib),
        ("two versions combined", repeat(3, lambda _: combine(before, [first, second])), difflib),
        ("changes word by word", repeat(3, lambda _: word_changes(before, first)), difflib),
        (f"difflib alone, {RANDOM_WORDS} random words", far, far),
        ("changes word by word, the same", repeat(3, lambda _: word_changes(*hostile)), far),
    ]
    print(machine())
    table(("what", "ms", "to difflib"), [(name, figure(taken), figure(taken / whole)) for name, taken, whole in rows])


if __name__ == "__main__":
    main()
