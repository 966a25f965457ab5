"""Answers: the values a draft holds, each under its target, and their plain form for files (docs/answers.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Target = str
"""Where an answer belongs: `question`, `question/row`, `question/row/column` (table), `question/choice/text`."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file given as an answer: sha-256 of its bytes (hex), cleaned original name, length in bytes, checked type."""

    digest: str
    name: str
    size: int
    type: str


Value = str | bool | tuple[str, ...] | tuple[Attachment, ...]
"""One answer. Text, e-mail, number (as typed), date, time, single choice (choice id), matrix row (column id), table
cell, other text: `str`. Multiple choice and matrix row with several: `tuple` of ids in the order of the definition.
Ranking: `tuple` of ids in rank order. Attachment question: `tuple` of `Attachment`. Consent: `True`."""

Sheet = Mapping[Target, Value]
"""All answers of a draft. Absence is absence: never `""`, `()` or `False`."""
