"""Finalise: the last clear step, with the privacy choice in words and a look at what was answered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.privacy import privacy_question
from forms.trouble import Trouble
from ui.fill.desk import FillDesk
from ui.parts.page import Page, buttons, lay_out
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.voice import Voice
from ui.review.screen import publication_card
from ui.trouble import TroubleBanner
from ui.words import tr


class FinaliseScreen(QWidget):
    """`finalised(identity)` once it is done; `preview_asked(bytes)` with a PDF to look at."""

    finalised = Signal(str)
    preview_asked = Signal(object)
    back_asked = Signal()

    def __init__(self, desk: FillDesk) -> None:
        super().__init__()
        self._desk = desk
        voice = Voice(desk.filling.questionnaire, desk.filling.language)
        self._banner, page = TroubleBanner(), Page()
        lay_out(self, self._banner, page)
        page.way_back(tr("Finalise", "Back to the review"), self.back_asked)
        page.heading(tr("Finalise", "Finalise your contribution"), "title")
        page.add(
            PlainLabel(
                tr(
                    "Finalise",
                    "Finalising makes your answers final, signs them with the key of this device, and makes a receipt and "
                    "a package on this computer. Nothing is sent. You can change your answers later: that makes a new revision.",
                )
            )
        )
        if privacy_question(desk.filling.questionnaire) is not None:
            page.add(publication_card(voice, desk.filling))
        preview = plain_button(tr("Finalise", "Look at a preview (PDF)"), picture="eye")
        preview.clicked.connect(self._preview)
        self._go = plain_button(tr("Finalise", "Finalise"), "primary", "check")
        self._go.clicked.connect(self._finalise)
        ready = desk.filling.complete()
        self._go.setEnabled(ready)
        page.add(buttons(self._go, preview))
        if not ready:
            page.add(PlainLabel(tr("Finalise", "Something is still missing: the review lists it."), "problem"))
        page.end()

    def _preview(self) -> None:
        try:
            self.preview_asked.emit(self._desk.preview())
        except Trouble as trouble:
            self._banner.show_trouble(trouble)

    def _finalise(self) -> None:
        self._go.setEnabled(False)
        try:
            identity = self._desk.finalise()
        except Trouble as trouble:
            self._banner.show_trouble(trouble)
            self._go.setEnabled(True)
            return
        self.finalised.emit(identity)
