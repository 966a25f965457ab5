"""Questionnaires and invented answers that many tests stand on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from forms.answers import Target, Value
from forms.contribution import Contribution, finalise
from forms.filling import Filling
from forms.questionnaire import Matrix, Questionnaire
from forms.reading import read

RESOURCES = Path(__file__).parent.parent / "resources"
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CONTRIBUTION_ID = "3c64d917-628e-47db-8e38-4cabd92c1090"
MOMENT = "2026-11-24T10:30:00+01:00"


@cache
def lists() -> dict[str, bytes]:
    """The bundled lists by name."""
    return {path.stem: path.read_bytes() for path in (RESOURCES / "lists").glob("*.json")}


def definition(name: str) -> bytes:
    """The bytes of a bundled definition."""
    return (RESOURCES / "questionnaires" / f"{name}.json").read_bytes()


@cache
def questionnaire(name: str = "micro-credentials") -> Questionnaire:
    """A bundled questionnaire."""
    return read(definition(name), lists())


def ngo_answers() -> dict[Target, Value]:
    """A whole, invented reply to the seed: an organisation with five reasons, their follow-ups and all 64 rows."""
    sheet: dict[Target, Value] = {
        "language": "bg", "first-name": "Ana", "surname": "Example", "email": "ana@example.org",
        "organisation": "Example Society", "organisation-size": "small", "register-number": "12345678901-23", "country": "bg",
        "privacy": "public", "data-protection": True, "respondent-type": "ngo", "personal-capacity": "yes", "age-group": "35-54",
        "education-activity": "no", "awards": "yes",
        "reasons": ("uncertain-skills", "uncertain-recognition", "career-perspectives", "too-expensive", "support-awareness"),
        "other-aspects": "Learning should be near to where people live.\n\nAnd affordable.",
        "anything-else": "Thank you for asking. Ευχαριστώ, благодаря & <b>merci</b>.",
    }  # fmt: skip
    for name in ("skills", "recognition", "career", "cost", "support"):
        sheet[f"responsible-{name}"] = ("person", "authorities")
    for question in questionnaire().questions():
        if isinstance(question, Matrix):
            for number, row in enumerate(question.rows):
                sheet[f"{question.id}/{row.id}"] = question.columns[number % len(question.columns)].id
    return sheet


def library_answers() -> dict[Target, Value]:
    """A whole, invented reply to the small questionnaire: every kind that the seed lacks."""
    return {
        "visits-a-month": "4", "first-visit": "1999-05-01", "usual-time": "17:30", "satisfied": "3",
        "purpose": ("study", "other"), "purpose/other/text": "Chess & tea", "good-times/weekdays": ("morning", "evening"),
        "good-times/sunday": ("afternoon",), "priorities": ("weekend", "longer", "rooms", "staff"),
        "hours-table/saturday/from": "9", "hours-table/saturday/until": "20", "ideas": "Warm rooms in winter.",
        "name": "Ana Example", "email": "ana@example.org", "card": "AB1234", "privacy": "anonymous", "consent": True,
    }  # fmt: skip


def contribution(name: str = "micro-credentials", sheet: dict[Target, Value] | None = None) -> Contribution:
    """A finalised contribution."""
    answers = sheet if sheet is not None else ngo_answers() if name == "micro-credentials" else library_answers()
    return finalise(
        Filling(questionnaire(name), answers),
        contribution_id=CONTRIBUTION_ID,
        revision=1,
        supersedes=None,
        finalised=MOMENT,
    )
