"""The card to send a file: to invite people, and to give colleagues one's own work."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.parts.choice_box import WrappedCheck
from ui.parts.fields import LineField
from ui.parts.page import buttons, card_box
from ui.parts.plain import PlainLabel, plain_button
from ui.together.desk import Overview
from ui.words import tr


class SendCard(QFrame):
    """`save_asked(passphrase)`, "" for none."""

    save_asked = Signal(str)

    def __init__(self, told: Overview) -> None:
        super().__init__()
        box = card_box(self)
        if told.unsent or not told.news_for:
            alone = len(told.people) < 2
            sent = tr("Together", "Nobody joined yet") if alone else tr("Together", "All your edits were sent")
            box.addWidget(PlainLabel(told.unsent or sent, "question"))
        if told.news_for:
            box.addWidget(PlainLabel(tr("Together", "A file from you has news for: {names}", names=told.news_for)))
        box.addWidget(
            PlainLabel(
                tr("Together", "One file for everybody: it carries your work, and it is an invitation for who is new. Save it, then send it by e-mail or put it on a stick. Your colleagues open it in Satchel."),
                "help",
            )
        )  # fmt: skip
        self._lock = WrappedCheck(tr("Together", "Lock the file with a passphrase"))
        self._lock.setAccessibleName(self._lock.words)
        self._lock.toggled.connect(self._fit)
        box.addWidget(self._lock)
        label = tr("Together", "Passphrase, at least 8 characters")
        self._label = PlainLabel(label, "question")
        self._word = LineField()
        self._word.setAccessibleName(label)
        self._hint = PlainLabel(
            tr("Together", "Tell it to your colleagues by telephone, not in the same e-mail."), "help"
        )
        for one in (self._label, self._word, self._hint):
            box.addWidget(one)
        save = plain_button(tr("Together", "Save the file for my colleagues…"), "primary", "download")
        save.clicked.connect(lambda: self.save_asked.emit(self._word.text() if self._lock.isChecked() else ""))
        box.addWidget(buttons(save))
        self._fit()

    @property
    def is_locked(self) -> bool:
        """Whether a passphrase is wanted."""
        return self._lock.isChecked()

    def _fit(self) -> None:
        for one in (self._label, self._word, self._hint):
            one.setVisible(self._lock.isChecked())
