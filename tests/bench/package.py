"""Packing and verifying the whole seed with its receipt and a position paper: `python -m tests.bench.package`. Medians in ms.

Verifying is `unpack`: container, hashes, signature, definition read with every check, contribution finalised again and compared. The
floor does what any script would: zipfile, the sums of the manifest, `json.loads`, and believes the rest."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import zipfile

from forms.answers import Attachment
from forms.canonical import digest
from forms.contribution import to_json
from forms.package.package import pack, unpack
from forms.receipt.content import Facts, receipt
from forms.receipt.pdf import render
from tests.bench.figures import figure, machine, repeat, table
from tests.forms.package.packing import sign
from tests.samples import PAPER, contribution, ngo_answers, questionnaire

REPEATS = 41


def floor(data: bytes) -> None:
    """Unzip, compare the sums, parse."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        found = {name.partition("/")[2]: file.read(name) for name in file.namelist()}
    for line in found["manifest-sha256.txt"].decode().splitlines():
        wanted, _, name = line.partition("  ")
        if hashlib.sha256(found[name]).hexdigest() != wanted:
            raise ValueError(name)
    json.loads(found["data/contribution.json"])


def main() -> int:
    """Print the table."""
    paper = Attachment(digest(PAPER), "paper.pdf", len(PAPER), "pdf")
    made, asked = contribution(sheet={**ngo_answers(), "position-paper": (paper,)}), questionnaire()
    printed = render(receipt(made, asked, Facts("Satchel")))
    written = to_json(made, asked)
    _, data = pack(written, asked, printed, {paper.digest: PAPER}, sign)
    print(f"Package of the whole seed, {figure(len(data) / 1e3)} kB. {machine()}; medians of {REPEATS}.")
    taken = {
        "pack, sign, and verify what was written": repeat(
            REPEATS, lambda _: pack(written, asked, printed, {paper.digest: PAPER}, sign)
        ),
        "verify": repeat(REPEATS, lambda _: unpack(io.BytesIO(data))),
        "floor: zipfile, sums, json": repeat(REPEATS, lambda _: floor(data)),
    }
    table(("", "ms", "/ floor"), [(one, figure(ms), figure(ms / [*taken.values()][-1])) for one, ms in taken.items()])
    return 0


if __name__ == "__main__":
    sys.exit(main())
