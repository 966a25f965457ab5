"""One section as real widgets: notes and question cards, filled on demand where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from forms.filling import Filling
from forms.questionnaire import Item, Note, Section
from ui import theme
from ui.fill.question import QuestionCard
from ui.parts.column import Column
from ui.parts.page import buttons
from ui.parts.plain import PlainLabel, escape_mnemonic, plain_button
from ui.parts.rich import RichText
from ui.parts.tab_order import put_in_order, stops
from ui.parts.voice import Voice
from ui.words import tr

FIRST, SOON, AT_ONCE = 6, 4, 40
"""How many items that are shown are built before the section is, between two events afterwards, and without being scrolled to."""
HIDDEN_BESIDE = 8
"""So many items that are hidden may be built for each one wanted, before other events have their turn."""
NEAR_THE_END = 0.6
SETTLING_MS = 300
LAYOUT_ROUNDS = 3
"""A card asks its column for room, the column its page, the page the scrolling around it."""
WIDTH = 900


class SectionPage(QScrollArea):
    """Shows one section. `answered` and `left` come from its cards."""

    answered = Signal(str, object)
    left = Signal(str)
    forward_asked = Signal()
    back_asked = Signal()

    def __init__(
        self, section: Section, filling: Filling, voice: Voice, prepare: Callable[[QuestionCard], None],
        open_link: Callable[[str], None], introduction: Sequence[str] = (),
    ) -> None:  # fmt: skip
        super().__init__()
        self._filling, self._voice, self._prepare, self._open_link = filling, voice, prepare, open_link
        self._cards: dict[str, QuestionCard] = {}
        self._notes: dict[str, QWidget] = {}
        self._waiting: list[Item] = list(section.items)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.mark(self, "window")
        outer = Column()
        row = QHBoxLayout(outer)
        row.setContentsMargins(theme.SPACE.m, theme.SPACE.l, theme.SPACE.m, theme.SPACE.xl)
        column = QWidget()
        column.setMaximumWidth(theme.scaled(WIDTH))
        row.addStretch(0)
        row.addWidget(column, 1)
        row.addStretch(0)
        self._box = QVBoxLayout(column)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.SPACE.m)
        self._box.addWidget(PlainLabel(voice.plain(section.title), "title"))
        self._before = [RichText(words, open_link) for words in introduction]
        for told in self._before:
            self._box.addWidget(told)
        self._items = QVBoxLayout()
        self._items.setSpacing(theme.SPACE.m)
        self._box.addLayout(self._items)
        self._back = plain_button(tr("Fill", "Previous section"), picture="arrow-left")
        self._back.clicked.connect(self.back_asked)
        self._forward = plain_button(tr("Fill", "Next section"), "primary", "arrow-right")
        self._forward.clicked.connect(self.forward_asked)
        self._way_on = buttons(self._back, self._forward)
        self._wanted = AT_ONCE
        self.fill_until(FIRST)
        self._box.addWidget(self._way_on)
        self._box.addStretch(1)
        self._in_view: tuple[QWidget, str] | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._settled)
        self._filler = QTimer(self)
        self._filler.timeout.connect(self._fill_some)
        self.setWidget(outer)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(lambda: self._scrolled(self.verticalScrollBar().value()))
        self._go_on()

    def show_ways(self, *, first: bool, last: bool) -> None:
        """Say where the buttons lead, and introduce the first section; sections come and go while one answers."""
        self._back.setVisible(not first)
        words = tr("Fill", "Review my answers") if last else tr("Fill", "Next section")
        if self._forward.accessibleName() != words:
            self._forward.setText(escape_mnemonic(words))
            self._forward.setAccessibleName(words)
        for told in self._before:
            told.setVisible(first)

    def fill_until(self, count: int = 0, item: str = "") -> None:
        """Build `count` more items that are shown, unless too many hidden ones stand between; or all up to `item`."""
        self.setUpdatesEnabled(False)
        built = False
        patience = count * HIDDEN_BESIDE
        while self._waiting and (count > 0 or (item and item not in self._cards and item not in self._notes)):
            one = self._waiting.pop(0)
            self._build(one)
            built = True
            patience -= 1
            if patience <= 0 or self._filling.shown(one.id):
                count -= 1
        self.setUpdatesEnabled(True)
        if built and self._way_on.parent() is not None:
            self._way_on.raise_()  # to the end of what a screen reader goes through
            last = next((inside[-1:] for card in reversed(self._cards.values()) if (inside := stops(card))), [])
            put_in_order([*last, *stops(self._way_on)])

    def _fill_some(self) -> None:
        """The person sees the first questions at once; the others come while they read."""
        left = self._wanted - self._count_shown()
        if self._waiting and left > 0:
            self.fill_until(min(SOON, left))
        elif self._waiting and self.isVisible() and not self.verticalScrollBar().maximum():
            self.fill_until(SOON)  # no scroll bar, so nobody could ask for the others
        else:
            self._filler.stop()

    def _count_shown(self) -> int:
        return sum(self._filling.shown(one) for one in (*self._cards, *self._notes))

    def _go_on(self) -> None:
        if self._waiting and not self._filler.isActive():
            self._filler.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Only what is shown knows whether it fills its window."""
        super().showEvent(event)
        self._go_on()

    def show_states(self, items: tuple[str, ...]) -> None:
        """Draw these items anew; what the person looks at keeps its place on screen."""
        mine = [one for one in items if one in self._cards or one in self._notes]
        if mine:
            with self._steady():
                for item in mine:
                    self._show(item)

    @contextmanager
    def _steady(self) -> Iterator[None]:
        """Whatever comes, goes or grows in the block: what the person looks at does not move."""
        self._in_view = None
        anchor = self._anchor()
        before = anchor.mapTo(self.viewport(), anchor.rect().topLeft()).y() if anchor else 0
        yield
        if anchor is None or not anchor.isVisibleTo(self):
            return
        for _ in range(LAYOUT_ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        after = anchor.mapTo(self.viewport(), anchor.rect().topLeft()).y()
        if after != before:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + after - before)

    def refresh(self) -> None:
        """Draw everything that is built anew."""
        self.show_states((*self._cards, *self._notes))

    def focus(self, target: str, *, take: bool = True) -> bool:
        """Bring the place of a target into view and, with `take`, put the focus there; whether it is in this section."""
        item = target.partition("/")[0]
        self.fill_until(item=item)
        found = self._cards.get(item) or self._notes.get(item)
        if found is None:
            return False
        if take and isinstance(found, QuestionCard):
            found.focus(target)
        self._reveal(found, target)
        return True

    def _reveal(self, card: QWidget, target: str) -> None:
        """A new page finds its sizes step by step: keep the place in view until it has."""
        self._in_view = (card, target)
        inside = self.widget()
        if inside is not None:
            inside.installEventFilter(self)
        self._settling.start(SETTLING_MS)
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        if self._in_view is not None:
            card, target = self._in_view
            self.ensureWidgetVisible(card, 0, 40)
            control = card.view.control_at(target) if isinstance(card, QuestionCard) else None
            if control is not None:
                self.ensureWidgetVisible(control, 0, 60)

    def _settled(self) -> None:
        self._keep_in_view()
        self._in_view = None
        inside = self.widget()
        if inside is not None:
            inside.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page got another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self._in_view is not None:
            QTimer.singleShot(0, self, self._keep_in_view)
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Where the person scrolls, they want to be."""
        self._in_view = None
        super().wheelEvent(event)

    def focus_first(self) -> None:
        """Put the focus to the first question that is shown."""
        card = self._first_shown()
        while card is None and self._waiting:
            self.fill_until(1)
            card = self._first_shown()
        if card is not None:
            card.focus()

    def _first_shown(self) -> QuestionCard | None:
        return next((one for one in self._cards.values() if one.isVisibleTo(self)), None)

    def show_all_problems(self) -> None:
        """Say at every question what is wrong."""
        for card in self._cards.values():
            card.show_problems()

    def card(self, item: str) -> QuestionCard | None:
        """The card of a question, where it is built."""
        return self._cards.get(item)

    def _build(self, item: Item) -> None:
        if isinstance(item, Note):
            note: QWidget = RichText(self._voice.say(item.text), self._open_link)
            self._notes[item.id] = note
            self._items.addWidget(note)
        else:
            card = QuestionCard(item, self._voice, self._open_link)
            card.answered.connect(self.answered)
            card.left.connect(partial(self._left, card))
            self._prepare(card)
            self._cards[item.id] = card
            self._items.addWidget(card)
        self._show(item.id)

    def _show(self, item: str) -> None:
        """Mirror the state of one item."""
        card, note = self._cards.get(item), self._notes.get(item)
        if card is not None:
            state = self._filling.state(item)
            card.show_state(state)
            card.setVisible(state.shown)
        elif note is not None:
            note.setVisible(self._filling.shown(item))

    def _left(self, card: QuestionCard, target: str) -> None:
        if not card.tells_problems:  # on every later key and tick there is nothing to hold still for
            with self._steady():
                card.show_problems()
        self.left.emit(target)

    def _anchor(self) -> QWidget | None:
        """What has the focus, else the first card in view."""
        focused = self.focusWidget()
        for card in self._cards.values():
            if focused is not None and card.isAncestorOf(focused) and focused.isVisibleTo(self):
                return focused
        for card in self._cards.values():
            if card.isVisibleTo(self) and card.mapTo(self.viewport(), card.rect().bottomLeft()).y() > 0:
                return card
        return None

    def _scrolled(self, value: int) -> None:
        """Near the end more comes; so it does where what was built no longer fills the page."""
        if self._waiting and value > self.verticalScrollBar().maximum() * NEAR_THE_END:
            self._wanted = self._count_shown() + AT_ONCE
            self.fill_until(SOON)
        self._go_on()
