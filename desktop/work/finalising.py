"""Finalising: a draft becomes a contribution with receipt and package; revising and withdrawing rest on the same key."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from db.contributions import KeptContribution
from desktop import VERSION
from desktop.publishing import write_whole
from desktop.work.drafting import OpenDraft, begin, damaged_answers, questionnaire_of
from desktop.work.office import Office
from forms.trouble import Trouble

if TYPE_CHECKING:
    from forms.package.package import Package

# Packing and printing are imported where they are done: the window opens without them.


def preview(draft: OpenDraft) -> bytes:
    """The PDF of the draft as it stands, marked as a preview on each page."""
    from forms.receipt.content import Facts
    from forms.receipt.content import preview as preview_document
    from forms.receipt.pdf import render

    return render(preview_document(draft.filling, Facts(program=f"Satchel {VERSION}")))


def finalise(office: Office, draft: OpenDraft) -> str:
    """Make the draft a contribution, keep it with its package, and return its identity. Raises `Trouble`.

    Contribution and end of the draft are one transaction: either both are kept or none.
    """
    if not draft.flush():
        raise draft.trouble or Trouble(
            "still-saving", "The last edits are still being saved.", remedy="Please try again."
        )
    if draft.damaged:
        raise damaged_answers()
    if not draft.is_as_stored():
        raise Trouble("altered-on-disk", "The answers on the disk are not those on the screen.",
                      "Those on the screen are being saved once more.", "Please try again.")  # fmt: skip
    if draft.together is not None:
        from desktop.work import signing

        signing.refuse_unsigned(draft)
    summary = draft.stored.summary
    from desktop.work.packing import pack_filling

    made = pack_filling(
        draft.filling,
        draft.attachment_bytes(),
        office.key(),
        contribution_id=summary.contribution_id,
        revision=summary.revision,
        supersedes=summary.supersedes,
        finalised=office.stamp(),
    )
    one = made.contribution
    office.contributions.keep(
        KeptContribution(
            identity=made.package.identity,
            contribution_id=one.contribution_id,
            revision=one.revision,
            supersedes=one.supersedes,
            reference=one.reference,
            questionnaire_digest=one.questionnaire_digest,
            draft_id=draft.draft_id,
            name=summary.name,
            finalised=one.finalised,
            withdrawn="",
        ),
        made.package_bytes,
    )
    if draft.together is not None:
        signing.tell_finalised(draft, made.package.identity, one.reference, one.revision)
    return made.package.identity


def package_of(office: Office, identity: str) -> Package:
    """The verified package of a contribution kept here. Raises `Trouble`."""
    office.contributions.one(identity)  # an index may know what the table does not know any more
    from forms.package.package import unpack

    package = unpack(io.BytesIO(office.contributions.package(identity)))
    if package.identity != identity:
        raise Trouble("contribution-damaged", "The record of this contribution is damaged in the archive.",
                      "It is not given out.", "Use a copy saved earlier, or restore a backup in the settings.")  # fmt: skip
    return package


def revise(office: Office, identity: str) -> str:
    """Begin a new revision of a contribution: a draft with the same answers, hidden ones too; the id of the draft. An open draft
    of that revision is used again. A number that was ever given, even to one deleted since, is not given again."""
    kept = office.contributions.one(identity)
    made = package_of(office, identity).contribution
    revision = max(made.revision, office.contributions.newest_revision(made.contribution_id)) + 1
    for one in office.drafts.all():
        if one.contribution_id == made.contribution_id and one.revision == revision:
            office.drafts.restore(one.draft_id)
            return one.draft_id
    ended = office.drafts.load(kept.draft_id)
    # What was sent is known from the package; of what was hidden, the newest value that still matches its hash.
    hidden = {one.target: one.last_good for one in ended.damaged if one.last_good is not None}
    return begin(
        office,
        questionnaire_of(office, ended.summary),
        kept.name,
        language=made.language,
        sheet={**hidden, **ended.sheet, **made.sheet},
        contribution_id=made.contribution_id,
        revision=revision,
        supersedes=identity,
    )


def save_withdrawal(office: Office, identity: str, path: Path) -> None:
    """Write a signed withdrawal of a contribution to `path` and remember it. Raises `Trouble`."""
    from forms.package.withdrawal import withdraw as make_withdrawal

    package = package_of(office, identity)
    _, data = make_withdrawal(package, office.stamp(), office.key().sign)
    write_whole(path, data)
    office.contributions.mark_withdrawn(identity, now=office.stamp())
