"""The talk desk: what a person says and does about the answers of one shared draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from desktop.desks.talk_view import TalkView
from desktop.work.drafting import OpenDraft
from desktop.work.editing import refuse_editing
from desktop.work.office import Office
from desktop.work.together import Saying
from forms.answers import Target
from forms.change import Change, merged
from forms.reconcile.assignments import PREFIX as ASSIGN
from forms.reconcile.assignments import assign_value
from forms.reconcile.quotes import quote_of
from forms.reconcile.reviews import PREFIX as REVIEW
from forms.reconcile.reviews import content_digest, review_value
from forms.reconcile.threads import PREFIX as THREAD
from forms.reconcile.threads import About, comment_value, delete_value, edit_value, reply_value
from ui.talk.cards import Anchor


class OpenTalk(TalkView):
    """Implements `ui.talk.desk.TalkDesk`. `redraw` is called after whatever was said or done, with what to draw anew."""

    def __init__(self, office: Office, draft: OpenDraft, redraw: Callable[[Change], None]) -> None:
        super().__init__(office, draft)
        self._redraw = redraw

    def comment(self, anchor: Anchor, text: str, to: Sequence[str] = (), quoted: tuple[int, int] | None = None) -> None:
        """Say something about an answer or about words of it."""
        value = self._draft.filling.value(anchor.target)
        quote = quote_of(value, *quoted) if quoted is not None and isinstance(value, str) else None
        about = About(anchor.target, anchor.choice, quote)
        self._say_of(anchor.target, (THREAD + self._office.new_id(), "comment", comment_value(text, about, to)))

    def reply(self, thread: str, text: str) -> None:
        """Answer in a thread."""
        self._say_in(thread, "reply", reply_value(text))

    def edit(self, thread: str, comment: str, text: str) -> None:
        """Give a comment of one's own other words."""
        self._say_in(thread, "edit", edit_value(self._ledger.entry(comment).payload, text))

    def delete(self, thread: str, comment: str) -> None:
        """Delete a comment of one's own."""
        self._say_in(thread, "delete", delete_value(self._ledger.entry(comment).payload))

    def resolve(self, thread: str) -> None:
        """Nothing is left to say or to do."""
        self._say_in(thread, "resolve", None)

    def reopen(self, thread: str) -> None:
        """Something is."""
        self._say_in(thread, "reopen", None)

    def assign(self, place: str, persons: Sequence[str]) -> None:
        """Say who answers a question or a section."""
        self._together.say((ASSIGN + place, "assign", assign_value(persons)))
        sections = self._draft.filling.questionnaire.sections
        items = next(([one.id for one in section.items] for section in sections if section.id == place), [place])
        self._redraw(Change(tuple(items)))

    def review(self, question: str, state: Literal["approved", "changes"], note: str = "") -> None:
        """Approve the answer as it is now, or ask for changes."""
        self._draft.rest()
        seen = content_digest(question, self._draft.filling.effective())
        self._say_of(question, (REVIEW + question, "review", review_value(state, seen, note)))

    def restore(self, target: Target, moment: str) -> None:
        """Give an earlier answer once more."""
        refuse_editing(self._draft.together)
        value = self._ledger.answer(self._ledger.entry(moment))
        changes = [self._draft.answer(target, value)]
        left = self._draft.leave(target)
        if left is not None:
            changes.append(left)
        self._draft.rest()
        self._redraw(merged(changes))

    def mark_looked(self, question: str) -> None:
        """This person has seen the answer as it is now."""
        changed = [target for target in self._targets(question) if self._is_new(target)]
        for target in changed:
            self._look(target)
        if changed:
            self._redraw(Change((question,)))

    def _say_in(self, thread: str, kind: str, value: object) -> None:
        about = next(
            one.about.target for found in self._threads_by_question().values() for one in found if one.id == thread
        )
        self._say_of(about, (THREAD + thread, kind, value))

    def _say_of(self, target: Target, saying: Saying) -> None:
        self._together.say(saying)
        self._redraw(Change((target.partition("/")[0],)))
