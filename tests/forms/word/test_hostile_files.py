"""Files from anybody: what is no Word file, or made to harm, is refused with a sentence before it is read."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from contextlib import suppress

import pytest

from forms.trouble import Trouble
from forms.word import markup, opening
from forms.word.taking import take
from forms.word.writing import write
from tests.forms.word.editing import DOCUMENT, W, opened, packed
from tests.samples import library_answers, questionnaire

KIND = "every-kind"
HEAD = f'<w:document xmlns:w="{W[1:-1]}"><w:body>'


def good() -> dict[str, bytes]:
    """The parts of a good file."""
    return opened(write(questionnaire(KIND), library_answers(), None, language="en", draft="d", name="Ours"))


def refusal(data: bytes) -> str:
    """The code with which a file is refused; the refusal says what happened, what is safe and what to do."""
    with pytest.raises(Trouble) as caught:
        take(data, questionnaire(KIND))
    assert caught.value.happened.endswith(".")
    assert caught.value.safe
    assert caught.value.remedy
    return caught.value.code


def with_text(text: bytes) -> bytes:
    """A file with this as its text."""
    return packed({**good(), DOCUMENT: text})


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("word-not-docx", b""),
        ("word-not-docx", b"%PDF-1.4"),
        ("word-not-docx", b"\x7fELF" * 50),
        ("word-old", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("word-damaged", b"PK\x03\x04" + bytes(100)),
        ("word-odt", packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})),
        ("word-not-docx", packed({"xl/workbook.xml": b"<a/>"})),
    ],
)
def test_other_files(code: str, data: bytes) -> None:
    """Other files, renamed or old, are refused with a sentence of their own."""
    assert refusal(data) == code


def test_a_word_file_of_somebody_else() -> None:
    """A sound Word file without our places is refused, and says which file to take."""
    parts = {one: data for one, data in good().items() if not one.startswith("customXml/")}
    parts[DOCUMENT] = f"{HEAD}<w:p><w:r><w:t>Hello</w:t></w:r></w:p></w:body></w:document>".encode()

    assert refusal(packed(parts)) == "word-no-places"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declared",
    ['<!DOCTYPE a [<!ENTITY b "c">]>', '<!DOCTYPE a SYSTEM "file:///etc/hostname">', "<!DOCTYPE a>",
     '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'],
)  # fmt: skip
def test_declarations_are_refused(declared: str, encoding: str) -> None:
    """No declaration and no entity is taken, in whatever encoding it hides."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{declared}{HEAD}</w:body></w:document>'

    assert refusal(with_text(text.encode(encoding))) == "word-declaration"


def test_declarations_in_other_parts_are_refused() -> None:
    """The margin is read as carefully as the text."""
    parts = {**good(), "word/comments.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}

    assert refusal(packed(parts)) == "word-declaration"


def test_deep_text_is_refused() -> None:
    """Elements nested thousands deep are refused, not walked."""
    assert refusal(with_text(HEAD.encode() + b"<w:p>" * 100_000)) == "word-depth"


def test_text_cut_into_too_many_pieces_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of far more elements than any text has is refused."""
    monkeypatch.setattr(markup, "MAX_NODES", 100)

    assert refusal(packed(good())) == "word-depth"


def test_damaged_text_is_refused() -> None:
    """XML that does not end, or is empty, is refused."""
    assert refusal(with_text(HEAD.encode() + b"<w:p>")) == "word-damaged"
    assert refusal(with_text(b"")) == "word-damaged"


def test_a_bomb_is_refused() -> None:
    """A part that unpacks to hundreds of times its size is refused before it is unpacked."""
    assert refusal(with_text(HEAD.encode() + b" " * 15_000_000)) == "word-ratio"


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The caps of the file, of what it unpacks to, of one part, and of their number are kept."""
    data = packed(good())
    for name in ("MAX_PACKED", "MAX_UNPACKED", "MAX_TEXT"):
        with monkeypatch.context() as context:
            context.setattr(opening, name, 10_000)
            assert refusal(data) == "word-too-large"
    monkeypatch.setattr(opening, "MAX_ENTRIES", 3)
    assert refusal(data) == "word-entries"


def test_odd_names_are_refused() -> None:
    """Names that climb out, stand at the root, or occur twice are refused."""
    for name in ("../x", "/x", "C:/x", "word\\x"):
        assert refusal(packed({**good(), name: b"x"})) == "word-names"
    assert refusal(packed({**good(), DOCUMENT.upper(): b"x"})) == "word-names"


def test_macros_are_refused() -> None:
    """A file with macros is not read."""
    assert refusal(packed({**good(), "word/vbaProject.bin": b"x"})) == "word-macros"


def test_overlapping_parts_are_refused() -> None:
    """Two entries that share the same bytes are refused: that is how small files become huge."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in good().items():
            file.writestr(name, data)
        file.filelist[-1].header_offset = file.filelist[-2].header_offset

    assert refusal(made.getvalue()) == "word-overlap"


def test_a_lying_size_is_refused() -> None:
    """A part that holds more than its entry says is refused."""
    parts = good()
    data = bytearray(packed(parts))
    at = data.rfind(DOCUMENT.encode()) - 46
    struct.pack_into("<I", data, at + 24, len(parts[DOCUMENT]) - 100)

    assert refusal(bytes(data)) == "word-damaged"


def test_mutated_files_end_in_a_result_or_a_refusal() -> None:
    """Bytes turned anywhere, in the zip or in its text, lead to a result or to a refusal, never to anything else."""
    chance = random.Random(3)
    parts = good()
    for number in range(400):
        data = bytearray(packed(parts)) if number % 2 else bytearray(parts[DOCUMENT])
        for _ in range(chance.randrange(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(Trouble):
            take(bytes(data) if number % 2 else packed({**parts, DOCUMENT: bytes(data)}), questionnaire(KIND))
