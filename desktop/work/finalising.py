"""Finalising: a draft becomes a contribution with receipt and package; revising and withdrawing rest on the same key."""

from __future__ import annotations

from pathlib import Path

from desktop import VERSION
from desktop.publishing import write_whole
from desktop.work.drafting import OpenDraft
from desktop.work.office import Office
from desktop.work.packing import pack_filling
from forms.package.withdrawal import withdraw as make_withdrawal
from forms.receipt.content import Facts
from forms.receipt.content import preview as preview_document
from forms.receipt.pdf import render
from forms.trouble import Trouble


def preview(draft: OpenDraft) -> bytes:
    """The PDF of the draft as it stands, marked as a preview on each page."""
    return render(preview_document(draft.filling, Facts(program=f"Satchel {VERSION}")))


def finalise(office: Office, draft: OpenDraft) -> str:
    """Make the draft a contribution, keep it with its package, and return its identity. Raises `Trouble`.

    Contribution and end of the draft are one transaction: either both are kept or none.
    """
    if not draft.flush():
        raise draft.trouble or Trouble("still-saving", "The last edits are still being saved.", remedy="Please try again.")
    if draft.stored.damaged:
        raise Trouble(
            "damaged-answers",
            "Some answers were altered on the disk and are not trusted.",
            "All other answers are safe.",
            "Give these answers again; the review screen lists them.",
        )
    summary = draft.stored.summary
    made = pack_filling(
        draft.filling,
        draft.attachment_bytes(),
        office.key(),
        contribution_id=summary.contribution_id,
        revision=summary.revision,
        supersedes=summary.supersedes,
        finalised=office.stamp(),
    )
    office.contributions.keep_and_end_draft(
        identity=made.package.identity,
        contribution=made.contribution,
        package=made.package_bytes,
        receipt=made.receipt,
        draft_id=draft.draft_id,
        name=summary.name,
    )
    return made.package.identity


def save_withdrawal(office: Office, identity: str, path: Path) -> None:
    """Write a signed withdrawal of a contribution to `path` and remember it. Raises `Trouble`."""
    package = office.contributions.package(identity)
    _, data = make_withdrawal(package, office.stamp(), office.key().sign)
    write_whole(path, data)
    office.contributions.mark_withdrawn(identity, now=office.stamp())
