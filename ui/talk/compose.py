"""A new comment: what it is about, the words, and whom it asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.parts.plain import PlainLabel
from ui.talk.cards import Anchor, Person
from ui.talk.whole_list import WholeList
from ui.talk.writing import Writing
from ui.words import tr

Span = tuple[int, int]
KEEP_MS = 400


class Compose(QWidget):
    """`composed(anchor, text, to, span)`; `span` is where the quoted words stand, or None. Words that were begun about one question
    wait there while the person looks at another: `begun(question, words)` has them kept, and `read` gives them back."""

    composed = Signal(object, str, tuple, object)
    begun = Signal(str, str)

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__()
        self._question: str | None = None
        self._read = read
        self._begun: dict[str, str] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.keep)
        self._anchors: tuple[Anchor, ...] = ()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE.xs)
        box.addWidget(PlainLabel(tr("Talk", "New comment"), "column"))
        self._about = WholeList()
        self._about.setAccessibleName(tr("Talk", "What the new comment is about"))
        self._about.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._about.setMinimumContentsLength(8)
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.addWidget(self._about)
        self._writing = Writing(tr("Talk", "New comment"), tr("Talk", "Comment"), leave=False)
        self._writing.sent.connect(self._send)
        self._writing.field.edited.connect(lambda _text: self._soon.start(KEEP_MS))
        box.addWidget(self._writing)
        hint = tr("Talk", "Type @ and a name to ask somebody. Only people who draft this with you see comments.")
        box.addWidget(PlainLabel(hint, "small"))

    def show_places(self, question: str, anchors: Sequence[Anchor], people: Sequence[Person]) -> None:
        """New comments are about `question` or one of its places; about the whole draft where it is empty."""
        self._writing.show_people(people)
        if question == self._question:
            return
        self.keep()
        if self._question is not None:
            self._begun[self._question] = self._writing.field.text()
        self._question, self._anchors = question, tuple(anchors)
        self._writing.begin(self._begun.pop(question, "") or self._read(question))
        self._about.clear()
        for one in anchors:
            self._about.addItem(one.words or tr("Talk", "The whole question"), (one, None))
        self._about.setVisible(self._about.count() > 1)

    def offer_words(self, anchor: Anchor, words: str, span: Span) -> None:
        """The person marked words of their answer: the comment can be about them."""
        self.forget_words()
        short = words if len(words) <= 60 else f"{words[:57]}…"
        told = tr("Talk", "The words “{words}”", words=" ".join(short.split()))
        self._about.insertItem(0, told, (anchor, span))
        self._about.setCurrentIndex(0)
        self._about.show()

    def forget_words(self) -> None:
        """No words are marked any more."""
        if self._about.count() and self._about.itemData(0)[1] is not None:
            self._about.removeItem(0)
            self._about.setVisible(self._about.count() > 1)

    def sent(self) -> None:
        """The comment is in the draft: the field may forget it."""
        self._writing.clear()
        self.keep()
        self.forget_words()
        self._about.setCurrentIndex(0)

    def begin_with(self, words: str) -> None:
        """Put these words before what was begun."""
        text = self._writing.field.text()
        if not text.startswith(words):
            self._writing.begin(words + text)

    def keep(self) -> None:
        """Have what was begun kept now."""
        self._soon.stop()
        if self._question is not None:
            self.begun.emit(self._question, self._writing.field.text())

    def take_focus(self) -> None:
        """Begin to write."""
        self._writing.field.setFocus()

    def _send(self, text: str, to: tuple[str, ...]) -> None:
        anchor, span = self._about.currentData()
        self.composed.emit(anchor, text, to, span)
