"""The three office formats looked into: Word 97 compound files, Word and OpenDocument zips. Nothing is unpacked whole."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import BinaryIO

from forms.package.zip_tail import zip_end

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_ENTRIES = 10_000
MAX_INNER = 20_000_000
MAX_LIST = 1_000_000
MAX_LINKS = 200
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ODT = b"application/vnd.oasis.opendocument.text"
_TAG = re.compile(r"<(?:\w+:)?(Override|Relationship)\b([^<>]*)>")
_FACT = re.compile(r"""(?<!\w)(\w{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')""")
_WORD_BODY = re.compile(rb"<(?:\w{1,40}:)?document[\s>]")
_ODT_BODY = re.compile(rb"<office:body[^<>]{0,999}>\s{0,999}<office:(\w{1,40})")
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, LookupError, EOFError, RuntimeError, OSError)


class NotOfType(Exception):
    """Why a file is not of a type; the words follow "it is not, …:"."""


def doc(file: BinaryIO) -> list[str]:
    """Warnings about a Word 97 document. Raises `NotOfType`."""
    import olefile

    try:
        with olefile.OleFileIO(file) as found:
            names = {"/".join(path).lower() for path in found.listdir(streams=True, storages=True)}
            if "worddocument" not in names or names & {"workbook", "book", "powerpoint document"}:
                raise NotOfType("it is another kind of Office file, or a document locked with a password")
            with found.openstream("WordDocument") as stream:
                head = stream.read(32)
    except NotOfType:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, OSError, RecursionError) as fault:
        raise NotOfType("it is damaged") from fault
    if len(head) < 32 or head[:2] not in (b"\xec\xa5", b"\xdc\xa5"):
        raise NotOfType("it is damaged")
    told = ["The document is locked: those who receive it may not be able to open it."] if head[11] & 1 else []
    if any(one.startswith(("macros", "_vba_project")) for one in names):
        told.append("The document contains macros.")
    if any(one.startswith("objectpool/") for one in names):
        told.append("The document contains embedded objects.")
    return told


def docx(data: bytes) -> list[str]:
    """Warnings about a Word document. Raises `NotOfType`."""
    if data.startswith(COMPOUND):
        raise NotOfType("it is an older document, or one locked with a password")
    with _zip(data) as found:
        names = {one.lower() for one in found.namelist()}
        kinds = _facts(found, "[Content_Types].xml", "Override")
        if any("macroenabled" in one.get("ContentType", "").lower() for one in kinds):
            raise NotOfType("it is a document with macros (docm)")
        starts = [one for one in _facts(found, "_rels/.rels", "Relationship") if one.get("Type", "").endswith("/officeDocument")]  # fmt: skip
        main = starts[0].get("Target", "").lstrip("/") if len(starts) == 1 else ""
        if [one.get("ContentType") for one in kinds if one.get("PartName") == f"/{main}"] != [_MAIN]:
            raise NotOfType("it is another kind of Office file")
        if not _WORD_BODY.search(_inner(found, main)):
            raise NotOfType("its text is missing")
        if any(one.endswith(("vbaproject.bin", "vbadata.xml")) for one in names):
            raise NotOfType("it contains macros")
        told = []
        if any("/embeddings/" in one or "/activex/" in one for one in names):
            told.append("The document contains embedded objects.")
        if _fetches(found):
            told.append("The document fetches something from elsewhere when it is opened.")
        return told


def odt(data: bytes) -> list[str]:
    """Warnings about an OpenDocument text. Raises `NotOfType`."""
    with _zip(data) as found:
        first = min(found.infolist(), key=lambda one: one.header_offset)
        if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
            raise NotOfType("it does not begin like an OpenDocument file")
        if _inner(found, "mimetype") != _ODT:
            raise NotOfType("it is another kind of OpenDocument file")
        names = found.namelist()
        if "content.xml" not in names:
            raise NotOfType("its text is missing")
        if "META-INF/manifest.xml" in names and b"encryption-data" in _inner(found, "META-INF/manifest.xml"):
            return ["The document is locked: those who receive it may not be able to open it."]
        body = _ODT_BODY.search(_inner(found, "content.xml"))
        if body is None or body[1] != b"text":
            raise NotOfType("it is another kind of OpenDocument file")
        told = ["The document contains macros."] if any(one.startswith(("Basic/", "Scripts/")) for one in names) else []
        if any(one.startswith(("Object ", "ObjectReplacements/")) for one in names):
            told.append("The document contains embedded objects.")
        return told


def _fetches(found: zipfile.ZipFile) -> bool:
    """Whether a part is loaded from outside, such as a template; links that a person clicks do no harm."""
    lists = [one for one in found.namelist() if one.lower().endswith(".rels")][:MAX_LINKS]
    return any(
        fact.get("TargetMode", "").lower() == "external" and not fact.get("Type", "").endswith("/hyperlink")
        for name in lists
        for fact in _facts(found, name, "Relationship")
    )


def _facts(found: zipfile.ZipFile, name: str, tag: str) -> list[dict[str, str]]:
    """The attributes of each `tag` of an inner XML file, read without an XML parser: it could be made to work for hours."""
    data = _inner(found, name, MAX_LIST)
    text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace")
    if "<!" in text:
        raise NotOfType("its inner lists hide something")
    return [
        {fact[1]: fact[2] or fact[3] or "" for fact in _FACT.finditer(one[2])}
        for one in _TAG.finditer(text)
        if one[1] == tag
    ]


def _zip(data: bytes) -> zipfile.ZipFile:
    if not data.startswith(b"PK\x03\x04"):
        raise NotOfType("it does not begin like one")
    end = zip_end(data)
    if end < 0 or int.from_bytes(data[end + 10 : end + 12], "little") > MAX_ENTRIES:
        raise NotOfType("it is damaged or not whole")
    try:
        found = zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_FAULTS as fault:
        raise NotOfType("it is damaged") from fault
    entries = found.infolist()
    if (
        not entries
        or len(entries) > MAX_ENTRIES
        or len({one.filename.lower() for one in entries}) != len(entries)
        or min(one.header_offset for one in entries) != 0
        or any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in entries)
    ):
        found.close()
        raise NotOfType("its inner list of files cannot be right")
    return found


def _inner(found: zipfile.ZipFile, name: str, limit: int = MAX_INNER) -> bytes:
    """The beginning of an inner file: all that is looked at, and all that is ever unpacked."""
    try:
        with found.open(name) as file:
            return file.read(limit)
    except _ZIP_FAULTS as fault:
        raise NotOfType("it is damaged or of another kind") from fault
