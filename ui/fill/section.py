"""One section as real widgets: notes and question cards, filled on demand where there are many."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from forms.filling import Filling
from forms.questionnaire import Item, Note, Section
from ui import theme
from ui.fill.question import QuestionCard
from ui.parts.page import buttons
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.rich import RichText
from ui.parts.tab_order import put_in_order, stops
from ui.parts.voice import Voice
from ui.words import tr

AT_ONCE = 40
SETTLING_MS = 300
WIDTH = 900


class SectionPage(QScrollArea):
    """Shows one section. `answered` and `left` come from its cards."""

    answered = Signal(str, object)
    left = Signal(str)
    forward_asked = Signal()
    back_asked = Signal()

    def __init__(
        self, section: Section, filling: Filling, voice: Voice, prepare: Callable[[QuestionCard], None],
        open_link: Callable[[str], None], *, introduction: str = "", first: bool = False, last: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._filling, self._voice, self._prepare, self._open_link = filling, voice, prepare, open_link
        self._cards: dict[str, QuestionCard] = {}
        self._notes: dict[str, QWidget] = {}
        self._waiting: list[Item] = list(section.items)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.mark(self, "window")
        outer = QWidget()
        theme.mark(outer, "window")
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
        if introduction:
            self._box.addWidget(RichText(introduction, open_link))
        self._items = QVBoxLayout()
        self._items.setSpacing(theme.SPACE.m)
        self._box.addLayout(self._items)
        self._way_on = self._foot(first=first, last=last)
        self.fill_until(AT_ONCE)
        self._box.addWidget(self._way_on)
        self._box.addStretch(1)
        self.setWidget(outer)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def fill_until(self, count: int = 0, item: str = "") -> None:
        """Build `count` more items, or all up to `item`."""
        self.setUpdatesEnabled(False)
        built = False
        while self._waiting and (count > 0 or (item and item not in self._cards and item not in self._notes)):
            self._build(self._waiting.pop(0))
            count -= 1
            built = True
        self.setUpdatesEnabled(True)
        if built and self._way_on.parent() is not None:
            self._way_on.raise_()  # to the end of what a screen reader goes through
            last = next((inside[-1:] for card in reversed(self._cards.values()) if (inside := stops(card))), [])
            put_in_order([*last, *stops(self._way_on)])

    def show_states(self, items: tuple[str, ...]) -> None:
        """Draw these items anew; what the person looks at keeps its place on screen."""
        anchor = self._anchor()
        before = anchor.mapTo(self.viewport(), anchor.rect().topLeft()).y() if anchor else 0
        moved = False
        for item in items:
            moved |= self._show(item)
        if moved and anchor is not None and anchor.isVisibleTo(self):
            widget = self.widget()
            layout = widget.layout() if widget is not None else None
            if widget is not None and layout is not None:
                layout.activate()
                widget.adjustSize()
            after = anchor.mapTo(self.viewport(), anchor.rect().topLeft()).y()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + after - before)

    def refresh(self) -> None:
        """Draw everything that is built anew."""
        self.show_states((*self._cards, *self._notes))

    def focus(self, target: str, *, take: bool = True) -> bool:
        """Bring the place of a target into view and, with `take`, put the focus there; whether it is in this section."""
        item = target.partition("/")[0]
        self.fill_until(item=item)
        card = self._cards.get(item)
        if card is None:
            return False
        control = card.focus(target) if take else card.view.control_at(target)
        self._reveal(card, control)
        return True

    def _reveal(self, card: QWidget, control: QWidget | None) -> None:
        """A new page finds its sizes step by step: keep the place in view until it has."""
        self._in_view = (card, control)
        self._settling.start(SETTLING_MS)
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        if self._in_view is not None:
            card, control = self._in_view
            self.ensureWidgetVisible(card, 0, 40)
            if control is not None:
                self.ensureWidgetVisible(control, 0, 60)

    def _settled(self) -> None:
        self._keep_in_view()
        self._in_view = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page got another size."""
        if event.type() == QEvent.Type.Resize and watched is self.widget():
            self._keep_in_view()
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Where the person scrolls, they want to be."""
        self._in_view = None
        super().wheelEvent(event)

    def focus_first(self) -> None:
        """Put the focus to the first question."""
        card = next((one for one in self._cards.values() if one.isVisibleTo(self)), None)
        if card is not None:
            card.focus()

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
            card.left.connect(self.left)
            self._prepare(card)
            self._cards[item.id] = card
            self._items.addWidget(card)
        self._show(item.id)

    def _show(self, item: str) -> bool:
        """Mirror the state of one item; whether the layout moved."""
        widget: QWidget | None = self._cards.get(item) or self._notes.get(item)
        if widget is None:
            return False
        height = widget.sizeHint().height()
        was = not widget.isHidden()
        if isinstance(widget, QuestionCard):
            state = self._filling.state(item)
            widget.show_state(state)
            shown = state.shown
        else:
            shown = self._filling.shown(item)
        widget.setVisible(shown)
        return was != shown or widget.sizeHint().height() != height

    def _anchor(self) -> QFrame | None:
        """The card with the focus, else the first one in view."""
        for card in self._cards.values():
            if card.isAncestorOf(self.focusWidget() or self):
                return card
        for card in self._cards.values():
            if card.isVisibleTo(self) and card.mapTo(self.viewport(), card.rect().bottomLeft()).y() > 0:
                return card
        return None

    def _scrolled(self, value: int) -> None:
        if self._waiting and value > self.verticalScrollBar().maximum() * 0.6:
            self.fill_until(AT_ONCE)

    def _foot(self, *, first: bool, last: bool) -> QWidget:
        back = plain_button(tr("Fill", "Previous section"), picture="arrow-left")
        back.clicked.connect(self.back_asked)
        forward = plain_button(
            tr("Fill", "Review my answers") if last else tr("Fill", "Next section"), "primary", "arrow-right"
        )
        forward.clicked.connect(self.forward_asked)
        return buttons(forward) if first else buttons(back, forward)
