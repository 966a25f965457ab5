"""What a check may see of a draft: answers as conditions see them, what is shown, how text counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from forms.answers import Target, Value
from forms.patterns import Patterns
from forms.places import Special
from forms.questionnaire import Choice, Counting


class Sight(Protocol):
    """A view of the answers in which hidden ones are absent."""

    @property
    def counting(self) -> Counting:
        """How the length of a text is counted."""

    @property
    def patterns(self) -> Patterns:
        """The compiled patterns of the questionnaire."""

    @property
    def specials(self) -> Mapping[str, Special]:
        """By question id: the choices with a text box and the exclusive ones, where there are any."""

    def seen(self, target: Target) -> Value | None:
        """The answer as it would be sent: `None` when hidden, without hidden choices."""

    def shown(self, place: str) -> bool:
        """Whether a section, item, row or choice is shown."""


def can_choose(question: str, choices: Iterable[Choice], sight: Sight) -> bool:
    """Whether any of these choices or columns is shown. Where none is, nothing can be required: nobody could give it."""
    return any(one.show_if is None or sight.shown(f"{question}/{one.id}") for one in choices)


def is_blank(value: Value | None) -> bool:
    """Whether an answer counts as not given: absent, or white space alone."""
    return value is None or (isinstance(value, str) and value.isspace())
