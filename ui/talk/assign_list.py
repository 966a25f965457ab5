"""Who answers a question: the names, and a list of ticks to alter them, for the question and for its whole section."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.parts.choice_box import WrappedCheck, mirror
from ui.parts.page import buttons, empty
from ui.parts.plain import PlainLabel, plain_button
from ui.talk.cards import Assigned, Person
from ui.words import tr


class AssignList(QWidget):
    """Shows `Assigned`; `assigned(place, ids)` comes with each tick."""

    assigned = Signal(str, tuple)

    def __init__(self) -> None:
        super().__init__()
        self._question = ""
        self._people: tuple[Person, ...] = ()
        self._shown: Assigned | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE.xs)
        self._words = PlainLabel()
        box.addWidget(self._words)
        self._why_not = PlainLabel("", "small")
        box.addWidget(self._why_not)
        self._change = plain_button(tr("Talk", "Change who answers"), "quiet", "user-round")
        self._change.setCheckable(True)
        box.addWidget(buttons(self._change))
        self._ticks = QWidget()
        self._list = QVBoxLayout(self._ticks)
        self._list.setContentsMargins(theme.SPACE.s, 0, 0, theme.SPACE.s)
        self._list.setSpacing(0)
        self._ticks.hide()
        box.addWidget(self._ticks)
        self._change.toggled.connect(self._ticks.setVisible)
        self._boxes: dict[tuple[str, str], WrappedCheck] = {}

    def show_assigned(self, question: str, assigned: Assigned, people: Sequence[Person]) -> None:
        """Show who answers `question`."""
        names = {one.id: _name(one) for one in people}
        own = assigned.named or assigned.of_section
        told = ", ".join(names[one.id] for one in people if one.id in own)
        if not told:
            told = tr("Talk", "Nobody was asked to answer this question in particular.")
        elif assigned.named:
            told = tr("Talk", "Answered by: {people}", people=told)
        else:
            told = tr("Talk", "Answered by: {people}, like the whole section", people=told)
        self._words.setText(told)
        self._why_not.setText(assigned.why_not)
        self._why_not.setVisible(bool(assigned.why_not))
        self._change.setVisible(not assigned.why_not)
        if assigned.why_not:
            self._change.setChecked(False)
        if (question, tuple(people)) != (self._question, self._people) or self._shown is None:
            if question != self._question:
                self._change.setChecked(False)
            self._build(question, assigned, people)
        self._question, self._people, self._shown = question, tuple(people), assigned
        for (place, person), box in self._boxes.items():
            mirror(box, on=person in (assigned.named if place == question else assigned.of_section))

    def _build(self, question: str, assigned: Assigned, people: Sequence[Person]) -> None:
        empty(self._list)
        self._boxes = {}
        section = tr("Talk", "The whole section “{section}”", section=assigned.section_words)
        for place, title in ((question, tr("Talk", "This question")), (assigned.section, section)):
            self._list.addWidget(PlainLabel(title, "column"))
            for one in people:
                box = WrappedCheck(_name(one))
                box.setAccessibleName(f"{title}: {_name(one)}")
                box.toggled.connect(lambda _on, at=place: self._tell(at))
                self._boxes[place, one.id] = box
                self._list.addWidget(box)

    def _tell(self, place: str) -> None:
        ticked = tuple(person for (at, person), box in self._boxes.items() if at == place and box.isChecked())
        self.assigned.emit(place, ticked)


def _name(one: Person) -> str:
    return tr("Talk", "{name} (you)", name=one.name) if one.is_me else one.name
