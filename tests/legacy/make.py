"""Makes the files of one version of every format, once: `python -m tests.legacy.make format-N` refuses a folder that is there.

Files that were made once are never made again and never changed: a person's files do not change either. A new version of a format
gets a folder of its own beside the others. All people in them are invented.
"""

from __future__ import annotations

import hashlib
import io
import json
import secrets
import shutil
import sys
import tempfile
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from desktop import preferences
from desktop.keys import FILE, DeviceKey
from desktop.paths import Paths
from desktop.work import drafting, finalising, moving
from desktop.work.office import Office
from desktop.work.opening import open_archive
from desktop.work.shelf import find
from forms.answers import Sheet
from forms.package.package import unpack
from forms.plain import to_plain
from forms.questionnaire import Questionnaire
from tests.samples import PAPER, library_answers

HERE = Path(__file__).parent
PASSPHRASE = "seven invented librarians"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=timezone(timedelta(hours=1)))


def main() -> None:
    """Make the folder that the command line names."""
    folder = HERE / sys.argv[1]
    with tempfile.TemporaryDirectory() as away:
        made = Path(away, "made")
        made.mkdir()
        make(made, Paths(Path(away, "home")))
        sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(made.iterdir())}
        (made / "SHA256SUMS").write_text("".join(f"{digest}  {name}\n" for name, digest in sums.items()))
        shutil.copytree(made, folder)


def make(folder: Path, paths: Paths) -> None:
    """Work through a small life: a draft in the middle of things, one in the trash, a contribution, its withdrawal."""
    archive = open_archive(paths.make(), NOON)
    key = DeviceKey.at(paths.keys)
    office = Office.over(
        archive, copies=paths.copies, now=lambda: NOON, new_id=lambda: str(uuid.uuid4()), random_bytes=secrets.token_bytes,
        key=lambda: key,
    )  # fmt: skip
    asked = find("every-kind")
    paper = paths.home / "Our position.pdf"
    paper.write_bytes(PAPER)
    told: dict[str, Any] = {"fingerprint": key.fingerprint, "passphrase": PASSPHRASE}

    finished = drafting.begin(office, asked, "Finished", sheet=library_answers())
    draft = drafting.open_draft(office, finished, lambda *_: None)
    draft.attach("letter", paper)
    draft.answer("letter-about", "Longer opening hours")
    draft.flush()
    identity = finalising.finalise(office, draft)
    draft.close()
    (folder / "one.contribution.zip").write_bytes(office.contributions.package(identity))
    package = unpack(io.BytesIO(office.contributions.package(identity)))
    told |= {"identity": identity, "reference": package.contribution.reference}
    told["contribution"] = plain(package.questionnaire, package.contribution.sheet)
    finalising.save_withdrawal(office, identity, folder / "one.withdrawal.zip")

    open_one = drafting.begin(office, asked, "In the middle of things – 1 ½", language="de")
    draft = drafting.open_draft(office, open_one, lambda *_: None)
    for target, value in library_answers().items():
        draft.answer(target, value)
        draft.leave(target)
    draft.attach("letter", paper)
    draft.answer("name", "Ana Exemple")
    draft.leave("name")
    draft.answer("ideas", "Wärme im Winter.\nÜberall – “wirklich”.")
    draft.close()
    told["draft"] = plain(asked, draft.filling.sheet())
    told["name_before"] = "Ana Example"
    moving.move_out(office, open_one, folder / "one.draft.zip")
    office.drafts.restore(open_one)

    trashed = drafting.begin(office, asked, "Thrown away", sheet={"ideas": "None at all."})
    office.drafts.trash(trashed, now=office.stamp())
    archive.close()
    shutil.copyfile(paths.archive, folder / "archive.satchel")
    chosen = preferences.Preferences(appearance="contrast", text_scale=1.5, open_draft=open_one)
    (folder / "preferences.json").write_bytes(preferences.to_bytes(chosen, {}))
    key.back_up(folder / "key-backup.pem", PASSPHRASE)
    shutil.copyfile(paths.keys / FILE, folder / "device-key")
    (folder / "expected.json").write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def plain(asked: Questionnaire, sheet: Sheet) -> dict[str, Any]:
    """Answers as plain data, as JSON holds them."""
    told: dict[str, Any] = json.loads(json.dumps(to_plain(asked, sheet)))
    return told


if __name__ == "__main__":
    main()
