"""Attachments are judged by their content: genuine ones pass, disguises do not, active content is told."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile

import pytest

from forms.package.file_types import WrongFile, check
from tests.forms.package import documents as make

SIX = ("pdf", "txt", "doc", "docx", "odt", "rtf")
SHEET = make.WORD.replace("wordprocessingml.document", "spreadsheetml.sheet")
GENUINE: list[tuple[str, bytes]] = [
    ("pdf", make.pdf()),
    ("pdf", make.pdf(tail=b"\r\n\0\0")),
    ("pdf", make.pdf().replace(b"1.7", b"2.0")),
    ("txt", b"plain words\n"),
    ("txt", "Ευχαριστώ, благодаря, merċi\r\n\tthank you\f".encode()),
    ("txt", b"\xef\xbb\xbfwith a mark"),
    ("txt", "wide: Ευχαριστώ 😀".encode("utf-16")),
    ("txt", b"\xfe\xff" + "wide: благодаря".encode("utf-16-be")),
    ("txt", b"a, b; c <html> & #!/bin/sh are words too"),
    ("doc", make.doc()),
    ("doc", make.compound({"WordDocument": make.FIB})),
    ("docx", make.docx()),
    ("docx", make.zipped(make.docx_files(main="word/document2.xml"))),
    ("docx", make.zipped(make.docx_files(), zipfile.ZIP_STORED)),
    ("docx", make.zipped(make.docx_files(body=b"<document xmlns='x'><body/></document>"))),
    ("odt", make.odt()),
    ("odt", make.odt(more={"styles.xml": b"<x/>", "Pictures/a.png": b"\x89PNG"})),
    ("rtf", make.RTF),
    ("rtf", make.RTF + b"\r\n\0"),
    ("rtf", b"{\\rtf\\ansi old}"),
]
DISGUISED: list[tuple[str, str, bytes]] = [
    ("a program", "pdf", b"MZ\x90\0" + bytes(200)),
    ("a program", "txt", b"MZ\x90\0" + bytes(200)),
    ("a program", "doc", b"\x7fELF" + bytes(600)),
    ("a page", "pdf", b"<html><script>alert(1)</script></html>"),
    ("a page", "doc", b"<html xmlns:w='urn:schemas-microsoft-com:office:word'></html>"),
    ("a picture", "pdf", b"\x89PNG\r\n\x1a\n" + bytes(50)),
    ("a picture", "txt", b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(50)),
    ("something before a pdf", "pdf", b"MZ" + make.pdf()),
    ("a white line before a pdf", "pdf", b"\n" + make.pdf()),
    ("a pdf cut short", "pdf", make.pdf()[:200]),
    ("a pdf of nothing", "pdf", b"%PDF-1.7\n%%EOF\n"),
    ("a pdf of a version that is none", "pdf", make.pdf().replace(b"1.7", b"x.y")),
    ("a pdf with an archive behind", "pdf", make.pdf(tail=make.zipped({"x.exe": b"MZ"}))),
    ("a pdf with an archive and a remark behind", "pdf", make.pdf(tail=make.zipped({"x": b"MZ"}) + b"\n%%EOF")),
    ("a pdf with a program behind", "pdf", make.pdf(tail=b"MZ" + bytes(5000))),
    ("a pdf", "txt", make.pdf()),
    ("a pdf of plain letters", "txt", b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF"),
    ("rich text", "txt", make.RTF),
    ("rich text", "doc", make.RTF),
    ("a text", "pdf", b"hello"),
    ("a text", "doc", b"hello"),
    ("a text", "docx", b"hello"),
    ("a text", "odt", b"hello"),
    ("a text", "rtf", b"hello"),
    ("noise", "txt", b"\xff\xfe" + random.Random(1).randbytes(4000).replace(b"\xd8", b"\0")),
    ("wide text of another order", "txt", "wide".encode("utf-32")),
    ("wide text without a mark", "txt", "wide".encode("utf-16-le")),
    ("half a wide letter", "txt", b"\xff\xfea\0b"),
    ("text of another alphabet's code", "txt", "Grüße".encode("latin-1")),
    ("text that moves a cursor", "txt", b"safe\x1b[2J"),
    ("a text with an archive behind", "txt", b"words\n" + make.zipped({"a": b"b"}, zipfile.ZIP_STORED)),
    ("rich text cut short", "rtf", make.RTF[:-1]),
    ("a word like rich text", "rtf", b"{\\rtfx hello}"),
    ("rich text with an archive behind", "rtf", make.RTF + make.zipped({"a": b"b"})[:-2] + b"\x01\0}"),
    ("any zip", "docx", make.zipped({"a.txt": b"x"})),
    ("any zip", "odt", make.zipped({"a.txt": b"x"})),
    ("a zip of nothing", "docx", make.zipped({})),
    ("a sheet", "docx", make.zipped(make.docx_files(SHEET, "xl/workbook.xml", b"<workbook/>"))),
    ("a sheet that names a document", "docx", make.zipped(make.docx_files(SHEET, "xl/workbook.xml", b"<workbook/>") | {"word/document.xml": b"<w:document/>", make.WORD: b""})),
    ("a sheet with a document in a remark", "docx", make.zipped(make.docx_files(SHEET, "xl/workbook.xml", b"<workbook/>") | {"[Content_Types].xml": f'<Types><!--<Override PartName="/xl/workbook.xml" ContentType="{make.WORD}"/>--></Types>'.encode()})),
    ("a sheet that says it is both", "docx", make.zipped(make.docx_files() | {"[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" ContentType="{make.WORD}"/><Override PartName="/word/document.xml" ContentType="{SHEET}"/></Types>'.encode()})),
    ("a template", "docx", make.zipped(make.docx_files(make.WORD.replace("document.main", "template.main")))),
    ("a document with macros", "docx", make.zipped(make.docx_files("application/vnd.ms-word.document.macroEnabled.main+xml"))),
    ("a document with macros inside", "docx", make.docx(word__vbaProject_dot_bin=b"x")),
    ("a document with macros in capitals", "docx", make.docx(word__VBAPROJECT_dot_BIN=b"x")),
    ("a document without its text", "docx", make.zipped({name: data for name, data in make.docx_files().items() if "document" not in name})),
    ("a document of other text", "docx", make.zipped(make.docx_files(body=b"<html/>"))),
    ("a document with two starts", "docx", make.zipped(make.docx_files() | {"_rels/.rels": make.docx_files()["_rels/.rels"] * 2})),
    ("a document after something", "docx", b"PK\x03\x04" + bytes(40) + make.docx()),
    ("a document after another archive", "docx", make.zipped({"a": b"b"}) + make.docx()),
    ("a document with something after", "docx", make.docx() + b"MZ"),
    ("a document cut short", "docx", make.docx()[:-30]),
    ("a document squeezed otherwise", "docx", make.zipped(make.docx_files(), zipfile.ZIP_BZIP2)),
    ("a locked document", "docx", make.compound({"EncryptedPackage": bytes(4096)})),
    ("an old document", "docx", make.doc()),
    ("a document", "doc", make.docx()),
    ("a document", "odt", make.docx()),
    ("a text document", "docx", make.odt()),
    ("a table", "odt", make.odt("application/vnd.oasis.opendocument.spreadsheet", "spreadsheet")),
    ("a table under a false name", "odt", make.odt(body="spreadsheet")),
    ("a template", "odt", make.odt(make.ODT + "-template")),
    ("its type is squeezed", "odt", make.zipped(make.odt_files())),
    ("its type is not first", "odt", make.zipped(dict(reversed(make.odt_files().items())), stored=("mimetype",))),
    ("its text is missing", "odt", make.zipped({"mimetype": make.ODT.encode()}, stored=("mimetype",))),
    ("an old sheet", "doc", make.compound({"Workbook": bytes(4096)})),
    ("an old sheet with a document in it", "doc", make.compound({"Workbook": bytes(4096), "WordDocument": make.FIB})),
    ("old slides", "doc", make.compound({"PowerPoint Document": bytes(4096)})),
    ("a mail", "doc", make.compound({"__properties_version1.0": bytes(4096)})),
    ("a locked document", "doc", make.compound({"EncryptedPackage": bytes(4096)})),
    ("an old document of nothing", "doc", make.doc(fib=bytes(4096))),
    ("an old document cut short", "doc", make.doc()[:700]),
    ("only a beginning", "doc", make.doc()[:8]),
    ("an old document with an archive behind", "doc", make.doc() + make.zipped({"a": b"b"})),
]  # fmt: skip
ACTIVE: list[tuple[str, str, bytes, str]] = [
    ("script", "pdf", make.pdf(b"9 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n"), "JavaScript"),
    ("script behind an escape", "pdf", make.pdf(b"9 0 obj<</S/J#61vaScript/J#53(x)>>endobj\n"), "JavaScript"),
    ("script in a packed list", "pdf", make.pdf_packed(b"1 0 <</S/JavaScript/JS(x)>>"), "JavaScript"),
    ("action on opening", "pdf", make.pdf(b"9 0 obj<</OpenAction 1 0 R>>endobj\n"), "actions on opening"),
    ("program to start", "pdf", make.pdf(b"9 0 obj<</S/Launch/F(cmd.exe)>>endobj\n"), "programs to start"),
    ("embedded file", "pdf", make.pdf(b"9 0 obj<</Type/EmbeddedFile>>endobj\n"), "embedded files"),
    ("locked", "pdf", make.pdf(b"trailer<</Encrypt 9 0 R>>\n"), "locked"),
    ("object", "rtf", b"{\\rtf1{\\object\\objemb{\\*\\objdata 0102}}}", "embedded objects"),
    ("template from elsewhere", "rtf", b"{\\rtf1{\\*\\template http://example.org/x}}", "from elsewhere"),
    ("macros", "doc", make.doc("Macros"), "macros"),
    ("objects", "doc", make.compound({"WordDocument": make.FIB, "ObjectPool/x": bytes(4096)}), "embedded objects"),
    ("locked", "doc", make.doc(fib=b"\xec\xa5" + bytes(9) + b"\x01" + bytes(4084)), "locked"),
    ("objects", "docx", make.docx(word__embeddings__x_dot_bin=b"x"), "embedded objects"),
    ("template from elsewhere", "docx", make.docx(word___rels__settings_dot_xml_dot_rels=b'<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="http://example.org/t.dotm" TargetMode="External"/></Relationships>'), "from elsewhere"),
    ("macros", "odt", make.odt(more={"Basic/script-lc.xml": b"<x/>"}), "macros"),
    ("objects", "odt", make.odt(more={"Object 1": b"x"}), "embedded objects"),
    ("locked", "odt", make.odt(more={"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), "locked"),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "data"), GENUINE)
def test_genuine(ending: str, data: bytes) -> None:
    """A genuine file is taken as what it is, without a warning, whatever the case of its ending."""
    found = check(data, f"My paper.{ending.upper()}", SIX)

    assert (found.type, found.warnings) == (ending, ())


@pytest.mark.parametrize(
    ("ending", "data"), [one[1:] for one in DISGUISED], ids=[f"{one[0]} as {one[1]}" for one in DISGUISED]
)
def test_disguised(ending: str, data: bytes) -> None:
    """A file that is not what its name says is refused with the reason, and nothing is attached."""
    with pytest.raises(WrongFile) as refused:
        check(data, f"paper.{ending}", SIX)

    assert refused.value.code == "content-differs"
    assert "though its name says so: " in refused.value.happened
    assert refused.value.safe == "Nothing was attached."
    assert ending in refused.value.remedy


@pytest.mark.parametrize(
    ("ending", "data", "words"), [one[1:] for one in ACTIVE], ids=[f"{one[0]} in {one[1]}" for one in ACTIVE]
)
def test_active_content_is_told(ending: str, data: bytes, words: str) -> None:
    """What could act on its own is told in words; the file is taken, since it is the respondent's own."""
    assert any(words in one for one in check(data, f"paper.{ending}", SIX).warnings)


def test_a_link_is_not_active() -> None:
    """A link in a Word document that a person clicks is no reason for a warning."""
    link = b'<Relationships><Relationship Type="x/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>'

    assert check(make.docx(word___rels__document_dot_xml_dot_rels=link), "a.docx", SIX).warnings == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.exe", "type-not-admitted"),
        ("a", "type-not-admitted"),
        ("a.pdf.lnk", "type-not-admitted"),
        ("a.pdf", "empty-file"),
    ],
)
def test_not_admitted(name: str, code: str) -> None:
    """An ending that the questionnaire does not admit, and an empty file."""
    with pytest.raises(WrongFile) as refused:
        check(b"", name, SIX)

    assert refused.value.code == code


@pytest.mark.parametrize("ending", ["exe", "sh", "js", "html", "svg", "lnk", "docm", "py", "desktop", "unheard"])
def test_a_questionnaire_cannot_admit_programs(ending: str) -> None:
    """A hostile questionnaire may name any ending: what a system would run is refused all the same; a picture is taken unseen."""
    with pytest.raises(WrongFile) as refused:
        check(b"x", f"a.{ending}", (ending,))

    assert refused.value.code == "type-not-safe"
    assert "cannot look into" in check(b"x", "a.png", ("png",)).warnings[0]


@pytest.mark.parametrize("count", [pytest.param(300), pytest.param(20_000, marks=pytest.mark.long)])
def test_mutated_files(count: int) -> None:
    """Damaged files are taken or refused with the reason; no other exception, no warning of a library, no endless work."""
    chance = random.Random(count)
    for ending, data in GENUINE:
        for _ in range(count // 10 if len(data) < 100 else count):
            changed = bytearray(data)
            for _ in range(chance.randint(1, 8)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            if chance.random() < 0.2:
                del changed[chance.randrange(len(changed)) :]
            try:
                check(bytes(changed), f"a.{ending}", SIX)
            except WrongFile as refused:
                if refused.code not in ("content-differs", "empty-file"):
                    pytest.fail(refused.code)


def test_bombs() -> None:
    """What would unpack to gigabytes, or make a pattern go back for ever, is judged with bounded work."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in make.docx_files().items():
            out.writestr(name, data)
        with out.open("word/_rels/big.rels", "w") as inner:
            for _ in range(200):
                inner.write(b"<Relationship " + b"a" * 1_000_000)
    attempts = [
        ("docx", file.getvalue()),
        ("docx", make.zipped(make.docx_files() | {"[Content_Types].xml": b"<Override " + b"a" * 3_000_000})),
        ("docx", make.zipped(make.docx_files() | {"_rels/.rels": b"<" * 3_000_000})),
        ("pdf", make.pdf(b"1 " * 1_000_000)),
        ("pdf", make.pdf(b"#41" * 1_000_000)),
        ("pdf", make.pdf_packed(bytes(30_000_000))),
        ("pdf", make.pdf(b"/ObjStm" * 300_000)),
        ("pdf", make.pdf(b"PK\x05\x06" * 300_000)),
        ("rtf", b"{\\rtf1" + b"\\*" * 500_000 + b" " * 1_000_000 + b"\\field" * 200_000 + b"}"),
        ("txt", b"\xff\xfe" + "\ue000".encode("utf-16-le") * 2_000_000),
    ]
    judged = []
    for ending, data in attempts:
        tracemalloc.start()
        try:
            judged.append(check(data, f"a.{ending}", SIX).type)
        except WrongFile as refused:
            judged.append(refused.code)
        assert tracemalloc.get_traced_memory()[1] < 4 * len(data) + 120_000_000
        tracemalloc.stop()
    assert judged == ["docx", *["content-differs"] * 2, *["pdf"] * 4, "content-differs", "rtf", "content-differs"]
