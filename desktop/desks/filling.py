"""The fill desk: one open draft as the fill, review and finalise screens use it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desktop.saving import SaveState
from desktop.work import finalising
from desktop.work.drafting import OpenDraft, Step, open_draft
from desktop.work.office import Office
from forms.answers import Target, Value
from forms.change import Change
from forms.filling import Filling
from forms.trouble import Trouble
from ui.fill.desk import DamagedAnswer, Undone

if TYPE_CHECKING:
    from desktop.work.suggesting import Reason, SuggestMode

Listener = Callable[[SaveState, Trouble | None], None]


class _Bridge(QObject):
    """Brings reports of the saver thread to the screen thread."""

    told = Signal(str, object)


class OpenDesk:
    """Implements `ui.fill.desk.FillDesk`. Close it when the draft leaves the screen."""

    def __init__(self, office: Office, draft_id: str) -> None:
        self._office = office
        self._listener: Listener | None = None
        self._redraw: Callable[[Change], None] | None = None
        self._edited: Callable[[], None] | None = None
        self._suggesting: SuggestMode | None = None
        self._bridge = _Bridge()
        self._bridge.told.connect(self._heard, Qt.ConnectionType.QueuedConnection)
        self._draft: OpenDraft = open_draft(office, draft_id, self._bridge.told.emit)
        self._name = self._draft.stored.summary.name

    @property
    def draft(self) -> OpenDraft:
        """The open draft behind this desk."""
        return self._draft

    @property
    def filling(self) -> Filling:
        """The live state."""
        return self._draft.filling

    @property
    def name(self) -> str:
        """What the person calls this draft."""
        return self._name

    @property
    def last_place(self) -> Target | None:
        """Where the person was last."""
        return self._draft.stored.last_place

    @property
    def damaged(self) -> tuple[DamagedAnswer, ...]:
        """Answers that no longer match their hash."""
        return tuple(DamagedAnswer(one.target, one.reason, one.last_good) for one in self._draft.damaged)

    @property
    def save_state(self) -> SaveState:
        """Whether everything is durable."""
        return self._draft.save_state

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._draft.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._draft.can_redo

    def on_save_state(self, listener: Listener | None) -> None:
        """Tell `listener` of every change, on the screen thread."""
        self._listener = listener
        if listener is not None:
            listener(self._draft.save_state, self._draft.trouble)

    def on_redraw(self, listener: Callable[[Change], None] | None) -> None:
        """Tell `listener` when answers change without an edit here."""
        self._redraw = listener

    def redraw(self, change: Change) -> None:
        """Answers changed without an edit: colleagues' work came in, or was decided."""
        if self._redraw is not None:
            self._redraw(change)

    def on_edit(self, listener: Callable[[], None] | None) -> None:
        """Tell `listener` of every edit."""
        self._edited = listener

    @property
    def suggesting(self) -> SuggestMode | None:
        """What makes suggestions of a person's edits where they are not theirs to make; None where the draft is theirs alone."""
        if self._suggesting is None and self._draft.together is not None:
            from desktop.work.suggesting import SuggestMode

            self._suggesting = SuggestMode(self._draft)
        return self._suggesting

    def _may_edit(self) -> None:
        if self._draft.together is not None:
            from desktop.work.editing import refuse_editing

            refuse_editing(self._draft.together)

    def why_suggest(self, question: str) -> Reason | None:
        """Why an edit of this question would be a suggestion; None where it is an answer."""
        mode = self.suggesting
        return mode.reason(question) if mode is not None else None

    def keep_suggestions(self) -> None:
        """Bring what was typed as a suggestion into the archive. Raises `Trouble`."""
        if self._suggesting is not None:
            self._suggesting.keep()

    def answer(self, target: Target, value: Value | None) -> Change:
        """Give or clear one answer, or suggest it where that is this person's place."""
        mode = self.suggesting
        if mode is not None and mode.suggests(target):
            change = mode.answer(target, value)
        else:
            change = self._draft.answer(target, value)
        if self._edited is not None:
            self._edited()
        return change

    def heal(self, target: Target) -> Change:
        """Take the last sound value of a damaged answer."""
        return self._draft.heal(target)

    def speak(self, language: str) -> None:
        """Go on in another language of the questionnaire."""
        self._draft.speak(language)

    def leave(self, target: Target) -> None:
        """The person left this question."""
        mode = self.suggesting
        try:
            change = mode.leave(target) if mode is not None else None
        except Trouble:
            return  # it stays in the field, and is kept as soon as the disk takes it
        if change is None:
            change = self._draft.leave(target)
        if change is not None:
            self.redraw(change)

    def undo(self) -> Undone | None:
        """Take back one step."""
        self._may_edit()
        return _undone(self._draft.undo())

    def redo(self) -> Undone | None:
        """Do one step again."""
        self._may_edit()
        return _undone(self._draft.redo())

    def attach(self, question: str, path: Path) -> tuple[Change, tuple[str, ...]]:
        """Take a file as an answer."""
        self._may_edit()
        return self._draft.attach(question, path)

    def detach(self, question: str, digest: str) -> Change:
        """Remove one file."""
        self._may_edit()
        return self._draft.detach(question, digest)

    def open_copy(self, digest: str) -> Path:
        """A read-only copy for another program."""
        return self._draft.open_copy(digest)

    def rename(self, name: str) -> None:
        """Call the draft something else."""
        self._office.drafts.rename(self._draft.draft_id, name, now=self._office.stamp())
        self._name = name

    def preview(self) -> bytes:
        """The draft as PDF, marked as a preview."""
        return finalising.preview(self._draft)

    def finalise(self) -> str:
        """Make the draft a contribution; its identity."""
        return finalising.finalise(self._office, self._draft)

    def close(self) -> bool:
        """Make everything durable and put the draft away; whether all of it is."""
        self._listener = self._redraw = self._edited = None
        return self._draft.close()

    def _heard(self, state: SaveState, trouble: Trouble | None) -> None:
        if self._listener is not None:
            self._listener(state, trouble)


def _undone(step: Step | None) -> Undone | None:
    return Undone(step.target, step.change) if step else None
