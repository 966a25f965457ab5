"""One of many choices, found by typing any part of its words; accents and case do not matter."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QWidget

from forms.filling import QuestionState
from forms.questionnaire import Question, SingleChoice
from ui.fill.answers.contract import AnswerView
from ui.parts.plain import plain_button
from ui.parts.voice import Voice
from ui.words import tr

FOLDED = Qt.ItemDataRole.UserRole + 1


def folded(text: str) -> str:
    """`text` without case and accents, for finding."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


class _Completer(QCompleter):
    """Looks for what was typed in folded words and shows the real ones."""

    def splitPath(self, path: str) -> list[str]:
        """What was typed, folded."""
        return [folded(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The real words of a hit."""
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")


class _Combo(QComboBox):
    """A list that the mouse wheel does not change by accident."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Report that the person went elsewhere, not merely into the list."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change an answer."""
        event.ignore()


class DropdownView(AnswerView):
    """A list with a field to type in; typing never loses the answer given before."""

    def __init__(self, question: Question, voice: Voice) -> None:
        super().__init__(question, voice)
        assert isinstance(question, SingleChoice)
        self._ids = [one.id for one in question.choices]
        self._words = [voice.plain(one.label) for one in question.choices]
        self._value = ""
        self._combo = _Combo()
        self._combo.setEditable(True)
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._combo.setMaximumWidth(520)
        model = QStandardItemModel(self)
        for identity, words in zip(self._ids, self._words, strict=True):
            item = QStandardItem(words)
            item.setData(folded(words), FOLDED)
            item.setData(identity, Qt.ItemDataRole.UserRole)
            model.appendRow(item)
        self._combo.setModel(model)
        completer = _Completer(model, self)
        completer.setCompletionRole(FOLDED)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(12)
        self._combo.setCompleter(completer)
        completer.activated.connect(self._taken)
        self._combo.activated.connect(lambda index: self._choose(self._ids[index]))
        line = self._combo.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("Fill", "Type a part of the name, or open the list"))
        line.returnPressed.connect(self._finished)
        line.textChanged.connect(self._written)
        self._combo.left.connect(self._on_left)
        self._combo.setAccessibleName(self.name())
        line.setAccessibleName(self.name())
        self._clear = plain_button(tr("Fill", "Clear"), "quiet")
        self._clear.setAccessibleName(self.name(self._clear.text()))
        self._clear.clicked.connect(lambda: self._choose(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._combo, 1)
        row.addWidget(self._clear)
        row.addStretch(0)

    def show_state(self, state: QuestionState) -> None:
        """Show the chosen words."""
        value = state.values.get(self.question.id)
        self._value = value if isinstance(value, str) else ""
        index = self._ids.index(self._value) if self._value in self._ids else -1
        if self._combo.currentIndex() != index or index < 0:
            self._combo.setCurrentIndex(index)
        line = self._combo.lineEdit()
        if line is not None and not line.hasFocus():
            line.setText(self._words[index] if index >= 0 else "")
        self._clear.setVisible(bool(self._value))

    def controls(self) -> list[QWidget]:
        """The list and what clears it."""
        return [self._combo, self._clear]

    def describe(self, description: str) -> None:
        """The field inside carries the same words."""
        super().describe(description)
        line = self._combo.lineEdit()
        if line is not None:
            line.setAccessibleDescription(description)

    def _taken(self, words: str) -> None:
        if words in self._words:
            self._choose(self._ids[self._words.index(words)])

    def _written(self, words: str) -> None:
        """A screen reader can write the words of a choice while the focus is elsewhere; then nobody leaves the field."""
        line = self._combo.lineEdit()
        if line is not None and not line.hasFocus():
            self._taken(words)

    def _on_left(self) -> None:
        self._finished()
        self.left.emit(self.question.id)

    def _finished(self) -> None:
        line = self._combo.lineEdit()
        if line is None:
            return
        typed = folded(line.text().strip())
        if not typed:
            if self._value:
                self._choose("")
            return
        exact = [n for n, words in enumerate(self._words) if folded(words) == typed]
        hits = exact or [n for n, words in enumerate(self._words) if typed in folded(words)]
        if len(hits) == 1 or exact:
            self._choose(self._ids[hits[0]])
        else:
            line.setText(self._words[self._ids.index(self._value)] if self._value else "")

    def _choose(self, identity: str) -> None:
        line = self._combo.lineEdit()
        if line is not None:
            line.setText(self._words[self._ids.index(identity)] if identity else "")
        if identity != self._value:
            self._value = identity
            self.answered.emit(self.question.id, identity or None)
            self.left.emit(self.question.id)
