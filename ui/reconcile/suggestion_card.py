"""What somebody suggests, beside the answer as it is: take it, take it and change it, or decline."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton

from forms.places import Places
from forms.questionnaire import AttachmentQuestion
from ui.parts.page import buttons, card_box
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.voice import Voice
from ui.reconcile.closing import close_for
from ui.reconcile.marked import MarkedText
from ui.reconcile.new_answer import NewAnswer
from ui.reconcile.saying import headed
from ui.reconcile.sheets import Suggestion
from ui.words import tr


class SuggestionCard(QFrame):
    """`taken(value)` gives the answer that the person makes of it; `declined` closes it. All ways are closed where `why_not` says why."""

    taken = Signal(object)
    declined = Signal()

    def __init__(self, suggestion: Suggestion, places: Places, voice: Voice, why_not: str = "") -> None:
        super().__init__()
        self._suggestion, self._places, self._voice = suggestion, places, voice
        self._writing: NewAnswer | None = None
        self.setAccessibleName(
            tr("Look", "Suggestion of {people}: {place}", people=suggestion.people, place=suggestion.place)
        )
        self._box = card_box(self)
        self._box.addWidget(PlainLabel(suggestion.place, "question"))
        told = tr("Look", "{people} suggests ({when})", people=headed(suggestion.people), when=suggestion.when)
        self._box.addWidget(PlainLabel(told, "help"))
        if suggestion.runs:
            self._box.addWidget(MarkedText(suggestion.runs))
        else:
            now = suggestion.before or tr("Look", "nothing")
            self._box.addWidget(PlainLabel(tr("Look", "Now: {answer}", answer=now), "help"))
            new = suggestion.words or tr("Look", "no answer")
            self._box.addWidget(PlainLabel(tr("Look", "Suggested: {answer}", answer=new)))
        take = self._button(tr("Look", "Take it"), "primary")
        take.clicked.connect(lambda: self.taken.emit(suggestion.value))
        row = [take]
        if not isinstance(places.find(suggestion.target).question, AttachmentQuestion):
            change = self._button(tr("Look", "Take it and change it"), "", "pencil")
            change.clicked.connect(self._change)
            row.append(change)
        decline = self._button(tr("Look", "Decline"), "quiet", "x")
        decline.clicked.connect(self.declined)
        close_for(why_not, *row, decline)
        self._box.addWidget(buttons(*row, decline))

    def _button(self, words: str, role: str = "", picture: str = "") -> QPushButton:
        button = plain_button(words, role, picture)
        one = self._suggestion
        button.setAccessibleName(
            tr("Look", "{deed}: {people}, {place}", deed=words, people=one.people, place=one.place)
        )
        return button

    def _change(self) -> None:
        if self._writing is None:
            self._writing = NewAnswer(self._suggestion.target, self._places, self._voice, self._suggestion.value)
            self._writing.given.connect(self.taken)
            self._box.addWidget(self._writing)
        self._writing.focus()
