"""One cell of a table: its field, how long the text is, and, where the rows stack, the words of its column above."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.fill.answers.length_counter import LengthCounter
from ui.parts.fields import LineField
from ui.parts.plain import PlainLabel


class TableCell(QWidget):
    """A short text of a row and a column."""

    def __init__(self, words: str, help_words: str, name: str, limit: int | None) -> None:
        super().__init__()
        self.words, self.help = words, help_words
        self.field = LineField()
        self.field.setMinimumWidth(80)
        self.field.setAccessibleName(name)
        self.counter = LengthCounter(limit)
        self._above = [PlainLabel(one, role) for one, role in ((words, "body"), (help_words, "small")) if one]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for part in (*self._above, self.field, self.counter):
            box.addWidget(part)
        box.addStretch(1)

    def stack(self, *, on: bool) -> None:
        """Say the words of the column here, or leave them to the head."""
        for label in self._above:
            label.setVisible(on)
