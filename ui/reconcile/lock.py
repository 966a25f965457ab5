"""A lock on the fields of one answer: text stays readable and can be copied, anything else cannot be pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from forms.answers import Target
from ui.fill.answers.contract import AnswerView
from ui.fill.answers.matrix import MatrixView
from ui.fill.answers.matrix_line import MatrixLine
from ui.fill.answers.table import TableView

_FIELDS = (QLineEdit, QPlainTextEdit)


class Lock(QObject):
    """Closes the fields of a view. Of a matrix or table only the lines that are named; what the view builds anew is closed too."""

    def __init__(self, view: AnswerView) -> None:
        super().__init__(view)
        self._view = view
        self._closed: frozenset[Target] = frozenset()
        self._widgets: list[QWidget] = []
        view.installEventFilter(self)

    def is_writing(self, targets: frozenset[Target]) -> bool:
        """Whether the person is in a field of one of these answers just now, and it was open."""
        focused = QApplication.focusWidget()
        if self._closed or focused is None:
            return False
        return any(one is focused or one.isAncestorOf(focused) for target in targets for one in self._of(target))

    def close(self, targets: frozenset[Target]) -> None:
        """Close the fields of these answers and open all others."""
        if targets != self._closed:
            self._closed = targets
            self._apply()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The view lays itself out anew: its new fields are as closed as the old ones were."""
        if watched is self._view and event.type() == QEvent.Type.ChildAdded and self._closed:
            QTimer.singleShot(0, self, self._apply)
        return False

    def _apply(self) -> None:
        for one in filter(isValid, self._widgets):
            _shut(one, on=False)
        self._widgets = [one for target in sorted(self._closed) for one in self._of(target)]
        for one in self._widgets:
            _shut(one, on=True)

    def _of(self, target: Target) -> list[QWidget]:
        control = self._view.control_at(target)
        if isinstance(self._view, TableView):
            return [control] if control is not None else []
        if isinstance(self._view, MatrixView):
            line = control
            while line is not None and not isinstance(line, MatrixLine):
                line = line.parentWidget()
            return [line] if line is not None else []
        fields = [one for kind in _FIELDS for one in self._view.findChildren(kind)]
        others = [one for one in self._view.controls() if not isinstance(one, _FIELDS)]
        return [*fields, *others]


def _shut(widget: QWidget, *, on: bool) -> None:
    if isinstance(widget, _FIELDS):
        widget.setReadOnly(on)
    else:
        widget.setEnabled(not on)
