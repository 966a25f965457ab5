"""Comparing and letting in: the letters to read out, what the person may do, and whether they are somebody known already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame

from ui.parts.choice_box import WrappedCheck
from ui.parts.page import buttons, card_box
from ui.parts.plain import PlainLabel, plain_button
from ui.together.desk import PersonCard
from ui.together.letters import letters
from ui.together.role_choice import RoleChoice
from ui.words import tr

USUAL = frozenset({"editor", "commenter"})


class LetInCard(QFrame):
    """Stands in the place of the card of somebody who asks. `let_in(key, roles)`, `same(key, person, lost)` or `closed`."""

    let_in = Signal(str, object)
    same = Signal(str, str, bool)
    closed = Signal()

    def __init__(self, one: PersonCard, others: Sequence[PersonCard]) -> None:
        super().__init__()
        self._one = one
        box = card_box(self, "found")
        box.addWidget(PlainLabel(tr("Together", "Let {name} in?", name=one.name), "heading"))
        box.addWidget(
            PlainLabel(
                tr(
                    "Together",
                    "Call {name} and read these letters to each other. {name} sees theirs under “Work together”.",
                    name=one.name,
                )
            )
        )
        box.addWidget(letters(one.groups))
        box.addWidget(
            PlainLabel(
                tr(
                    "Together",
                    "If they are not the same, somebody else may have written this file: do not let them in.",
                ),
                "help",
            )
        )
        self._who = QComboBox()
        self._who.setAccessibleName(tr("Together", "Who {name} is", name=one.name))
        self._who.addItem(tr("Together", "Somebody new"), "")
        for other in others:
            self._who.addItem(tr("Together", "{name}, with another computer", name=other.name), other.key)
        self._who.activated.connect(self._fit)
        if others:
            box.addWidget(PlainLabel(tr("Together", "Who is this?"), "question"))
            box.addWidget(self._who)
        self._may = PlainLabel(tr("Together", "What may {name} do?", name=one.name), "question")
        box.addWidget(self._may)
        self._roles = RoleChoice(one.name, USUAL)
        box.addWidget(self._roles)
        self._lost = WrappedCheck(
            tr("Together", "The computer they had before is lost: what it writes from now on does not count")
        )
        self._lost.setAccessibleName(self._lost.words)
        box.addWidget(self._lost)
        yes = plain_button(tr("Together", "The letters are the same: let in"), "primary", "user-check")
        yes.setAccessibleName(tr("Together", "The letters are the same: let {name} in", name=one.name))
        yes.clicked.connect(self._agreed)
        no = plain_button(tr("Together", "Not now"), "quiet")
        no.setAccessibleName(tr("Together", "Do not let {name} in now", name=one.name))
        no.clicked.connect(self.closed)
        box.addWidget(buttons(yes, no))
        self._fit()

    def _fit(self) -> None:
        known = bool(self._who.currentData())
        self._lost.setVisible(known)
        self._may.setVisible(not known)
        self._roles.setVisible(not known)

    def _agreed(self) -> None:
        person = str(self._who.currentData())
        if person:
            self.same.emit(self._one.key, person, self._lost.isChecked())
        else:
            self.let_in.emit(self._one.key, self._roles.chosen())
