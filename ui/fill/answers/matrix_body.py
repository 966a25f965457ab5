"""The lines of a matrix under the words of its columns, which stay in view while a long matrix scrolls by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.fill.answers.matrix_line import WHOLE, MatrixColumn, MatrixLine, cell_share
from ui.parts.plain import PlainLabel


class MatrixHead(QWidget):
    """The words of the columns, one above each."""

    def __init__(self, columns: Sequence[MatrixColumn]) -> None:
        super().__init__()
        theme.mark(self, "matrix-head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, theme.SPACE.xs)
        row.setSpacing(0)
        share = cell_share(len(columns))
        row.addStretch(WHOLE - share * len(columns))
        for one in columns:
            above = QVBoxLayout()
            above.setSpacing(0)
            above.addStretch(1)
            for words, role in ((one.words, "column"), (one.help, "small")):
                if words:
                    label = PlainLabel(words, role)
                    label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
                    label.setContentsMargins(3, theme.SPACE.xs, 3, 0)
                    above.addWidget(label)
            row.addLayout(above, share)


class MatrixBody(QWidget):
    """All lines of a matrix. With `heads` a row of column words stands above them and follows the reader down."""

    def __init__(self, lines: Sequence[MatrixLine], heads: Sequence[MatrixColumn]) -> None:
        super().__init__()
        self._around: QScrollArea | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._head = self._floating = None
        if heads:
            self._head, self._floating = MatrixHead(heads), MatrixHead(heads)
            box.addWidget(self._head)
            self._floating.setParent(self)
            self._floating.hide()
        for line in lines:
            box.addWidget(line)
            for button in line.buttons.values() if heads else ():
                button.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head has the width of the lines."""
        super().resizeEvent(event)
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """From now on follow the scrolling around."""
        super().showEvent(event)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and above is not self._around:
            self._around = above
            above.verticalScrollBar().valueChanged.connect(self._follow)
            inside = above.widget()
            if inside is not None:
                inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button that gets the focus must not lie under the words of the columns; when the page is laid out anew, these follow."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            QTimer.singleShot(0, self, lambda: self._uncover(watched))
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            QTimer.singleShot(0, self, self._follow)
        return False

    def _follow(self) -> None:
        if self._around is None or self._head is None or self._floating is None:
            return
        above = -self.mapTo(self._around.viewport(), self.rect().topLeft()).y()
        height = self._head.height()
        if 0 < above < self.height() - 3 * height:
            self._floating.setGeometry(0, above, self.width(), height)
            self._floating.show()
            self._floating.raise_()
        else:
            self._floating.hide()

    def _uncover(self, button: QWidget) -> None:
        if self._around is None or self._floating is None or self._floating.isHidden() or not button.hasFocus():
            return
        covered = self._floating.height() - button.mapTo(self._around.viewport(), button.rect().topLeft()).y()
        if covered > 0:
            bar = self._around.verticalScrollBar()
            bar.setValue(bar.value() - covered - theme.SPACE.s)
