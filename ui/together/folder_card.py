"""The card of the shared folder: which it is, how it stands, and what in it cannot be read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.parts.page import buttons, card_box
from ui.parts.plain import PlainLabel, plain_button
from ui.together.desk import FolderCard
from ui.words import tr


class FolderView(QFrame):
    """Shows a `FolderCard`."""

    choose_asked = Signal()
    stop_asked = Signal()
    look_asked = Signal()
    passphrase_asked = Signal()

    def __init__(self, one: FolderCard) -> None:
        super().__init__()
        box = card_box(self)
        if not one.path:
            box.addWidget(
                PlainLabel(
                    tr(
                        "Together",
                        "Do you have a folder that all of you can open, on a network drive or in a cloud? Then Satchel puts your file there by itself, and reads those of the others.",
                    )
                )
            )
            choose = plain_button(tr("Together", "Choose a shared folder…"), "", "folder-open")
            choose.clicked.connect(self.choose_asked)
            box.addWidget(buttons(choose))
            return
        box.addWidget(PlainLabel(one.path, "question"))
        for sentence in one.told:
            box.addWidget(PlainLabel(sentence, "advice" if one.away else "help"))
        for name in (*one.unreadable, *one.locked):
            box.addWidget(PlainLabel(name, "small"))
        look = plain_button(tr("Together", "Look now"), "", "refresh-cw")
        look.clicked.connect(self.look_asked)
        other = plain_button(tr("Together", "Another folder…"), "quiet", "folder-open")
        other.clicked.connect(self.choose_asked)
        stop = plain_button(tr("Together", "Stop using this folder"), "quiet", "x")
        stop.clicked.connect(self.stop_asked)
        shown = [look, other, stop]
        if one.locked:
            word = plain_button(tr("Together", "Give the passphrase…"), "", "lock")
            word.clicked.connect(self.passphrase_asked)
            shown.insert(1, word)
        box.addWidget(buttons(*shown))
