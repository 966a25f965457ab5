"""Moving: a copy of a draft, and a whole draft in one file for another computer of the same person."""

from __future__ import annotations

from pathlib import Path

from desktop.publishing import write_whole
from desktop.work.drafting import READ_AT_MOST, begin, file_bytes, questionnaire_of, trusted
from desktop.work.office import Office
from forms.plain import files_of
from forms.trouble import Trouble


def duplicate(office: Office, draft_id: str) -> str:
    """A copy of a draft as a contribution of its own; the id of the copy."""
    stored = trusted(office, draft_id)
    questionnaire = questionnaire_of(office, stored.summary)
    return begin(office, questionnaire, f"{stored.summary.name} (2)", language=stored.summary.language, sheet=stored.sheet,
                 last_place=stored.last_place)  # fmt: skip


def move_out(office: Office, draft_id: str, path: Path) -> None:
    """Write a whole draft into one file for another computer; what stays here goes to the trash, so that only one of the two is
    finalised. Raises `Trouble`; then nothing is written."""
    stored = trusted(office, draft_id)
    digests = {one.digest for value in stored.sheet.values() for one in files_of(value)}
    summary = stored.summary
    from forms import draft_file  # start-up does not need it

    moved = draft_file.MovedDraft(
        name=summary.name,
        language=summary.language,
        contribution_id=summary.contribution_id,
        revision=summary.revision,
        supersedes=summary.supersedes,
        last_place=summary.last_place,
        questionnaire=questionnaire_of(office, summary),
        sheet=stored.sheet,
        attachments={digest: office.attachments.bytes_of(digest) for digest in digests},
    )
    data = draft_file.write(moved)
    try:
        if len(data) > READ_AT_MOST:
            raise ValueError("larger than the other computer reads")
        draft_file.take(data)
    except (Trouble, ValueError) as fault:
        raise Trouble("draft-not-movable", "This draft cannot be moved: the other computer could not read so large a file.",
                      "Nothing was written, and the draft is as it was.",
                      "Shorten the longest answers or remove a file, and try again.") from fault  # fmt: skip
    write_whole(path, data)
    office.drafts.trash(draft_id, now=office.stamp())


def move_in(office: Office, path: Path) -> str:
    """Take a draft from such a file; the id it has here. Where it is here already it becomes a duplicate, a contribution of its own,
    and its name says so. Raises `Trouble`; then nothing changed."""
    from forms import draft_file  # start-up does not need it

    moved = draft_file.take(file_bytes(path))
    for data in moved.attachments.values():
        office.attachments.keep(data)
    if _is_here(office, moved.contribution_id, moved.revision):
        return begin(office, moved.questionnaire, f"{moved.name} (duplicate: it was here already)", language=moved.language,
                     sheet=moved.sheet, last_place=moved.last_place)  # fmt: skip
    return begin(
        office,
        moved.questionnaire,
        moved.name,
        language=moved.language,
        sheet=moved.sheet,
        contribution_id=moved.contribution_id,
        revision=moved.revision,
        supersedes=moved.supersedes,
        last_place=moved.last_place,
    )


def _is_here(office: Office, contribution_id: str, revision: int) -> bool:
    drafted = any(one.contribution_id == contribution_id and not one.trashed for one in office.drafts.all())
    return drafted or office.contributions.newest_revision(contribution_id) >= revision
