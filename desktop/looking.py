"""Looking at a PDF: a copy in the folder of copies, shown by whatever program shows PDF files here."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from forms.trouble import Trouble
from ui.words import tr


def look_at(pdf: bytes, folder: Path) -> None:
    """Show `pdf`. Raises `Trouble` where no copy can be written, or no program shows it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = _free(folder)
        path.write_bytes(pdf)
    except OSError as fault:
        raise Trouble(
            "no-copy",
            tr("Shell", "A copy to look at cannot be written: {reason}.", reason=fault.strerror),
            tr("Shell", "Your answers are safe."),
            tr("Shell", "Free some space and try again."),
        ) from fault
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise Trouble("no-viewer", tr("Shell", "No program for PDF files was found."), "", str(path))


def forget_copies(folder: Path) -> None:
    """Remove every copy that was made to look at. One that another program holds open goes at the next start."""
    with suppress(OSError):
        for copy in folder.glob("*"):
            with suppress(OSError):
                copy.chmod(0o600)
                copy.unlink(missing_ok=True)


def _free(folder: Path) -> Path:
    """A name of its own each time: a viewer may still hold the last one open."""
    number = 1
    while (path := folder / f"satchel-{number}.pdf").exists():
        number += 1
    return path
