"""Backing up: everything is copied every ten minutes of work, off the screen thread, and never twice at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from db import backups
from db.soundness import Flaw
from desktop.tasks import Tasks
from desktop.work.office import Office
from forms.trouble import Trouble

MINUTES = 10


class BackingUp(QObject):
    """Copies the archive of `office` into `folder`; a copy that failed is told to `failed` and tried again later,
    and damage that a copy found is told there too."""

    def __init__(
        self, office: Callable[[], Office], folder: Path, failed: Callable[[Trouble], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._office, self._folder, self._failed = office, folder, failed
        self._tasks = Tasks(self)
        self._under_way = False
        self._told: tuple[Flaw, ...] = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.begin)
        self._timer.start(MINUTES * 60_000)

    def begin(self) -> None:
        """Copy elsewhere, if anything changed since the last copy and none is under way."""
        office = self._office()
        if self._under_way or not office.archive.changed:
            return
        self._under_way = True

        def copy() -> backups.KeptBackup:
            try:
                return self._copy(office)
            finally:
                self._under_way = False

        self._tasks.run(copy, self._tell, self._failed)

    def finish(self) -> None:
        """Wait for the copy under way: the archive is about to be closed or replaced."""
        self._tasks.wait()

    def stop(self) -> None:
        """Make a last copy here and now. A failure is noted in the log alone, for the window is going."""
        self._timer.stop()
        self.finish()
        office = self._office()
        if not office.archive.changed:
            return
        try:
            damage = self._copy(office).damage
        except Trouble as trouble:
            logging.getLogger(__name__).info("the last backup failed: %s", trouble.code)
        else:
            if damage:
                logging.getLogger(__name__).info("the last backup holds damaged parts: %s", len(damage))

    def _tell(self, copy: backups.KeptBackup) -> None:
        """The same damage is in every copy from now on: it is told once."""
        trouble = copy.trouble()
        if trouble is not None and copy.damage != self._told:
            self._failed(trouble)
        self._told = copy.damage

    def _copy(self, office: Office) -> backups.KeptBackup:
        archive = office.archive
        archive.changed = False  # what is written while the copy is made counts for the next one
        try:
            copy = backups.take(archive, self._folder, office.now())
            backups.rotate(self._folder, office.now())
            return copy
        except Trouble:
            archive.changed = True
            raise
