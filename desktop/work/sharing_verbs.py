"""Verbs that carry a shared draft between colleagues: `share` and `reconcile`."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.paths import Paths
from desktop.work import reconciling, sharing
from desktop.work.drafting import OpenDraft, questionnaire_of
from desktop.work.office import Office
from desktop.work.passphrases import passphrase_in
from desktop.work.reply import Refusal, Reply
from desktop.work.visiting import office_at, opened, shared_by
from forms.exchange.exchange_file import Exchange
from forms.reconcile.changes import Changes, sentence
from forms.trouble import Trouble


def share(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """Write the file for colleagues; the first time the draft becomes a shared one. Raises `Refusal` or `Trouble`; then no file."""
    word = passphrase_in(chosen.passphrase_file)
    if os.path.lexists(chosen.out):
        raise Refusal([f"{chosen.out}: there is a file of that name already. Choose another name."])
    with office_at(paths) as office, opened(office, chosen.draft) as draft:
        begun = draft.together is None
        if begun:
            _begin(office, draft, chosen.name)
        together = shared_by(draft)
        draft.rest()
        new = sharing.share(together, chosen.out, word)
        lines = [f"Written: {chosen.out}"]
        if begun:
            lines.append(
                f"This draft is shared now; you are {together.name}, its coordinator. Send this file to invite colleagues."
            )
        elif not new:
            lines.append("There was nothing new of yours since the last file.")
        if not word:
            lines.append("It is not locked: whoever has it can read the answers and comments.")
        facts = {
            "file": str(chosen.out),
            "draft": draft.draft_id,
            "begun": begun,
            "new": new or begun,
            "locked": bool(word),
        }
    return Reply(lines, facts)


def _begin(office: Office, draft: OpenDraft, name: str | None) -> None:
    if name is None:
        raise Refusal(["--as: your colleagues need a name to know you by. Give yours: --as NAME."])
    draft.rest()
    summary = office.drafts.summary(draft.draft_id)
    draft.share(sharing.begin(office, summary, questionnaire_of(office, summary), name))


def reconcile(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """Take colleagues' files in, look what they would do, or put the newest aside again. Every file is checked before the first is
    taken in. Raises `Refusal` or `Trouble`; then nothing was taken in."""
    if chosen.undo is not None:
        if chosen.files:
            raise Refusal(["--undo: give the draft alone, without files."])
        return _put_aside(chosen.undo, paths)
    if not chosen.files:
        raise Refusal(["reconcile: give at least one file, or --undo DRAFT."])
    word = passphrase_in(chosen.passphrase_file)
    with office_at(paths, new=True) as office:
        exchanges = _checked(office, chosen.files, word, chosen.name)
        told = []
        for path, exchange in exchanges:
            if office.shared.one(exchange.draft) is None:
                told.append(_joined(office, path, exchange, chosen.name, look=chosen.dry_run))
            else:
                told.append(_taken(office, path, exchange, look=chosen.dry_run))
    lines = [line for one in told for line in one[0]]
    if chosen.dry_run:
        lines.append("Nothing was changed.")
    return Reply(lines, {"files": [one[1] for one in told]})


def _checked(office: Office, files: Sequence[Path], word: str, name: str | None) -> list[tuple[Path, Exchange]]:
    found, reasons, codes = [], [], []
    for path in files:
        try:
            exchange = reconciling.read(office, path, word)
        except Trouble as trouble:
            reasons.append(f"{path}: {trouble}")
            codes.append({"file": str(path), "code": trouble.code})
            continue
        found.append((path, exchange))
        if office.shared.one(exchange.draft) is None and name is None:
            reasons.append(f"{path}: this draft, “{exchange.name}”, is new here. To join it give your name: --as NAME.")
            codes.append({"file": str(path), "code": "no-name"})
    if reasons:
        raise Refusal(reasons, {"files": codes})
    return found


Told = tuple[list[str], dict[str, Any]]


def _joined(office: Office, path: Path, exchange: Exchange, name: str | None, *, look: bool) -> Told:
    assert name is not None
    fact = {"file": str(path), "draft": exchange.draft, "from": exchange.sender_name, "joined": not look}
    if look:
        return [f"{path}: from {exchange.sender_name}: you would join “{exchange.name}”."], fact
    reconciling.join(office, exchange, name)
    lines = [f"{path}: from {exchange.sender_name}: you joined “{exchange.name}” ({exchange.draft}).",
             "Send a file back (`share`), so that a coordinator can let you in."]  # fmt: skip
    return lines, fact


def _taken(office: Office, path: Path, exchange: Exchange, *, look: bool) -> Told:
    with opened(office, exchange.draft) as draft:
        together = shared_by(draft)
        draft.rest()
        if look:
            changes = reconciling.look(together, exchange).changes
        else:
            taken = reconciling.take_in(together, exchange)
            draft.show(taken.touched)
            changes = taken.changes
    told = sentence(changes)
    return [f"{path}: from {exchange.sender_name}: {told}"], {
        "file": str(path), "draft": exchange.draft, "from": exchange.sender_name, "changes": told, **_facts(changes),
    }  # fmt: skip


def _facts(changes: Changes) -> dict[str, Any]:
    return {"differing": list(changes.differing), "combined": list(changes.combined), "hidden": list(changes.hidden)}


def _put_aside(words: str, paths: Paths) -> Reply:
    with office_at(paths) as office, opened(office, words) as draft:
        together = shared_by(draft)
        draft.rest()
        touched = reconciling.put_aside(together)
        draft.show(touched)
        count = sum(not one.startswith("@") and bool(one) for one in touched)
    return Reply([f"The newest file was put aside again; it had touched {count} answers. Take it in again to have it back."],
                 {"draft": draft.draft_id, "touched": list(touched)})  # fmt: skip
