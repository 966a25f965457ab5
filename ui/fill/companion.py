"""What drafting together adds to the questions: marks on their cards, a chip in the bar, and a panel beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ui.fill.question import QuestionCard


class Companion(Protocol):
    """Goes with one fill screen; a draft of one person has none."""

    def dress(self, card: QuestionCard) -> None:
        """A card was built: add what belongs to its question (`QuestionCard.notices`, `QuestionCard.margin`)."""

    def refresh(self, items: Sequence[str]) -> None:
        """The state of these questions altered."""

    def outline(self) -> QWidget:
        """Stands above the list of sections: which questions to go through. The same widget every time."""

    def shortcuts(self, screen: QWidget) -> None:
        """Give the screen the keys that belong to all this."""

    def close(self) -> None:
        """The screen goes away for good."""

    def chip(self) -> QWidget:
        """Stands in the bar: who is up to date, what waits. The same widget every time."""

    def panel(self) -> QWidget:
        """Stands beside the questions; hidden until it is asked for. The same widget every time."""
