"""Roles in words: what each is called, and what who has it may do."""

from __future__ import annotations

from collections.abc import Collection

from ui.words import tr


def role_words() -> tuple[tuple[str, str, str], ...]:
    """For each role its id, its name, and one sentence."""
    return (
        ("coordinator", tr("Together", "Coordinator"), tr("Together", "Lets people in and decides who may do what.")),
        ("editor", tr("Together", "Editor"), tr("Together", "Writes and changes answers.")),
        ("commenter", tr("Together", "Commenter"), tr("Together", "Comments on answers and suggests others.")),
        ("approver", tr("Together", "Approver"), tr("Together", "Says which answers are ready.")),
        ("signer", tr("Together", "Signer"), tr("Together", "Signs the whole and finalises it.")),
    )


def roles_in_words(roles: Collection[str]) -> str:
    """The names of some roles, in a fixed order; what who has none may do."""
    found = [name for one, name, _ in role_words() if one in roles]
    return ", ".join(found) or tr("Together", "Reads, comments and suggests")


def names_in_words(names: Collection[str]) -> str:
    """ "Ben", "Ben and Carol", "Ben and 2 others" """
    first = list(names)
    if len(first) <= 1:
        return "".join(first)
    if len(first) == 2:
        return tr("Together", "{one} and {other}", one=first[0], other=first[1])
    return tr("Together", "{one} and {n} others", one=first[0], n=len(first) - 1)
