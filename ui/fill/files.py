"""Files as answers: choosing, dropping, opening and removing them on the fill screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from forms.change import Change
from forms.trouble import Trouble
from ui.fill.answers.attachment import AttachmentView
from ui.fill.desk import FillDesk
from ui.fill.question import QuestionCard
from ui.parts.ask import Ask
from ui.trouble import announce, tell_trouble
from ui.words import tr


class Files:
    """Serves the attachment questions of one fill screen; `redraw` is told what changed."""

    def __init__(self, desk: FillDesk, ask: Ask, redraw: Callable[[Change], None]) -> None:
        self._desk, self._ask, self._redraw = desk, ask, redraw

    def dress(self, card: QuestionCard) -> None:
        """Serve this card, if it asks for files."""
        view = card.view
        if isinstance(view, AttachmentView):
            view.choose_asked.connect(partial(self._choose, card))
            view.dropped.connect(partial(self._attach, card))
            view.open_asked.connect(self._open_copy)
            view.remove_asked.connect(partial(self._detach, card))

    def _choose(self, card: QuestionCard, question: str) -> None:
        path = self._ask.open_file(tr("Fill", "Choose a file"), "")
        if path is not None:
            self._attach(card, question, path)

    def _attach(self, card: QuestionCard, question: str, path: object) -> None:
        assert isinstance(card.view, AttachmentView)
        try:
            change, warnings = self._desk.attach(question, Path(str(path)))
        except Trouble as trouble:
            card.view.tell(str(trouble), wrong=True)
            announce(card, str(trouble))
            return
        card.view.tell(" ".join(warnings), wrong=False)
        self._redraw(change)

    def _detach(self, card: QuestionCard, question: str, digest: str) -> None:
        assert isinstance(card.view, AttachmentView)
        try:
            change = self._desk.detach(question, digest)
        except Trouble as trouble:
            card.view.tell(str(trouble), wrong=True)
            announce(card, str(trouble))
            return
        self._redraw(change)
        card.view.tell("", wrong=False)
        card.focus()

    def _open_copy(self, digest: str) -> None:
        try:
            path = self._desk.open_copy(digest)
        except Trouble as trouble:
            tell_trouble(self._ask, trouble)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            words = tr("Fill", "No program was found that opens this file.")
            tell_trouble(self._ask, Trouble("no-viewer", words, "", str(path)))
