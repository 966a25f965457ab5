"""A fill desk over the real engine without an archive, and questions answered beforehand, for tests of screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from forms.answers import Attachment, Target, Value
from forms.canonical import digest
from forms.change import Change
from forms.filling import Filling
from forms.package.file_types import check, clean_name
from forms.questionnaire import AttachmentQuestion, Questionnaire
from forms.trouble import Trouble
from ui.fill.desk import DamagedAnswer, SaveState, Undone


class EngineDesk:
    """Keeps everything in memory; one step of history for each answer."""

    def __init__(
        self, questionnaire: Questionnaire, sheet: dict[Target, Value] | None = None, language: str = "en"
    ) -> None:
        self.filling = Filling(questionnaire, sheet, language)
        self.name = "A draft for tests"
        self.last_place: Target | None = None
        self.damaged: tuple[DamagedAnswer, ...] = ()
        self.save_state: SaveState = "saved"
        self.steps: list[tuple[Target, Value | None, Value | None]] = []
        self.undone: list[tuple[Target, Value | None, Value | None]] = []
        self.left: list[Target] = []
        self.opened: list[str] = []

    @property
    def can_undo(self) -> bool:
        return bool(self.steps)

    @property
    def can_redo(self) -> bool:
        return bool(self.undone)

    def on_redraw(self, listener: Callable[[Change], None] | None) -> None:
        """Nobody else works on it."""

    def on_save_state(self, listener: Callable[[SaveState, Trouble | None], None] | None) -> None:
        if listener is not None:
            listener("saved", None)

    def answer(self, target: Target, value: Value | None) -> Change:
        self.steps.append((target, self.filling.value(target), value))
        self.undone.clear()
        return self.filling.answer(target, value)

    def heal(self, target: Target) -> Change:
        found = next(one for one in self.damaged if one.target == target)
        self.damaged = tuple(one for one in self.damaged if one is not found)
        return self.answer(target, found.last_good)

    def speak(self, language: str) -> None:
        self.filling.language = language

    def leave(self, target: Target) -> None:
        self.left.append(target)

    def undo(self) -> Undone | None:
        if not self.steps:
            return None
        step = self.steps.pop()
        self.undone.append(step)
        return Undone(step[0], self.filling.answer(step[0], step[1]))

    def redo(self) -> Undone | None:
        if not self.undone:
            return None
        step = self.undone.pop()
        self.steps.append(step)
        return Undone(step[0], self.filling.answer(step[0], step[2]))

    def attach(self, question: str, path: Path) -> tuple[Change, tuple[str, ...]]:
        asked = next(one for one in self.filling.questionnaire.questions() if one.id == question)
        assert isinstance(asked, AttachmentQuestion)
        data = path.read_bytes()
        checked = check(data, path.name, asked.extensions)
        given = (Attachment(digest(data), clean_name(path.name), len(data), checked.type),)
        return self.filling.answer(question, given), checked.warnings

    def detach(self, question: str, digest: str) -> Change:
        return self.answer(question, None)

    def open_copy(self, digest: str) -> Path:
        self.opened.append(digest)
        return Path(digest)

    def rename(self, name: str) -> None:
        self.name = name

    def preview(self) -> bytes:
        return b"%PDF-"

    def finalise(self) -> str:
        return "0" * 64


class Answers:
    """An `Ask` that answers from a list, and remembers what was asked."""

    def __init__(self, replies: Sequence[object] = ()) -> None:
        self.replies = list(replies)
        self.asked: list[str] = []

    def _next(self, question: str) -> object:
        self.asked.append(question)
        return self.replies.pop(0) if self.replies else None

    def confirm(self, question: str, explanation: str, deed: str, *, danger: bool = False) -> bool:
        return bool(self._next(question))

    def text(self, question: str, given: str, deed: str, *, secret: bool = False) -> str | None:
        reply = self._next(question)
        return reply if isinstance(reply, str) else None

    def open_file(self, title: str, kinds: str) -> Path | None:
        reply = self._next(title)
        return reply if isinstance(reply, Path) else None

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        reply = self._next(title)
        return reply if isinstance(reply, Path) else None

    def tell(self, title: str, sentences: str) -> None:
        self.asked.append(title)
