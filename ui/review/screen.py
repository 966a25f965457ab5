"""Review: what is missing, advised, hidden and answered, each a link to its place; and what will be public."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.answers import Target
from forms.filling import Filling
from forms.hiding import hiding
from forms.privacy import privacy_question
from forms.problems import Problem
from ui.fill.desk import DamagedAnswer, FillDesk
from ui.parts.page import Page, buttons, card, lay_out
from ui.parts.place_words import PlaceWords
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.publication_words import publication_words
from ui.parts.voice import Voice
from ui.review.lists import Entry, chunks, place_list
from ui.words import tr, trn

_DAMAGES = {
    "altered": lambda: tr("Review", "Its bytes on the disk were altered."),
    "unreadable": lambda: tr("Review", "It cannot be read from the disk any more."),
    "missing": lambda: tr("Review", "It is missing on the disk, though your history knows it."),
}


class ReviewScreen(QWidget):
    """Shows a `FillDesk` as lists; `place_asked` leads back to a question."""

    place_asked = Signal(str)
    finalise_asked = Signal()
    back_asked = Signal()

    def __init__(self, desk: FillDesk) -> None:
        super().__init__()
        self._desk = desk
        self._voice = Voice(desk.filling.questionnaire, desk.filling.language)
        self._words = PlaceWords(self._voice)
        self._page = Page()
        lay_out(self, self._page)
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew."""
        page, filling = self._page, self._desk.filling
        page.clear()
        page.way_back(tr("Review", "Back to the questions"), self.back_asked)
        page.heading(tr("Review", "Review your answers"), "title")
        problems = filling.problems()
        blocking = [one for one in problems if not one.advice]
        self._first(blocking)
        self._damaged()
        self._problems(tr("Review", "Missing or to change"), blocking, "problem")
        advised = [one for one in problems if one.advice]
        self._problems(tr("Review", "Please look again (this blocks nothing)"), advised, "advice")
        self._hidden(filling)
        self._public(filling)
        self._answered(filling)
        page.end()

    def _first(self, blocking: list[Problem]) -> None:
        filling = self._desk.filling
        progress = filling.progress()
        frame, box = card()
        if blocking:
            told = trn("Review", "{n} place still needs you.", "{n} places still need you.", len(blocking))
            box.addWidget(PlainLabel(told, "heading"))
        else:
            box.addWidget(PlainLabel(tr("Review", "Everything that is required is there."), "heading"))
        box.addWidget(
            PlainLabel(
                tr(
                    "Review",
                    "{done} of {all} required answers given; {answered} of {shown} questions answered in all.",
                    done=progress.required_answered,
                    all=progress.required,
                    answered=progress.answered,
                    shown=progress.shown,
                ),
                "help",
            )
        )
        go_on = plain_button(tr("Review", "Go on to finalise"), "primary")
        go_on.setEnabled(not blocking and not self._desk.damaged)
        go_on.clicked.connect(self.finalise_asked)
        if blocking:
            go_on.setAccessibleDescription(tr("Review", "Possible once nothing is missing"))
        box.addWidget(buttons(go_on))
        self._page.add(frame)

    def _damaged(self) -> None:
        damaged = self._desk.damaged
        if not damaged:
            return
        title = tr("Review", "Altered on the disk, so not trusted: please answer again")
        self._list(title, [Entry(one.target, self._damage_words(one)) for one in damaged], "problem")
        frame, box = card()
        told = tr("Review", "Satchel can take the last sound value of each from your history. Look at them afterwards.")
        box.addWidget(PlainLabel(told))
        heal = plain_button(tr("Review", "Take the last sound answers"), picture="rotate-ccw")
        heal.clicked.connect(self._heal)
        box.addWidget(buttons(heal))
        self._page.add_later(lambda: frame)

    def _damage_words(self, one: DamagedAnswer) -> str:
        told = _DAMAGES[one.reason]()
        if one.last_good is None:
            return told
        said = self._words.answer(one.target, one.last_good)
        return f"{told} " + tr("Review", "The last sound answer was: {answer}", answer=said)

    def _heal(self) -> None:
        for one in self._desk.damaged:
            self._desk.heal(one.target)
        self.refresh()

    def _problems(self, title: str, problems: list[Problem], role: str) -> None:
        self._list(title, [Entry(one.target, self._voice.problem(one)) for one in problems], role)

    def _hidden(self, filling: Filling) -> None:
        words = tr("Review", "Kept in your draft, but not sent: these questions are not asked at present")
        self._list(words, [self._hidden_entry(filling, one) for one in filling.hidden_answers()], "help")

    def _hidden_entry(self, filling: Filling, target: Target) -> Entry:
        """The link leads to the question that decides: the hidden one cannot be shown."""
        found = hiding(filling, self._words.places, target)
        if found is None:
            return Entry(target, "")
        return Entry(target, tr("Review", "Asked only if {condition}.", condition=found.words), found.place)

    def _public(self, filling: Filling) -> None:
        if privacy_question(filling.questionnaire) is not None:
            self._page.add_later(lambda: publication_card(self._voice, filling))

    def _answered(self, filling: Filling) -> None:
        section_of = {item.id: section for section in filling.questionnaire.sections for item in section.items}
        effective = filling.effective()
        for section, group in groupby(effective.items(), lambda entry: section_of[entry[0].partition("/")[0]]):
            title = self._voice.plain(section.title)
            self._list(title, [Entry(target, self._words.answer(target, value)) for target, value in group], "body")

    def _list(self, title: str, entries: Sequence[Entry], role: str) -> None:
        for piece in chunks(entries):
            self._page.add_later(partial(place_list, title, piece, self._words, self.place_asked.emit, role))


def publication_card(voice: Voice, filling: Filling) -> QWidget:
    """A card that says what the public will see of a draft as it stands."""
    frame, box = card()
    box.addWidget(PlainLabel(tr("Review", "What will be public"), "heading"))
    for words in publication_words(voice, filling.effective()):
        box.addWidget(PlainLabel(words))
    return frame
