"""Verbs of a respondent without a screen: `fill`, `verify`, `withdraw`."""

from __future__ import annotations

import argparse
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

from db.contributions import ContributionStore
from desktop.keys import DeviceKey
from desktop.paths import Paths
from desktop.publishing import write_whole
from desktop.work.opening import open_archive, own_key
from desktop.work.packing import pack_filling
from desktop.work.placing import folder_at, place, refuse_taken
from desktop.work.reading_answers import read_answers
from desktop.work.reply import Refusal, Reply
from desktop.work.shelf import find, offered
from forms.answers import Attachment
from forms.filling import Filling
from forms.package.package import unpack
from forms.package.refusal import PackageRefused
from forms.package.withdrawal import ENDING as WITHDRAWAL_ENDING
from forms.package.withdrawal import take_withdrawal
from forms.package.withdrawal import withdraw as make_withdrawal
from forms.problems import Problem, remedy, sentence
from forms.questionnaire import Questionnaire
from forms.trouble import Trouble


def fill(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """Draft → checked → finalised → receipt and package in one folder. Raises `Refusal` with every reason; then no file."""
    questionnaire = find(chosen.questionnaire)
    language = offered(questionnaire, chosen.language)
    given = read_answers(questionnaire, chosen.answers, chosen.attach)
    attachments = given.attachments
    filling = Filling(questionnaire, given.sheet, language)
    problems = filling.problems()
    blocking = [one for one in problems if not one.advice and one.question not in given.unsure]
    if blocking or given.reasons:
        lines = [*given.reasons, *(f"{one.target}: {_told(one, questionnaire, language)}" for one in blocking)]
        raise Refusal(lines, {"problems": [{"place": one.target, "code": one.code} for one in blocking]})
    sent = {value.digest for values in filling.effective().values() if isinstance(values, tuple)
            for value in values if isinstance(value, Attachment)}  # fmt: skip
    now = datetime.now().astimezone()
    key = own_key(paths, now)
    made = pack_filling(
        filling,
        {digest: data for digest, data in attachments.items() if digest in sent},
        key,
        contribution_id=str(uuid.uuid4()),
        revision=1,
        supersedes=None,
        finalised=now.isoformat(timespec="seconds"),
    )
    package, receipt = _both(chosen.out, made.package.name, made.package_bytes, made.receipt)
    lines = [
        f"Contribution {made.contribution.reference} is complete and signed. It has NOT been sent.",
        f"Receipt: {receipt}",
        f"Package: {package}",
        f"Identity: {made.package.identity}",
    ]
    lines += [f"advice: {one.target}: {sentence(one, questionnaire, language)}" for one in problems if one.advice]
    lines += [f"advice: {word}" for word in given.warnings]
    hidden = filling.hidden_answers()
    lines += [f"not sent, because it is hidden: {target}" for target in hidden]
    return Reply(
        lines,
        {
            "contribution": made.contribution.contribution_id,
            "reference": made.contribution.reference,
            "identity": made.package.identity,
            "receipt": str(receipt),
            "package": str(package),
            "signer": key.fingerprint,
            "hidden": list(hidden),
        },
    )


def _told(problem: Problem, questionnaire: Questionnaire, language: str) -> str:
    """What is wrong and what to do; where the sentence says it all, alone."""
    told = sentence(problem, questionnaire, language)
    if problem.code in ("required", "row-required", "too-long"):
        return told
    return f"{told} {remedy(problem, questionnaire, language)}".rstrip()


def verify(chosen: argparse.Namespace, _paths: Paths) -> Reply:
    """Say of each package whether it is whole, unaltered, and by whom. Raises `Refusal` where any is not."""
    lines: list[str] = []
    refused: list[str] = []
    facts: list[dict[str, Any]] = []
    for path in chosen.packages:
        try:
            line, fact = _withdrawal(path) if path.name.endswith(WITHDRAWAL_ENDING) else _contribution(path)
        except PackageRefused as refusal:
            refused.append(f"{path}: {refusal} [{refusal.code}]")
            facts.append({"file": str(path), "whole": False, "code": refusal.code})
            continue
        lines.append(line)
        facts.append(fact)
    if refused:
        raise Refusal(refused, {"packages": facts}, sound=lines)
    return Reply(lines, {"packages": facts})


def _contribution(path: Path) -> tuple[str, dict[str, Any]]:
    package = unpack(path)
    one = package.contribution
    told = (
        f"{path}: whole and unaltered, signed with the key {package.signer}. Contribution {one.reference}, revision {one.revision}, "
        f"to “{one.questionnaire_id}” version {one.questionnaire_version}, finalised {one.finalised}."
    )
    return told, {
        "file": str(path),
        "whole": True,
        "identity": package.identity,
        "contribution": one.contribution_id,
        "revision": one.revision,
        "signer": package.signer,
    }


def _withdrawal(path: Path) -> tuple[str, dict[str, Any]]:
    one = take_withdrawal(path)
    told = (
        f"{path}: whole and unaltered, signed with the key {one.signer}. It withdraws contribution {one.reference}, revision "
        f"{one.revision}, package {one.package}, on {one.withdrawn}."
    )
    return told, {"file": str(path), "whole": True, "withdraws": one.package, "signer": one.signer}


def withdraw(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """Write a signed withdrawal of the contribution in a package, made with the key that signed it."""
    package = unpack(chosen.package)
    if DeviceKey.mark(paths.keys) is None:
        raise Refusal(
            [
                f"key: there is no key in “{paths.home}”.",
                "key: only the key that signed it can withdraw it. Restore that key first (key --restore), or name its folder (--home).",
            ]
        )
    key = DeviceKey.at(paths.keys)
    if package.signer != key.fingerprint:
        raise Refusal(
            [
                f"key: this contribution was signed with {package.signer}; the key here is {key.fingerprint}.",
                "key: only the key that signed it can withdraw it. Restore that key first (key --restore).",
            ]
        )
    now = datetime.now().astimezone()
    name, data = make_withdrawal(package, now.isoformat(timespec="seconds"), key.sign)
    path = folder_at(chosen.out) / name
    place(path, data)
    lines = [f"Withdrawal: {path}", "It has NOT been sent.", *_noted(paths, package.identity, now)]
    return Reply(lines, {"file": str(path)})


def _noted(paths: Paths, identity: str, now: datetime) -> list[str]:
    """Note the withdrawal in the archive here, if the contribution is in one; what to say where that cannot be done now."""
    if not paths.archive.exists():
        return []
    try:
        archive = open_archive(paths, now)
        try:
            ContributionStore(archive).mark_withdrawn(identity, now=now.isoformat(timespec="seconds"))
        finally:
            archive.close()
    except Trouble as trouble:
        return [f"The list of contributions here does not show it: {trouble.happened}"]
    return []


def _both(folder: Path, name: str, package: bytes, receipt: bytes) -> tuple[Path, Path]:
    """Both files or none; what stood there before stays."""
    folder_at(folder)
    package_path = folder / name
    receipt_path = folder / name.replace(".contribution.zip", ".receipt.pdf")
    refuse_taken(package_path, package)
    place(receipt_path, receipt)
    try:
        write_whole(package_path, package)
    except Trouble:
        receipt_path.unlink(missing_ok=True)
        raise
    return package_path, receipt_path
