"""The card that makes a draft a shared one: what happens, and the name to go by."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.parts.fields import LineField
from ui.parts.page import buttons, card_box
from ui.parts.plain import PlainLabel, plain_button
from ui.words import tr


class BeginCard(QFrame):
    """Asks for a name; reports it."""

    begin_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        box = card_box(self)
        for sentence in (
            tr("Together", "Everybody works on their own computer, also without the internet."),
            tr("Together", "You send each other files, by e-mail, on a stick or in a shared folder. Satchel brings them together and loses no word."),
            tr("Together", "Colleagues see the answers, who wrote them, and the comments. What you send off in the end shows none of that."),
        ):  # fmt: skip
            box.addWidget(PlainLabel(sentence))
        label = tr("Together", "Your name, as your colleagues know you")
        box.addWidget(PlainLabel(label, "question"))
        self.field = LineField()
        self.field.setAccessibleName(label)
        self.field.returnPressed.connect(self._begin)
        box.addWidget(self.field)
        begin = plain_button(tr("Together", "Begin to work together"), "primary", "users")
        begin.clicked.connect(self._begin)
        box.addWidget(buttons(begin))

    def _begin(self) -> None:
        self.begin_asked.emit(self.field.text())
