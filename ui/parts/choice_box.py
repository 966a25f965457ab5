"""Radio buttons and tick boxes whose words wrap and whose whole area can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from ui import theme
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


def _indicator() -> int:
    return theme.scaled(INDICATOR)


def _height(button: QAbstractButton, words: str, width: int) -> int:
    inner = max(40, width - _indicator() - GAP - 2 * EDGE)
    box = button.fontMetrics().boundingRect(QRect(0, 0, inner, 10_000), int(_FLAGS), words)
    return max(theme.scaled(34), box.height() + 12)


def _least(button: QAbstractButton, words: str) -> int:
    longest = max((button.fontMetrics().horizontalAdvance(word) for word in words.split()), default=0)
    return min(140, longest + _indicator() + GAP + 2 * EDGE)


def _paint(button: QAbstractButton, words: str, indicator: QStyle.PrimitiveElement) -> None:
    painter = QPainter(button)
    option = QStyleOptionButton()
    button.initStyleOption(option)  # type: ignore[attr-defined]  # both kinds have it
    if button.underMouse() and button.isEnabled():
        painter.fillRect(button.rect(), button.palette().alternateBase())
    size = _indicator()
    option.rect = QRect(EDGE, (button.height() - size) // 2, size, size)
    button.style().drawPrimitive(indicator, option, painter, button)
    inner = button.rect().adjusted(EDGE + size + GAP, 0, -EDGE, 0)
    painter.setPen(button.palette().color(button.foregroundRole()))
    painter.drawText(inner, int(_FLAGS), words)
    if button.hasFocus():
        pen = painter.pen()
        pen.setColor(button.palette().link().color())
        pen.setWidth(2)
        painter.setPen(pen)
        painter.drawRoundedRect(button.rect().adjusted(1, 1, -2, -2), 5, 5)
    painter.end()


def _prepare(button: QAbstractButton, words: str) -> None:
    button.setAccessibleName(words)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)


class WrappedRadio(QRadioButton):
    """A radio button with wrapping words."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        _prepare(self, words)

    def sizeHint(self) -> QSize:
        """Wide enough for a few words; the layout asks for the height."""
        width = min(520, self.fontMetrics().horizontalAdvance(self.words) + _indicator() + GAP + 3 * EDGE)
        return QSize(width, _height(self, self.words, width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for small windows and large type."""
        return QSize(_least(self, self.words), 34)

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped words need."""
        return _height(self, self.words, width)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole area is the target."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Indicator and wrapped words."""
        _paint(self, self.words, QStyle.PrimitiveElement.PE_IndicatorRadioButton)


class WrappedCheck(QCheckBox):
    """A tick box with wrapping words."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        _prepare(self, words)

    def sizeHint(self) -> QSize:
        """Wide enough for a few words; the layout asks for the height."""
        width = min(520, self.fontMetrics().horizontalAdvance(self.words) + _indicator() + GAP + 3 * EDGE)
        return QSize(width, _height(self, self.words, width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for small windows and large type."""
        return QSize(_least(self, self.words), 34)

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the wrapped words need."""
        return _height(self, self.words, width)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole area is the target."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Indicator and wrapped words."""
        _paint(self, self.words, QStyle.PrimitiveElement.PE_IndicatorCheckBox)
