"""Find: words of sections, notes, questions and choices, and one's own answers; each hit is a place to go to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout

from forms.answers import Attachment, Value
from forms.filling import Filling
from forms.places import choices
from forms.questionnaire import Item, Matrix, Note, SingleChoice, Table
from ui import theme
from ui.fill.answers.choice_list import folded
from ui.fill.offered import is_offered
from ui.parts.fields import LineField
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.voice import Voice
from ui.words import tr


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand: a target, a note, or the section itself."""

    place: str
    is_section: bool = False


class FindBar(QFrame):
    """A line to type in, the count of places, next and previous."""

    place_asked = Signal(str)
    section_asked = Signal(str)
    closed = Signal()

    def __init__(self, filling: Filling, voice: Voice) -> None:
        super().__init__()
        self._filling, self._voice = filling, voice
        self._hits: tuple[Hit, ...] = ()
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
        self._hits = tuple(dict.fromkeys(hits(self._filling, self._voice, wanted))) if wanted else ()
        self._at = -1
        self._count.setText(tr("Fill", "{n} found", n=len(self._hits)) if wanted else "")

    def _step(self, by: int) -> None:
        if self._hits:
            self._at = (self._at + by) % len(self._hits) if self._at >= 0 else (0 if by > 0 else len(self._hits) - 1)
            self._count.setText(tr("Fill", "{at} of {n}", at=self._at + 1, n=len(self._hits)))
            hit = self._hits[self._at]
            (self.section_asked if hit.is_section else self.place_asked).emit(hit.place)


def hits(filling: Filling, voice: Voice, wanted: str) -> Iterator[Hit]:
    """The places shown whose words or answers contain `wanted` (folded), in their order; one may come more than once."""
    answers: dict[str, list[tuple[str, str]]] = {}
    for target, value in filling.effective().items():
        for words in _written(value):
            answers.setdefault(target.partition("/")[0], []).append((target, words))
    for section in filling.questionnaire.sections:
        if is_offered(filling, section):
            if wanted in folded(voice.plain(section.title)):
                yield Hit(section.id, is_section=True)
            for item in section.items:
                if filling.shown(item.id):
                    own = [] if isinstance(item, SingleChoice | Matrix) else answers.get(item.id, [])
                    texts = [one for one in answers.get(item.id, []) if one[0].endswith("/text")]
                    for place, words in (*_asked(item, filling, voice), *(own or texts)):
                        if wanted in folded(words):
                            yield Hit(place)


def _asked(item: Item, filling: Filling, voice: Voice) -> Iterator[tuple[str, str]]:
    """The words of an item and the place of each: those of a row lead to the row."""
    if isinstance(item, Note):
        yield item.id, voice.plain(item.text)
        return
    yield item.id, voice.plain(item.label)
    yield item.id, voice.plain(item.help)
    for choice in choices(item):
        if filling.shown(f"{item.id}/{choice.id}"):
            yield item.id, voice.plain(choice.label)
    if isinstance(item, Matrix | Table):
        for row in item.rows:
            if filling.shown(f"{item.id}/{row.id}"):
                yield f"{item.id}/{row.id}", voice.plain(row.label)


def _written(value: Value) -> Iterator[str]:
    """What a person wrote, and the names of files."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (one.name for one in value if isinstance(one, Attachment))
