"""One run of the real program inside a test: its window without a display, its questions answered beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Self

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from db.archive import Archive
from db.drafts import DraftStore, DraftSummary
from desktop.app import Program
from desktop.desks.filling import OpenDesk
from desktop.paths import Paths
from desktop.work.opening import open_archive
from forms.answers import Target, Value
from tests.journeys.person import type_text
from tests.ui.engine_desk import Answers
from ui.fill.screen import FillScreen


class Sitting:
    """Start with `with Sitting(home) as sitting`; leaving closes the window as a person does."""

    def __init__(self, home: Path, replies: Sequence[object] = (), file: str = "") -> None:
        self.paths = Paths(home).make()
        self.answers = Answers(replies)
        self._file = file

    def __enter__(self) -> Self:
        archive = open_archive(self.paths, datetime.now().astimezone())
        self.program = Program(self.paths, archive, lambda _window: self.answers)
        self.program.start(self._file)
        QTest.qWait(20)
        return self

    def __exit__(self, *_fault: object) -> None:
        self.program.shell.close()
        self.away()

    def away(self) -> None:
        """Let Qt delete the closed window."""
        self.program.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    @property
    def fill(self) -> FillScreen:
        """The fill screen of the draft that is open."""
        assert self.program._fill is not None
        return self.program._fill

    @property
    def desk(self) -> OpenDesk:
        """The draft that is open."""
        assert self.program._desk is not None
        return self.program._desk

    @property
    def screen(self) -> str:
        """The name of the screen in front."""
        return type(self.program.shell.screen_shown).__name__

    def press(self, words: str) -> None:
        """Press the button with this accessible name, or the first that begins so."""
        QTest.qWait(1)
        shell = self.program.shell
        shown = [one for one in shell.findChildren(QPushButton) if one.isVisibleTo(shell)]
        exact = [one for one in shown if one.accessibleName() == words or one.text() == words]
        near = [one for one in shown if one.accessibleName().startswith(words)]
        assert exact or near, f"there is no “{words}” among {[one.accessibleName() or one.text() for one in shown]}"
        QTest.mouseClick((exact or near)[0], Qt.MouseButton.LeftButton)
        QTest.qWait(1)

    def type_into(self, target: Target, text: str) -> None:
        """Go to a question of one line and type at the end of what is there."""
        self.fill.go_to(target)
        QTest.qWait(1)
        field = self.field(target)
        field.setFocus()
        field.end(False)
        type_text(field, text)

    def field(self, target: Target) -> QLineEdit:
        """The line that takes the answer to `target`."""
        card = self.fill.page().card(target)
        assert card is not None
        found = card.findChild(QLineEdit)
        assert found is not None
        return found

    def words_on_screen(self) -> str:
        """Every label that can be seen, one a line."""
        shell: QWidget = self.program.shell
        return "\n".join(one.text() for one in shell.findChildren(QLabel) if one.isVisibleTo(shell))


def kept(home: Path) -> list[tuple[DraftSummary, dict[Target, Value]]]:
    """The drafts that the archive of a closed home holds, with their answers."""
    archive = Archive.open(Paths(home).archive)
    try:
        store = DraftStore(archive)
        return [(one, dict(store.load(one.draft_id).sheet)) for one in store.all()]
    finally:
        archive.close()
