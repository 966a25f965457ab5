"""The list of questions beside the one that is shown: every line whole, however long its words and narrow the list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.icons import icon

Index = QModelIndex | QPersistentModelIndex
AROUND = 20
"""What a line needs above and below its words, in logical pixels."""


class QuestionList(QListWidget):
    """A line for each question with what is to be said of it below; `add` puts one at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Whole(self))
        theme.mark(self, "contents")

    def add(self, question: str, told: str, *, still: bool) -> QListWidgetItem:
        """A line; `still` where something is to decide."""
        line = QListWidgetItem(f"{question}\n{told}", self)
        line.setIcon(icon(*(("circle-alert", "problem") if still else ("circle-check", "done"))))
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Whole(QStyledItemDelegate):
    """Qt measures wrapped words without the room that the style takes around them, and cuts the last line: measured here as drawn."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list, as high as its words."""
        self.initStyleOption(option, index)
        width, style = self._view.viewport().width(), self._view.style()
        option.rect = QRect(0, 0, width, 1000)
        inside = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, self._view)
        room = inside.width() - 4 * (style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1)
        words = option.fontMetrics.boundingRect(
            QRect(0, 0, max(room, 40), 100_000), int(Qt.TextFlag.TextWordWrap), index.data()
        )
        return QSize(width, words.height() + theme.scaled(AROUND))
