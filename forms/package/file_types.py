"""Attachments judged by their content: six types, each by what makes it one; active content is reported, never run."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from forms.trouble import Trouble

MAX_ENTRIES = 10_000
MAX_INNER = 20_000_000
MAX_NAME_BYTES = 120


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file really is, and sentences about what in it could act on its own."""

    type: str
    warnings: tuple[str, ...]


class WrongFile(Trouble):
    """A file that is not what its name says, or not admitted."""

    def __init__(self, code: str, happened: str, remedy: str) -> None:
        super().__init__(code, happened, "Nothing was attached.", remedy)


def check(data: bytes, name: str, allowed: Sequence[str]) -> Checked:
    """The type of a file by its content, which must agree with the ending of `name`. Raises `WrongFile`."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    kinds = ", ".join(allowed)
    if ending not in allowed:
        raise WrongFile("type-not-admitted", f"Files of the type “{ending or 'without ending'}” are not admitted here.",
                        f"Save the document as one of: {kinds}.")  # fmt: skip
    if not data:
        raise WrongFile("empty-file", "The file is empty.", "Choose another file.")
    judge = _JUDGES.get(ending)
    if judge is None:
        return Checked(ending, (f"Satchel cannot look into files of the type “{ending}”; it is attached as it is.",))
    try:
        warnings = judge(data)
    except _Not as reason:
        raise WrongFile("content-differs", f"This is not a {ending} file, though its name says so: {reason}.",
                        f"Open it in the program that made it and save it as {ending}.") from reason  # fmt: skip
    return Checked(ending, tuple(warnings))


def clean_name(name: str) -> str:
    """An original file name made safe to show and to keep: no folders, controls, directions or reserved names."""
    text = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    text = "".join(
        "_" if one in '<>:"|?*' else one for one in text if unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co")
    )
    stem, dot, ending = text.strip(" .").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    if stem.split(".")[0].upper() in _RESERVED or not stem:
        stem = f"file-{stem}" if stem else "file"
    while len(f"{stem}{dot}{ending}".encode()) > MAX_NAME_BYTES and len(stem) > 1:
        stem = stem[:-1]
    return f"{stem}{dot}{ending}"


_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"COM{n}" for n in range(10)), *(f"LPT{n}" for n in range(10))})


class _Not(Exception):
    """Why a file is not of a type."""


def _pdf(data: bytes) -> list[str]:
    if not data.startswith(b"%PDF-"):
        raise _Not("it does not begin like a PDF")
    if b"%%EOF" not in data[-1024:]:
        raise _Not("its end is missing")
    found = [word for word, mark in (("JavaScript", rb"/(?:JavaScript|JS)\b"), ("actions on opening", rb"/(?:OpenAction|AA)\b"),
             ("programs to start", rb"/Launch\b"), ("embedded files", rb"/EmbeddedFiles?\b"), ("rich media", rb"/RichMedia\b"))
             if re.search(mark, data)]  # fmt: skip
    return [f"The PDF contains {', '.join(found)}."] if found else []


def _txt(data: bytes) -> list[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as fault:
            raise _Not("it is not readable as text") from fault
    else:
        if b"\0" in data:
            raise _Not("it holds bytes that no text has")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            raise _Not("its letters are not in UTF-8; choose “UTF-8” when you save it") from fault
    if any(ord(one) < 32 and one not in "\t\n\r\f" for one in text):
        raise _Not("it holds bytes that no text has")
    if text.lstrip().startswith(("%PDF-", "{\\rtf")):
        raise _Not("it is another kind of document")
    return []


def _rtf(data: bytes) -> list[str]:
    if not data.startswith(b"{\\rtf"):
        raise _Not("it does not begin like rich text")
    if not data.rstrip(b"\0\r\n \t").endswith(b"}"):
        raise _Not("its end is missing")
    return ["The document contains embedded objects."] if b"\\objdata" in data or b"\\object" in data else []


def _doc(data: bytes) -> list[str]:
    if not data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _Not("it does not begin like a Word 97 document")
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as found:
            if not found.exists("WordDocument"):
                raise _Not("it is another kind of Office file")
            return ["The document contains macros."] if found.exists("Macros") else []
    except (
        OSError,
        ValueError,
        IndexError,
        TypeError,
        KeyError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as fault:
        raise _Not("it is damaged") from fault


def _docx(data: bytes) -> list[str]:
    with _zip(data) as found:
        types = _inner(found, "[Content_Types].xml")
        if b"wordprocessingml.document.main+xml" not in types:
            if b"ms-word.document.macroEnabled" in types:
                raise _Not("it is a document with macros (docm)")
            raise _Not("it is another kind of Office file")
        names = set(found.namelist())
        if "word/document.xml" not in names:
            raise _Not("its text is missing")
        if any(one.endswith("vbaProject.bin") for one in names):
            raise _Not("it contains macros")
        return (
            ["The document contains embedded objects."]
            if any(one.startswith("word/embeddings/") for one in names)
            else []
        )


def _odt(data: bytes) -> list[str]:
    with _zip(data) as found:
        first = found.infolist()[0] if found.infolist() else None
        if first is None or first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
            raise _Not("it does not begin like an OpenDocument file")
        if _inner(found, "mimetype") != b"application/vnd.oasis.opendocument.text":
            raise _Not("it is another kind of OpenDocument file")
        if "content.xml" not in found.namelist():
            raise _Not("its text is missing")
        return (
            ["The document contains macros."]
            if any(one.startswith(("Basic/", "Scripts/")) for one in found.namelist())
            else []
        )


def _zip(data: bytes) -> zipfile.ZipFile:
    if not data.startswith(b"PK\x03\x04"):
        raise _Not("it does not begin like one")
    try:
        found = zipfile.ZipFile(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        EOFError,
        UnicodeDecodeError,
        RuntimeError,
        OSError,
    ) as fault:
        raise _Not("it is damaged") from fault
    if len(found.infolist()) > MAX_ENTRIES or len(set(found.namelist())) != len(found.namelist()):
        found.close()
        raise _Not("its inner list of files cannot be right")
    return found


def _inner(found: zipfile.ZipFile, name: str) -> bytes:
    try:
        with found.open(name) as file:
            data = file.read(MAX_INNER + 1)
    except (
        KeyError,
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        EOFError,
        RuntimeError,
        OSError,
        UnicodeDecodeError,
    ) as fault:
        raise _Not("it is damaged or of another kind") from fault
    if len(data) > MAX_INNER:
        raise _Not("it unpacks to far too much")
    return data


_JUDGES: Final[dict[str, Callable[[bytes], list[str]]]] = {
    "pdf": _pdf, "txt": _txt, "rtf": _rtf, "doc": _doc, "docx": _docx, "odt": _odt,
}  # fmt: skip
