"""Radio buttons and tick boxes whose words wrap and whose whole area can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from ui import theme
from ui.parts.column import grow_with_words
from ui.parts.long_words import breakable
from ui.style_sheet import INDICATOR

_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
GAP = 12
EDGE = 6


def mirror(button: QAbstractButton, *, on: bool) -> None:
    """Show whether it is chosen, and report nothing.

    What a person does is heard by `toggled`, never by `clicked`: a screen reader's "Toggle" is no click.
    """
    blocker = QSignalBlocker(button)
    button.setChecked(on)
    blocker.unblock()


class _Words:
    """The wrapping words of one button: measured once for each width, and painted beside its indicator."""

    def __init__(self, button: QAbstractButton, words: str, indicator: QStyle.PrimitiveElement) -> None:
        self._button, self._words, self._indicator = button, breakable(words), indicator
        self._heights: dict[int, int] = {}
        self._hint = QSize()
        button.setAccessibleName(words)
        grow_with_words(button)
        button.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def measure_again(self) -> None:
        """The type has changed."""
        self._heights.clear()
        self._hint = QSize()

    def height(self, width: int) -> int:
        """The height that the words need at a width."""
        known = self._heights.get(width)
        if known is None:
            inner = max(40, width - self._side() - GAP - 2 * EDGE)
            box = self._button.fontMetrics().boundingRect(QRect(0, 0, inner, 10_000), int(_FLAGS), self._words)
            known = self._heights[width] = max(theme.scaled(34), box.height() + 12)
        return known

    def hint(self) -> QSize:
        """Wide enough for a few words; the layout asks for the height."""
        if not self._hint.isValid():
            whole = self._button.fontMetrics().horizontalAdvance(self._words) + self._side() + GAP + 3 * EDGE
            width = min(theme.scaled(520), whole)
            self._hint = QSize(width, self.height(width))
        return self._hint

    def least(self) -> QSize:
        """Narrow enough for small windows and large type."""
        metrics = self._button.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self._words.split()), default=0)
        return QSize(min(140, longest + self._side() + GAP + 2 * EDGE), 34)

    def paint(self) -> None:
        """Indicator, words, and a ring while the button has the focus."""
        button, side = self._button, self._side()
        painter = QPainter(button)
        option = QStyleOptionButton()
        button.initStyleOption(option)  # type: ignore[attr-defined]  # both kinds have it
        if button.underMouse() and button.isEnabled():
            painter.fillRect(button.rect(), button.palette().alternateBase())
        option.rect = QRect(EDGE, (button.height() - side) // 2, side, side)
        button.style().drawPrimitive(self._indicator, option, painter, button)
        painter.setPen(button.palette().color(button.foregroundRole()))
        painter.drawText(button.rect().adjusted(EDGE + side + GAP, 0, -EDGE, 0), int(_FLAGS), self._words)
        if button.hasFocus():
            pen = painter.pen()
            pen.setColor(button.palette().link().color())
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(button.rect().adjusted(1, 1, -2, -2), 5, 5)
        painter.end()

    def _side(self) -> int:
        return theme.scaled(INDICATOR)


class WrappedRadio(QRadioButton):
    """A radio button with wrapping words."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._words = _Words(self, words, QStyle.PrimitiveElement.PE_IndicatorRadioButton)

    def sizeHint(self) -> QSize:
        """Wide enough for a few words; the layout asks for the height."""
        return self._words.hint()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for small windows and large type."""
        return self._words.least()

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped words need."""
        return self._words.height(width)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole area is the target."""
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        """Other type, other sizes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._words.measure_again()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Indicator and wrapped words."""
        self._words.paint()


class WrappedCheck(QCheckBox):
    """A tick box with wrapping words."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._words = _Words(self, words, QStyle.PrimitiveElement.PE_IndicatorCheckBox)

    def sizeHint(self) -> QSize:
        """Wide enough for a few words; the layout asks for the height."""
        return self._words.hint()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for small windows and large type."""
        return self._words.least()

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped words need."""
        return self._words.height(width)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole area is the target."""
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        """Other type, other sizes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._words.measure_again()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Indicator and wrapped words."""
        self._words.paint()
