"""The card of one person: name, roles and what they have, with the ways to change it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui import theme
from ui.parts.page import buttons, card_box
from ui.parts.plain import PlainLabel, plain_button
from ui.together.desk import PersonCard
from ui.together.role_choice import RoleChoice
from ui.words import tr, trn


class PersonView(QFrame):
    """Shows a `PersonCard`. `may_decide`: this person may let people in."""

    compare_asked = Signal(str)
    roles_chosen = Signal(str, object)
    take_out_asked = Signal(object)

    def __init__(self, one: PersonCard, *, may_decide: bool) -> None:
        super().__init__()
        self._one = one
        self._box = box = card_box(self)
        box.setSpacing(theme.SPACE.xs)
        name = tr("Together", "{name} (you)", name=one.name) if one.is_me else one.name
        box.addWidget(PlainLabel(name, "question"))
        box.addWidget(PlainLabel(one.roles))
        if one.has:
            box.addWidget(PlainLabel(one.has, "help"))
        if one.apart:
            told = trn(
                "Together", "{n} edit is kept, but not counted", "{n} edits are kept, but not counted", one.apart
            )
            box.addWidget(PlainLabel(told, "advice"))
        if not one.is_me:  # one's own stand large below
            label = PlainLabel(tr("Together", "Letters: {letters}", letters=" ".join(one.groups)), "small")
            spelt = ", ".join(" ".join(part) for part in one.groups)
            label.setAccessibleName(tr("Together", "Letters: {letters}", letters=spelt))
            box.addWidget(label)
        self._row: QWidget | None = None
        if one.state != "in" and may_decide and not one.is_me:
            if one.state == "asks":
                compare = plain_button(tr("Together", "Compare and let in…"), "primary", "user-check")
                compare.setAccessibleName(tr("Together", "Compare and let in: {name}", name=one.name))
            else:
                compare = plain_button(tr("Together", "Let in again…"), "quiet", "user-check")
                compare.setAccessibleName(tr("Together", "Let in again: {name}", name=one.name))
            compare.clicked.connect(lambda: self.compare_asked.emit(one.key))
            box.addWidget(buttons(compare))
        if one.may_change:
            change = plain_button(tr("Together", "Change roles"), "quiet", "pencil")
            change.setAccessibleName(tr("Together", "Change roles: {name}", name=one.name))
            change.clicked.connect(self._open_roles)
            out = plain_button(tr("Together", "Take out…"), "quiet", "x")
            out.setAccessibleName(tr("Together", "Take out: {name}", name=one.name))
            out.clicked.connect(lambda: self.take_out_asked.emit(one))
            self._row = buttons(change, out)
            box.addWidget(self._row)

    def _open_roles(self) -> None:
        assert self._row is not None
        self._row.hide()
        choice = RoleChoice(self._one.name, self._one.role_ids)
        self._box.addWidget(choice)
        keep = plain_button(tr("Together", "Keep these roles"), "primary", "check")
        keep.setAccessibleName(tr("Together", "Keep these roles: {name}", name=self._one.name))
        keep.clicked.connect(lambda: self.roles_chosen.emit(self._one.key, choice.chosen()))
        away = plain_button(tr("Together", "Leave as it was"), "quiet")
        away.setAccessibleName(tr("Together", "Leave as it was: {name}", name=self._one.name))
        away.clicked.connect(lambda: self.roles_chosen.emit(self._one.key, self._one.role_ids))
        self._box.addWidget(buttons(keep, away))
        keep.setFocus()
