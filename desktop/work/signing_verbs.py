"""Verbs at the end of a draft: `sign-off` and `finalise`."""

from __future__ import annotations

import argparse

from desktop.paths import Paths
from desktop.work import finalising, signing
from desktop.work.finalising import package_of
from desktop.work.placing import folder_at, place, refuse_taken
from desktop.work.reply import Refusal, Reply
from desktop.work.visiting import office_at, opened, shared_by
from forms.problems import sentence
from forms.reconcile.checklist import Check, checklist, may_sign
from forms.reconcile.signing import answers_digest

WORDS = {
    "differences": "answers differ",
    "combined": "combined answers that nobody confirmed",
    "waiting": "steps wait for another file",
    "apart": "steps of people who are not let in",
    "suggestions": "suggestions are open",
    "required": "required answers are missing",
    "limits": "answers do not fit yet",
    "hidden": "answers would not be sent, and nobody said that this is right",
    "reviews": "questions are not approved as they are now",
    "privacy": "the privacy choice is to be confirmed by who signs",
    "threads": "comments are open",
    "frozen": "the answers are frozen for review",
    "signer": "you are not one of those who sign",
}


def sign_off(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """Sign all answers as they are now. Raises `Refusal` with everything that holds it up; `--dry-run` only tells."""
    with office_at(paths) as office, opened(office, chosen.draft) as draft:
        together = shared_by(draft)
        draft.rest()
        checks = checklist(together.ledger, draft.filling, me=together.me)
        lines = [_line(one) for one in checks if one.count]
        facts = {"draft": draft.draft_id, "checks": [
            {"code": one.code, "count": one.count, "places": list(one.places), "holds_up": one.holds_up} for one in checks
        ]}  # fmt: skip
        if not may_sign(checks):
            if chosen.dry_run:
                return Reply([*lines, "This cannot be signed yet. Nothing was changed."], facts)
            raise Refusal([_line(one) for one in checks if one.holds_up], facts)
        if chosen.dry_run:
            return Reply([*lines, "This can be signed. Nothing was changed."], facts)
        signing.sign(draft)
        answers = answers_digest(draft.filling.effective())
    return Reply([*lines, "Signed off. Share the draft, so that your colleagues know."], {**facts, "answers": answers})


def _line(one: Check) -> str:
    mark = "!" if one.holds_up else "–"
    places = ", ".join(one.places[:5]) + (", …" if len(one.places) > 5 else "")
    return f"{mark} {WORDS.get(one.code, one.code)}: {one.count}" + (f" ({places})" if places else "")


def finalise(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """Make a draft a contribution and write its receipt and package. Raises `Refusal` with every reason; then nothing is final."""
    with office_at(paths) as office:
        with opened(office, chosen.draft) as draft:
            blocking = [one for one in draft.filling.problems() if not one.advice]
            if blocking:
                told = [
                    f"{one.target}: {sentence(one, draft.filling.questionnaire, draft.filling.language)}"
                    for one in blocking
                ]
                raise Refusal(told, {"problems": [{"place": one.target, "code": one.code} for one in blocking]})
            folder_at(chosen.out)
            draft.rest()
            identity = finalising.finalise(office, draft)
        package = package_of(office, identity)
        data = office.contributions.package(identity)
    name = package.name
    package_path, receipt_path = chosen.out / name, chosen.out / name.replace(".contribution.zip", ".receipt.pdf")
    refuse_taken(package_path, data)
    place(receipt_path, package.receipt)
    place(package_path, data)
    lines = [
        f"Contribution {package.contribution.reference} is complete and signed. It has NOT been sent.",
        f"Receipt: {receipt_path}",
        f"Package: {package_path}",
    ]
    return Reply(lines, {"identity": identity, "reference": package.contribution.reference, "receipt": str(receipt_path),
                         "package": str(package_path)})  # fmt: skip
