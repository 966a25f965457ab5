"""Watching: one shared folder, looked at beside the screen; what colleagues put there comes in, what is done here goes out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from desktop.tasks import Tasks
from desktop.work import folder, reconciling, sharing
from desktop.work.drafting import OpenDraft
from desktop.work.folder import News, Seen
from desktop.work.office import Office
from desktop.work.together import Together
from forms.answers import Target
from forms.change import Change
from forms.exchange.exchange_file import Exchange
from forms.reconcile.changes import Changes, sentence
from forms.trouble import Trouble

POLL_SECONDS = 5.0
"""Network shares tell nothing of changes: they are looked at in turn."""
REST_SECONDS = 20.0
"""After so long without an edit one's own work goes out."""
SOON_SECONDS = 0.3
AGAIN = 12
"""Every so many looks, files that could not be read are tried once more."""

Work = Literal["look", "write"]


@dataclass(frozen=True, slots=True)
class FolderState:
    """What is known of the folder: whether it is there, when it was looked at last ("" before), the names of files that cannot be
    read or are locked, and why one's own file could not be written, if so."""

    there: bool = True
    looked: str = ""
    unreadable: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    trouble: Trouble | None = None


class Watching(QObject):
    """Watches `path` for one shared draft from `start` to `stop`. `busy` gives the question the person is in; `redraw` draws what
    came in; `words` says it."""

    told = Signal(str)
    """One quiet line about what came in."""
    altered = Signal()
    """The state of the folder, or of the draft, is another."""

    def __init__(
        self,
        office: Office,
        draft: OpenDraft,
        path: Path,
        busy: Callable[[], Target],
        redraw: Callable[[Change], None],
        words: Callable[[Changes], str] = sentence,
        *,
        poll: float = POLL_SECONDS,
        rest: float = REST_SECONDS,
    ) -> None:
        super().__init__()
        self._office, self._draft, self.path = office, draft, path
        self._busy, self._redraw, self._words = busy, redraw, words
        self.state = FolderState()
        self._seen: Seen = {}
        self._passphrase = ""
        self._wanted: set[Work] = set()
        self._working = self._stopped = False
        self._again = False
        self._looks = 0
        self._tasks = Tasks(self)
        self._watcher = QFileSystemWatcher(self)
        self._poll = self._timer(poll, self._polled, once=False)
        self._rest = self._timer(rest, self.write)
        self._soon = self._timer(SOON_SECONDS, self.look)
        self._watcher.directoryChanged.connect(lambda _path: self._soon.start())

    def start(self) -> None:
        """Look now, and from now on by itself."""
        self._poll.start()
        self.look()

    def look(self, *, again: bool = False) -> None:
        """Look at the folder now; `again` tries what could not be read."""
        self._again = self._again or again
        self._want("look")

    def edited(self) -> None:
        """The person edited: one's own work goes out after a rest."""
        if not self._stopped:
            self._rest.start()

    def write(self) -> None:
        """Send one's own work out now."""
        try:
            self._draft.rest()
            sharing.send(self._together())
        except Trouble as trouble:
            self._tell(replace(self.state, trouble=trouble))
            return
        self._wanted.add("look")
        self._want("write")

    def open_locked(self, passphrase: str) -> None:
        """Open locked files with this passphrase until the draft is left."""
        self._passphrase = passphrase
        self.look()

    def stop(self) -> None:
        """Send one's own work out, and stop for good. The work is safe here where the folder is away."""
        if self._stopped:
            return
        self._stopped = True
        for timer in (self._poll, self._rest, self._soon):
            timer.stop()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._tasks.wait()
        if self.state.there:
            with suppress(Trouble):
                self._draft.rest()
                folder.write_own(self._together(), self.path)

    def _together(self) -> Together:
        assert self._draft.together is not None
        return self._draft.together

    def _timer(self, seconds: float, deed: Callable[[], None], *, once: bool = True) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(once)
        timer.setInterval(round(seconds * 1000))
        timer.timeout.connect(deed)
        return timer

    def _polled(self) -> None:
        self._looks += 1
        self.look(again=self._looks % AGAIN == 0)
        if self.state.trouble is not None:
            self._want("write")
        if not self._rest.isActive() and self._has_unsent():
            self._rest.start()

    def _has_unsent(self) -> bool:
        together = self._together()
        with together.lock:  # the saver adds events meanwhile
            return any(not one.sent for one in together.ledger.entries())

    def _want(self, work: Work) -> None:
        self._wanted.add(work)
        self._go_on()

    def _go_on(self) -> None:
        """One piece of work after the other, looking first: a copied computer's file is read before it is replaced."""
        if self._working or self._stopped or not self._wanted:
            return
        self._working = True
        if "look" in self._wanted:
            self._wanted.discard("look")
            self._tasks.run(self._looking(), self._looked, self._ended)
        else:
            self._wanted.discard("write")
            together, path = self._together(), self.path
            self._tasks.run(lambda: folder.publish(together, path), lambda _anew: self._ended(None), self._ended)

    def _looking(self) -> Callable[[], News]:
        office, draft_id, path, seen = self._office, self._draft.draft_id, self.path, self._seen
        passphrase, again = self._passphrase, self._again
        self._again = False
        return lambda: folder.news(office, draft_id, path, seen, passphrase=passphrase, again=again)

    def _looked(self, news: News) -> None:
        self._working = False
        if self._stopped:
            return
        seen = dict(news.seen)
        first, back = not self.state.looked, news.there and not self.state.there
        for name, exchange in news.files:
            self._take(name, exchange, seen)
        self._seen = seen
        now = News(news.there, (), seen)
        if news.there and str(self.path) not in self._watcher.directories():
            self._watcher.addPath(str(self.path))
        looked = self._office.stamp() if news.there else self.state.looked
        self._tell(FolderState(news.there, looked, now.named("unreadable"), now.named("locked"), self.state.trouble))
        if news.there and (first or back or news.files):
            self._wanted.add("write")
        self._go_on()

    def _take(self, name: str, exchange: Exchange, seen: dict[str, folder.Looked]) -> None:
        together = self._together()
        try:
            if not self._is_new(together, exchange):
                reconciling.take_in(together, exchange, again=False)  # notes what its writer has
                return
            self._draft.rest()
            taken = reconciling.take_in(together, exchange, busy=self._busy(), again=False)
            change = self._draft.show(taken.touched)
        except Trouble as trouble:
            if trouble.code in ("other-draft", "other-questionnaire"):
                seen[name] = folder.Looked(seen[name].size, seen[name].moment, "other")
            else:
                seen.pop(name)  # the disk is busy or full: once more at the next look
            return
        if taken.number is not None:
            self._redraw(change)
            words = self._words(taken.changes)
            if words:  # a colleague only noted who has what
                self.told.emit(f"{_sender(together, exchange)}: {words}")

    def _is_new(self, together: Together, exchange: Exchange) -> bool:
        aside = self._office.shared.aside(together.draft_id)
        return any(one.hash not in aside for one in exchange.segments)

    def _ended(self, trouble: Trouble | None) -> None:
        self._working = False
        if not self._stopped:
            self._tell(replace(self.state, trouble=trouble))
            self._go_on()

    def _tell(self, state: FolderState) -> None:
        self.state = state
        self.altered.emit()


def _sender(together: Together, exchange: Exchange) -> str:
    people = together.ledger.people
    return people.name(exchange.sender) if people.member(exchange.sender) is not None else exchange.sender_name
