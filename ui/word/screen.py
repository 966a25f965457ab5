"""The screen for colleagues without Satchel: save a Word file for them, look at what came back, take it as suggestions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from forms.trouble import Trouble
from ui import theme
from ui.parts.ask import Ask
from ui.parts.fields import LineField
from ui.parts.page import Page, buttons, card, lay_out
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.saving import place_to_save
from ui.trouble import TroubleBanner, announce
from ui.word.desk import WordDesk, WordPreview, Written
from ui.words import tr, trn

KINDS = "Word (*.docx)"
AT_MOST = 60
"""So many answers are shown before they are taken; a larger file tells how many more there are."""


class WordScreen(QWidget):
    """Shows a `WordDesk`. `look_asked` leads to the suggestions that were taken in."""

    back_asked = Signal()
    look_asked = Signal()

    def __init__(self, desk: WordDesk, ask: Ask) -> None:
        super().__init__()
        self._desk, self._ask = desk, ask
        self._banner, self._page = TroubleBanner(), Page()
        lay_out(self, self._banner, self._page)
        self._draw()

    def _draw(self, found: WordPreview | None = None, told: str = "") -> None:
        page = self._page
        page.clear()
        page.way_back(tr("Word", "Back to the questions"), self.back_asked)
        page.heading(tr("Word", "Colleagues without Satchel"), "title")
        page.add(PlainLabel(self._desk.name, "help"))
        if told:
            page.add(self._done(told))
        if found is not None:
            page.add(self._preview(found))
        else:
            page.add(self._give_card())
            page.add(self._take_card())
        page.end()

    def _give_card(self) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(tr("Word", "1. Save a Word file and send it"), "heading"))
        said = tr(
            "Word", "It has the questions with the answers so far. Your colleague writes into it and sends it back."
        )
        box.addWidget(PlainLabel(said))
        label = tr("Word", "Which questions")
        box.addWidget(PlainLabel(label, "question"))
        self._which = QComboBox()
        self._which.setAccessibleName(label)
        self._which.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._which.addItem(tr("Word", "All questions"), "")
        for section, title in self._desk.sections():
            self._which.addItem(title, section)
        box.addWidget(self._which)
        save = plain_button(tr("Word", "Save a Word file…"), "primary", "download")
        save.clicked.connect(self._give)
        box.addWidget(buttons(save))
        return frame

    def _take_card(self) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(tr("Word", "2. Open the file that came back"), "heading"))
        said = "You see what it says before anything changes. What they wrote becomes suggestions in their name: you take or decline each."
        box.addWidget(PlainLabel(tr("Word", said)))
        take = plain_button(tr("Word", "Open a Word file that came back…"), "", "folder-open")
        take.clicked.connect(self._look)
        box.addWidget(buttons(take))
        return frame

    def _done(self, told: str) -> QWidget:
        frame, box = card()
        theme.mark(frame, "notice-box")
        box.addWidget(PlainLabel(told))
        look = plain_button(tr("Word", "Look at the suggestions"), "", "eye")
        look.clicked.connect(self.look_asked)
        box.addWidget(buttons(look))
        return frame

    def _preview(self, found: WordPreview) -> QWidget:
        frame, box = card()
        answers = trn("Word", "{n} answer differs", "{n} answers differ", len(found.answers))
        remarks = trn("Word", "{n} remark", "{n} remarks", len(found.remarks))
        told = [answers if found.answers else "", remarks if found.remarks else ""]
        box.addWidget(
            PlainLabel(
                ", ".join(one for one in told if one) or tr("Word", "Nothing was changed in this file"), "heading"
            )
        )
        box.addWidget(PlainLabel(tr("Word", "Nothing has changed yet."), "help"))
        label = tr("Word", "Whose words are these?")
        box.addWidget(PlainLabel(label, "question"))
        self._person = LineField()
        self._person.setAccessibleName(label)
        self._person.setText(found.person)
        box.addWidget(self._person)
        take = plain_button(tr("Word", "Take in as suggestions"), "primary", "check")
        take.setEnabled(bool(found.answers or found.remarks))
        take.clicked.connect(self._take)
        self._person.returnPressed.connect(take.click)
        later = plain_button(tr("Word", "Not now"))
        later.clicked.connect(self._put_away)
        box.addWidget(buttons(take, later))
        for one in found.answers[:AT_MOST]:
            box.addWidget(self._written(one))
        if len(found.answers) > AT_MOST:
            box.addWidget(PlainLabel(trn("Word", "and {n} more", "and {n} more", len(found.answers) - AT_MOST), "help"))
        if found.remarks:
            box.addWidget(PlainLabel(tr("Word", "Kept as remarks, word for word"), "heading"))
            for remark in found.remarks[:AT_MOST]:
                box.addWidget(PlainLabel(remark))
        return frame

    def _written(self, one: Written) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, theme.SPACE.s, 0, 0)
        box.setSpacing(theme.SPACE.xs)
        nothing = tr("Word", "no answer")
        box.addWidget(PlainLabel(one.place, "question"))
        box.addWidget(PlainLabel(tr("Word", "Now: {answer}", answer=one.now or nothing), "help"))
        box.addWidget(PlainLabel(tr("Word", "Suggested: {answer}", answer=one.suggested or nothing)))
        return holder

    def _put_away(self) -> None:
        self._draw()

    def _give(self) -> None:
        path = place_to_save(self._ask, tr("Word", "Save a Word file"), self._desk.file_name(), ".docx", KINDS)
        if path is None:
            return
        if self._banner.attempt(lambda: self._desk.give(path, str(self._which.currentData()))):
            announce(self, tr("Word", "Saved as {file}", file=path.name))

    def _look(self) -> None:
        path = self._ask.open_file(tr("Word", "Open a Word file that came back"), KINDS)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Show what a Word file would bring."""
        try:
            found = self._desk.look_at(path)
        except Trouble as trouble:
            self._banner.show_trouble(trouble)
            return
        self._banner.hide()
        self._draw(found)
        self._person.setFocus()

    def _take(self) -> None:
        try:
            told = self._desk.take_back(self._person.text())
        except Trouble as trouble:
            self._banner.show_trouble(trouble)
            self._person.setFocus()
            return
        self._banner.hide()
        self._draw(told=told)
        announce(self, told)
