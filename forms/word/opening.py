"""Opening a Word file from anybody: the few parts that are read, each checked before a byte of it is unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing

from forms.package.zip_tail import zip_end
from forms.trouble import Trouble

MAX_PACKED = 50_000_000
MAX_UNPACKED = 200_000_000
MAX_ENTRIES = 2_000
MAX_RATIO = 200
MAX_TEXT = 20_000_000
"""The largest inner part that is read; the seed with a full reply has a hundredth of it."""
_SMALL = 1_000_000  # so little does no harm, however well it packs
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAME = re.compile(r"[^\x00-\x1f\\:]{1,240}")
_READ = re.compile(
    r"word/(?:document|comments|footnotes|endnotes|header|footer)\d{0,4}\.xml|customXml/item\d{1,4}\.xml"
)
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, LookupError, EOFError, RuntimeError, OSError)
_SAFE = "Nothing was taken from it, and your draft is as it was."
_AGAIN = "Ask for the file again, saved as a Word document (.docx)."


def word_parts(data: bytes) -> dict[str, bytes]:
    """The parts with text and those of our own, by name. Raises `Trouble` for what is no Word file, or a dangerous one."""
    if len(data) > MAX_PACKED:
        raise refused("word-too-large", f"The file has {len(data):,} bytes; at most {MAX_PACKED:,} are read.")
    if data.startswith(_COMPOUND):
        happened = "This is an older Word document (.doc), or one locked with a password."
        raise refused("word-old", happened, "Open it in Word, save it as .docx without a password, and take that file.")
    if not data.startswith(b"PK\x03\x04"):
        raise refused("word-not-docx", "This is not a Word document (.docx).")
    end = zip_end(data)
    if end < 0:
        raise refused("word-damaged", "The file is damaged, or not whole.")
    if int.from_bytes(data[end + 10 : end + 12], "little") > MAX_ENTRIES:
        raise refused("word-entries", f"The file holds more than {MAX_ENTRIES:,} parts.")
    try:
        with closing(zipfile.ZipFile(io.BytesIO(data))) as found:
            _check(found)
            return dict(_read(found))
    except _ZIP_FAULTS as fault:
        raise refused("word-damaged", "The file is damaged.") from fault


def refused(code: str, happened: str, remedy: str = _AGAIN) -> Trouble:
    """A refusal: what happened, that nothing was taken, what to do."""
    return Trouble(code, happened, _SAFE, remedy)


def _check(found: zipfile.ZipFile) -> None:
    entries = found.infolist()
    names = [one.filename for one in entries]
    if not entries or len(entries) > MAX_ENTRIES:
        raise refused("word-entries", f"The file holds nothing, or more than {MAX_ENTRIES:,} parts.")
    if "mimetype" in names and "content.xml" in names:
        happened = "This is an OpenDocument file (.odt), not a Word document."
        raise refused("word-odt", happened, "Open it, save it as a Word document (.docx), and take that file.")
    if len({one.lower() for one in names}) != len(names):
        raise refused("word-names", "Two parts of the file have the same name.")
    if any(not _NAME.fullmatch(one) or one.startswith("/") or ".." in one.split("/") for one in names):
        raise refused("word-names", "A part of the file has a name that does not belong there.")
    if any(one.flag_bits & 1 or one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in entries):
        raise refused("word-damaged", "A part of the file is locked or packed in an unusual way.")
    if sum(one.file_size for one in entries) > MAX_UNPACKED:
        raise refused("word-too-large", f"Unpacked, the file would have more than {MAX_UNPACKED:,} bytes.")
    if any(one.file_size > _SMALL and one.file_size > MAX_RATIO * max(one.compress_size, 1) for one in entries):
        raise refused("word-ratio", "A part of the file unpacks to far more than a text would.")
    placed = sorted(entries, key=lambda one: one.header_offset)
    ends = [one.header_offset + 30 + one.compress_size for one in placed]
    starts = [*[one.header_offset for one in placed[1:]], found.start_dir]
    if placed[0].header_offset or any(end > start for end, start in zip(ends, starts, strict=True)):
        raise refused("word-overlap", "Parts of the file lie over each other.")
    if any(one.lower().endswith("vbaproject.bin") for one in names):
        raise refused("word-macros", "The file contains macros.", "Ask for it as .docx, without macros.")
    if "word/document.xml" not in names and not any(re.fullmatch(r"word/document\d*\.xml", one) for one in names):
        raise refused("word-not-docx", "This is another kind of file: it has no text as a Word document has.")


def _read(found: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for entry in found.infolist():
        if _READ.fullmatch(entry.filename):
            if entry.file_size > MAX_TEXT:
                raise refused("word-too-large", f"The text of the file has more than {MAX_TEXT:,} bytes.")
            with found.open(entry) as part:
                # One byte more than announced: a part that goes on is lying, and zipfile then says so.
                yield entry.filename, part.read(entry.file_size + 1)
