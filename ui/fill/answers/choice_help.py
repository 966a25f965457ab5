"""The help of a choice, as small text under its words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui import theme
from ui.fill.answers.description import with_own
from ui.parts.choice_box import EDGE, GAP
from ui.parts.plain import PlainLabel
from ui.style_sheet import INDICATOR


class ChoiceHelp(PlainLabel):
    """Begins where the words of the button above it begin."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "help")
        self.setContentsMargins(theme.scaled(INDICATOR) + GAP + EDGE, 0, 0, 8)

    def tell(self, control: QWidget, description: str) -> None:
        """The description of the button above: this help, then what is said of the whole question."""
        control.setAccessibleDescription(with_own(self.text(), description))
