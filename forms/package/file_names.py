"""Names of attached files: data to show, never a place to write to."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME_BYTES = 120
_MAX_ENDING_BYTES = 20
_HAZARDS = re.compile(
    '[\x00-\x1f\x7f-\x9f\xad/\\\\<>:"|?*\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]'
)
_DEVICES = ("COM", "LPT")
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{one}{n}" for one in _DEVICES for n in "0123456789¹²³")})
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def clean_name(name: str) -> str:
    """An original file name made safe to show and to keep: no folders, controls, directions or reserved names, composed
    Unicode, at most 120 bytes. Cleaning twice is the same as cleaning once."""
    text = name.replace("\\", "/").rpartition("/")[2]
    text = "".join("_" if one in '<>:"|?*' else one for one in text if unicodedata.category(one) not in _UNSEEN)
    text = unicodedata.normalize("NFC", _HAZARDS.sub("", text))
    text = "".join(" " if one.isspace() else one for one in text).strip()
    if text.startswith("."):
        text = f"file.{text.lstrip('. ')}"
    shorter = _shortened(text)
    while shorter != text:
        text, shorter = shorter, _shortened(shorter)
    return text


def is_hazardous(name: str) -> bool:
    """Whether a name from outside is none that `clean_name` would leave: it could fool a reader or a program."""
    return not name or len(name.encode()) > MAX_NAME_BYTES or bool(_HAZARDS.search(name)) or name.strip(" .") != name


def _shortened(text: str) -> str:
    stem, dot, ending = text.strip(" .").rpartition(".")
    if not dot or len(ending.encode()) > _MAX_ENDING_BYTES:
        stem, dot, ending = f"{stem}{dot}{ending}", "", ""
    stem = stem.strip(" .") or "file"
    if stem.partition(".")[0].strip().upper() in _RESERVED:
        stem = f"file-{stem}"
    room = MAX_NAME_BYTES - len(f"{dot}{ending}".encode())
    return stem.encode()[:room].decode("utf-8", "ignore").strip(" .") + dot + ending
