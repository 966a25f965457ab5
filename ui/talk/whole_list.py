"""A list to choose from that opens at its whole height."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox


class WholeList(QComboBox):
    """Qt forgets the edge that the style sheet draws round an opened list and cuts the last line: this one goes without that edge."""

    def showPopup(self) -> None:
        """Open the list."""
        if not self.styleSheet():
            self.setStyleSheet("QComboBox QAbstractItemView { border: none; }")  # earlier it would not reach the list
        super().showPopup()
