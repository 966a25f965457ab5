"""A filter for the questions: one's own, those to decide, those with open comments and so on; next and previous."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.parts.plain import PlainLabel, plain_button
from ui.talk.desk import TalkDesk, Wanted
from ui.talk.whole_list import WholeList
from ui.words import tr, trn


class TalkFilter(QWidget):
    """`place_asked(question)` leads on; `changed` when another filter was chosen. `current` is where the person is."""

    place_asked = Signal(str)
    changed = Signal()

    def __init__(self, desk: TalkDesk) -> None:
        super().__init__()
        self._desk = desk
        self.current = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE.xs)
        self._kinds = WholeList()
        self._kinds.setAccessibleName(tr("Talk", "Questions to go through"))
        self._kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._kinds.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for wanted, words in (
            ("all", tr("Talk", "All questions")),
            ("mine", tr("Talk", "Mine")),
            ("to-decide", tr("Talk", "To decide")),
            ("comments", tr("Talk", "Open comments")),
            ("not-reviewed", tr("Talk", "Not approved yet")),
            ("required", tr("Talk", "Required and empty")),
        ):
            self._kinds.addItem(words, wanted)
        self._kinds.currentIndexChanged.connect(lambda _at: self._chosen())
        box.addWidget(self._kinds)
        self._count = PlainLabel("", "small")
        before = plain_button("", "quiet", "arrow-up")
        before.setAccessibleName(tr("Talk", "Previous question (Shift+F8)"))
        before.setToolTip(tr("Talk", "Previous question (Shift+F8)"))
        before.clicked.connect(lambda: self.go(-1))
        after = plain_button("", "quiet", "arrow-down")
        after.setAccessibleName(tr("Talk", "Next question (F8)"))
        after.setToolTip(tr("Talk", "Next question (F8)"))
        after.clicked.connect(lambda: self.go(1))
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._count, 1)
        row.addWidget(before)
        row.addWidget(after)
        box.addWidget(self._line)
        self.refresh()

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        found: Wanted = self._kinds.currentData()
        return found

    def matching(self) -> tuple[str, ...]:
        """The questions that fit, in the order of the questionnaire."""
        return self._desk.matching(self.wanted)

    def refresh(self) -> None:
        """Answers or what is said of them changed."""
        everything = self.wanted == "all"
        self._line.setVisible(not everything)
        if not everything:
            found = len(self.matching())
            self._count.setText(
                trn("Talk", "{n} question", "{n} questions", found) if found else tr("Talk", "None. Good.")
            )

    def go(self, by: int) -> bool:
        """Lead to the next (1) or previous (-1) question that fits, round the end; whether there is one."""
        found = self.matching()
        if not found:
            return False
        order = self._desk.matching("all")
        place = {one: at for at, one in enumerate(order)}
        here = place.get(self.current, -1 if by > 0 else len(order))
        beyond = [one for one in found if (place[one] - here) * by > 0]
        self.place_asked.emit((beyond or list(found))[0 if by > 0 else -1])
        return True

    def _chosen(self) -> None:
        self.refresh()
        self.changed.emit()
