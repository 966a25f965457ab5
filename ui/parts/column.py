"""What scrolls inside a page: as high as its wrapped words need at the width they have, and no higher."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


class Column(QWidget):
    """The inside of a scroll area. Qt would keep the height that the words need at the smallest width, and leave it blank."""

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, "window")

    def minimumSizeHint(self) -> QSize:
        """The width counts; the height follows from the width in use."""
        return QSize(super().minimumSizeHint().width(), 0)


def grow_with_words(widget: QWidget) -> None:
    """Have `widget` as high as its wrapped words need at the width it gets."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
