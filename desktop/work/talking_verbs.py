"""Verbs for what colleagues say about answers: `comments` and `approve`."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.paths import Paths
from desktop.work.given_values import targets_at
from desktop.work.reply import Refusal, Reply
from desktop.work.together import Together
from desktop.work.visiting import office_at, opened, shared_by
from forms.reconcile.reviews import PREFIX as REVIEW
from forms.reconcile.reviews import Said, content_digest, review_value
from forms.reconcile.threads import (
    PREFIX,
    About,
    Thread,
    comment_value,
    reply_value,
    threads,
    threads_about,
)


def comments(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """List what was said, of one question or of all, or say something. Raises `Refusal` where there is no such thread."""
    with office_at(paths) as office, opened(office, chosen.draft) as draft:
        together = shared_by(draft)
        place = chosen.question or ""
        if place:
            targets_at(together.questionnaire, together.places, place)
        said = _say(together, chosen, place)
        question = place.split("/")[0]
        found = threads_about(together.ledger, question) if place else threads(together.ledger)
        lines = said or [line for one in found for line in _lines(together, one)]
        facts = [_facts(together, one) for one in found]
    return Reply(lines or ["Nobody said anything yet."], {"draft": draft.draft_id, "threads": facts})


def _say(together: Together, chosen: argparse.Namespace, place: str) -> list[str]:
    lines = []
    if chosen.add is not None:
        name = together.office.new_id()
        together.say((PREFIX + name, "comment", comment_value(_words(chosen.add), About(place))))
        lines.append(f"Said: {name[:8]}")
    if chosen.reply is not None:
        thread = _thread(together, chosen.reply[0])
        together.say((PREFIX + thread.id, "reply", reply_value(_words(chosen.reply[1]))))
        lines.append(f"Replied: {thread.id[:8]}")
    if chosen.resolve is not None:
        thread = _thread(together, chosen.resolve)
        together.say((PREFIX + thread.id, "resolve", None))
        lines.append(f"Resolved: {thread.id[:8]}")
    return lines


def _words(given: str) -> str:
    if not given.strip():
        raise Refusal(["comments: there are no words to say."])
    return given


def _thread(together: Together, words: str) -> Thread:
    fitting = [one for one in threads(together.ledger) if words and one.id.startswith(words)]
    if len(fitting) != 1:
        reason = "several comments begin so; give more of the id" if fitting else "there is no such comment"
        raise Refusal([f"{words}: {reason}."])
    return fitting[0]


def _lines(together: Together, thread: Thread) -> list[str]:
    about = thread.about.target or "the whole draft"
    lines = [f"{thread.id[:8]}  {about}{'  (resolved)' if thread.resolved else ''}"]
    for one in thread.comments:
        told = "(deleted)" if one.text is None else one.text.replace("\n", " ")
        lines.append(
            f"  {one.time}  {together.ledger.people.name(one.author)}: {told}{' (edited)' if one.edited else ''}"
        )
    return lines


def _facts(together: Together, thread: Thread) -> dict[str, Any]:
    name = together.ledger.people.name
    return {
        "id": thread.id, "about": thread.about.target, "resolved": thread.resolved,
        "comments": [{"id": one.id, "person": name(one.author), "time": one.time, "text": one.text} for one in thread.comments],
    }  # fmt: skip


def approve(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """Say that the answer to a question is good as it is now, or what should change. Raises `Refusal` for who is no approver."""
    with office_at(paths) as office, opened(office, chosen.draft) as draft:
        together = shared_by(draft)
        if chosen.question not in {one.id for one in together.questionnaire.questions()}:
            raise Refusal([f"{chosen.question}: there is no such question."])
        if not together.ledger.people.has(together.me, "approver"):
            raise Refusal(
                ["approve: only a colleague who approves may say this; a coordinator can give you that part."]
            )
        state: Said = "approved" if chosen.changes is None else "changes"
        seen = content_digest(chosen.question, draft.filling.effective())
        value = review_value(state, seen, chosen.changes or "")
        together.say((REVIEW + chosen.question, "review", value))
    told = "approved as it is now." if state == "approved" else f"changes wanted: {chosen.changes}"
    return Reply([f"{chosen.question}: {told}"], {"draft": draft.draft_id, "question": chosen.question, "state": state})
