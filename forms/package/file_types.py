"""Attachments judged by their content: six types, each by what makes it one; active content is reported, never run."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from forms.package import office_files
from forms.package.file_names import clean_name
from forms.package.pdf_actions import actions
from forms.package.zip_tail import has_zip_behind
from forms.trouble import Trouble

__all__ = ["PLAIN_TYPES", "Checked", "WrongFile", "check", "clean_name"]

PLAIN_TYPES = frozenset(
    {"csv", "gif", "jpeg", "jpg", "json", "mp3", "mp4", "odp", "ods", "png", "pptx", "tif", "tiff", "tsv", "webp", "xlsx", "xml", "zip"}
)  # fmt: skip
"""Types that nobody's system runs when they are opened; a questionnaire may admit them, and they are attached unseen."""


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
        told = clean_name(f"x.{ending}").rpartition(".")[2] if ending else "without ending"
        raise WrongFile("type-not-admitted", f"Files of the type “{told}” are not admitted here.",
                        f"Save the document as one of: {kinds}.")  # fmt: skip
    if not data:
        raise WrongFile("empty-file", "The file is empty.", "Choose another file.")
    judge = _JUDGES.get(ending)
    if judge is None and ending not in PLAIN_TYPES:
        raise WrongFile("type-not-safe", f"Files of the type “{ending}” may act on their own when they are opened.",
                        "Save the document as PDF, if that is admitted.")  # fmt: skip
    if judge is None:
        return Checked(ending, (f"Satchel cannot look into files of the type “{ending}”; it is attached as it is.",))
    try:
        warnings = judge(data)
    except office_files.NotOfType as reason:
        raise WrongFile("content-differs", f"This is not a {ending} file, though its name says so: {reason}.",
                        f"Open it in the program that made it and save it as {ending}.") from reason  # fmt: skip
    return Checked(ending, tuple(warnings))


_PDF_BEGINNING = re.compile(rb"%PDF-[12]\.[0-9]")
_PDF_OBJECT = re.compile(rb"\b[0-9]+[ \r\n\t]+[0-9]+[ \r\n\t]+obj\b")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_RTF_BEGINNING = re.compile(rb"\{\\rtf[01]?[^a-zA-Z0-9]")
_FETCHED = re.compile(rb"\\\*\s*\\template|DDEAUTO|\\field\b[^{}]{0,40}\{\\\*\\fldinst[^{}]{0,40}(?:DDE|INCLUDE)")
_OTHER_BEGINNINGS = ("%PDF-", "{\\rtf", "-----BEGIN PGP MESSAGE")


def _pdf(data: bytes) -> list[str]:
    if not _PDF_BEGINNING.match(data):
        raise office_files.NotOfType("it does not begin like a PDF")
    end = data.rfind(b"%%EOF")
    if end < 0 or len(data) - end > 1024:
        raise office_files.NotOfType("its end is missing")
    if not _PDF_OBJECT.search(data) or b"/Root" not in data:
        raise office_files.NotOfType("there is no document in it")
    _refuse_two_in_one(data)
    return actions(data)


def _txt(data: bytes) -> list[str]:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and b"\0" in data:
        raise office_files.NotOfType("it holds bytes that no text has")
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise office_files.NotOfType("its letters are not in UTF-8; choose “UTF-8” when you save it") from fault
    if _NO_TEXT.search(text) or (wide and _is_noise(text)):
        raise office_files.NotOfType("it holds bytes that no text has")
    if text.lstrip().startswith(_OTHER_BEGINNINGS):
        raise office_files.NotOfType("it is another kind of document")
    _refuse_two_in_one(data)
    return []


def _is_noise(text: str) -> bool:
    """Almost any bytes are some UTF-16: what mostly hits places that Unicode left empty or to private use is no text."""
    odd = sum(unicodedata.category(one) in ("Cn", "Co", "Cc") and one not in "\t\n\v\f\r" for one in text[:20_000])
    return odd * 50 > len(text[:20_000])


def _rtf(data: bytes) -> list[str]:
    if not _RTF_BEGINNING.match(data):
        raise office_files.NotOfType("it does not begin like rich text")
    if not data.rstrip(b"\0\r\n \t").endswith(b"}"):
        raise office_files.NotOfType("its end is missing")
    _refuse_two_in_one(data)
    found = ["The document contains embedded objects."] if re.search(rb"\\obj(?:data|ect|update|ocx)", data) else []
    if _FETCHED.search(data):
        found.append("The document fetches something from elsewhere when it is opened.")
    return found


def _doc(data: bytes) -> list[str]:
    if not data.startswith(office_files.COMPOUND):
        raise office_files.NotOfType("it does not begin like a Word 97 document")
    _refuse_two_in_one(data)
    return office_files.doc(io.BytesIO(data))


def _refuse_two_in_one(data: bytes) -> None:
    if has_zip_behind(data):
        raise office_files.NotOfType("an archive is hidden behind it")


_JUDGES: Final[dict[str, Callable[[bytes], list[str]]]] = {
    "pdf": _pdf, "txt": _txt, "rtf": _rtf, "doc": _doc, "docx": office_files.docx, "odt": office_files.odt,
}  # fmt: skip
