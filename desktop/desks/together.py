"""The desk for drafting together: the people of one open draft, what each has, and the ways to send."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from desktop.desks.people_words import People, status_words
from desktop.watching import FolderState, Watching
from desktop.work import folder, inviting, sharing
from desktop.work.drafting import OpenDraft
from desktop.work.editing import bar_to_editing
from desktop.work.office import Office
from desktop.work.together import Together
from forms.answers import Target
from forms.change import Change, merged
from forms.reconcile.changes import Changes, sentence
from forms.reconcile.ledger import Ledger
from forms.reconcile.people import short_fingerprint
from forms.trouble import Trouble
from ui.reconcile.saying import when_words
from ui.together.desk import FolderCard, Overview, Status
from ui.words import tr, trn

Listener = Callable[[], None]


class PeopleDesk:
    """Implements `ui.together.desk.TogetherDesk`. `new_key` makes another key for this computer; `busy` gives the question the person
    is in; `told` hears one line about what the folder brought; `words` says what came in. Call `start` when the draft is on
    screen and `stop` before it is closed."""

    def __init__(
        self,
        office: Office,
        draft: OpenDraft,
        redraw: Callable[[Change], None],
        *,
        new_key: Callable[[], object],
        busy: Callable[[], Target] = lambda: "",
        told: Callable[[str], None] = lambda _line: None,
        words: Callable[[Changes], str] = sentence,
    ) -> None:
        self._office, self._draft, self._redraw = office, draft, redraw
        self._new_key, self._busy, self._told, self._words = new_key, busy, told, words
        self._watching: Watching | None = None
        self._bar: str | None = None
        self._listeners: list[Listener] = []
        self._status: tuple[tuple[Ledger, int, bool], Status] | None = None

    def on_altered(self, listener: Listener) -> None:
        """Call `listener`, on the screen thread, whenever people, folder or what is unsent may be others."""
        if listener not in self._listeners:
            self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Call it no more."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def start(self) -> None:
        """Watch the folder that was chosen, if any."""
        together = self._draft.together
        if together is not None and together.folder and self._watching is None:
            self._bar = bar_to_editing(together)
            watching = Watching(
                self._office, self._draft, Path(together.folder), self._busy, self._came_in, self._words
            )
            watching.told.connect(self._told)
            watching.altered.connect(self.altered)
            self._watching = watching
            watching.start()

    def _came_in(self, change: Change) -> None:
        """Colleagues' work came in. Where it alters whether this person may edit, every question has to say so."""
        bar = bar_to_editing(self._together())
        if bar != self._bar:
            self._bar = bar
            change = merged((change, Change(tuple(one.id for one in self._draft.filling.questionnaire.questions()))))
        self._redraw(change)

    def stop(self) -> None:
        """Send what is left to the folder, and watch it no more."""
        if self._watching is not None:
            self._watching.stop()
            self._watching.deleteLater()
            self._watching = None

    def edited(self) -> None:
        """The person edited something."""
        if self._watching is not None:
            self._watching.edited()

    def status(self) -> Status:
        """A few words for the bar."""
        together = self._draft.together
        if together is None:
            return Status(tr("Together", "Only you"), "well")
        away = self._watching is not None and not self._watching.state.there
        mark = (together.ledger, len(together.ledger), away)
        if self._status is None or self._status[0] != mark:
            # It is asked for at every key that is pressed, and looks at the whole history.
            self._status = mark, status_words(People(together), away=away)
        return self._status[1]

    def overview(self) -> Overview:
        """Everything about the people of this draft."""
        together = self._draft.together
        name = self._office.drafts.summary(self._draft.draft_id).name
        nowhere = FolderCard("", away=False, told=(), unreadable=(), locked=())
        if together is None:
            return Overview(False, name, (), "", False, "", (), (), "", "", nowhere)
        people = People(together)
        return Overview(
            shared=True,
            draft_name=name,
            my_groups=tuple(short_fingerprint(self._office.key().public_hex).split("-")),
            my_place=people.my_place(),
            may_decide=people.may_decide,
            key_trouble=people.key_trouble(),
            people=people.cards(),
            notes=people.notes(),
            unsent=people.unsent_words(),
            news_for=people.news_for(),
            folder=self._folder(together) or nowhere,
        )

    def begin(self, name: str) -> None:
        """Make the draft a shared one."""
        self._draft.rest()
        summary = self._office.drafts.summary(self._draft.draft_id)
        self._draft.share(sharing.begin(self._office, summary, self._draft.filling.questionnaire, name))
        self.altered()

    def file_name(self) -> str:
        """A name for the file to send."""
        return folder.own_name(self._together())

    def send(self, path: Path, passphrase: str) -> str:
        """Write the file for colleagues."""
        self._draft.rest()
        sharing.share(self._together(), path, passphrase)
        self.altered()
        news = People(self._together()).news_for()
        if news:
            return tr("Together", "Saved as {file}. Now send it: it has news for {names}.", file=path.name, names=news)
        return tr("Together", "Saved as {file}. Now send it to your colleagues.", file=path.name)

    def let_in(self, key: str, roles: Collection[str]) -> None:
        """Let in who asks, under the name they gave, or who was taken out before."""
        together = self._together()
        people = together.ledger.people
        self._decide(lambda: inviting.admit(together, key, people.name(key), roles, people.person(key)))

    def let_in_again(self, key: str, person: str, *, lost: bool) -> None:
        """Let in who is known already."""
        self._decide(lambda: inviting.readmit(self._together(), key, person, lost=lost))

    def change_roles(self, key: str, roles: Collection[str]) -> None:
        """Other roles."""
        self._decide(lambda: inviting.change_roles(self._together(), key, roles))

    def take_out(self, key: str) -> None:
        """Somebody leaves."""
        self._decide(lambda: inviting.remove(self._together(), key))

    def join_again(self) -> None:
        """Ask to be let in with the new key of this computer."""
        together = self._together()
        self._draft.rest()
        if inviting.is_used_twice(together):
            self._new_key()
        before = together.ledger.answered()
        inviting.rejoin(together)
        self._show_all(together, before)

    def watch(self, folder: Path | None) -> None:
        """Another folder, or none."""
        if folder is not None and not folder.is_dir():
            raise Trouble("no-folder", f"“{folder.name}” is not a folder that can be opened.", "Nothing was changed.",
                          "Choose another one.")  # fmt: skip
        self.stop()
        self._office.shared.watch(self._draft.draft_id, str(folder or ""))
        self._together().folder = str(folder or "")
        self.start()
        if self._watching is not None:
            self._watching.write()  # who chooses a folder wants to be in it now
        self.altered()

    def look_now(self) -> None:
        """Do not wait for the next look; write one's own work too."""
        if self._watching is not None:
            self._watching.look(again=True)
            self._watching.write()

    def open_locked(self, passphrase: str) -> None:
        """Open locked files in the folder until the draft is left."""
        if self._watching is not None:
            self._watching.open_locked(passphrase)

    def _together(self) -> Together:
        if self._draft.together is None:
            raise Trouble(
                "not-shared", "This draft is yours alone.", "Nothing was changed.", "Begin to work together first."
            )
        return self._draft.together

    def _decide(self, deed: Callable[[], None]) -> None:
        """Who takes part decides what counts: every answer may be another afterwards."""
        self._draft.rest()
        before = self._together().ledger.answered()
        deed()
        self._show_all(self._together(), before)

    def _show_all(self, together: Together, before: Iterable[Target] = ()) -> None:
        touched = {*before, *together.ledger.answered()}
        self._office.shared.show(together.draft_id, together.writes_or_nothing(touched))
        self._redraw(self._draft.show(sorted(touched)))
        if self._watching is not None:
            self._watching.write()
        self.altered()

    def altered(self) -> None:
        """Colleagues' work came in another way than by the folder: say so to who listens."""
        self._status = None
        for listener in tuple(self._listeners):
            listener()

    def _folder(self, together: Together) -> FolderCard | None:
        if not together.folder:
            return None
        state = self._watching.state if self._watching is not None else FolderState()
        return FolderCard(
            together.folder, not state.there, tuple(self._folder_words(state)), state.unreadable, state.locked
        )

    def _folder_words(self, state: FolderState) -> list[str]:
        if not state.there:
            return [tr("Together", "The folder is not there at the moment. Your work is safe on this computer.")]
        told = []
        if state.looked:
            told.append(tr("Together", "Looked at last: {when}", when=when_words(state.looked, self._office.now())))
        if state.unreadable:
            n = len(state.unreadable)
            told.append(trn("Together", "{n} file cannot be read yet", "{n} files cannot be read yet", n))
        if state.locked:
            n = len(state.locked)
            told.append(
                trn("Together", "{n} file is locked with a passphrase", "{n} files are locked with a passphrase", n)
            )
        if state.trouble is not None:
            told.append(tr("Together", "Your file could not be written: {why}", why=state.trouble.happened))
        return told
