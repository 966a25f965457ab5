"""Home: drafts to go on with, questionnaires to begin, contributions made; everything within reach of the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from forms.trouble import Trouble
from ui.home.desk import ContributionCard, DraftCard, HomeDesk, QuestionnaireCard
from ui.home.moments import deadline_words, moment_words
from ui.parts.ask import Ask
from ui.parts.languages import language_name
from ui.parts.page import Page, buttons, card, lay_out
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.saving import place_to_save
from ui.together.roles import names_in_words
from ui.trouble import TroubleBanner
from ui.words import tr, trn

FILES = "Satchel (*.json *.draft.zip *.exchange.zip *.age)"


class HomeScreen(QWidget):
    """Shows a `HomeDesk`; asks to open what was chosen."""

    begin_asked = Signal(str)
    draft_asked = Signal(str)
    contribution_asked = Signal(str)
    settings_asked = Signal()
    join_asked = Signal(Path, str)
    """A colleague's file with its passphrase, if any: an invitation to a draft that is not here yet."""
    exchange_asked = Signal(str, Path, str)
    """The same for the draft of this id, which is here."""

    def __init__(self, desk: HomeDesk, ask: Ask) -> None:
        super().__init__()
        self._desk, self._ask = desk, ask
        self.setAcceptDrops(True)
        self._banner, self._page = TroubleBanner(), Page()
        lay_out(self, self._banner, self._page)
        self._drawn = False

    def showEvent(self, event: QShowEvent) -> None:
        """Drawn when it is first looked at: the program may open at a draft instead."""
        super().showEvent(event)
        if not self._drawn:
            self.refresh()

    def refresh(self) -> None:
        """Draw everything anew from the desk."""
        self._drawn = True
        page = self._page
        page.clear()
        page.heading(tr("Home", "Satchel"), "title")
        questionnaires = self._desk.questionnaires()  # before the drafts, whose titles they know in every language
        drafts = self._desk.drafts()
        page.heading(tr("Home", "Your drafts"))
        if not drafts:
            page.add(PlainLabel(tr("Home", "There is no draft yet. Begin one with a questionnaire below."), "help"))
        for one in drafts:
            page.add(self._draft(one))
        page.heading(tr("Home", "Questionnaires"))
        for questionnaire in questionnaires:
            page.add(self._questionnaire(questionnaire))
        another = plain_button(tr("Home", "Open another file…"), picture="folder-open")
        another.clicked.connect(self.open_file)
        told = PlainLabel(
            tr("Home", "a questionnaire, a draft from another computer, or a colleague’s file; or drop it here"), "help"
        )
        page.add(buttons(another))
        page.add(told)
        contributions = self._desk.contributions()
        if contributions:
            page.heading(tr("Home", "Finalised contributions"))
            for contribution in contributions:
                page.add(self._contribution(contribution))
        trashed = self._desk.drafts(trashed=True)
        if trashed:
            page.heading(trn("Home", "Trash ({n} draft)", "Trash ({n} drafts)", len(trashed)))
            for one in trashed:
                page.add(self._trashed(one))
        settings = plain_button(tr("Home", "Settings"), "quiet", "settings")
        settings.clicked.connect(self.settings_asked)
        page.add(buttons(settings))
        page.end()

    def open_file(self) -> None:
        """Ask for a file and take it in."""
        path = self._ask.open_file(tr("Home", "Open a questionnaire, a draft or a colleague’s file"), FILES)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Take in a questionnaire, a draft from another computer, or a colleague's file."""
        if path.name.lower().endswith((".exchange.zip", ".age")):
            self._take_exchange(path)
        elif path.name.endswith(".draft.zip"):
            self._try(lambda: self._desk.move_in(path))
        else:
            self._try(lambda: self._desk.take_questionnaire(path))

    def _take_exchange(self, path: Path, passphrase: str = "") -> None:
        try:
            draft = self._desk.draft_of_exchange(path, passphrase)
        except Trouble as trouble:
            if trouble.code in ("locked-file", "passphrase"):
                if trouble.code == "passphrase":
                    self._banner.show_trouble(trouble)
                question = tr("Home", "The passphrase of “{file}”", file=path.name)
                word = self._ask.text(question, "", tr("Home", "Open"), secret=True)
                if word:
                    self._take_exchange(path, word)
            else:
                self._banner.show_trouble(trouble)
            return
        self._banner.hide()
        if draft is None:
            self.join_asked.emit(path, passphrase)
        else:
            self.exchange_asked.emit(draft, path, passphrase)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong, above everything."""
        self._banner.show_trouble(trouble)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.take(Path(url.toLocalFile()))
        event.acceptProposedAction()

    def _draft(self, one: DraftCard) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(one.name, "question"))
        if one.name != one.questionnaire_title:
            box.addWidget(PlainLabel(one.questionnaire_title, "help"))
        if one.shared:
            alone = tr("Home", "shared, nobody let in yet")
            told = tr("Home", "with {names}", names=names_in_words(one.company)) if one.company else alone
            box.addWidget(PlainLabel(told, "help"))
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setMaximum(max(1, one.required))
        bar.setValue(one.required_answered)
        told = tr("Home", "{done} of {all} required answers", done=one.required_answered, all=one.required)
        bar.setAccessibleName(tr("Home", "{name}: {progress}", name=one.name, progress=told))
        box.addWidget(bar)
        box.addWidget(PlainLabel(f"{told} · {moment_words(one.touched)}", "small"))
        box.addWidget(
            self._buttons(
                one.name,
                (tr("Home", "Continue"), "primary", "arrow-right", lambda: self.draft_asked.emit(one.draft_id)),
                (tr("Home", "Rename…"), "quiet", "pencil", lambda: self._rename(one)),
                (
                    tr("Home", "Duplicate"),
                    "quiet",
                    "copy",
                    lambda: self._try(lambda: self._desk.duplicate(one.draft_id)),
                ),
                (tr("Home", "Move to another computer…"), "quiet", "monitor-up", lambda: self._move_out(one)),
                (tr("Home", "Delete"), "quiet", "trash-2", lambda: self._try(lambda: self._desk.trash(one.draft_id))),
            )
        )
        return frame

    def _questionnaire(self, one: QuestionnaireCard) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(one.title, "question"))
        facts = [trn("Home", "{n} question", "{n} questions", one.questions), tr("Home", "version {v}", v=one.version)]
        if one.deadline:
            facts.append(tr("Home", "until {moment}", moment=deadline_words(one.deadline)))
        if len(one.languages) > 1:
            facts.append(", ".join(language_name(tag) for tag in one.languages))
        box.addWidget(PlainLabel(" · ".join(facts), "help"))
        box.addWidget(
            self._buttons(
                one.title,
                (tr("Home", "Begin"), "primary", "pencil", lambda: self.begin_asked.emit(one.digest)),
                (tr("Home", "Empty copy as PDF…"), "quiet", "download", lambda: self._blank(one)),
            )
        )
        return frame

    def _contribution(self, one: ContributionCard) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(f"{one.name} – {one.reference}", "question"))
        state = (
            tr("Home", "withdrawn") if one.withdrawn else tr("Home", "replaced by a newer revision") if one.superseded
            else tr("Home", "complete and signed; Satchel has not sent it")
        )  # fmt: skip
        box.addWidget(PlainLabel(f"{one.questionnaire_title} · {moment_words(one.finalised)} · {state}", "help"))
        box.addWidget(
            self._buttons(
                one.reference, (tr("Home", "Open"), "", "file-text", lambda: self.contribution_asked.emit(one.identity))
            )
        )
        return frame

    def _trashed(self, one: DraftCard) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(one.name, "question"))
        box.addWidget(
            self._buttons(
                one.name,
                (tr("Home", "Put back"), "", "rotate-ccw", lambda: self._try(lambda: self._desk.restore(one.draft_id))),
                (tr("Home", "Delete for good…"), "danger", "trash-2", lambda: self._erase(one)),
            )
        )
        return frame

    def _buttons(self, of: str, *deeds: tuple[str, str, str, Callable[[], object]]) -> QWidget:
        made: list[QPushButton] = []
        for words, role, picture, deed in deeds:
            button = plain_button(words, role, picture)
            button.setAccessibleName(f"{words}: {of}")
            button.clicked.connect(deed)
            made.append(button)
        return buttons(*made)

    def _rename(self, one: DraftCard) -> None:
        name = self._ask.text(tr("Home", "A name for this draft"), one.name, tr("Home", "Rename"))
        if name and name.strip():
            self._try(lambda: self._desk.rename(one.draft_id, name.strip()))

    def _move_out(self, one: DraftCard) -> None:
        title, kinds = tr("Home", "Save the draft as one file"), "Satchel (*.draft.zip)"
        path = place_to_save(self._ask, title, "draft.draft.zip", ".draft.zip", kinds)
        if path is not None:
            self._try(lambda: self._desk.move_out(one.draft_id, path))

    def _blank(self, one: QuestionnaireCard) -> None:
        title = tr("Home", "Save the empty questionnaire")
        path = place_to_save(self._ask, title, "questionnaire.pdf", ".pdf", "PDF (*.pdf)")
        if path is not None:
            self._try(lambda: self._desk.blank(one.digest, path))

    def _erase(self, one: DraftCard) -> None:
        question = tr("Home", "Delete “{name}” for good?", name=one.name)
        told = tr(
            "Home",
            "Its answers and files are removed from this computer. Backups made before may still hold them. This cannot be undone.",
        )
        if self._ask.confirm(question, told, tr("Home", "Delete for good"), danger=True):
            self._try(lambda: self._desk.erase(one.draft_id))

    def _try(self, deed: Callable[[], object]) -> None:
        if self._banner.attempt(deed):
            self.refresh()
