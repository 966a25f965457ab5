"""One passage of a text that people changed in different ways: what each makes of it, and the ways to decide."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from forms.reconcile.word_changes import word_changes
from ui import theme
from ui.parts.fields import TextField
from ui.parts.page import buttons, card, empty
from ui.parts.plain import PlainLabel, plain_button
from ui.reconcile.beside import Beside
from ui.reconcile.closing import close_for
from ui.reconcile.focusing import first_stop, focus_soon
from ui.reconcile.marked import MarkedText
from ui.reconcile.saying import headed
from ui.reconcile.sheets import Option, Passage
from ui.words import tr


class PassageCard(QFrame):
    """`chosen` is the text that takes the place of the passage, None while it is open; `changed` tells of each choice.

    `number` and `count` say which passage of how many it is; where `apart`, people began without a common text."""

    changed = Signal()

    def __init__(self, passage: Passage, number: int, count: int, *, apart: bool, why_not: str = "") -> None:
        super().__init__()
        theme.mark(self, "notice-box")
        self.chosen: str | None = None
        self._passage, self._apart = passage, apart
        self._why_not = why_not
        self._options = list(passage.options)
        self._name = tr("Decide", "Passage {n} of {count}", n=number, count=count)
        self.setAccessibleName(self._name)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(theme.SPACE.m, theme.SPACE.s, theme.SPACE.m, theme.SPACE.m)
        self._box.setSpacing(theme.SPACE.s)
        self._draw()

    @property
    def before(self) -> str:
        """The passage as it was."""
        return self._passage.text

    def focus(self) -> None:
        """Go to the first thing to press."""
        focus_soon(self, lambda: first_stop(self))

    def _draw(self) -> None:
        empty(self._box)
        if self.chosen is not None:
            self._draw_chosen(self.chosen)
        else:
            self._draw_open()

    def _draw_chosen(self, chosen: str) -> None:
        self._box.addWidget(PlainLabel(tr("Decide", "{passage}: you chose", passage=self._name), "done"))
        words = chosen.strip("\n ") or tr("Decide", "(this passage is left out)")
        self._box.addWidget(PlainLabel(words))
        again = self._button(tr("Decide", "Choose again"), "quiet", "rotate-ccw")
        again.clicked.connect(partial(self._choose, None))
        self._box.addWidget(buttons(again))

    def _draw_open(self) -> None:
        told = tr("Decide", "{passage}: written in different ways", passage=self._name)
        if self._apart:
            told = tr("Decide", "Choose one, or put them one after the other")
        self._box.addWidget(PlainLabel(told, "question"))
        cards: list[QWidget] = [self._option(at, option) for at, option in enumerate(self._options)]
        for one in [Beside(cards)] if self._apart else cards:
            self._box.addWidget(one)
        row = []
        written = [one for one in self._options if one.text.strip()]
        if len(written) > 1:
            people = ", ".join(one.people for one in written)
            words = tr("Decide", "Both, in this order") if len(written) == 2 else tr("Decide", "All, in this order")
            both = self._button(words)
            both.setAccessibleName(
                tr("Decide", "{passage}: {deed}: {people}", passage=self._name, deed=words, people=people)
            )
            both.clicked.connect(lambda: self._choose(self._joined(written)))
            row.append(both)
        if not self._apart:
            before = self._button(tr("Decide", "As it was before"))
            before.clicked.connect(partial(self._choose, self._passage.text))
            row.append(before)
        write = self._button(tr("Decide", "Write new"), "", "pencil")
        write.clicked.connect(self._write)
        row.append(write)
        self._box.addWidget(buttons(*row))

    def _option(self, at: int, option: Option) -> QFrame:
        frame, box = card()
        frame.setAccessibleName(tr("Decide", "Text of {people}", people=option.people))
        box.addWidget(PlainLabel(headed(option.people), "help"))
        if option.text.strip():
            box.addWidget(self._words(option))
        else:
            box.addWidget(PlainLabel(tr("Decide", "(took this passage out)")))
            if option.runs:
                box.addWidget(MarkedText(option.runs))
        use = self._button(
            tr("Decide", "Use this"), "primary", name=tr("Decide", "Use the text of {people}", people=option.people)
        )
        use.clicked.connect(partial(self._choose, option.text))
        row = [use]
        if at:
            up = self._button(
                tr("Decide", "Put earlier"),
                "quiet",
                "arrow-left" if self._apart else "arrow-up",
                tr("Decide", "Put the text of {people} earlier", people=option.people),
            )
            up.clicked.connect(partial(self._move_up, at))
            row.append(up)
        box.addStretch(1)  # beside a longer text, the names still stand in one line
        box.addWidget(buttons(*row))
        return frame

    def _words(self, option: Option) -> QWidget:
        """The text with its marks. Of texts begun apart the second is marked against the first, wherever it was put since; more than
        two would be marked against one that most readers do not have in mind."""
        if not self._apart:
            return MarkedText(option.runs)
        first, *others = self._passage.options
        if len(others) == 1 and option is others[0]:
            return MarkedText(word_changes(first.text, option.text))
        return PlainLabel(option.text)

    def _button(self, words: str, role: str = "", picture: str = "", name: str = "") -> QPushButton:
        button = plain_button(words, role, picture)
        button.setAccessibleName(tr("Decide", "{passage}: {deed}", passage=self._name, deed=name or words))
        close_for(self._why_not, button)
        return button

    def _move_up(self, at: int) -> None:
        self._options[at - 1], self._options[at] = self._options[at], self._options[at - 1]
        self._draw()
        self.focus()

    def _joined(self, options: list[Option]) -> str:
        between = "\n\n" if self._apart else " "
        told = options[0].text
        for one in options[1:]:
            told = (
                told.rstrip() + between + one.text.lstrip()
                if not told.endswith("\n") or self._apart
                else told + one.text
            )
        return told

    def _write(self) -> None:
        field = TextField()
        field.setAccessibleName(tr("Decide", "{passage}: new text", passage=self._name))
        field.show_text((self._options[0].text or self._passage.text).strip(" "))
        use = self._button(tr("Decide", "Use my text"), "primary")
        use.clicked.connect(lambda: self._choose(self._fitted(field.text())))
        self._box.addWidget(field)
        self._box.addWidget(buttons(use))
        field.selectAll()
        focus_soon(field, lambda: field)

    def _fitted(self, text: str) -> str:
        """What was written anew begins and ends as the passage did, so that it does not stick to the sentences beside it."""
        model = self._passage.text or self._options[0].text
        begins = model[: len(model) - len(model.lstrip())]
        ends = model[len(model.rstrip()) :] if model.strip() else ""
        return begins + text.strip() + ends if text.strip() else ""

    def _choose(self, text: str | None) -> None:
        self.chosen = text
        self._draw()
        self.focus()
        self.changed.emit()
