"""The screen of an invitation: what it is to, one's own name, and afterwards the file to send back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.trouble import Trouble
from ui.parts.ask import Ask
from ui.parts.fields import LineField
from ui.parts.page import Page, buttons, card, lay_out
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.saving import place_to_save
from ui.reconcile.focusing import focus_soon
from ui.together.desk import JoinDesk
from ui.together.letters import letters
from ui.trouble import TroubleBanner, announce
from ui.words import tr


class JoinScreen(QWidget):
    """Shows a `JoinDesk`. `open_asked`: the draft is here now, and the person wants to go on in it."""

    home_asked = Signal()
    open_asked = Signal()

    def __init__(self, desk: JoinDesk, ask: Ask) -> None:
        super().__init__()
        self._desk, self._ask = desk, ask
        self._invitation = desk.invitation()
        self._banner, self._page = TroubleBanner(), Page(680)
        lay_out(self, self._banner, self._page)
        self._asks()

    def _asks(self) -> None:
        page, told = self._page, self._invitation
        page.way_back(tr("Together", "Home"), self.home_asked, "house")
        page.heading(tr("Together", "You are invited"), "title")
        frame, box = card()
        box.addWidget(PlainLabel(told.draft_name, "heading"))
        if told.questionnaire != told.draft_name:
            box.addWidget(PlainLabel(told.questionnaire, "help"))
        box.addWidget(PlainLabel(tr("Together", "From {name}, {when}", name=told.sender, when=told.written)))
        label = tr("Together", "Your name, as your colleagues know you")
        box.addWidget(PlainLabel(label, "question"))
        self._name = LineField()
        self._name.setAccessibleName(label)
        self._name.returnPressed.connect(self._join)
        box.addWidget(self._name)
        box.addWidget(
            PlainLabel(
                tr(
                    "Together",
                    "You get the draft with all its answers on this computer. You can work on it at once, also without the internet.",
                ),
                "help",
            )
        )
        join = plain_button(tr("Together", "Join"), "primary", "users")
        join.clicked.connect(self._join)
        box.addWidget(buttons(join))
        page.add(frame)
        page.end()
        self.setFocusProxy(self._name)
        focus_soon(self, lambda: self._name)

    def _join(self) -> None:
        try:
            groups = self._desk.join(self._name.text())
        except Trouble as trouble:
            self._banner.show_trouble(trouble)
            return
        self._banner.hide()
        sender = self._invitation.sender
        page = self._page
        page.clear()
        page.heading(tr("Together", "You have joined. Two things are left"), "title")
        frame, box = card()
        box.addWidget(PlainLabel(tr("Together", "1. Send this file back to {name}", name=sender), "heading"))
        box.addWidget(
            PlainLabel(tr("Together", "Until {name} has let you in, your edits count for nobody else.", name=sender))
        )
        save = plain_button(tr("Together", "Save the file to send back…"), "primary", "download")
        save.clicked.connect(self._save)
        box.addWidget(buttons(save))
        self._saved = PlainLabel("", "done")
        self._saved.hide()
        box.addWidget(self._saved)
        page.add(frame)
        frame, box = card()
        box.addWidget(PlainLabel(tr("Together", "2. Compare these letters"), "heading"))
        box.addWidget(
            PlainLabel(
                tr(
                    "Together",
                    "{name} will call you. Read your letters out, so that nobody else can join in your name. You find them under “Work together” later.",
                    name=sender,
                )
            )
        )
        box.addWidget(letters(groups))
        page.add(frame)
        go_on = plain_button(tr("Together", "Go to the questions"), "", "arrow-right")
        go_on.clicked.connect(self.open_asked)
        page.add(buttons(go_on))
        page.end()
        self.setFocusProxy(save)
        save.setFocus()

    def _save(self) -> None:
        title, kinds = tr("Together", "Save the file to send back"), "Satchel (*.exchange.zip)"
        path = place_to_save(self._ask, title, self._desk.file_name(), ".exchange.zip", kinds)
        if path is None or not self._banner.attempt(lambda: self._desk.send_back(path)):
            return
        words = tr("Together", "Saved as {file}. Now send it to {name}.", file=path.name, name=self._invitation.sender)
        self._saved.setText(words)
        self._saved.show()
        announce(self, words)
