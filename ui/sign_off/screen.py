"""The sign-off screen: one list with links, what will be sent and what will be public, and one button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from forms.answers import Target
from forms.privacy import privacy_question
from forms.trouble import Trouble
from ui import theme
from ui.parts.choice_box import WrappedCheck
from ui.parts.page import Page, buttons, card, lay_out
from ui.parts.picture import Picture
from ui.parts.place_words import PlaceWords
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.voice import Voice
from ui.reconcile.focusing import first_stop, focus_soon
from ui.review.screen import publication_card
from ui.sign_off.desk import ChecklistLine, SignOff, SignOffDesk
from ui.trouble import TroubleBanner, announce
from ui.words import tr, trn

MOST_PLACES, SIGNED = 8, "signed-card"


class SignOffScreen(QWidget):
    """Shows a `SignOffDesk`. `place_asked` leads to a question, `differences_asked` to where people decide, `look_asked` to what was combined or suggested, `people_asked` to the
    people and their files, `talk_asked` to a conversation, `finalise_asked` on once it is signed."""

    place_asked = Signal(str)
    differences_asked = Signal()
    people_asked = Signal()
    talk_asked = Signal(str)
    look_asked = Signal()
    finalise_asked = Signal()
    preview_asked = Signal(object)
    back_asked = Signal()

    def __init__(self, desk: SignOffDesk) -> None:
        super().__init__()
        self._desk = desk
        self._voice = Voice(desk.filling.questionnaire, desk.filling.language)
        self._words = PlaceWords(self._voice)
        self._banner, self._page = TroubleBanner(), Page()
        lay_out(self, self._banner, self._page)
        self._confirmed = False
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew."""
        page = self._page
        page.clear()
        page.way_back(tr("SignOff", "Back to the questions"), self.back_asked)
        page.heading(tr("SignOff", "Sign off for everybody"), "title")
        told = "One person signs for the group: these answers, and no others, are what you send. Nothing is sent by signing."
        page.add(PlainLabel(tr("SignOff", told)))
        signed, lines = self._desk.signed(), self._desk.checklist()
        if signed is not None:
            page.add(self._signed_card(signed))
        page.add(self._checklist_card(lines))
        page.add(self._freeze_card())
        if privacy_question(self._desk.filling.questionnaire) is not None:
            page.add(publication_card(self._voice, self._desk.filling))
        if signed is None or not signed.fresh:
            page.add(self._sign_card(lines))
        page.end()

    # What was signed

    def _signed_card(self, signed: SignOff) -> QWidget:
        frame, box = card()
        frame.setObjectName(SIGNED)
        if signed.fresh:
            box.addWidget(
                PlainLabel(tr("SignOff", "Signed by {name}, {when}", name=signed.by, when=signed.when), "heading")
            )
        else:
            words = tr("SignOff", "Signed by {name}, {when}, but changed since", name=signed.by, when=signed.when)
            box.addWidget(PlainLabel(words, "problem"))
        covers = trn("SignOff", "It covers {n} answer.", "It covers {n} answers.", signed.answers)
        box.addWidget(
            PlainLabel(covers + " " + tr("SignOff", "Their fingerprint: {digest}", digest=signed.digest), "help")
        )
        for one in signed.differences:
            box.addWidget(PlainLabel(self._words.whole(one.target), "question"))
            box.addWidget(
                PlainLabel(tr("SignOff", "Signed: {answer}", answer=one.signed or tr("SignOff", "no answer")), "help")
            )
            box.addWidget(
                PlainLabel(tr("SignOff", "Now: {answer}", answer=one.now or tr("SignOff", "no answer")), "help")
            )
            link = self._link(
                tr("SignOff", "Go there"),
                self._words.whole(one.target),
                partial(self.place_asked.emit, one.target),
            )
            box.addWidget(buttons(link))
        if signed.fresh:
            go_on = plain_button(tr("SignOff", "Go on to finalise"), "primary", "arrow-right")
            go_on.clicked.connect(self.finalise_asked)
            box.addWidget(buttons(go_on))
        return frame

    # What stands in the way

    def _checklist_card(self, lines: tuple[ChecklistLine, ...]) -> QWidget:
        frame, box = card()
        left = sum(1 for one in lines if one.blocking and not one.done)
        words = (
            trn("SignOff", "{n} thing still stands in the way", "{n} things still stand in the way", left)
            if left
            else tr("SignOff", "Nothing stands in the way")
        )
        box.addWidget(PlainLabel(words, "heading"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme.SPACE.s)
        grid.setVerticalSpacing(theme.SPACE.s)
        box.addLayout(grid)
        for line in lines:
            self._line(grid, line)
        return frame

    def _line(self, grid: QGridLayout, line: ChecklistLine) -> None:
        row = grid.rowCount()
        mark, said, role = _mark(line)
        grid.addWidget(Picture(mark, said, role), row, 0, Qt.AlignmentFlag.AlignTop)
        told = PlainLabel(line.words, "problem" if line.blocking and not line.done else "body")
        told.setAccessibleName(f"{said}: {line.words}")
        grid.addWidget(told, row, 1)
        if line.done:
            return
        if line.code in ("differences", "combined", "suggestions"):
            goes = self.differences_asked if line.code == "differences" else self.look_asked
            below: list[QWidget] = [self._link(tr("SignOff", "Look"), line.words, goes.emit)]
        elif line.code in ("waiting", "apart"):
            below = [self._link(tr("SignOff", "People and files"), line.words, self.people_asked.emit)]
        else:
            below = [self._place(line, target) for target in line.places[:MOST_PLACES]]
            if len(line.places) > MOST_PLACES:
                below.append(
                    PlainLabel(trn("SignOff", "and {n} more", "and {n} more", len(line.places) - MOST_PLACES), "help")
                )
        for number, widget in enumerate(below, row + 1):
            grid.addWidget(widget, number, 1)

    def _place(self, line: ChecklistLine, target: Target) -> QWidget:
        """A question by its words, which may be long, with the way there."""
        place = self._words.whole(target) if target else tr("SignOff", "The whole draft")
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(PlainLabel(place, "help"))
        asked = self.talk_asked if line.code == "threads" else self.place_asked
        ways = [self._link(tr("SignOff", "Go there"), place, partial(asked.emit, target))]
        ways[0].setAccessibleName(f"{ways[0].accessibleName()} ({line.words})")
        if line.code == "hidden":
            known = plain_button(tr("SignOff", "I know: it need not be sent"), "link", "check")
            known.setAccessibleName(tr("SignOff", "I know: it need not be sent: {place}", place=place))
            known.clicked.connect(lambda _checked: self._try(partial(self._desk.acknowledge, target)))
            ways.append(known)
        box.addWidget(buttons(*ways))
        return holder

    def _link(self, words: str, about: str, go: Callable[[], object]) -> QPushButton:
        link = plain_button(words, "link", "arrow-right")
        link.setAccessibleName(f"{words}: {about}")
        link.clicked.connect(lambda _checked: go())
        return link

    # Freezing, signing

    def _freeze_card(self) -> QWidget:
        frame, box = card()
        frozen = self._desk.frozen
        if frozen:
            box.addWidget(
                PlainLabel(
                    tr("SignOff", "{name} froze the answers for the review: nobody edits them now.", name=frozen)
                )
            )
        else:
            told = (
                "While you review, you can freeze the answers: colleagues can comment and suggest, but not change them."
            )
            box.addWidget(PlainLabel(tr("SignOff", told)))
        if self._desk.may_freeze:
            words = tr("SignOff", "Let people edit again") if frozen else tr("SignOff", "Freeze the answers")
            button = plain_button(words, picture="pencil" if frozen else "lock")
            button.clicked.connect(lambda: self._try(lambda: self._desk.freeze(on=not frozen)))
            box.addWidget(buttons(button))
        return frame

    def _sign_card(self, lines: tuple[ChecklistLine, ...]) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(tr("SignOff", "Sign"), "heading"))
        why_not = self._desk.why_not()
        blocked = any(one.blocking and not one.done for one in lines)
        self._confirm = WrappedCheck(tr("SignOff", "I have looked at what will be sent and what will be public."))
        self._confirm.setChecked(self._confirmed)
        self._sign = plain_button(tr("SignOff", "Sign off"), "primary", "check")
        self._sign.clicked.connect(self._signed)
        self._confirm.toggled.connect(lambda on: self._confirming(on=on, possible=not why_not and not blocked))
        self._confirming(on=self._confirmed, possible=not why_not and not blocked)
        preview = plain_button(tr("SignOff", "Look at what will be sent (PDF)"), picture="eye")
        preview.clicked.connect(self._preview)
        box.addWidget(buttons(preview))
        box.addWidget(self._confirm)
        box.addWidget(buttons(self._sign))
        if why_not:
            box.addWidget(PlainLabel(why_not, "problem"))
        elif blocked:
            box.addWidget(
                PlainLabel(tr("SignOff", "You can sign once nothing in the list above stands in the way."), "help")
            )
        return frame

    def _confirming(self, *, on: bool, possible: bool) -> None:
        self._confirmed = on
        self._sign.setEnabled(on and possible)

    def _signed(self) -> None:
        if self._try(self._desk.sign):
            self._page.verticalScrollBar().setValue(0)
            focus_soon(self, lambda: first_stop(self._page.findChild(QFrame, SIGNED)))
            announce(self, tr("SignOff", "Signed"))

    def _preview(self) -> None:
        try:
            self.preview_asked.emit(self._desk.preview())
        except Trouble as trouble:
            self._banner.show_trouble(trouble)

    def _try(self, deed: Callable[[], object]) -> bool:
        if not self._banner.attempt(deed):
            return False
        self.refresh()
        self.focusNextChild()  # what was pressed is gone: the keyboard goes on from the top
        return True


def _mark(line: ChecklistLine) -> tuple[str, str, str]:
    """A picture, the word for it, and its colour."""
    if line.done:
        return "check", tr("SignOff", "In order"), "accent"
    if line.blocking:
        return "triangle-alert", tr("SignOff", "Stands in the way"), "problem"
    return "info", tr("SignOff", "Please look"), "text"
