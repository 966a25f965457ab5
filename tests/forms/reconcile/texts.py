"""Arbitrary texts in many scripts, and versions of them as people would make them, for the laws of combining."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "the", "EU", "l-għaqda", "ta'", "ħobż", "żmien", "να", "πώς", "και;", "ще", "градът", "й", "東", "京", "は", "です。", "市",
    "ไทย", "ที่", "น้ำ", "ລາວ", "한국", "각", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd", "\U0001f1ea\U0001f1fa",
    "\U0001f1eb", "\u2764\ufe0f", "e\u0301", "é", "a\u0323\u0302", "\u0301", "\u200d", "\ufe0f", "हिन्दी", "क्षि", "है।", "3.5", "7", ".",
    ".", ".", "!", "?", "…", ",", "-", "’", "\u00ad", " ", " ", " ", " ", "\n", "\r\n", "\n\n", "“", "”", "(", ")", "\u037e", "؟", "No",
    "A", "b",
)  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
"""Texts in which everything may stand beside everything."""


@st.composite
def versions(draw: st.DrawFn, *, least: int = 1, most: int = 4) -> tuple[str, list[str]]:
    """A text and versions of it, each with up to three stretches put in, taken out or written anew."""
    before = draw(st.lists(st.sampled_from(PIECES), max_size=25))
    made = []
    for _ in range(draw(st.integers(least, most))):
        pieces = list(before)
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(pieces)))
            end = min(len(pieces), start + draw(st.integers(0, 3)))
            pieces[start:end] = draw(st.lists(st.sampled_from(PIECES), max_size=3))
        made.append("".join(pieces))
    return "".join(before), made
