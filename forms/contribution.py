"""A contribution: the immutable result of finalising, and its canonical JSON (docs/package-format.md)."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms import canonical
from forms.answers import Attachment, Sheet, Target, Value
from forms.filling import Filling
from forms.package.file_names import is_hazardous
from forms.plain import Refused, files_of, from_plain, to_plain
from forms.privacy import PrivacyChoice, choice_of, privacy_question
from forms.problems import Problem, sentence
from forms.questionnaire import AttachmentQuestion, Consent, Questionnaire
from forms.trouble import Trouble
from forms.wording import plain, say

FORMAT = "1"
_ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"
_REVISION = re.compile(r"[1-9][0-9]{0,8}")
_SIZE = re.compile(r"[1-9][0-9]{0,11}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
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
    offered = (questionnaire.language, *questionnaire.languages)
    language = filling.language if filling.language in offered else questionnaire.language
    return Contribution(
        contribution_id=contribution_id,
        revision=revision,
        supersedes=supersedes,
        reference=reference(contribution_id, revision),
        questionnaire_id=questionnaire.id,
        questionnaire_version=questionnaire.version,
        questionnaire_digest=questionnaire.digest,
        language=language,
        finalised=finalised,
        privacy=chosen,
        sheet=sheet,
        consents={
            one.id: consent_text(one, language, questionnaire.language)
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
    it is not the first. The alphabet has no 0, 1, I, L, O, S, U; its length is a prime, so that the check character tells any
    one wrong character and any two neighbours exchanged."""
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
    """The contribution of canonical bytes. Nothing in them is believed: the contribution is finalised again from its answers and
    must come out as the same bytes. Raises `Trouble` with code `not-canonical` (or one of `canonical.parse`),
    `contribution-shape`, `contribution-questionnaire`, `contribution-answers`, `contribution-consent` or
    `contribution-privacy`."""
    told = canonical.decode(data)
    try:
        found = _read(told, questionnaire)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _misshapen("something is missing or of the wrong kind") from fault
    again = canonical.parse(to_json(found, questionnaire))
    for key, (code, sentence_of) in _DIFFERENT.items():
        if told[key] != again[key]:
            raise Trouble(code, sentence_of)
    for key in sorted(_KEYS):
        if told[key] != again[key]:
            raise _misshapen(f"“{key}” does not follow from the rest")
    if to_json(found, questionnaire) != data:
        raise _misshapen("it is not written the way Satchel writes it")
    return found


_DIFFERENT = {
    "consents": ("contribution-consent", "The text agreed to is not the one that the questionnaire shows."),
    "privacy": ("contribution-privacy", "The privacy choice is not the one that was answered."),
}


def _read(told: dict[str, Any], questionnaire: Questionnaire) -> Contribution:
    if set(told) != _KEYS or told["satchel_contribution"] != FORMAT:
        raise _misshapen("its fields are not those of format 1")
    named = {"id": questionnaire.id, "version": questionnaire.version, "digest": questionnaire.digest}
    if told["questionnaire"] != named:
        raise Trouble(
            "contribution-questionnaire", "The contribution answers another questionnaire than the one beside it."
        )
    identity, revision, supersedes, finalised = (
        told[key] for key in ("contribution", "revision", "supersedes", "finalised")
    )
    if str(uuid.UUID(identity)) != identity or not _REVISION.fullmatch(revision):
        raise _misshapen("its id or revision cannot be")
    if not _MOMENT.fullmatch(finalised) or datetime.fromisoformat(finalised).tzinfo is None:
        raise _misshapen("its date cannot be")
    if (revision == "1") != (supersedes is None) or (supersedes is not None and not _DIGEST.fullmatch(supersedes)):
        raise _misshapen("what it supersedes cannot be")
    if told["language"] not in (questionnaire.language, *questionnaire.languages):
        raise _misshapen("its language is not one of the questionnaire")
    filling = Filling(questionnaire, _sheet(told, questionnaire), told["language"])
    if filling.hidden_answers():
        raise Trouble("contribution-answers", f"“{filling.hidden_answers()[0]}” is answered though it was not asked.")
    try:
        return finalise(
            filling, contribution_id=identity, revision=int(revision), supersedes=supersedes, finalised=finalised
        )
    except Incomplete as incomplete:
        where = incomplete.problems[0].target
        raise Trouble("contribution-answers", f"The answer to “{where}” could not have been finalised.") from incomplete


def _sheet(told: dict[str, Any], questionnaire: Questionnaire) -> dict[Target, Value]:
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
        if not _DIGEST.fullmatch(entry["sha256"]) or not _SIZE.fullmatch(entry["size"]) or is_hazardous(entry["name"]):
            raise _misshapen("the name, size or hash of an attachment cannot be")
        if entry["name"].rpartition(".")[2].lower() != entry["type"]:
            raise _misshapen("an attachment is of another type than its name says")
        one = Attachment(entry["sha256"], entry["name"], int(entry["size"]), entry["type"])
        sheet[entry["question"]] = (*files_of(sheet.get(entry["question"])), one)
    return sheet


def _misshapen(what: str) -> Trouble:
    return Trouble("contribution-shape", f"The contribution cannot be read: {what}.")
