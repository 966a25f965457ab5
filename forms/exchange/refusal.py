"""Why an exchange file is not taken: one code and one sentence for each reason (docs/exchange-format.md)."""

from __future__ import annotations

from forms.package.refusal import harmless
from forms.trouble import Trouble

REFUSALS = {
    "too-large": "The file is larger than an exchange file may be.",
    "not-a-zip": "This is not an exchange file: it has no zip directory at its end.",
    "not-at-start": "Something stands before or between the parts of the file.",
    "trailing-bytes": "Something stands after the end of the file.",
    "comment": "The file carries a hidden comment.",
    "too-many-files": "The file lists more parts than it can hold.",
    "zip64": "The file uses an extension for huge files that is not needed here.",
    "compressed": "A part of the file is compressed in a way that is not used here.",
    "encrypted": "A part of the file is encrypted.",
    "flags": "A part of the file is marked in a way that is not used here.",
    "extra-field": "A part of the file carries hidden extra data, as some programs write them that pack files again.",
    "not-a-file": "A part of the file is not an ordinary file.",
    "name": "A part of the file has a name that does not belong there.",
    "duplicate-name": "Two parts of the file have the same name.",
    "overlap": "Parts of the file overlap or leave gaps.",
    "header-mismatch": "The file says two different things about one of its parts.",
    "checksum": "A part of the file is damaged.",
    "missing-file": "A part that belongs into the file is missing.",
    "newer": "The file was made by a newer Satchel.",
    "head": "What the file says about itself is not what it must be.",
    "sender": "The signature of the sender does not belong to this file.",
    "questionnaire": "The questionnaire in the file cannot be read.",
    "other-questionnaire": "The questionnaire in the file is another one than it says.",
    "altered": "A part of the file was altered or exchanged.",
    "segment": "A part of the history is not written in the one agreed way.",
    "signature": "The signature of a colleague does not belong to the work that stands under the name.",
    "other-draft": "A part of the history belongs to another draft.",
    "chain": "A part of the history does not continue the one before it.",
    "genesis": "The beginning of the draft is not the one that the file names.",
    "event": "A step in the history is of a kind or about a place that cannot be.",
    "payload": "What belongs to a step in the history is missing, altered or not written in the one agreed way.",
    "value": "A step in the history says what its question or its kind cannot hold.",
    "attachment": "An attached file is not what the answers say.",
    "unreadable": "The file cannot be read.",
}

_REMEDY = "Ask the sender for a fresh copy."
_REMEDIES = {
    "newer": "Install the newer Satchel, then open the file again.",
    "extra-field": "Ask for the file as it was saved, without unpacking and packing it again.",
}


class ExchangeRefused(Trouble):
    """An exchange file that is not taken; nothing of it was used. `detail` may come from the file: what could move a cursor or
    turn the direction of reading is taken out of it."""

    def __init__(self, code: str, detail: str = "") -> None:
        detail = harmless(detail)
        sentence = REFUSALS[code] + (f" ({detail})" if detail else "")
        super().__init__(code, sentence, "Nothing was changed.", _REMEDIES.get(code, _REMEDY))
        self.detail = detail
