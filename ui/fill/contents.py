"""The contents: each section with what is done and what is missing, in words and a mark."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from forms.filling import Filling
from forms.progress import Progress
from ui import theme
from ui.fill.offered import is_offered
from ui.icons import icon
from ui.parts.voice import Voice
from ui.words import tr, trn


class Contents(QListWidget):
    """A list of sections; choosing one asks to go there."""

    section_asked = Signal(str)

    def __init__(self, filling: Filling, voice: Voice) -> None:
        super().__init__()
        self._filling = filling
        theme.mark(self, "contents")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Fill", "Sections"))
        self._fit_icons()
        self._sections = {one.id: one for one in filling.questionnaire.sections}
        self._lines: dict[str, QListWidgetItem] = {}
        self._titles: dict[str, str] = {}
        self._pictures: dict[str, tuple[str, str]] = {}
        for section in filling.questionnaire.sections:
            line = QListWidgetItem(self)
            self._lines[section.id] = line
            self._titles[section.id] = voice.plain(section.title)
        self.refresh(self._lines)
        self.itemClicked.connect(self._asked)
        self.itemActivated.connect(self._asked)

    def changeEvent(self, event: QEvent) -> None:
        """The type has another size, perhaps."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_icons()

    def _fit_icons(self) -> None:
        side = theme.scaled(18)
        self.setIconSize(QSize(side, side))

    def refresh(self, sections: Iterable[str]) -> None:
        """Say anew how far these sections are."""
        for section in sections:
            line = self._lines.get(section)
            if line is None:
                continue
            progress = self._filling.progress(section)
            told = progress_words(progress)
            picture = progress_picture(progress)
            if self._pictures.get(section) != picture:
                self._pictures[section] = picture
                line.setIcon(icon(*picture))
            title = self._titles[section]
            text = f"{title}\n{told}" if told else title
            if line.text() != text:
                line.setText(text)
            hidden = not is_offered(self._filling, self._sections[section])
            if line.isHidden() != hidden:  # hiding lays out the whole list anew
                line.setHidden(hidden)

    def show_current(self, section: str) -> None:
        """Mark the section on screen."""
        self.setCurrentItem(self._lines[section])

    def _asked(self, line: QListWidgetItem) -> None:
        for section, one in self._lines.items():
            if one is line:
                self.section_asked.emit(section)


def progress_words(progress: Progress) -> str:
    """How far a section, or the whole, is; never by a mark or colour alone."""
    if not progress.shown:
        return ""
    missing = progress.required - progress.required_answered
    wrong = progress.problems - missing
    told = []
    if missing:
        told.append(trn("Fill", "{n} required missing", "{n} required missing", missing))
    if wrong > 0:
        told.append(trn("Fill", "{n} to change", "{n} to change", wrong))
    if told:
        return ", ".join(told)
    if progress.required:
        return tr("Fill", "complete")
    return tr("Fill", "{answered} of {shown} answered, none required", answered=progress.answered, shown=progress.shown)


def progress_picture(progress: Progress) -> tuple[str, str]:
    """The icon beside these words, and its colour role."""
    if progress.problems > progress.required - progress.required_answered:
        return "circle-alert", "problem"
    if progress.required > progress.required_answered:
        return "circle", "soft"
    return ("circle-check", "done") if progress.required or progress.answered else ("circle", "line")
