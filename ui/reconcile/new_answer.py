"""A field for another answer than those that people gave: the field of the question itself, for one place of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.answers import Target, Value
from forms.filling import QuestionState
from forms.limits import length
from forms.places import Places
from forms.questionnaire import Matrix, Question, Table
from ui.fill.answers import view_of
from ui.parts.fields import LineField
from ui.parts.page import buttons
from ui.parts.plain import plain_button
from ui.parts.voice import Voice
from ui.reconcile.focusing import focus_soon
from ui.words import tr


class NewAnswer(QWidget):
    """Takes an answer to `target`; `given` brings it when the person is done, None for a cleared one."""

    given = Signal(object)

    def __init__(self, target: Target, places: Places, voice: Voice, start: Value | None = None) -> None:
        super().__init__()
        self._target, self._voice, self._value = target, voice, start
        spot = places.find(target)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._first: QWidget
        if spot.choice is not None and not isinstance(spot.question, Table):
            field = LineField()
            field.setAccessibleName(tr("Decide", "Another answer"))
            field.show_text(start if isinstance(start, str) else "")
            field.edited.connect(lambda text: self._edited(text or None))
            box.addWidget(field)
            self._view = None
            self._first = field
        else:
            self._question = _of_one_place(spot.question, target)
            self._view = view_of(self._question, voice)
            self._view.answered.connect(lambda _target, value: self._edited(value))
            box.addWidget(self._view)
            self._show()
            self._first = (self._view.controls() or [self._view])[0]
        use = plain_button(tr("Decide", "Use this new answer"), "primary")
        use.clicked.connect(lambda: self.given.emit(self._value))
        box.addWidget(buttons(use))

    def focus(self) -> None:
        """Begin to answer."""
        focus_soon(self, lambda: self._first)

    def _edited(self, value: Value | None) -> None:
        self._value = value
        self._show()

    def _show(self) -> None:
        if self._view is None:
            return
        value = self._value
        counting = self._voice.questionnaire.counting
        self._view.show_state(
            QuestionState(
                item=self._question.id,
                shown=True,
                values={} if value is None else {self._target: value},
                hidden=frozenset(),
                problems=(),
                counts={self._target: length(value, counting)} if isinstance(value, str) else {},
                required=False,
                because="",
            )
        )


def _of_one_place(question: Question, target: Target) -> Question:
    """Of a grid only the row, and the column, that is asked about."""
    parts = target.split("/")
    if isinstance(question, Matrix):
        return replace(question, rows=tuple(one for one in question.rows if one.id == parts[1]))
    if isinstance(question, Table):
        rows = tuple(one for one in question.rows if one.id == parts[1])
        return replace(question, rows=rows, columns=tuple(one for one in question.columns if one.id == parts[2]))
    return question
