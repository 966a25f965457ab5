"""Files as an answer: chosen or dropped, opened, replaced, removed; a refusal says why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from forms.answers import Attachment
from forms.filling import QuestionState
from forms.questionnaire import AttachmentQuestion, Question
from ui import theme
from ui.fill.answers.contract import AnswerView
from ui.parts.page import empty
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.tab_order import kept_place
from ui.parts.voice import Voice
from ui.words import tr


def size_words(size: int) -> str:
    """A size in bytes as people say it."""
    if size < 1000:
        return tr("Fill", "{n} bytes", n=size)
    return (
        tr("Fill", "{n} kB", n=f"{size / 1000:.0f}")
        if size < 1_000_000
        else tr("Fill", "{n} MB", n=f"{size / 1_000_000:.1f}")
    )


class AttachmentView(AnswerView):
    """The files given, and the button that adds one. What a person asks goes out by signals."""

    choose_asked = Signal(str)
    dropped = Signal(str, object)
    open_asked = Signal(str)
    remove_asked = Signal(str, str)

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        assert isinstance(question, AttachmentQuestion)
        self._asked = question
        self.setAcceptDrops(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        box.addWidget(self._list)
        self._choose = plain_button(tr("Fill", "Choose a file…"))
        self._choose.clicked.connect(lambda: self.choose_asked.emit(question.id))
        row = QGridLayout()
        row.addWidget(self._choose, 0, 0)
        row.addWidget(PlainLabel(tr("Fill", "or drop it here"), "help"), 0, 1)
        row.setColumnStretch(1, 1)
        box.addLayout(row)
        self._told = PlainLabel("", "problem")
        self._told.hide()
        box.addWidget(self._told)
        self._files: tuple[Attachment, ...] | None = None
        self._buttons: list[QWidget] = []

    def show_state(self, state: QuestionState) -> None:
        """Show the files given."""
        value = state.values.get(self.question.id)
        files = tuple(one for one in value if isinstance(one, Attachment)) if isinstance(value, tuple) else ()
        if files == self._files:
            return
        self._files = files
        with kept_place(self):
            self._list_anew(files)
        replaces = bool(files) and self._asked.max_files == 1
        words = tr("Fill", "Replace the file…") if replaces else tr("Fill", "Choose a file…")
        self._choose.setText(words)
        self._choose.setAccessibleName(self.name(words))

    def tell(self, sentence: str, *, wrong: bool) -> None:
        """Say why a file was refused, or what in it could act on its own."""
        theme.mark(self._told, "problem" if wrong else "advice")
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def controls(self) -> list[QWidget]:
        """The buttons of each file, then the one that adds."""
        return [*self._buttons, self._choose]

    def control_at(self, _target: str) -> QWidget | None:
        """The button that adds."""
        return self._choose

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.dropped.emit(self.question.id, Path(url.toLocalFile()))
        event.acceptProposedAction()

    def _list_anew(self, files: tuple[Attachment, ...]) -> None:
        empty(self._grid)
        self._buttons = []
        for row, one in enumerate(files):
            self._grid.addWidget(PlainLabel(f"{one.name} ({size_words(one.size)})"), row, 0)
            for column, (words, deed) in enumerate(
                ((tr("Fill", "Open"), self.open_asked), (tr("Fill", "Remove"), None)), 1
            ):
                button = plain_button(words)
                button.setAccessibleName(self.name(one.name, words))
                if deed is not None:
                    button.clicked.connect(lambda _on=False, digest=one.digest: self.open_asked.emit(digest))
                else:
                    button.clicked.connect(
                        lambda _on=False, digest=one.digest: self.remove_asked.emit(self.question.id, digest)
                    )
                self._grid.addWidget(button, row, column)
                self._buttons.append(button)
