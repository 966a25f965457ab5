"""Review: what is missing, advised, hidden and answered, each a link to its place; and what will be public."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.answers import Target
from forms.filling import Filling
from forms.privacy import choice_of, privacy_question, withheld
from forms.problems import Problem
from ui import theme
from ui.fill.desk import FillDesk
from ui.parts.page import Page, buttons, card
from ui.parts.place_words import answer_words, place_words
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.voice import Voice
from ui.words import tr, trn


class ReviewScreen(QWidget):
    """Shows a `FillDesk` as lists; `place_asked` leads back to a question."""

    place_asked = Signal(str)
    finalise_asked = Signal()
    back_asked = Signal()

    def __init__(self, desk: FillDesk) -> None:
        super().__init__()
        self._desk = desk
        self._voice = Voice(desk.filling.questionnaire, desk.filling.language)
        theme.mark(self, "window")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._page = Page()
        box.addWidget(self._page)
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew."""
        page, filling = self._page, self._desk.filling
        page.clear()
        back = plain_button(tr("Review", "← Back to the questions"), "quiet")
        back.setAccessibleName(tr("Review", "Back to the questions"))
        back.clicked.connect(self.back_asked)
        page.add(buttons(back))
        page.heading(tr("Review", "Review your answers"), "title")
        problems = filling.problems()
        blocking = [one for one in problems if not one.advice]
        self._first(blocking)
        self._damaged()
        self._problems(tr("Review", "Missing or to change"), blocking, "problem")
        self._problems(
            tr("Review", "Please look again (this blocks nothing)"), [one for one in problems if one.advice], "advice"
        )
        self._hidden(filling)
        self._public(filling)
        self._answered(filling)
        page.end()

    def _first(self, blocking: list[Problem]) -> None:
        filling = self._desk.filling
        progress = filling.progress()
        frame, box = card()
        if blocking:
            told = trn("Review", "{n} place still needs you.", "{n} places still need you.", len(blocking))
            box.addWidget(PlainLabel(told, "heading"))
        else:
            box.addWidget(PlainLabel(tr("Review", "Everything that is required is there."), "heading"))
        box.addWidget(
            PlainLabel(
                tr(
                    "Review",
                    "{done} of {all} required answers given; {answered} of {shown} questions answered in all.",
                    done=progress.required_answered,
                    all=progress.required,
                    answered=progress.answered,
                    shown=progress.shown,
                ),
                "help",
            )
        )
        go_on = plain_button(tr("Review", "Go on to finalise"), "primary")
        go_on.setEnabled(not blocking and not self._desk.damaged)
        go_on.clicked.connect(self.finalise_asked)
        if blocking:
            go_on.setAccessibleDescription(tr("Review", "Possible once nothing is missing"))
        box.addWidget(buttons(go_on))
        self._page.add(frame)

    def _damaged(self) -> None:
        if self._desk.damaged:
            self._list(
                tr("Review", "Altered on the disk, so not trusted: please answer again"),
                [(one.target, one.reason) for one in self._desk.damaged], "problem",
            )  # fmt: skip

    def _problems(self, title: str, problems: list[Problem], role: str) -> None:
        if problems:
            self._list(title, [(one.target, self._voice.problem(one)) for one in problems], role)

    def _hidden(self, filling: Filling) -> None:
        hidden = filling.hidden_answers()
        if hidden:
            words = tr("Review", "Kept in your draft, but not sent: these questions are not asked at present")
            self._list(words, [(one, "") for one in hidden], "help", links=False)

    def _public(self, filling: Filling) -> None:
        if privacy_question(filling.questionnaire) is None:
            return
        frame, box = card()
        choice = choice_of(filling.questionnaire, filling.effective())
        box.addWidget(PlainLabel(tr("Review", "What will be public"), "heading"))
        for words in publication_words(self._voice, choice):
            box.addWidget(PlainLabel(words))
        self._page.add(frame)

    def _answered(self, filling: Filling) -> None:
        effective = filling.effective()
        for section in filling.questionnaire.sections:
            inside = {item.id for item in section.items}
            found = [
                (target, answer_words(self._voice, target, value))
                for target, value in effective.items()
                if target.partition("/")[0] in inside
            ]
            if found:
                self._list(self._voice.plain(section.title), found, "help")

    def _list(self, title: str, entries: Iterable[tuple[Target, str]], role: str, *, links: bool = True) -> None:
        frame, box = card()
        box.addWidget(PlainLabel(title, "heading"))
        for target, told in entries:
            words = place_words(self._voice, target)
            line = QHBoxLayout()
            line.addWidget(PlainLabel(words), 1)
            if links:
                link = plain_button(tr("Review", "Go there"), "link")
                link.setAccessibleName(tr("Review", "Go to {title}: {place}", title=title, place=words))
                link.clicked.connect(lambda _on=False, at=target: self.place_asked.emit(at))
                line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
            box.addLayout(line)
            if told:
                under = PlainLabel(told, role)
                under.setContentsMargins(theme.SPACE.m, 0, 0, theme.SPACE.s)
                box.addWidget(under)
        self._page.add(frame)


def publication_words(voice: Voice, choice: str) -> list[str]:
    """What the public will see and what it will not, in sentences."""
    kept = [
        voice.plain(one.label) for one in withheld(voice.questionnaire, "public" if choice == "public" else "anonymous")
    ]
    name = tr("Review", "with your name") if choice == "public" else tr("Review", "without your name")
    return [
        tr("Review", "Your contribution will be published {name}, as you chose.", name=name),
        tr("Review", "Not published: {list}.", list="; ".join(kept))
        if kept
        else tr("Review", "Everything is published."),
    ]
