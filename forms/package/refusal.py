"""Why a package is refused: one code and one sentence for each reason (docs/package-format.md)."""

from __future__ import annotations

from forms.trouble import Trouble

REFUSALS = {
    "too-large": "The file is larger than a package may be.",
    "not-a-zip": "This is not a package: it has no zip directory at its end.",
    "not-at-start": "Something stands before or between the files of the package.",
    "trailing-bytes": "Something stands after the end of the package.",
    "comment": "The package carries a hidden comment.",
    "too-many-files": "The package lists more files than one can hold.",
    "zip64": "The package uses an extension for huge files that is not needed here.",
    "repacked": "The package was unpacked and packed again by another program; the file as it was sent is needed.",
    "compressed": "A file in the package is compressed; packages are stored plainly.",
    "encrypted": "A file in the package is encrypted.",
    "flags": "A file in the package is marked in a way that packages do not use.",
    "extra-field": "A file in the package carries hidden extra data.",
    "not-a-file": "An entry of the package is not an ordinary file.",
    "name": "A file in the package has a name that does not belong there.",
    "duplicate-name": "Two files in the package have the same name.",
    "overlap": "Files in the package overlap or leave gaps.",
    "header-mismatch": "The package says two different things about one of its files.",
    "checksum": "A file in the package is damaged.",
    "missing-file": "A file that belongs into the package is missing.",
    "bagit": "The package's own description is not what it must be.",
    "manifest": "A file does not match the package's list of hashes: it was altered or exchanged.",
    "tag-manifest": "The package's list of hashes was altered.",
    "signature": "The signature does not belong to this package.",
    "not-signed": "The package carries no signature.",
    "receipt": "The receipt in the package is not a PDF.",
    "questionnaire": "The questionnaire in the package cannot be read.",
    "not-canonical": "The contribution is not written in the one agreed way, so that two readers could see two different ones.",
    "contribution": "The contribution in the package cannot be read.",
    "other-questionnaire": "The contribution answers another questionnaire than the one in the package.",
    "answers": "The answers could not have been given to the questionnaire in the package.",
    "consent": "The contribution agrees to another text than the one in the package's questionnaire.",
    "privacy": "The privacy choice of the contribution is not the one that was answered.",
    "withdrawal": "The withdrawal in the file cannot be read.",
    "attachment": "An attached file is not what the contribution says.",
    "unreadable": "The file cannot be read.",
}


_LONGEST_DETAIL = 200


def harmless(detail: str) -> str:
    """Words out of somebody's file, short, and without what could move a cursor or turn the direction of reading."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in detail[:_LONGEST_DETAIL])


class PackageRefused(Trouble):
    """A package that is not taken; nothing of it was used. `detail` may come from the package: what could move a cursor or turn
    the direction of reading is taken out of it."""

    def __init__(self, code: str, detail: str = "") -> None:
        detail = harmless(detail)
        sentence = REFUSALS[code] + (f" ({detail})" if detail else "")
        super().__init__(code, sentence, "Nothing of it was used.", "Ask the sender for a fresh copy.")
        self.detail = detail
