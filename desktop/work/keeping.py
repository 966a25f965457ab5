"""Verbs over what is kept on this machine: `drafts` and `key`."""

from __future__ import annotations

import argparse
import getpass
from datetime import datetime

from db.archive import Archive
from db.drafts import DraftStore
from desktop.keys import DeviceKey
from desktop.paths import Paths
from desktop.work.reply import Refusal, Reply


def drafts(_chosen: argparse.Namespace, paths: Paths) -> Reply:
    """List the drafts of this home folder. Raises `Trouble` while a window has the archive open."""
    if not paths.archive.exists():
        return Reply(["There are no drafts here."], {"drafts": []})
    archive = Archive.open(paths.archive)
    try:
        found = DraftStore(archive).all()
    finally:
        archive.close()
    lines = [
        f"{one.draft_id}  {one.touched}  {one.required_answered}/{one.required}  {one.name}{'  (in the trash)' if one.trashed else ''}"
        for one in found
    ]
    facts = [
        {
            "id": one.draft_id,
            "name": one.name,
            "touched": one.touched,
            "required": one.required,
            "required_answered": one.required_answered,
            "trashed": one.trashed,
        }
        for one in found
    ]
    return Reply(lines or ["There are no drafts here."], {"drafts": facts})


def key(chosen: argparse.Namespace, paths: Paths) -> Reply:
    """Show the device key's fingerprint, or back it up, restore or replace it."""
    folder = paths.make().keys
    if chosen.restore:
        held = DeviceKey.restore(folder, chosen.restore, _passphrase(chosen), _today())
        return Reply([f"Restored: {held.fingerprint}"], {"fingerprint": held.fingerprint})
    held = DeviceKey.at(folder)
    if chosen.back_up:
        held.back_up(chosen.back_up, _passphrase(chosen))
        return Reply([f"Backed up: {chosen.back_up}", f"Key: {held.fingerprint}"], {"fingerprint": held.fingerprint})
    if chosen.replace:
        held = DeviceKey.replace(folder, _today())
        return Reply([f"New key: {held.fingerprint}"], {"fingerprint": held.fingerprint})
    return Reply(
        [f"Key of this device: {held.fingerprint}", "It proves that files come from the same sender, not who that is."],
        {"fingerprint": held.fingerprint},
    )


def _today() -> str:
    return datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")


def _passphrase(chosen: argparse.Namespace) -> str:
    if chosen.passphrase_file:
        try:
            first = chosen.passphrase_file.read_text(encoding="utf-8").splitlines()[:1]
        except OSError as fault:
            raise Refusal([f"{chosen.passphrase_file}: cannot be read: {fault.strerror}."]) from fault
        word = first[0] if first else ""
    else:
        word = getpass.getpass("Passphrase: ")
    if len(word) < 8:
        raise Refusal(["passphrase: at least 8 characters, please."])
    return word
