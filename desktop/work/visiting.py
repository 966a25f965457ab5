"""Visiting a home folder without a window: its office, one of its drafts, and a draft as a person has it open."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from db.drafts import DraftSummary
from desktop.paths import Paths
from desktop.work.drafting import OpenDraft, open_draft
from desktop.work.office import Office
from desktop.work.opening import open_archive, own_key
from desktop.work.reply import Refusal
from desktop.work.together import Together
from forms.trouble import Trouble

NONE_HERE = "There are no drafts here."


@contextmanager
def office_at(paths: Paths, *, new: bool = False) -> Iterator[Office]:
    """The office of this home folder; `new`: it may be the first thing that ever happens there. Raises `Refusal` where there is
    nothing yet, and `Trouble` while a window has the archive open."""
    if not new and not paths.archive.exists():
        raise Refusal([NONE_HERE])
    key = own_key(paths, _now())
    archive = open_archive(paths, _now())
    try:
        yield Office.over(archive, copies=paths.copies, now=_now, new_id=lambda: str(uuid.uuid4()), random_bytes=os.urandom,
                          key=lambda: key)  # fmt: skip
    finally:
        archive.close()


def _now() -> datetime:
    return datetime.now().astimezone()


def draft_named(office: Office, words: str) -> DraftSummary:
    """The draft whose id, or name, is `words`, or whose id alone begins so. Raises `Refusal` where none or several fit."""
    every = [one for one in office.drafts.all() if not one.trashed]
    for fitting in (
        [one for one in every if one.draft_id == words],
        [one for one in every if one.name == words],
        [one for one in every if words and one.draft_id.startswith(words)],
    ):
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise Refusal([f"{words}: several drafts are meant by this. Give more of the id.",
                           *(f"{one.draft_id}: {one.name}" for one in fitting)])  # fmt: skip
    raise Refusal([f"{words}: there is no such draft. `drafts` lists them." if every else NONE_HERE])


@contextmanager
def opened(office: Office, words: str) -> Iterator[OpenDraft]:
    """A draft as a person has it open; everything done to it is durable when the block is left. Raises `Refusal` or `Trouble`."""
    draft = open_draft(office, draft_named(office, words).draft_id, lambda *_: None)
    try:
        yield draft
        draft.rest()
    finally:
        draft.close()


def shared_by(draft: OpenDraft) -> Together:
    """What makes a draft a shared one. Raises `Trouble("not-shared")`."""
    if draft.together is None:
        raise Trouble("not-shared", "This draft is yours alone.", "Nothing was changed.", "Share it first.")
    return draft.together
