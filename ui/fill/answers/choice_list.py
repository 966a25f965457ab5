"""The list behind a dropdown: it finds choices by folded words, and takes none by itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter

_FOLDED = Qt.ItemDataRole.UserRole + 1


def folded(text: str) -> str:
    """`text` without case and accents, for finding."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


def hits(typed: str, words: Sequence[str]) -> list[int]:
    """Which of the words are meant: those that are just so; else those alike but for case and accents; else those with it inside."""
    wanted = folded(typed)
    same = [at for at, one in enumerate(words) if one == typed]
    alike = same or [at for at, one in enumerate(words) if folded(one) == wanted]
    return alike or [at for at, one in enumerate(words) if wanted in folded(one)]


class _Choices(QStandardItemModel):
    """Of equal words the list would take the first by itself when it is left; it finds none, and the view decides."""

    def match(
        self, start: QModelIndex | QPersistentModelIndex, role: int, value: Any, hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchWrap,
    ) -> list[QModelIndex]:  # fmt: skip
        """As ever, but for whole words."""
        whole = (Qt.MatchFlag.MatchExactly, Qt.MatchFlag.MatchFixedString)
        if flags & ~Qt.MatchFlag.MatchCaseSensitive in whole:
            return []
        return super().match(start, role, value, hits, flags)


class _Completer(QCompleter):
    """Looks for what was typed in folded words and shows the real ones."""

    def splitPath(self, path: str) -> list[str]:
        """What was typed, folded."""
        return [folded(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The real words of a hit."""
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")


class ChoiceList(QComboBox):
    """A list with a field to type in, which the mouse wheel does not change by accident."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._choices = _Choices(self)
        self.setModel(self._choices)
        completer = _Completer(self._choices, self)
        completer.setCompletionRole(_FOLDED)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)

    def offer(self, words: Sequence[str]) -> None:
        """Offer these, in this order, with none of them taken."""
        self._choices.clear()
        for one in words:
            item = QStandardItem(one)
            item.setData(folded(one), _FOLDED)
            self._choices.appendRow(item)
        self.setCurrentIndex(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Report that the person went elsewhere, not merely into the list."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change an answer."""
        event.ignore()
