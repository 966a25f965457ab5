"""The choice of roles: a tick box for each, with the sentence that says what it allows."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.choice_box import WrappedCheck
from ui.together.roles import role_words
from ui.words import tr


class RoleChoice(QWidget):
    """Ticks for `roles` of the person called `name`."""

    def __init__(self, name: str, roles: Collection[str]) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._ticks: dict[str, WrappedCheck] = {}
        for role, words, sentence in role_words():
            tick = WrappedCheck(tr("Together", "{role}: {sentence}", role=words, sentence=sentence))
            tick.setAccessibleName(
                tr("Together", "{role}, for {name}: {sentence}", role=words, name=name, sentence=sentence)
            )
            tick.setChecked(role in roles)
            self._ticks[role] = tick
            box.addWidget(tick)

    def chosen(self) -> frozenset[str]:
        """The roles that are ticked."""
        return frozenset(role for role, tick in self._ticks.items() if tick.isChecked())
