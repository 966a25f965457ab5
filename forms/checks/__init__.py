"""Checks: for each kind of question, the problems of its answers; pure, without a memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from forms.answers import Value
from forms.checks.choices import check_multiple_choice, check_ranking, check_single_choice
from forms.checks.files import check_attachments
from forms.checks.grids import check_matrix, check_table
from forms.checks.quantities import check_date, check_number, check_time
from forms.checks.sight import Sight
from forms.checks.texts import check_email, check_long_text, check_text
from forms.problems import Problem
from forms.questionnaire import Consent

Problems = tuple[Problem, ...]
Check = Callable[[Any, Any, Sight], Problems]


def check_consent(question: Consent, value: Value | None, _sight: Sight) -> Problems:
    """A required consent that is not given."""
    if value is None and question.required:
        return (Problem("consent-required", question.id, question.id),)
    return ()


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "text": check_text,
        "long_text": check_long_text,
        "email": check_email,
        "number": check_number,
        "date": check_date,
        "time": check_time,
        "single_choice": check_single_choice,
        "multiple_choice": check_multiple_choice,
        "matrix": check_matrix,
        "ranking": check_ranking,
        "table": check_table,
        "attachment": check_attachments,
        "consent": check_consent,
    }
)
"""The check of each kind: takes a question that is shown, its answer as seen (`None` for grids, which look up their
rows themselves) and the sight, and gives its problems in the order in which they should be read."""
