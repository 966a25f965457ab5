"""An archive in a temporary folder, and who writes into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.archive import Archive
from db.drafts import DraftStore, DraftSummary
from db.history import Authorship
from db.questionnaires import QuestionnaireStore
from tests.samples import MOMENT, questionnaire

BY = Authorship("ab" * 32, os.urandom, MOMENT)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A new archive with one draft, `d1`."""
    (tmp_path / "home").mkdir()
    opened = Archive.open(tmp_path / "home" / "a.satchel")
    begin(opened)
    yield opened
    opened.close()


def begin(archive: Archive, draft_id: str = "d1") -> DraftStore:
    """Begin a draft of the seed."""
    QuestionnaireStore(archive).keep(questionnaire(), origin="", now=MOMENT)
    store = DraftStore(archive)
    store.begin(summary(draft_id), BY)
    return store


def summary(draft_id: str = "d1") -> DraftSummary:
    """A draft without answers."""
    return DraftSummary(
        draft_id=draft_id, contribution_id=f"c-{draft_id}", revision=1, supersedes=None, questionnaire_digest=questionnaire().digest,
        name="My draft", language="en", created=MOMENT, touched=MOMENT, last_place=None, required=0, required_answered=0,
        trashed="", ended="",
    )  # fmt: skip
