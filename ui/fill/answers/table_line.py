"""The words of one row of a table: what it is, its help, whether it is required, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.fill.answers.description import with_own
from ui.fill.answers.table_cell import TableCell
from ui.parts.plain import PlainLabel
from ui.words import tr


class TableLine(QWidget):
    """Stands beside the cells of its row, or above them where the rows stack; `cells` has them by column."""

    def __init__(self, words: str, help_words: str, cells: Mapping[str, TableCell], *, required: bool) -> None:
        super().__init__()
        self.cells = cells
        self._help = help_words
        self._required = tr("Fill", "Required") if required else ""
        self._words = PlainLabel(words)
        self._mark = PlainLabel("", "problem")
        self._mark.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._words)
        for one in (help_words, self._required):
            if one:
                box.addWidget(PlainLabel(one, "small"))
        box.addWidget(self._mark)
        box.addStretch(1)

    def stack(self, *, on: bool) -> None:
        """Lead the cells below like a heading, or stand beside them."""
        theme.mark(self._words, "question" if on else "body")
        for cell in self.cells.values():
            cell.stack(on=on)

    def show_problems(self, missing: list[str], wrong: Mapping[str, str]) -> None:
        """Say which columns still need words, and what is wrong in others."""
        told = []
        if missing:
            columns = ", ".join(self.cells[one].words for one in missing)
            told.append(tr("Fill", "Still to be filled in: {columns}", columns=columns))
        told += [f"{self.cells[column].words}: {sentence}" for column, sentence in wrong.items()]
        self._mark.setText("\n".join(told))
        self._mark.setVisible(bool(told))

    def describe(self, description: str, wrong: Mapping[str, str]) -> None:
        """Tell screen readers, field by field: only what is true of this one."""
        if not description.startswith(self._required):
            description = f"{self._required}. {description}"
        for column, cell in self.cells.items():
            own = ". ".join(one.rstrip(".") for one in (wrong.get(column, ""), cell.help, self._help) if one)
            told = with_own(own, description)
            if cell.field.accessibleDescription() != told:
                cell.field.setAccessibleDescription(told)
