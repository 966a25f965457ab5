"""A contribution's package: packed when it is finalised, verified wholly before anything in it is believed."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from forms import canonical
from forms.contribution import Contribution, from_json
from forms.faults import Faulty
from forms.package import bag
from forms.package.file_types import WrongFile, check
from forms.package.refusal import PackageRefused
from forms.package.signature import NAMESPACE, Sign, fingerprint
from forms.questionnaire import AttachmentQuestion, Questionnaire
from forms.reading import read
from forms.trouble import Trouble

ENDING = ".contribution.zip"
MAX_JSON = 10_000_000
MAX_RECEIPT = 50_000_000
MAX_ATTACHMENT = 100_000_000
MAX_ATTACHMENTS = 280
MAX_ATTACHED = 400_000_000
_ATTACHMENT = re.compile(r"attachments/[0-9a-f]{64}\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Package:
    """A verified package. `identity` is the sha-256 of its tag manifest; `signer` the fingerprint of the key that signed it;
    `attachments` are bytes by digest; `name` is the file name it goes by."""

    identity: str
    contribution: Contribution
    questionnaire: Questionnaire
    receipt: bytes
    attachments: Mapping[str, bytes]
    signer: str
    name: str
    contribution_bytes: bytes


def pack(
    contribution: bytes, questionnaire: Questionnaire, receipt: bytes, attachments: Mapping[str, bytes], sign: Sign
) -> tuple[Package, bytes]:
    """The package and its bytes. `contribution` is canonical JSON, `attachments` the bytes of each attachment by digest. The
    package is read again before it is given out: what comes back is verified. Raises `PackageRefused` and `Trouble`."""
    made = from_json(contribution, questionnaire)
    payload = {"contribution.json": contribution, "questionnaire.json": questionnaire.source, "receipt.pdf": receipt}
    attached = made.attachments()
    if len(attached) > MAX_ATTACHMENTS or sum(one.size for _, one in attached) > MAX_ATTACHED:
        raise Trouble("attachments-too-large", "The attached files together are too many or too large for one package.",
                      "The draft is as it was.",
                      f"Keep to {MAX_ATTACHMENTS} files and {MAX_ATTACHED // 1_000_000} MB in all.")  # fmt: skip
    for _, one in attached:
        payload[f"attachments/{one.digest}.{one.type}"] = attachments[one.digest]
    _, data = bag.build(folder_name(made), payload, _info(made), sign, NAMESPACE)
    return unpack(io.BytesIO(data)), data


def _info(contribution: Contribution) -> dict[str, str]:
    """What bag-info.txt says for people and archives; it follows wholly from the contribution."""
    return {
        "Contribution-Reference": contribution.reference,
        "Contribution-Revision": str(contribution.revision),
        "External-Identifier": contribution.contribution_id,
        "Questionnaire-Digest": contribution.questionnaire_digest,
        "Questionnaire-Id": contribution.questionnaire_id,
    }


_CODES = {
    "contribution-questionnaire": "other-questionnaire",
    "contribution-answers": "answers",
    "contribution-consent": "consent",
    "contribution-privacy": "privacy",
}


def folder_name(contribution: Contribution) -> str:
    """The name of the folder inside, and of the file before its ending."""
    tail = f"-r{contribution.revision}" if contribution.revision > 1 else ""
    return f"{contribution.questionnaire_id[:64]}-{contribution.contribution_id[:8]}{tail}"


def unpack(source: BinaryIO | Path) -> Package:
    """The package in a file, wholly verified. Raises `PackageRefused`."""
    with bag.opened(source) as file:
        found = bag.take(file, NAMESPACE, _limit, ("contribution.json", "questionnaire.json", "receipt.pdf"))
    try:
        questionnaire = read(found.payload["questionnaire.json"], {})
    except Faulty as fault:
        raise PackageRefused("questionnaire", str(fault.faults[0])) from fault
    if questionnaire.source != found.payload["questionnaire.json"]:
        raise PackageRefused("questionnaire", "it is not in canonical form")
    try:
        contribution = from_json(found.payload["contribution.json"], questionnaire)
    except Trouble as trouble:
        written = trouble.code == "not-canonical" or trouble.code.startswith("json-")
        code = "not-canonical" if written else _CODES.get(trouble.code, "contribution")
        raise PackageRefused(code, trouble.happened) from trouble
    if not found.payload["receipt.pdf"].startswith(b"%PDF-"):
        raise PackageRefused("receipt")
    if found.info != _info(contribution) or found.name != folder_name(contribution):
        raise PackageRefused("bagit", "it names another contribution")
    return Package(
        identity=found.identity,
        contribution=contribution,
        questionnaire=questionnaire,
        receipt=found.payload["receipt.pdf"],
        attachments=_attachments(found, contribution, questionnaire),
        signer=fingerprint(found.signer),
        name=found.name + ENDING,
        contribution_bytes=found.payload["contribution.json"],
    )


def _limit(name: str) -> int | None:
    if name in ("contribution.json", "questionnaire.json"):
        return MAX_JSON
    if name == "receipt.pdf":
        return MAX_RECEIPT
    return MAX_ATTACHMENT if _ATTACHMENT.fullmatch(name) else None


def _attachments(found: bag.Bag, contribution: Contribution, questionnaire: Questionnaire) -> dict[str, bytes]:
    questions = {one.id: one for one in questionnaire.questions() if isinstance(one, AttachmentQuestion)}
    files = {name: data for name, data in found.payload.items() if name.startswith("attachments/")}
    told: dict[str, bytes] = {}
    named: set[str] = set()
    for question, one in contribution.attachments():
        name = f"attachments/{one.digest}.{one.type}"
        data = files.get(name)
        if data is None or len(data) != one.size or canonical.digest(data) != one.digest:
            raise PackageRefused("attachment", one.name)
        try:
            checked = check(data, f"file.{one.type}", questions[question].extensions)
        except WrongFile as wrong:
            raise PackageRefused("attachment", wrong.happened) from wrong
        if checked.type != one.type:
            raise PackageRefused("attachment", one.name)
        told[one.digest] = data
        named.add(name)
    if named != set(files):
        raise PackageRefused("attachment", "a file that no answer names")
    return told
