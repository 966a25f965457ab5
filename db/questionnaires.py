"""Questionnaires kept with their digest: drafts go on with the version they began with."""

from __future__ import annotations

from dataclasses import dataclass

from db.archive import Archive
from db.rows import blob
from forms import canonical
from forms.questionnaire import Questionnaire
from forms.trouble import Trouble
from forms.wording import say


@dataclass(frozen=True, slots=True)
class KeptQuestionnaire:
    """What the archive knows of a questionnaire without reading it whole."""

    digest: str
    id: str
    version: str
    title: str
    origin: str


class QuestionnaireStore:
    """The questionnaires of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def keep(self, questionnaire: Questionnaire, *, origin: str, now: str) -> None:
        """Keep a questionnaire; the same one again heals damaged bytes and adds a missing origin. `origin` says which file it came
        from (`bundled:SHA-256 of the file`), or is empty."""
        title = say(questionnaire.title, questionnaire.language, questionnaire.language)
        row = (questionnaire.digest, questionnaire.id, questionnaire.version, title, questionnaire.source, origin, now)
        with self._archive.write() as connection:
            connection.execute(
                "INSERT INTO questionnaire (digest, id, version, title, source, origin, kept) VALUES (?,?,?,?,?,?,?) "
                "ON CONFLICT (digest) DO UPDATE SET source = excluded.source, "
                "origin = CASE excluded.origin WHEN '' THEN origin ELSE excluded.origin END "
                "WHERE excluded.origin <> '' OR source IS NOT excluded.source",
                row,
            )

    def source(self, digest: str) -> bytes:
        """The canonical definition. Raises `Trouble("questionnaire-damaged")` where its bytes do not match its digest."""
        with self._archive.read() as connection:
            row = connection.execute("SELECT source FROM questionnaire WHERE digest = ?", (digest,)).fetchone()
        if row is None or canonical.digest(blob(row[0])) != digest:
            raise Trouble(
                "questionnaire-damaged",
                "The questionnaire of this draft is damaged or missing in the archive.",
                "Your answers are still there.",
                "Open the same questionnaire file again, or restore a backup in the settings.",
            )
        return blob(row[0])

    def all(self) -> tuple[KeptQuestionnaire, ...]:
        """Every questionnaire kept, newest first."""
        with self._archive.read() as connection:
            rows = connection.execute(
                "SELECT digest, id, version, title, origin FROM questionnaire ORDER BY kept DESC, digest"
            ).fetchall()
        return tuple(KeptQuestionnaire(*row) for row in rows)
