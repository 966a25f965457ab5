"""The sentences about publication are those of the rule that decides it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from forms.answers import Target, Value
from forms.privacy import published
from forms.reading import advices, read
from forms.receipt.publication import publication_sentences
from forms.receipt.questions import Reader

PRIVACY = {"id": "privacy", "kind": "single_choice", "label": "How?", "role": "privacy",
           "choices": [{"id": "anonymous", "label": "Unnamed"}, {"id": "public", "label": "Named"}]}  # fmt: skip


def name(publish: str) -> dict[str, Any]:
    """A question for a name."""
    return {"id": "name", "kind": "text", "label": "Name", "role": "name", "publish": publish}


IDEA = {"id": "idea", "kind": "text", "label": "Idea"}


@pytest.mark.parametrize(
    ("items", "choice", "told"),
    [
        ([IDEA, name("if_public"), PRIVACY], "anonymous", "published without your name, as you chose. Not published: Name."),
        ([IDEA, name("if_public"), PRIVACY], "public", "published with your name, as you chose. Every answer is published."),
        ([IDEA, name("always"), PRIVACY], "anonymous", "But this questionnaire always publishes: Name."),
        ([IDEA, name("never"), PRIVACY], "public", "will be published, as you chose. Not published: Name."),
        ([IDEA, name("if_public"), PRIVACY], None, "You did not choose how to be published. Your contribution will be published without"),
        ([IDEA, name("always"), PRIVACY], None, "You did not choose how to be published. This questionnaire always publishes: Name."),
        ([IDEA, name("always")], None, "does not ask whether with your name. This questionnaire always publishes: Name."),
        ([IDEA, name("if_public")], None, "does not ask whether with your name. Not published: Name."),
        ([name("never")], None, "None of your answers will be published."),
    ],
)  # fmt: skip
def test_sentences(items: list[dict[str, Any]], choice: str | None, told: str) -> None:
    """With and without a question, with and without a choice: no choice is claimed that was not made, and “without your name”
    never stands where the projection shows the name."""
    asked = read(_definition(items), {})
    sheet: dict[Target, Value] = {"name": "Ana", "idea": "More trees", **({"privacy": choice} if choice else {})}
    words = publication_sentences(Reader(asked, "en", sheet), final=True)

    assert told in words
    if "published without your name" in words and "But" not in words:
        assert "name" not in dict(published(asked, sheet))
    assert ("as you chose" in words or "You chose" in words) == (choice is not None)


def test_a_draft_is_asked_to_choose() -> None:
    """A preview without a choice names the question that waits."""
    reader = Reader(read(_definition([IDEA, PRIVACY]), {}), "en", {})

    assert "please answer “How?”" in publication_sentences(reader, final=False)


def test_a_name_published_always_is_advised_against() -> None:
    """`check` points at a name and at an address that a definition publishes always, and at nothing else."""
    items = [IDEA, name("always"), {"id": "mail", "kind": "email", "label": "E-mail"}, PRIVACY]
    found = [one.place for one in advices(read(_definition(items), {})) if one.place.endswith(".publish")]

    assert found == ["sections[0].items[1].publish", "sections[0].items[2].publish"]
    named = advices(read(_definition([name("if_public"), PRIVACY]), {}))
    assert not [one for one in named if one.place.endswith(".publish")]


def _definition(items: list[dict[str, Any]]) -> bytes:
    return json.dumps(
        {"satchel": 1, "id": "a", "version": "1", "language": "en", "title": "A", "sections": [{"id": "s", "title": "S", "items": items}]}
    ).encode()  # fmt: skip
