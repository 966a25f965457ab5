"""Find: words of questions, choices and one's own answers; each hit is a place to go to."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout

from forms.filling import Filling
from forms.places import choices
from forms.questionnaire import Matrix, Note, Question, Table
from ui import theme
from ui.fill.answers.dropdown import folded
from ui.parts.fields import LineField
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.voice import Voice
from ui.words import tr

LONG_LIST = 30


class FindBar(QFrame):
    """A line to type in, the count of hits, next and previous."""

    place_asked = Signal(str)
    closed = Signal()

    def __init__(self, filling: Filling, voice: Voice) -> None:
        super().__init__()
        self._filling, self._voice = filling, voice
        self._hits: tuple[str, ...] = ()
        self._at = -1
        theme.mark(self, "bar")
        row = QHBoxLayout(self)
        self._field = LineField()
        self._field.setAccessibleName(tr("Fill", "Find in this questionnaire"))
        self._field.setPlaceholderText(tr("Fill", "Find in questions and answers"))
        self._count = PlainLabel("", "help")
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        for words, step in ((tr("Fill", "Previous"), -1), (tr("Fill", "Next"), 1)):
            button = plain_button(words)
            button.setAccessibleName(tr("Fill", "{which} hit", which=words))
            button.clicked.connect(lambda _on=False, by=step: self._step(by))
            row.addWidget(button)
        done = plain_button(tr("Fill", "Close"), "quiet")
        done.setAccessibleName(tr("Fill", "Close find"))
        done.clicked.connect(self.close_bar)
        row.addWidget(done)
        self._field.edited.connect(self._typed)
        self._field.returnPressed.connect(lambda: self._step(1))
        QShortcut(QKeySequence("Escape"), self, self.close_bar)
        self.hide()

    def open_bar(self) -> None:
        """Show the line and put the focus there."""
        self.show()
        self._field.setFocus()
        self._field.selectAll()

    def close_bar(self) -> None:
        """Put the line away."""
        self.hide()
        self.closed.emit()

    def _typed(self, text: str) -> None:
        wanted = folded(text.strip())
        self._hits = tuple(hits(self._filling, self._voice, wanted)) if wanted else ()
        self._at = -1
        self._count.setText(tr("Fill", "{n} found", n=len(self._hits)) if wanted else "")

    def _step(self, by: int) -> None:
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._count.setText(tr("Fill", "{at} of {n}", at=self._at + 1, n=len(self._hits)))
            self.place_asked.emit(self._hits[self._at])


def hits(filling: Filling, voice: Voice, wanted: str) -> Iterator[str]:
    """The shown questions whose words, choices or answers contain `wanted` (folded)."""
    answers: dict[str, list[str]] = {}
    for target, value in filling.sheet().items():
        if isinstance(value, str):
            answers.setdefault(target.partition("/")[0], []).append(value)
    for item in filling.questionnaire.items():
        if isinstance(item, Note) or not filling.shown(item.id):
            continue
        if any(wanted in folded(text) for text in (*_words(item, voice), *answers.get(item.id, ()))):
            yield item.id


def _words(question: Question, voice: Voice) -> Iterator[str]:
    yield voice.plain(question.label)
    yield voice.plain(question.help)
    options = choices(question)
    if len(options) <= LONG_LIST:
        yield from (voice.plain(one.label) for one in options)
    if isinstance(question, (Matrix, Table)):
        yield from (voice.plain(row.label) for row in question.rows)
