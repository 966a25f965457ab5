"""A contribution: the immutable result of finalising, and its canonical JSON (docs/package-format.md)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms import canonical
from forms.answers import Attachment, Sheet, Target, Value
from forms.filling import Filling
from forms.plain import Refused, files_of, from_plain, to_plain
from forms.privacy import PrivacyChoice, choice_of, privacy_question
from forms.problems import Problem, sentence
from forms.questionnaire import AttachmentQuestion, Consent, Questionnaire
from forms.trouble import Trouble
from forms.wording import plain, say

FORMAT = "1"
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_KEYS = frozenset(
    {"answers", "attachments", "audience", "consents", "contribution", "finalised", "language", "privacy", "questionnaire",
     "reference", "revision", "satchel_contribution", "supersedes"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What was agreed to: the very words shown, and their sha-256."""

    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """One revision of one contribution. `finalised` is ISO 8601 with offset; `supersedes` the identity of the package before;
    `sheet` holds what was shown when it was finalised, and nothing hidden."""

    contribution_id: str
    revision: int
    supersedes: str | None
    reference: str
    questionnaire_id: str
    questionnaire_version: str
    questionnaire_digest: str
    language: str
    finalised: str
    privacy: PrivacyChoice | None
    sheet: Sheet
    consents: Mapping[str, ConsentText]
    audience: str | None

    def attachments(self) -> tuple[tuple[str, Attachment], ...]:
        """Every attachment with the question it answers."""
        return tuple((target, one) for target, value in self.sheet.items() for one in files_of(value))


class Incomplete(Trouble):
    """Something stands between the draft and finalising."""

    def __init__(self, problems: tuple[Problem, ...], first: str) -> None:
        count = len(problems)
        more = f" and {count - 1} more" if count > 1 else ""
        super().__init__(
            "incomplete",
            f"The answers are not complete: {first}{more}.",
            "The draft is as it was.",
            "The review lists them.",
        )
        self.problems = problems


def finalise(
    filling: Filling, *, contribution_id: str, revision: int, supersedes: str | None, finalised: str
) -> Contribution:
    """The contribution of a filling. Raises `Incomplete` while any problem blocks."""
    questionnaire = filling.questionnaire
    problems = tuple(one for one in filling.problems() if not one.advice)
    if problems:
        first = sentence(problems[0], questionnaire, filling.language).rstrip(".")
        raise Incomplete(problems, f"{problems[0].target}: {first}")
    sheet = filling.effective()
    asked = privacy_question(questionnaire)
    chosen = choice_of(questionnaire, sheet) if asked is not None else None
    return Contribution(
        contribution_id=contribution_id,
        revision=revision,
        supersedes=supersedes,
        reference=reference(contribution_id, revision),
        questionnaire_id=questionnaire.id,
        questionnaire_version=questionnaire.version,
        questionnaire_digest=questionnaire.digest,
        language=filling.language,
        finalised=finalised,
        privacy=chosen,
        sheet=sheet,
        consents={
            one.id: consent_text(one, filling.language, questionnaire.language)
            for one in questionnaire.questions()
            if isinstance(one, Consent) and sheet.get(one.id) is True
        },
        audience=questionnaire.audience,
    )


def consent_text(question: Consent, language: str, fallback: str) -> ConsentText:
    """The words that ticking this consent agrees to, and their sha-256."""
    words = plain(say(question.label, language, fallback))
    if question.text is not None:
        words += "\n\n" + plain(say(question.text, language, fallback))
    return ConsentText(words, canonical.digest(words.encode()))


def reference(contribution_id: str, revision: int) -> str:
    """A short name for people, `K7QM-2F9D-3`: eight characters of the id's sha-256, a check character, then the revision where
    it is not the first. The alphabet has no 0, 1, I, L, O, U."""
    number = int.from_bytes(hashlib.sha256(contribution_id.encode()).digest(), "big")
    letters = ""
    for _ in range(8):
        number, rest = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[rest]
    check = _ALPHABET[sum((place + 1) * _ALPHABET.index(one) for place, one in enumerate(letters)) % len(_ALPHABET)]
    tail = f"-R{revision}" if revision > 1 else ""
    return f"{letters[:4]}-{letters[4:]}-{check}{tail}"


def to_json(contribution: Contribution, questionnaire: Questionnaire) -> bytes:
    """The canonical bytes of a contribution."""
    return canonical.encode(
        {
            "satchel_contribution": FORMAT,
            "contribution": contribution.contribution_id,
            "revision": str(contribution.revision),
            "supersedes": contribution.supersedes,
            "reference": contribution.reference,
            "questionnaire": {
                "id": contribution.questionnaire_id,
                "version": contribution.questionnaire_version,
                "digest": contribution.questionnaire_digest,
            },
            "language": contribution.language,
            "finalised": contribution.finalised,
            "privacy": contribution.privacy,
            "audience": contribution.audience,
            "answers": to_plain(questionnaire, contribution.sheet),
            "attachments": [
                {"question": question, "name": one.name, "sha256": one.digest, "size": str(one.size), "type": one.type}
                for question, one in contribution.attachments()
            ],
            "consents": {
                name: {"text": told.text, "sha256": told.digest} for name, told in sorted(contribution.consents.items())
            },
        }
    )


def from_json(data: bytes, questionnaire: Questionnaire) -> Contribution:
    """The contribution of canonical bytes, checked against its questionnaire. Raises `Trouble` with code `not-canonical`,
    `contribution-shape`, `contribution-questionnaire`,
    `contribution-consent` or `contribution-answers`."""
    told = canonical.decode(data)
    try:
        found = _read(told, questionnaire)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _misshapen("something is missing or of the wrong kind") from fault
    if found.questionnaire_digest != questionnaire.digest:
        raise Trouble(
            "contribution-questionnaire", "The contribution answers another questionnaire than the one beside it."
        )
    if to_json(found, questionnaire) != data:
        raise _misshapen("it is not written the way Satchel writes it")
    return found


def _read(told: dict[str, Any], questionnaire: Questionnaire) -> Contribution:
    if set(told) != _KEYS or told["satchel_contribution"] != FORMAT:
        raise _misshapen("its fields are not those of format 1")
    identity = str(uuid.UUID(told["contribution"]))
    revision = int(told["revision"])
    if identity != told["contribution"] or revision < 1 or datetime.fromisoformat(told["finalised"]).tzinfo is None:
        raise _misshapen("its id, revision or date cannot be")
    if told["reference"] != reference(identity, revision) or told["privacy"] not in (None, "anonymous", "public"):
        raise _misshapen("its reference or privacy choice cannot be")
    supersedes = told["supersedes"]
    if supersedes is not None and not (len(supersedes) == 64 and int(supersedes, 16) >= 0):
        raise _misshapen("what it supersedes cannot be")
    try:
        sheet: dict[Target, Value] = from_plain(questionnaire, told["answers"])
    except Refused as refused:
        raise Trouble(
            "contribution-answers", f"The answers do not fit the questionnaire: {refused.faults[0]}"
        ) from refused
    files = {one.id for one in questionnaire.questions() if isinstance(one, AttachmentQuestion)}
    for entry in told["attachments"]:
        if set(entry) != {"name", "question", "sha256", "size", "type"} or entry["question"] not in files:
            raise _misshapen("an attachment belongs to no question")
        one = Attachment(entry["sha256"], entry["name"], int(entry["size"]), entry["type"])
        sheet[entry["question"]] = (*files_of(sheet.get(entry["question"])), one)
    consents = {name: ConsentText(entry["text"], entry["sha256"]) for name, entry in told["consents"].items()}
    for name, agreed in consents.items():
        if canonical.digest(agreed.text.encode()) != agreed.digest:
            raise Trouble("contribution-consent", f"The text agreed to under “{name}” was altered.")
    complete = Filling(questionnaire, sheet, told["language"])
    blocking = [one for one in complete.problems() if not one.advice]
    if blocking or complete.hidden_answers():
        where = blocking[0].target if blocking else complete.hidden_answers()[0]
        raise Trouble("contribution-answers", f"The answers could not have been finalised: {where}.")
    return Contribution(
        contribution_id=identity,
        revision=revision,
        supersedes=supersedes,
        reference=told["reference"],
        questionnaire_id=told["questionnaire"]["id"],
        questionnaire_version=told["questionnaire"]["version"],
        questionnaire_digest=told["questionnaire"]["digest"],
        language=told["language"],
        finalised=told["finalised"],
        privacy=told["privacy"],
        sheet=complete.effective(),
        consents=consents,
        audience=told["audience"],
    )


def _misshapen(what: str) -> Trouble:
    return Trouble("contribution-shape", f"The contribution cannot be read: {what}.")
