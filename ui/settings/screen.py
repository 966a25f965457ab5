"""Settings: appearance and text size, the device key, backups; each said in words and kept at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QWidget

from forms.trouble import Trouble
from ui.fill.answers.attachment import size_words
from ui.home.moments import moment_words
from ui.parts.ask import Ask
from ui.parts.choice_box import WrappedRadio
from ui.parts.copying import copy_button
from ui.parts.page import Page, buttons, card, lay_out
from ui.parts.plain import PlainLabel, plain_button
from ui.parts.saving import place_to_save
from ui.settings.desk import Appearance, Backup, SettingsDesk
from ui.trouble import TroubleBanner
from ui.words import tr

SCALES = (1.0, 1.25, 1.5, 2.0)
SHOWN_BACKUPS = 8
SHORTEST_PASSPHRASE = 8


class SettingsScreen(QWidget):
    """Shows a `SettingsDesk`."""

    home_asked = Signal()
    restored = Signal()

    def __init__(self, desk: SettingsDesk, ask: Ask) -> None:
        super().__init__()
        self._desk, self._ask = desk, ask
        self._banner, self._page = TroubleBanner(), Page()
        lay_out(self, self._banner, self._page)
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew."""
        page = self._page
        page.clear()
        page.way_back(tr("Settings", "Home"), self.home_asked, "house")
        page.heading(tr("Settings", "Settings"), "title")
        page.add(self._appearance())
        page.add(self._size())
        page.add(self._key())
        page.add(self._backups())
        page.end()

    def _appearance(self) -> QWidget:
        names: tuple[tuple[Appearance, str], ...] = (
            ("system", tr("Settings", "As the system")),
            ("light", tr("Settings", "Light")),
            ("dark", tr("Settings", "Dark")),
            ("contrast", tr("Settings", "High contrast")),
        )
        entries = [
            (words, self._desk.appearance == one, partial(self._desk.set_appearance, one)) for one, words in names
        ]
        return self._choices(tr("Settings", "Appearance"), entries)

    def _size(self) -> QWidget:
        entries = [
            (f"{one:.0%}", abs(self._desk.text_scale - one) < 0.01, partial(self._desk.set_text_scale, one))
            for one in SCALES
        ]
        return self._choices(tr("Settings", "Size of text"), entries)

    def _choices(self, title: str, entries: Sequence[tuple[str, bool, Callable[[], None]]]) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(title, "heading"))
        group = QButtonGroup(frame)
        for words, on, deed in entries:
            radio = WrappedRadio(words)
            radio.setAccessibleName(f"{title}: {words}")
            radio.setChecked(on)
            radio.toggled.connect(lambda on, do=deed: self._chosen(do) if on else None)
            group.addButton(radio)
            box.addWidget(radio)
        return frame

    def _chosen(self, deed: Callable[[], None]) -> None:
        """A choice shows itself at once; the screen is drawn anew only where it could not be kept."""
        try:
            deed()
        except Trouble as trouble:
            self.refresh()
            self._banner.show_trouble(trouble)

    def _key(self) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(tr("Settings", "Key of this device"), "heading"))
        broken = tr("Settings", "The key is missing or damaged. Restore your backup of it, or make a new key.")
        fingerprint = self._desk.key_fingerprint
        box.addWidget(PlainLabel(fingerprint or broken, "small"))
        box.addWidget(
            PlainLabel(
                tr(
                    "Settings",
                    "Satchel signs your contributions with this key. It proves that two files come from the same sender; it "
                    "does not prove who that is. Only with the same key can you change or withdraw a contribution later, so keep a backup.",
                )
            )
        )
        back_up = plain_button(tr("Settings", "Back up the key…"), picture="download")
        back_up.clicked.connect(self._back_up_key)
        restore = plain_button(tr("Settings", "Restore a key…"), picture="key-round")
        restore.clicked.connect(self._restore_key)
        replace = plain_button(tr("Settings", "Make a new key…"), "danger", "refresh-cw")
        replace.clicked.connect(self._replace_key)
        copy = [copy_button(tr("Settings", "Copy the fingerprint"), fingerprint)] if fingerprint else []
        box.addWidget(buttons(back_up, restore, replace, *copy))
        return frame

    def _backups(self) -> QWidget:
        frame, box = card()
        box.addWidget(PlainLabel(tr("Settings", "Backups"), "heading"))
        box.addWidget(
            PlainLabel(
                tr(
                    "Settings",
                    "Satchel copies everything every ten minutes of work and when it closes, and checks each copy.",
                ),
                "help",
            )
        )
        now = plain_button(tr("Settings", "Back up now"), picture="copy")
        now.clicked.connect(lambda: self._try(self._desk.back_up_now))
        box.addWidget(buttons(now))
        for one in self._desk.backups()[:SHOWN_BACKUPS]:
            words = tr("Settings", "{when}, {size}", when=moment_words(one.taken), size=size_words(one.size))
            restore = plain_button(tr("Settings", "Restore…"), picture="rotate-ccw")
            restore.setAccessibleName(tr("Settings", "Restore the backup of {when}", when=words))
            restore.clicked.connect(lambda _on=False, backup=one: self._restore_backup(backup))
            box.addWidget(buttons(PlainLabel(words), restore))
        return frame

    def _new_passphrase(self) -> str | None:
        """One that nobody sees while typing it: asked for twice, so that no slip locks the backup for ever."""
        asked = tr("Settings", "A passphrase for the backup, at least {n} characters", n=SHORTEST_PASSPHRASE)
        word = self._secret(asked)
        if word is None:
            return None
        if len(word) < SHORTEST_PASSPHRASE:
            told = tr("Settings", "The passphrase is too short: at least {n} characters.", n=SHORTEST_PASSPHRASE)
            self._banner.show_trouble(Trouble("short-passphrase", told))
            return None
        again = self._secret(tr("Settings", "Type it once more"))
        if again is not None and again != word:
            told = tr("Settings", "The two passphrases are not the same. Nothing was written: please begin again.")
            self._banner.show_trouble(Trouble("passphrases-differ", told))
            return None
        return again

    def _secret(self, question: str) -> str | None:
        return self._ask.text(question, "", tr("Settings", "Go on"), secret=True)

    def _back_up_key(self) -> None:
        path = place_to_save(self._ask, tr("Settings", "Back up the key"), "satchel-key.pem", ".pem", "")
        word = self._new_passphrase() if path is not None else None
        if path is not None and word is not None:
            self._try(lambda: self._desk.back_up_key(path, word))

    def _restore_key(self) -> None:
        path = self._ask.open_file(tr("Settings", "Restore a key"), "")
        word = self._secret(tr("Settings", "The passphrase of this backup")) if path is not None else None
        if path is not None and word is not None:
            self._try(lambda: self._desk.restore_key(path, word))

    def _replace_key(self) -> None:
        question = tr("Settings", "Make a new key?")
        told = tr(
            "Settings",
            "With a new key you cannot change or withdraw what you signed before. The old key is kept beside the new one.",
        )
        if self._ask.confirm(question, told, tr("Settings", "Make a new key"), danger=True):
            self._try(self._desk.replace_key)

    def _restore_backup(self, backup: Backup) -> None:
        try:
            changes = self._desk.compare_backup(backup)
        except Trouble as trouble:
            self._banner.show_trouble(trouble)
            return
        told = "\n".join(changes) or tr("Settings", "Nothing would change.")
        question = tr("Settings", "Restore the backup of {when}?", when=moment_words(backup.taken))
        told += "\n\n" + tr("Settings", "Everything as it is now is backed up first.")
        if self._ask.confirm(question, told, tr("Settings", "Restore"), danger=True) and self._try(
            lambda: self._desk.restore_backup(backup)
        ):
            self.restored.emit()

    def _try(self, deed: Callable[[], object]) -> bool:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # a large archive takes a second or two
        try:
            done = self._banner.attempt(deed)
        finally:
            QGuiApplication.restoreOverrideCursor()
        if done:
            self.refresh()
        return done
