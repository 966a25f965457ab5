"""Small genuine files of the six types, made byte by byte, and their neighbours that only pretend."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODT = "application/vnd.oasis.opendocument.text"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
FIB = b"\xec\xa5" + bytes(4094)


def pdf(body: bytes = b"", tail: bytes = b"") -> bytes:
    """A PDF of one empty page; `body` goes among its objects, `tail` after its end."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ]
    data = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    data += body
    table = len(data)
    data += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % table + tail


def pdf_packed(inner: bytes) -> bytes:
    """A PDF with `inner` in a compressed list of objects."""
    packed = zlib.compress(inner)
    return pdf(b"9 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (len(packed), packed))  # fmt: skip


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, stored: tuple[str, ...] = ()) -> bytes:
    """A zip of these files; those in `stored` are not compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as out:
        for name, data in files.items():
            out.writestr(name, data, zipfile.ZIP_STORED if name in stored else method)
    return file.getvalue()


def docx_files(kind: str = WORD, main: str = "word/document.xml", body: bytes | None = None) -> dict[str, bytes]:
    """The parts of a Word document."""
    text = b'<?xml version="1.0"?><w:document xmlns:w="x"><w:body><w:p/></w:body></w:document>'
    return {
        "[Content_Types].xml": (
            '<?xml version="1.0"?><Types xmlns="x"><Default Extension="rels" ContentType="application/x"/>'
            f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<?xml version="1.0"?><Relationships xmlns="x"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
            f'Target="{main}"/></Relationships>'
        ).encode(),
        main: text if body is None else body,
    }


def docx(**more: bytes) -> bytes:
    """A Word document; `more` are further parts, `__` for a slash and `_dot_` for a dot in their names."""
    return zipped(docx_files() | {name.replace("__", "/").replace("_dot_", "."): data for name, data in more.items()})


def odt_files(kind: str = ODT, body: str = "text") -> dict[str, bytes]:
    """The parts of an OpenDocument text."""
    content = f'<?xml version="1.0"?><office:document-content xmlns:office="x"><office:body><office:{body}/></office:body></office:document-content>'
    return {"mimetype": kind.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"}


def odt(kind: str = ODT, body: str = "text", more: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument file."""
    return zipped(odt_files(kind, body) | (more or {}), stored=("mimetype",))


def compound(streams: dict[str, bytes], storages: tuple[str, ...] = ()) -> bytes:
    """A compound file (MS-CFB) with these streams of 4,096 bytes each and these empty storages."""
    names = [*streams, *storages]
    folders = (len(names) + 4) // 4
    sectors = [b""] * (1 + folders)
    table = [FAT, *range(2, 1 + folders), END]
    entries = [_entry("Root Entry", 5, child=1 if names else FREE)]
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else FREE
        data = streams.get(name, b"")
        start = len(sectors) if data else END
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        sectors += pieces
        table += [*range(start + 1, start + len(pieces)), END] if pieces else []
        entries.append(_entry(name, 2 if name in streams else 1, right=right, start=start, size=len(data)))
    entries += [bytes(68) + struct.pack("<III", FREE, FREE, FREE) + bytes(48)] * (-len(entries) % 4)
    sectors[0] = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    for number in range(folders):
        sectors[1 + number] = b"".join(entries[number * 4 : number * 4 + 4])
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    return header + b"".join(sectors)


def _entry(name: str, kind: int, *, right: int = FREE, child: int = FREE, start: int = END, size: int = 0) -> bytes:
    told = name.encode("utf-16-le")
    return (
        told.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(told) + 2, kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def doc(*more: str, fib: bytes = FIB) -> bytes:
    """A Word 97 document; `more` are further storages."""
    return compound({"WordDocument": fib, "1Table": bytes(4096)}, more)


RTF = b"{\\rtf1\\ansi Hello {\\b world}.}"
