"""The fill screen: one section of one draft at a time, saved as it is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from forms.change import Change
from forms.trouble import Trouble
from ui import theme
from ui.fill.bar import FillBar
from ui.fill.companion import Companion
from ui.fill.contents import Contents
from ui.fill.desk import FillDesk, SaveState
from ui.fill.files import Files
from ui.fill.find import FindBar
from ui.fill.offered import first_offered, nearest_offered, reachable
from ui.fill.question import QuestionCard
from ui.fill.section import SectionPage
from ui.parts.ask import Ask
from ui.parts.plain import plain_button
from ui.parts.voice import Voice
from ui.trouble import TroubleBanner, announce
from ui.words import tr, trn

NARROW = 880
KEPT_PAGES = 3


class FillScreen(QWidget):
    """Shows a `FillDesk`; asks for the review screen, for home, and for the questionnaire in another language."""

    review_asked = Signal()
    home_asked = Signal()
    language_asked = Signal(str)

    def __init__(self, desk: FillDesk, ask: Ask, companion: Companion | None = None) -> None:
        super().__init__()
        self._desk, self._ask, self._companion = desk, ask, companion
        self._files = Files(desk, ask, self.redraw)
        self._voice = Voice(desk.filling.questionnaire, desk.filling.language)
        self._pages: dict[str, SectionPage] = {}
        self._current = ""
        self._was_away = self._covered = False
        self._found = ""
        theme.mark(self, "window")
        self._contents = Contents(desk.filling, self._voice)
        self._contents.section_asked.connect(self.go_to_section)
        self._find = FindBar(desk.filling, self._voice)
        self._find.place_asked.connect(self._show_found)
        self._find.section_asked.connect(self._show_found_section)
        self._find.closed.connect(self._back_to_page)
        self._bar = FillBar(desk, companion.chip() if companion is not None else None)
        self._bar.home_asked.connect(self.home_asked)
        self._bar.language_asked.connect(self.language_asked)
        self._bar.sections_asked.connect(self._side_asked)
        self._bar.find_asked.connect(self.open_find)
        self._banner = TroubleBanner()
        self._stack = QStackedWidget()
        self._side = QFrame()
        theme.mark(self._side, "sidebar")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(theme.SPACE.s, theme.SPACE.m, theme.SPACE.s, theme.SPACE.m)
        if companion is not None:
            side.addWidget(companion.outline())
        side.addWidget(self._contents, 1)
        review = plain_button(tr("Fill", "Review"), picture="list")
        review.clicked.connect(self.review_asked)
        side.addWidget(review)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._side)
        body.addWidget(self._stack, 1)
        if companion is not None:
            body.addWidget(companion.panel())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar)
        whole.addWidget(self._find)
        whole.addWidget(self._banner)
        whole.addLayout(body, 1)
        self._shortcuts()
        if companion is not None:
            companion.shortcuts(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._build_next)
        desk.on_save_state(self._show_save_state)
        desk.on_redraw(self.redraw)
        self._open()

    @property
    def current_section(self) -> str:
        """The id of the section on screen."""
        return self._current

    def page(self) -> SectionPage:
        """The section on screen."""
        return self._pages[self._current]

    def go_to_section(self, section: str) -> None:
        """Show a section from its beginning."""
        self._bar.open_sections(on=False)
        self._show_section(section)
        self.page().verticalScrollBar().setValue(0)
        self.page().focus_first()

    def go_to(self, target: str, *, take: bool = True, told: bool = True) -> None:
        """Show the place of a target and, with `take`, put the focus there; of a hidden one, the place that decides. With
        `told` its question says what is wrong with it, as for who comes from the review."""
        self._bar.open_sections(on=False)
        target = reachable(self._desk.filling, target)
        item = target.partition("/")[0]
        for section in self._desk.filling.questionnaire.sections:
            if any(one.id == item for one in section.items):
                self._show_section(nearest_offered(self._desk.filling, section.id))
                self.page().focus(target, take=take)
                card = self.page().card(item)
                if told and card is not None and self._desk.filling.state(item).problems:
                    card.show_problems()
                return

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong, above the questions."""
        self._banner.show_trouble(trouble)

    def show_all_problems(self) -> None:
        """From now on say at every question of this section what is wrong."""
        self.page().show_all_problems()

    def redraw(self, change: Change) -> None:
        """Answers changed: draw what depends on them anew, and say what came and went."""
        for page in self._pages.values():
            page.show_states(change.items)
        self._contents.refresh(change.sections)
        if self._companion is not None:
            self._companion.refresh(change.items)
        if change.appeared or change.vanished:
            self._sections_changed()
        if change.appeared:
            announce(self, trn("Fill", "{n} question appeared", "{n} questions appeared", len(change.appeared)))
        elif change.vanished:
            announce(
                self,
                trn(
                    "Fill", "{n} question is no longer asked", "{n} questions are no longer asked", len(change.vanished)
                ),
            )

    def undo(self) -> None:
        """Take back the last step, and go where it was."""
        self._history(undo=True)

    def redo(self) -> None:
        """Do the last undone step again."""
        self._history(undo=False)

    def open_find(self) -> None:
        """Open the line to find words."""
        self._find.open_bar()

    def next_section(self) -> None:
        """Go on, to the review after the last section."""
        self._go(1)

    def previous_section(self) -> None:
        """Go back one section."""
        self._go(-1)

    def cover(self, *, on: bool) -> None:
        """Something stands in the place of the page, where both do not fit beside one another."""
        self._covered = on
        self._stack.setVisible(not on)

    def close_screen(self) -> None:
        """The screen goes away for good."""
        self._soon.stop()
        self._desk.on_save_state(None)
        self._desk.on_redraw(None)
        if self._companion is not None:
            self._companion.close()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen may change answers meanwhile."""
        super().hideEvent(event)
        self._was_away = True

    def showEvent(self, event: QShowEvent) -> None:
        """Back again: draw what is kept now."""
        super().showEvent(event)
        if self._was_away:
            self._was_away = False
            for page in self._pages.values():
                page.refresh()
            self._contents.refresh([one.id for one in self._desk.filling.questionnaire.sections])
            self._show_ways()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts away the contents that stand in the place of the page."""
        if event.key() == Qt.Key.Key_Escape and self._bar.sections_open:
            self._bar.open_sections(on=False)
            self.page().focus_first()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows the contents only when asked for."""
        super().resizeEvent(event)
        narrow = self._is_narrow()
        self._bar.fit(self.width(), narrow=narrow)
        opened = narrow and self._bar.sections_open
        self._side.setVisible(opened or not narrow)
        self._stack.setVisible(not opened and not self._covered)
        beside = min(theme.scaled(300), max(theme.scaled(230), int(self.width() * 0.24)))
        self._side.setFixedWidth(self.width() if narrow else beside)

    def _side_asked(self, on: bool) -> None:
        """Where both do not fit beside one another, the contents stand in the place of the page."""
        narrow = self._is_narrow()
        self._side.setVisible(on or not narrow)
        self._stack.setVisible(not (on and narrow) and not self._covered)
        if on:
            self._contents.setFocus()

    def _is_narrow(self) -> bool:
        return self.width() < theme.scaled(NARROW)

    def _shortcuts(self) -> None:
        for keys, deed in (
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence.StandardKey.Redo, self.redo),
            (QKeySequence.StandardKey.Find, self.open_find),
            (QKeySequence("Ctrl+PgDown"), self.next_section),
            (QKeySequence("Ctrl+PgUp"), self.previous_section),
            (QKeySequence("F6"), self._other_region),
        ):
            QShortcut(keys, self, deed)

    def _show_found(self, target: str) -> None:
        """The field to find keeps the focus; what was found stands out."""
        self._mark_found(on=False)
        self._found = target
        self.go_to(target, take=False, told=False)
        self._mark_found(on=True)

    def _show_found_section(self, section: str) -> None:
        self._mark_found(on=False)
        self._found = ""
        self._bar.open_sections(on=False)
        self._show_section(section)
        self.page().verticalScrollBar().setValue(0)

    def _mark_found(self, *, on: bool) -> None:
        for page in self._pages.values():
            card = page.card(self._found.partition("/")[0])
            if card is not None:
                card.mark_found(on=on)

    def _back_to_page(self) -> None:
        """The line to find was put away: go on where it led."""
        self._mark_found(on=False)
        if self._found:
            self.go_to(self._found, told=False)
        else:
            self.page().focus_first()
        self._found = ""

    def _other_region(self) -> None:
        if self._contents.hasFocus():
            self._bar.open_sections(on=False)
            self.page().focus_first()
        else:
            self._bar.open_sections(on=True)
            self._side_asked(True)

    def _open(self) -> None:
        place = self._desk.last_place
        sections = self._desk.filling.questionnaire.sections
        if place and any(item.id == place.partition("/")[0] for section in sections for item in section.items):
            self.go_to(place, told=False)
        else:
            self._show_section(first_offered(self._desk.filling, sections) or sections[0].id)
            QTimer.singleShot(0, self, self._begin_here)

    def _begin_here(self) -> None:
        if self.isVisible():  # else another screen came in front at once, and its keys are not ours
            self.page().focus_first()

    def _show_section(self, section: str) -> None:
        if section == self._current:
            return
        self._current = section
        page = self._pages.get(section) or self._build(section)
        self._show_ways()
        self._stack.setCurrentWidget(page)
        self._contents.show_current(section)
        self._forget_far_pages()
        self._soon.start(300)

    def _build(self, section: str) -> SectionPage:
        questionnaire = self._desk.filling.questionnaire
        found = next(one for one in questionnaire.sections if one.id == section)
        told = [said for one in (questionnaire.introduction, questionnaire.contact) if (said := self._voice.say(one))]
        page = SectionPage(found, self._desk.filling, self._voice, self._prepare, self._open_link, told)
        page.answered.connect(self._answer)
        page.left.connect(self._leave)
        page.forward_asked.connect(self.next_section)
        page.back_asked.connect(self.previous_section)
        self._pages[section] = page
        self._stack.addWidget(page)
        return page

    def _build_next(self) -> None:
        following = self._beside(1)
        if following is not None and following not in self._pages:
            self._build(following)

    def _forget_far_pages(self) -> None:
        order = [one.id for one in self._desk.filling.questionnaire.sections]
        at = order.index(self._current)
        for section in [one for one in self._pages if abs(order.index(one) - at) >= KEPT_PAGES - 1]:
            page = self._pages.pop(section)
            self._stack.removeWidget(page)
            page.deleteLater()

    def _go(self, by: int) -> None:
        section = self._beside(by)
        if section is not None:
            self.go_to_section(section)
        elif by > 0:
            self.review_asked.emit()

    def _beside(self, by: int) -> str | None:
        """The section after (1) or before (-1) the one on screen, also where that one is hidden by now."""
        sections = self._desk.filling.questionnaire.sections
        at = next(number for number, one in enumerate(sections) if one.id == self._current)
        return first_offered(self._desk.filling, sections[at + 1 :] if by > 0 else sections[:at][::-1])

    def _show_ways(self) -> None:
        self.page().show_ways(first=self._beside(-1) is None, last=self._beside(1) is None)

    def _sections_changed(self) -> None:
        """Places came or went: other ways lead on from here, and a section that is no longer asked is left."""
        self._contents.refresh([one.id for one in self._desk.filling.questionnaire.sections])
        near = nearest_offered(self._desk.filling, self._current)
        if near != self._current:
            self.go_to_section(near)
        self._show_ways()

    def _prepare(self, card: QuestionCard) -> None:
        self._files.dress(card)
        if self._companion is not None:
            self._companion.dress(card)

    def _answer(self, target: str, value: object) -> None:
        self.redraw(self._desk.answer(target, value))  # type: ignore[arg-type]  # views emit answers

    def _leave(self, target: str) -> None:
        self._desk.leave(target)

    def _history(self, *, undo: bool) -> None:
        try:
            done = self._desk.undo() if undo else self._desk.redo()
        except Trouble as trouble:
            self._banner.show_trouble(trouble)
            return
        if done is None:
            announce(self, tr("Fill", "Nothing to undo") if undo else tr("Fill", "Nothing to redo"))
            return
        self.redraw(done.change)
        self.go_to(done.target, told=False)

    def _open_link(self, address: str) -> None:
        if self._ask.confirm(tr("Fill", "Open this address?"), address, tr("Fill", "Open in the browser")):
            QDesktopServices.openUrl(QUrl(address))

    def _show_save_state(self, state: SaveState, trouble: Trouble | None) -> None:
        self._bar.show_save_state(state)
        if state == "failing" or trouble is not None:
            self._banner.show_trouble(trouble)
        elif state == "saved":
            self._banner.hide()
