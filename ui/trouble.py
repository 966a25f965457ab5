"""How a Trouble looks: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from forms.trouble import Trouble
from ui import theme
from ui.parts.ask import Ask
from ui.parts.plain import PlainLabel, plain_button
from ui.words import tr


class TroubleBanner(QFrame):
    """A banner that stays until the trouble is gone or was put away."""

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE.m, theme.SPACE.s, theme.SPACE.m, theme.SPACE.s)
        words = QVBoxLayout()
        self._happened = PlainLabel("", "problem")
        self._rest = PlainLabel("")
        words.addWidget(self._happened)
        words.addWidget(self._rest)
        row.addLayout(words, 1)
        away = plain_button(tr("Trouble", "Close"), "quiet")
        away.setAccessibleName(tr("Trouble", "Close this message"))
        away.clicked.connect(self.hide)
        row.addWidget(away)
        self.hide()

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Show it, or put the banner away."""
        if trouble is None:
            self.hide()
            return
        self._happened.setText(trouble.happened)
        self._rest.setText(" ".join(part for part in (trouble.safe, trouble.remedy) if part))
        self.show()
        announce(self, str(trouble))

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do it and put the banner away; a Trouble is shown instead. Whether it was done."""
        try:
            deed()
        except Trouble as trouble:
            self.show_trouble(trouble)
            return False
        self.hide()
        return True


def tell_trouble(ask: Ask, trouble: Trouble) -> None:
    """Say a Trouble in a dialog."""
    ask.tell(trouble.happened, "\n\n".join(part for part in (trouble.safe, trouble.remedy) if part))


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say `sentence`."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
