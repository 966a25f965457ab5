"""Containers that play tricks: refused with a code before anything in them is used, in bounded memory."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from forms.package import container
from forms.package.package import unpack
from forms.package.refusal import REFUSALS, PackageRefused
from tests.forms.package.packing import FOLDER, members, relisted, sample, zipped

Alter = Callable[[bytes], bytes]
END = struct.Struct("<4sHHHHIIH")


def central(offset: int, value: bytes, entry: int = 0) -> Alter:
    """Exchange bytes in an entry of the directory."""

    def alter(data: bytes) -> bytes:
        at = -1
        for _ in range(entry + 1):
            at = data.index(b"PK\x01\x02", at + 1)
        return data[: at + offset] + value + data[at + offset + len(value) :]

    return alter


def local(offset: int, value: bytes) -> Alter:
    """Exchange bytes in the first local header."""
    return lambda data: data[:offset] + value + data[offset + len(value) :]


def ended(**facts: int) -> Alter:
    """Exchange facts in the end record."""
    names = ("disk", "start_disk", "here", "total", "length", "start", "comment")

    def alter(data: bytes) -> bytes:
        told = dict(zip(names, END.unpack(data[-END.size :])[1:], strict=True))
        return data[: -END.size] + END.pack(b"PK\x05\x06", *{**told, **facts}.values())

    return alter


def packed_again(compression: int, *, with_folder: bool = False) -> Alter:
    """The same files packed by another program."""

    def alter(data: bytes) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", compression) as out:
            if with_folder:
                out.mkdir(FOLDER)
            for name, content in members(data).items():
                out.writestr(f"{FOLDER}/{name}", content)
        return file.getvalue()

    return alter


def directory(change: Callable[[list[bytes]], list[bytes]]) -> Alter:
    """Change the list of entries of the directory, with a right end record."""

    def alter(data: bytes) -> bytes:
        start = END.unpack(data[-END.size :])[6]
        entries = [b"PK\x01\x02" + one for one in data[start : -END.size].split(b"PK\x01\x02")[1:]]
        entries = change(entries)
        listed = b"".join(entries)
        end = END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(listed), start, 0)
        return data[:start] + listed + end

    return alter


def shifted(data: bytes) -> bytes:
    """A script before the package, with every offset right: runs as a program, opens as a package elsewhere."""
    before = b"#!/bin/sh\nexit\n"
    start = END.unpack(data[-END.size :])[6]
    moved = bytearray(data[start : -END.size])
    at = 0
    while at < len(moved):
        (offset,) = struct.unpack_from("<I", moved, at + 42)
        struct.pack_into("<I", moved, at + 42, offset + len(before))
        at += 46 + struct.unpack_from("<H", moved, at + 28)[0]
    return before + ended(start=start + len(before))(data[:start] + bytes(moved) + data[-END.size :])


def doubled(data: bytes) -> bytes:
    """A second file of the same name with other words, at the end: two readers would see two contributions."""
    files = {f"{FOLDER}/{name}": content for name, content in members(data).items()}
    whole = container.write({**files, f"{FOLDER}/data/contribution.jsox": b"{}"})
    return whole.replace(b"contribution.jsox", b"contribution.json")


def commented(data: bytes) -> bytes:
    """A package with a comment, as other programs would forgive."""
    return ended(comment=5)(data) + b"hello"


def with_gap(data: bytes) -> bytes:
    """Bytes between the files and the directory that no list names."""
    start = END.unpack(data[-END.size :])[6]
    return ended(start=start + 4)(data[:start] + b"xxxx" + data[start:])


def zip64(data: bytes) -> bytes:
    """The records for huge files, before the end record."""
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 0, 0)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, len(data) - END.size, 1)
    return ended(here=0xFFFF, total=0xFFFF)(data[: -END.size] + record + locator + data[-END.size :])


OTHER = b"PK\x03\x04"
HOSTILE: list[tuple[str, Alter, str]] = [
    ("nothing", lambda _: b"", "not-a-zip"),
    ("a text", lambda _: b"hello" * 100, "not-a-zip"),
    ("an empty zip", lambda _: END.pack(b"PK\x05\x06", 0, 0, 0, 0, 0, 0, 0), "name"),
    ("cut short", lambda data: data[:-30], "not-a-zip"),
    ("cut to the half", lambda data: data[: len(data) // 2], "not-a-zip"),
    ("something before", lambda data: b"#!/bin/sh\n" + data, "overlap"),
    ("something before, offsets mended", shifted, "not-at-start"),
    ("something after", lambda data: data + b"x", "trailing-bytes"),
    ("another package after", lambda data: data + data, "overlap"),
    ("a comment", commented, "trailing-bytes"),
    ("a comment that is not there", ended(comment=5), "comment"),
    ("60,000 files", ended(here=60_000, total=60_000), "too-many-files"),
    ("60,000 files on another disk", ended(total=60_000), "too-many-files"),
    ("zip64", zip64, "too-many-files"),
    ("a directory at 4 GB", ended(start=0xFFFFFFFF), "zip64"),
    ("a directory elsewhere", ended(start=5), "overlap"),
    ("a directory of another length", ended(length=5), "overlap"),
    ("one file fewer", ended(here=1, total=1), "overlap"),
    ("one file more", ended(here=200, total=200), "header-mismatch"),
    ("more than one disk", ended(disk=1), "header-mismatch"),
    ("two counts", ended(here=3), "header-mismatch"),
    ("another program's zip", packed_again(zipfile.ZIP_STORED), "repacked"),
    ("another program's zip with folders", packed_again(zipfile.ZIP_STORED, with_folder=True), "not-a-file"),
    ("compressed", packed_again(zipfile.ZIP_DEFLATED), "repacked"),
    ("compressed otherwise", packed_again(zipfile.ZIP_LZMA), "repacked"),
    ("a method", central(10, b"\x08\x00"), "compressed"),
    ("an unknown method", central(10, b"\x63\x00"), "compressed"),
    ("a mark of encryption", central(8, b"\x01\x00"), "encrypted"),
    ("a mark of a later size", central(8, b"\x08\x00"), "flags"),
    ("a mark of other letters", central(8, b"\x00\x08"), "flags"),
    ("a symbolic link", central(38, struct.pack("<I", 0o120777 << 16)), "not-a-file"),
    ("a folder", central(38, struct.pack("<I", 0o040755 << 16)), "not-a-file"),
    ("a device", central(38, struct.pack("<I", 0o020666 << 16)), "not-a-file"),
    ("a program", central(38, struct.pack("<I", 0o100755 << 16)), "not-a-file"),
    ("a mark of DOS", central(38, b"\x10"), "not-a-file"),
    ("extra data", central(30, b"\x04\x00"), "extra-field"),
    ("a comment of a file", central(32, b"\x04\x00"), "comment"),
    ("a file on another disk", central(34, b"\x01\x00"), "header-mismatch"),
    ("a mark of text", central(36, b"\x01\x00"), "header-mismatch"),
    ("a lying size", central(24, struct.pack("<I", 10)), "header-mismatch"),
    ("two sizes that lie", central(20, struct.pack("<II", 10, 10)), "header-mismatch"),
    ("two sizes of 4 GB", central(20, b"\xff" * 8), "header-mismatch"),
    ("a checksum", central(16, b"\x00\x00\x00\x00"), "header-mismatch"),
    ("a name beyond ASCII", central(46, b"\xff"), "name"),
    ("a name with an end in it", central(46, b"\x00"), "header-mismatch"),
    ("a name of no length", central(28, b"\x00\x00"), "header-mismatch"),
    ("a name of 60,000 letters", central(28, b"\xff\xff"), "name"),
    ("a date", central(12, b"\x11\x11"), "repacked"),
    ("another system", central(4, b"\x14\x0a"), "repacked"),
    ("a later version", central(6, b"\x2d\x00"), "repacked"),
    ("an offset elsewhere", central(42, struct.pack("<I", 5)), "not-at-start"),
    ("an offset beyond the end", central(42, b"\xff\xff\xff\xff", entry=3), "overlap"),
    ("two names for one place", central(42, struct.pack("<I", 0), entry=1), "overlap"),
    ("no header at the start", local(0, b"PK\x01\x01"), "not-at-start"),
    ("a local name of its own", local(30, b"x"), "header-mismatch"),
    ("a local name longer", local(26, b"\xff\x00"), "name"),
    ("local extra data", local(28, b"\x04\x00"), "extra-field"),
    ("a local method of its own", local(8, b"\x08\x00"), "compressed"),
    ("a local mark of its own", local(6, b"\x01\x00"), "encrypted"),
    ("a local size of its own", local(18, struct.pack("<II", 9, 9)), "header-mismatch"),
    ("a local checksum of its own", local(14, b"\x00\x00\x00\x00"), "header-mismatch"),
    ("a local date of its own", local(10, b"\x11"), "header-mismatch"),
    ("a file that no directory names", directory(lambda entries: entries[:-1]), "overlap"),
    ("a file named twice", directory(lambda entries: [*entries, entries[0]]), "duplicate-name"),
    ("another order of the directory", directory(lambda entries: entries[::-1]), "not-at-start"),
    ("two files of one name", doubled, "duplicate-name"),
    ("a gap", with_gap, "overlap"),
    ("a changed receipt", lambda data: data.replace(b"receipt\n%%EOF", b"receipd\n%%EOF"), "checksum"),
    ("another order of files", lambda data: container.write({f"{FOLDER}/{name}": one for name, one in sorted(members(data).items())}), "bagit"),
    ("two folders", lambda data: container.write({("other" if name == "bag-info.txt" else FOLDER) + f"/{name}": one for name, one in members(data).items()}), "name"),
    ("no folder", lambda data: container.write(members(data)), "name"),
    ("301 files", lambda data: container.write({f"{FOLDER}/{n}": b"" for n in range(301)}), "too-many-files"),
    ("300 files", lambda data: container.write({f"{FOLDER}/{n}": b"" for n in range(300)}), "name"),
]  # fmt: skip


@pytest.mark.parametrize(("alter", "code"), [one[1:] for one in HOSTILE], ids=[one[0] for one in HOSTILE])
def test_hostile_container(alter: Alter, code: str) -> None:
    """A container that plays tricks is refused with its code and sentence."""
    altered = alter(sample()[1])
    assert altered != sample()[1]
    with pytest.raises(PackageRefused) as refused:
        unpack(io.BytesIO(altered))

    assert refused.value.code == code, refused.value
    assert refused.value.happened.startswith(REFUSALS[code])


def test_too_large() -> None:
    """A file larger than any package is refused by its size alone, and a tag file larger than any by its header alone."""

    class Huge(io.BytesIO):
        def seek(self, at: int, whence: int = 0) -> int:
            return container.MAX_BYTES + 1 if whence == 2 else super().seek(at, whence)

        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("a file that is too large was read")

    with pytest.raises(PackageRefused) as whole:
        unpack(Huge())
    files = {f"{FOLDER}/{name}": data for name, data in members(sample()[1]).items()}
    with pytest.raises(PackageRefused) as part:
        unpack(io.BytesIO(container.write({**files, f"{FOLDER}/bagit.txt": bytes(200_000)})))

    assert (whole.value.code, part.value.code) == ("too-large", "too-large")


BOMBS = [
    b"[" * 1_000_000,
    b'["' + b"\\" * 1_000_000,
    b'"' * 1_000_000,
    b"[" + b"0," * 500_000 + b"0]",
    b"[" + b"[]," * 300_000 + b"0]",
]


def test_lies_cost_no_memory() -> None:
    """Refusing a container costs little beyond the file itself, whatever sizes and counts it claims; a contribution that nests,
    or a text without an end, costs no more than what it would be as values."""
    cases = [(alter(sample()[1]), 3) for _, alter, _ in HOSTILE]
    for bomb in BOMBS:
        files = relisted({**members(sample()[1]), "data/contribution.json": bomb})
        cases.append((zipped(files), 30))
    tracemalloc.start()
    try:
        for case, factor in cases:
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            with pytest.raises(PackageRefused):
                unpack(io.BytesIO(case))
            assert tracemalloc.get_traced_memory()[1] - before < factor * len(case) + 1_000_000
    finally:
        tracemalloc.stop()
