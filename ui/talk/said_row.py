"""One comment: who, when, the words, and for its author the ways to change it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.page import buttons
from ui.parts.plain import PlainLabel, plain_button
from ui.talk.cards import Said
from ui.talk.writing import Writing
from ui.words import tr


class SaidRow(QWidget):
    """Shows one `Said`. `number` tells it from the others to who cannot see it."""

    edited = Signal(str, str)
    deleted = Signal(str)

    def __init__(self, said: Said, number: str) -> None:
        super().__init__()
        self.said = said
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        name = tr("Talk", "You") if said.mine else said.name
        facts = [name, said.moment, tr("Talk", "edited") if said.edited and not said.deleted else ""]
        box.addWidget(PlainLabel(" · ".join(one for one in facts if one), "column"))
        words = PlainLabel(
            tr("Talk", "This comment was deleted.") if said.deleted else said.text, "small" if said.deleted else "body"
        )
        box.addWidget(words)
        if not said.mine or said.deleted:
            return
        edit = plain_button(tr("Talk", "Edit"), "link")
        edit.setAccessibleName(tr("Talk", "Edit comment {number}", number=number))
        delete = plain_button(tr("Talk", "Delete"), "link")
        delete.setAccessibleName(tr("Talk", "Delete comment {number}", number=number))
        delete.clicked.connect(lambda: self.deleted.emit(said.id))
        ways = buttons(edit, delete)
        box.addWidget(ways)
        writing = Writing(tr("Talk", "Your comment {number}", number=number), tr("Talk", "Save"))
        writing.hide()
        writing.sent.connect(lambda text, _to: self.edited.emit(said.id, text))
        box.addWidget(writing)

        def open_field(on: bool) -> None:
            if on:
                writing.begin(said.text)
                writing.show()
                writing.field.setFocus()  # before what has the focus goes, and Qt would lead elsewhere
            words.setVisible(not on)
            ways.setVisible(not on)
            if not on:
                edit.setFocus()
                writing.hide()

        edit.clicked.connect(lambda: open_field(True))
        writing.put_away.connect(lambda: open_field(False))
