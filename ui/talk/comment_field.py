"""A field for a comment: "@" and the first letters of a name offer the people who take part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from ui.parts.fields import TextField
from ui.talk.cards import Person

_BEGUN = re.compile(r"@([^@\n]{0,40})\Z")


class CommentField(TextField):
    """Text of several lines; Enter or Tab takes the name that is offered, Escape none."""

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[Person, ...] = ()
        self._names = QStringListModel(self)
        self._offer = QCompleter(self._names, self)
        self._offer.setWidget(self)
        popup = self._offer.popup()
        assert popup is not None
        self._popup = popup
        self._offer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._offer.activated.connect(self._take)
        self.edited.connect(lambda _text: self._look())

    def show_people(self, people: Sequence[Person]) -> None:
        """These can be named."""
        self._people = tuple(people)
        self._names.setStringList(sorted({one.name for one in people}))

    def to(self) -> tuple[str, ...]:
        """The ids of the people whose names stand in the text behind an "@"."""
        return addressed(self.text(), self._people)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While names are offered, some keys are for their list."""
        taking = (Qt.Key.Key_Enter, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
        if self._popup.isVisible() and event.key() in taking:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _look(self) -> None:
        begun = self._begun()
        if begun is None:
            self._popup.hide()
            return
        self._offer.setCompletionPrefix(begun)
        if not self._offer.completionCount() or self._offer.currentCompletion() == begun:
            self._popup.hide()
            return
        self._popup.setCurrentIndex(self._offer.completionModel().index(0, 0))
        place = self.cursorRect()
        place.setWidth(min(self.width(), 280))
        self._offer.complete(place)

    def _begun(self) -> str | None:
        """What stands between the last "@" and the cursor."""
        cursor = self.textCursor()
        found = _BEGUN.search(cursor.block().text()[: cursor.positionInBlock()])
        return found.group(1) if found else None

    def _take(self, name: str) -> None:
        begun = self._begun()
        if begun is not None:
            cursor = self.textCursor()
            for _ in begun:
                cursor.deletePreviousChar()
            cursor.insertText(f"{name} ")
            self.setTextCursor(cursor)


def addressed(text: str, people: Sequence[Person]) -> tuple[str, ...]:
    """The ids of the people whose names stand in `text` behind an "@": the longest name that fits at each."""
    names = sorted({one.name for one in people if one.name}, key=len, reverse=True)
    found: set[str] = set()
    for after in text.casefold().split("@")[1:]:
        named = next((one for one in names if after.startswith(one.casefold())), None)
        found.update(one.id for one in people if one.name == named)
    return tuple(sorted(found))
