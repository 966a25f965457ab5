"""Verbs over what is kept on this machine: `drafts` and `key`."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import datetime

from db.drafts import DraftStore
from desktop.keys import DeviceKey
from desktop.paths import Paths
from desktop.work.opening import make_home, open_archive, own_key
from desktop.work.passphrases import long_enough, passphrase_in
from desktop.work.reply import Refusal, Reply

STAMP = "%Y%m%d-%H%M%S"
KEPT_BESIDE = "The key that was here before is kept in {folder}."


def drafts(_chosen: argparse.Namespace, paths: Paths) -> Reply:
    """List the drafts of this home folder. Raises `Trouble` while a window has the archive open."""
    if not paths.archive.exists():
        return Reply(["There are no drafts here."], {"drafts": []})
    archive = open_archive(paths, datetime.now().astimezone())
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
    make_home(paths)
    folder, now = paths.keys, datetime.now().astimezone()
    if chosen.restore:
        before = DeviceKey.mark(folder)
        held = DeviceKey.restore(folder, chosen.restore, _passphrase(chosen), f"{now:{STAMP}}")
        beside = [] if before in (None, DeviceKey.mark(folder)) else [KEPT_BESIDE.format(folder=folder)]
        return Reply([f"Restored: {held.fingerprint}", *beside], {"fingerprint": held.fingerprint})
    if chosen.replace:
        held = DeviceKey.replace(folder, f"{now:{STAMP}}")
        told = "With it you cannot change or withdraw what was signed with another key before."
        return Reply(
            [f"New key: {held.fingerprint}", told, KEPT_BESIDE.format(folder=folder)], {"fingerprint": held.fingerprint}
        )
    held = own_key(paths, now)
    if chosen.back_up:
        if chosen.back_up.exists():  # it may be the only backup of another key
            raise Refusal([f"{chosen.back_up}: there is a file of that name already. Choose another name."])
        held.back_up(chosen.back_up, _passphrase(chosen, again=True))
        return Reply([f"Backed up: {chosen.back_up}", f"Key: {held.fingerprint}"], {"fingerprint": held.fingerprint})
    return Reply(
        [f"Key of this device: {held.fingerprint}", "It proves that files come from the same sender, not who that is."],
        {"fingerprint": held.fingerprint},
    )


def _passphrase(chosen: argparse.Namespace, *, again: bool = False) -> str:
    """The first line of the file, or what the person types; `again` has it typed twice, for a slip would lock the backup for ever."""
    if chosen.passphrase_file:
        return passphrase_in(chosen.passphrase_file)
    word = long_enough(_typed("Passphrase: "))
    if again and _typed("The same again: ") != word:
        raise Refusal(["passphrase: the two are not the same. Nothing was written."])
    return word


def _typed(words: str) -> str:
    if not sys.stdin.isatty():
        raise Refusal(["passphrase: nobody can be asked here. Put it into a file and give --passphrase-file."])
    return getpass.getpass(words)
