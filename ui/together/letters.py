"""Letters to compare by telephone: large, in groups of four, each with its name for a screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from ui.parts.plain import PlainLabel


def letters(groups: Sequence[str]) -> PlainLabel:
    """The groups with room between them; a screen reader says them letter by letter."""
    label = PlainLabel("\N{EM SPACE}".join(groups), "title")
    label.setAccessibleName(", ".join(" ".join(one) for one in groups))
    return label
