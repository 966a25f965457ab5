"""Attachments: the bytes of files given as answers, by their sha-256, inside the archive."""

from __future__ import annotations

from db.archive import Archive
from db.rows import blob
from forms import canonical
from forms.trouble import Trouble


class AttachmentStore:
    """The attachments of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def keep(self, data: bytes) -> str:
        """Keep the bytes; their digest. The same bytes again cost nothing, and heal a copy that was damaged."""
        digest = canonical.digest(data)
        with self._archive.write() as connection:
            connection.execute(
                "INSERT INTO attachment (digest, size, body) VALUES (?,?,?) ON CONFLICT (digest) DO UPDATE "
                "SET size=excluded.size, body=excluded.body WHERE body IS NOT excluded.body",
                (digest, len(data), data),
            )
        return digest

    def bytes_of(self, digest: str) -> bytes:
        """The bytes. Raises `Trouble("attachment-damaged")` where they are missing or do not match their digest."""
        with self._archive.read() as connection:
            row = connection.execute("SELECT body FROM attachment WHERE digest = ?", (digest,)).fetchone()
        if row is None or canonical.digest(blob(row[0])) != digest:
            raise Trouble(
                "attachment-damaged",
                "An attached file is damaged or missing in the archive.",
                "All other answers are safe.",
                "Attach the file again.",
            )
        return blob(row[0])

    def of_draft(self, draft_id: str) -> dict[str, bytes]:
        """Every file that a draft, or its history, needs and that is here, by digest; damaged ones are left out."""
        with self._archive.read() as connection:
            found = connection.execute(
                "SELECT digest, body FROM attachment WHERE digest IN (SELECT digest FROM attachment_use WHERE draft_id=?)",
                (draft_id,),
            ).fetchall()
        return {digest: blob(body) for digest, body in found if canonical.digest(blob(body)) == digest}
