"""Quotes: the words are found again, and never in the wrong place."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from forms.reconcile.quotes import Quote, find_quote, quote_of

TEXT = (
    "Training is too dear for small firms. A voucher would help. Firms in the countryside travel far.\n"
    "Training is too dear for small towns. A voucher would not help there."
)


def test_the_same_words_elsewhere() -> None:
    """Of two places with the same words the one with the same surroundings is found, after new text before it too."""
    start = TEXT.index("Training is too dear for small towns")
    quote = quote_of(TEXT, start, start + len("Training is too dear"))

    assert quote.exact == "Training is too dear"
    assert find_quote(quote, TEXT) == (start, start + 20)
    assert find_quote(quote, "First this. " + TEXT) == (start + 12, start + 32)


def test_no_guess_between_equals() -> None:
    """Where two places fit alike nobody guesses, and words that are gone are found nowhere."""
    assert find_quote(Quote("a voucher"), "a voucher, a voucher") is None
    assert find_quote(Quote("a voucher"), "nothing of it") is None
    assert find_quote(Quote(" "), "a b") is None


def test_spaces_and_normal_form() -> None:
    """Another line break and another normal form are the same words."""
    text = "On parle du caf\u00e9\n  et du th\u00e9."
    found = find_quote(Quote(unicodedata.normalize("NFD", "caf\u00e9 et du")), text)

    assert found is not None
    assert text[found[0] : found[1]] == "caf\u00e9\n  et du"


def test_words_that_were_changed() -> None:
    """One word exchanged in a sentence: still the same sentence; when another sentence is as like, it is not."""
    sentence = "A voucher for each learner would help small firms a lot."
    quote = quote_of(sentence, 0, len(sentence))
    changed = "Before it. " + sentence.replace("each", "every") + " After it, other things are said at some length."
    found = find_quote(quote, changed)

    assert found is not None
    assert "voucher for every learner would help small" in changed[found[0] : found[1]]
    assert find_quote(quote, sentence.replace("each", "every") + " " + sentence.replace("each", "any")) is None


@given(st.text("ab \n\u0301e\U0001f1e6\U0001f468\u200d\U0001f469", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_there_and_back(text: str, one: int, other: int) -> None:
    """A quote holds what was marked, at most 32 characters around it, and is found there or, among equals, nowhere."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    quote = quote_of(text, start, end)
    found = find_quote(quote, text)

    assert text[start:end] in quote.exact
    assert quote.prefix + quote.exact + quote.suffix in text
    assert max(len(quote.prefix), len(quote.suffix)) <= 32
    assert found is None or " ".join(text[found[0] : found[1]].split()) == " ".join(quote.exact.split())


def test_letters_stay_whole() -> None:
    """Marks and joined signs are never cut from their letter."""
    text = "x e\u0301 \U0001f468\u200d\U0001f469"

    assert quote_of(text, 2, 3) == Quote("e\u0301", "x ", " \U0001f468\u200d\U0001f469")
    assert quote_of(text, 6, 7).exact == "\U0001f468\u200d\U0001f469"
