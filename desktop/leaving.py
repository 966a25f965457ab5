"""Leaving: whether the last edits are safe when a draft, the window or the session goes, and what to say where they are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QSessionManager

from desktop.desks.filling import OpenDesk
from forms.trouble import Trouble
from ui.parts.ask import Ask
from ui.trouble import tell_trouble
from ui.words import tr


class Leaving:
    """Looks at the draft that `desk` gives at that moment; None where none is open."""

    def __init__(self, ask: Ask, desk: Callable[[], OpenDesk | None]) -> None:
        self._ask, self._desk = ask, desk

    def may_leave(self, deed: str) -> bool:
        """Whether everything is durable, or the person does `deed` all the same."""
        desk = self._desk()
        if desk is None or self._is_safe(desk):
            return True
        question = tr("Shell", "The last edits are not saved. Go all the same?")
        return self._ask.confirm(question, str(desk.draft.trouble or ""), deed, danger=True)

    def session_ends(self, manager: QSessionManager) -> None:
        """The person logs out. Everything is kept, but the window stays: they may still think better of it."""
        desk = self._desk()
        if desk is None or self._is_safe(desk):
            return
        if manager.allowsInteraction():
            if not self.may_leave(tr("Shell", "Log out and lose them")):
                manager.cancel()
            manager.release()

    def tell_of_bug(self, report: Path | None) -> None:
        """Something in Satchel itself went wrong: say so, what is safe, and where the report lies."""
        desk = self._desk()
        safe = (
            tr("Shell", "Your answers are saved.")
            if desk is None or desk.draft.flush(1.0)
            else tr("Shell", "The last edits are not saved yet: keep this window open and copy them elsewhere.")
        )
        where = tr("Shell", "A report without answers is in {path}.", path=report) if report else ""
        tell_trouble(self._ask, Trouble("bug", tr("Shell", "Something went wrong in Satchel."), safe, where))

    @staticmethod
    def _is_safe(desk: OpenDesk) -> bool:
        try:
            desk.keep_suggestions()
        except Trouble:
            return False
        return desk.draft.flush()
