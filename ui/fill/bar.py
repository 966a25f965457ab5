"""The bar above the questions: the way home, the name of the draft, whether it is saved, its language, and find."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QWidget

from ui import theme
from ui.fill.desk import FillDesk, SaveState
from ui.fill.save_mark import SaveMark
from ui.parts.languages import language_name
from ui.parts.plain import OneLineLabel, plain_button
from ui.words import tr

VERY_NARROW = 640


class FillBar(QFrame):
    """Reports what is asked; `sections_asked(on)` comes from a button that only a narrow window shows."""

    home_asked = Signal()
    sections_asked = Signal(bool)
    language_asked = Signal(str)
    find_asked = Signal()

    def __init__(self, desk: FillDesk, chip: QWidget | None = None) -> None:
        super().__init__()
        theme.mark(self, "bar")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.SPACE.m, theme.SPACE.s, theme.SPACE.m, theme.SPACE.s)
        self._grid.setColumnStretch(2, 1)
        home = plain_button(tr("Fill", "Home"), "quiet", "house")
        home.clicked.connect(self.home_asked)
        self._sections = plain_button(tr("Fill", "Sections"), "quiet", "list")
        self._sections.setCheckable(True)
        self._sections.toggled.connect(self.sections_asked)
        self._headline = QWidget()
        row = QHBoxLayout(self._headline)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(OneLineLabel(desk.name, "heading"), 1)
        self._saved = SaveMark()
        row.addWidget(self._saved)
        if chip is not None:
            row.addWidget(chip)
        find = plain_button(tr("Fill", "Find"), "quiet", "search")
        find.clicked.connect(self.find_asked)
        for column, part in ((0, home), (1, self._sections), (2, self._headline), (4, find)):
            self._grid.addWidget(part, 0, column)
        if len(desk.filling.questionnaire.languages) > 1:
            self._grid.addWidget(self._languages(desk), 0, 3)

    @property
    def sections_open(self) -> bool:
        """Whether the contents were asked for."""
        return self._sections.isChecked()

    def open_sections(self, *, on: bool) -> None:
        """Ask for the contents, or put them away."""
        self._sections.setChecked(on)

    def show_save_state(self, state: SaveState) -> None:
        """Say whether everything is durable."""
        self._saved.show_state(state)

    def fit(self, width: int, *, narrow: bool) -> None:
        """Fit a window of this width: a narrow one has a button for the contents, a very narrow one the name in a second line."""
        self._sections.setVisible(narrow)
        place = (1, 0, 1, 5) if width < theme.scaled(VERY_NARROW) else (0, 2, 1, 1)
        if self._grid.getItemPosition(self._grid.indexOf(self._headline)) != place:
            self._grid.removeWidget(self._headline)
            self._grid.addWidget(self._headline, *place)

    def _languages(self, desk: FillDesk) -> QComboBox:
        offered = QComboBox()
        offered.setAccessibleName(tr("Fill", "Language of the questionnaire"))
        for tag in desk.filling.questionnaire.languages:
            offered.addItem(language_name(tag), tag)
        offered.setCurrentIndex(offered.findData(desk.filling.language))
        offered.activated.connect(lambda at: self.language_asked.emit(str(offered.itemData(at))))
        return offered
