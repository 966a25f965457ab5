"""Questions to the person, behind one small interface so that every screen can be driven without a dialog."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QMessageBox, QVBoxLayout, QWidget

from ui.parts.fields import LineField
from ui.parts.plain import PlainLabel, escape_mnemonic


class Ask(Protocol):
    """Asks; None or False when the person thought better of it."""

    def confirm(self, question: str, explanation: str, deed: str, *, danger: bool = False) -> bool: ...
    def text(self, question: str, given: str, deed: str, *, secret: bool = False) -> str | None: ...
    def open_file(self, title: str, kinds: str) -> Path | None: ...
    def save_file(self, title: str, name: str, kinds: str) -> Path | None: ...
    def tell(self, title: str, sentences: str) -> None: ...


class WindowAsk:
    """Asks by dialogs over a window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    def confirm(self, question: str, explanation: str, deed: str, *, danger: bool = False) -> bool:
        """Whether the person agreed to `deed`; a dangerous one is not the default."""
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(question)
        box.setText(question)
        box.setInformativeText(explanation)
        yes = box.addButton(escape_mnemonic(deed), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(no if danger else yes)
        box.exec()
        agreed = box.clickedButton() is yes
        box.deleteLater()
        return agreed

    def text(self, question: str, given: str, deed: str, *, secret: bool = False) -> str | None:
        """One line of text."""
        dialog = QDialog(self._window)
        dialog.setWindowTitle(question)
        box = QVBoxLayout(dialog)
        box.addWidget(PlainLabel(question))
        field = LineField()
        field.setAccessibleName(question)
        field.setText(given)
        field.setMinimumWidth(360)
        if secret:
            field.setEchoMode(LineField.EchoMode.Password)
        box.addWidget(field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(escape_mnemonic(deed), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(dialog.accept)
        buttons.rejected.connect(dialog.reject)
        box.addWidget(buttons)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        text = field.text()
        dialog.deleteLater()
        return text if agreed else None

    def open_file(self, title: str, kinds: str) -> Path | None:
        """A file to read."""
        name, _ = QFileDialog.getOpenFileName(self._window, title, self._folder, kinds)
        return self._chosen(name)

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        """A place to write to; the dialog asks before it would replace a file."""
        there = str(Path(self._folder) / name) if self._folder else name
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, there, kinds)
        return self._chosen(chosen)

    def _chosen(self, name: str) -> Path | None:
        """The next dialog begins where the person was last."""
        if not name:
            return None
        self._folder = str(Path(name).parent)
        return Path(name)

    def tell(self, title: str, sentences: str) -> None:
        """Say something that has to be read."""
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(sentences)
        box.exec()
        box.deleteLater()
