"""The description of one control of a question, for those who hear it."""

from __future__ import annotations

from ui.words import tr


def with_own(own: str, description: str) -> str:
    """What is true of this control alone stands after “Required”, which comes first, and before the rest."""
    required = tr("Fill", "Required")
    first, rest = (
        (required, description[len(required) :].lstrip(". ")) if description.startswith(required) else ("", description)
    )
    return ". ".join(one.rstrip(".") for one in (first, own, rest) if one)
