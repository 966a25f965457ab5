"""What in a PDF could act on its own: looked for in plain sight, behind escapes, and in compressed lists of objects."""

from __future__ import annotations

import re
import zlib

_MARKS = (
    ("JavaScript", re.compile(rb"/(?:JavaScript|JS)(?![A-Za-z0-9])")),
    ("actions on opening", re.compile(rb"/(?:OpenAction|AA)(?![A-Za-z0-9])")),
    ("programs to start", re.compile(rb"/Launch(?![A-Za-z0-9])")),
    ("embedded files", re.compile(rb"/EmbeddedFiles?(?![A-Za-z0-9])")),
    ("rich media", re.compile(rb"/RichMedia(?![A-Za-z0-9])")),
    ("forms that send", re.compile(rb"/SubmitForm(?![A-Za-z0-9])")),
)
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
_STREAM = re.compile(rb"stream\r?\n")
MAX_LISTS = 2_000
MAX_ESCAPES = 200_000
MAX_UNPACKED = 20_000_000


def actions(data: bytes) -> list[str]:
    """Sentences about active content. A report, not a guarantee: what is encrypted or oddly packed is not seen."""
    places = [data, _objects(data)]
    if _ESCAPE.search(data):
        places.append(_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data, count=MAX_ESCAPES))
    found = [word for word, mark in _MARKS if any(mark.search(place) for place in places)]
    told = [f"The PDF contains {', '.join(found)}."] if found else []
    if re.search(rb"/Encrypt(?![A-Za-z0-9])", data):
        told.append("The PDF is locked: those who receive it may not be able to open it.")
    return told


def _objects(data: bytes) -> bytes:
    """The unpacked beginnings of compressed lists of objects, as far as a fixed amount of work goes."""
    unpacked: list[bytes] = []
    room = MAX_UNPACKED
    for number, listed in enumerate(_OBJECTS.finditer(data)):
        begin = _STREAM.search(data, listed.end(), listed.end() + 2_000)
        if number >= MAX_LISTS or room <= 0:
            break
        if begin is None:
            continue
        end = data.find(b"endstream", begin.end())
        try:
            # The dictionary may end the packed bytes with a line break; the decompressor does not mind what follows.
            part = zlib.decompressobj().decompress(data[begin.end() : end], room)
        except zlib.error:
            continue
        room -= len(part)
        unpacked.append(part)
    return b"\n".join(unpacked)
