"""Zips that play tricks: exchange files may be compressed and packed again, and still hide nothing and cost little."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest

from forms import canonical
from tests.forms.exchange.sharing import joined, parts_of, refusal, written

PARTS = parts_of(written())


def bomb(told: int, real: int) -> bytes:
    """A file with an attachment of many zeros that says another size."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = squeezed.compress(bytes(real)) + squeezed.flush()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, part in PARTS.items():
            out.writestr(name, part)
        out.writestr("attachments/" + "0" * 64, bytes(real))
    size = struct.pack("<II", len(packed), real)
    return file.getvalue().replace(size, struct.pack("<II", len(packed), told))


def test_bombs() -> None:
    """What unpacks to far more than it is, or to more than it says, is refused at little cost."""
    cases = [
        (bomb(50_000_000, 50_000_000), "too-large"),
        (bomb(900_000, 50_000_000), "checksum"),
        (bomb(900_000, 800_000), "checksum"),
    ]
    tracemalloc.start()
    try:
        for data, code in cases:
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            assert refusal(data).code == code
            assert tracemalloc.get_traced_memory()[1] - before < 8_000_000
    finally:
        tracemalloc.stop()


def test_many_bombs() -> None:
    """Many parts that are each within the limits are refused together, by their headers alone."""
    parts = {f"attachments/{canonical.digest(str(n).encode())}": bytes(1_000_000) for n in range(501)}

    assert refusal(joined({**PARTS, **parts})).code == "too-large"


@pytest.mark.parametrize(
    ("offset", "value", "code"),
    [
        (8, b"\x01\x00", "encrypted"),
        (8, b"\x00\x08", "flags"),
        (10, b"\x0c\x00", "compressed"),
        (30, b"\x04\x00", "extra-field"),
        (32, b"\x04\x00", "comment"),
        (38, struct.pack("<I", 0o120777 << 16), "not-a-file"),
        (38, struct.pack("<I", 0o040755 << 16), "not-a-file"),
        (38, b"\x10\x00\x00\x00", "not-a-file"),
        (42, b"\x05\x00\x00\x00", "not-at-start"),
    ],
)
def test_oddities_of_the_container(offset: int, value: bytes, code: str) -> None:
    """Though other programs may pack it again, the container plays no tricks."""
    data = written()
    at = data.index(b"PK\x01\x02") + offset

    assert refusal(data[:at] + value + data[at + len(value) :]).code == code


def test_something_before_and_after() -> None:
    """Nothing stands before, between or after the parts."""
    assert refusal(written() + b"x").code == "trailing-bytes"
    assert refusal(b"x" + written()).code == "overlap"
    assert refusal(written() + written()).code == "overlap"


def test_garbage_after_what_is_deflated() -> None:
    """Bytes that no program would show, behind the end of a compressed part, are refused."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        for name, part in PARTS.items():
            squeezed = zlib.compressobj(6, zlib.DEFLATED, -15)
            packed = squeezed.compress(part) + squeezed.flush() + b"hidden"
            out.writestr(name, packed)
    data = bytearray(file.getvalue())
    with zipfile.ZipFile(file) as listing:
        found = listing.infolist()
    at = listing.start_dir
    for one in found:
        facts = struct.pack("<I", zlib.crc32(PARTS[one.filename])), struct.pack("<I", len(PARTS[one.filename]))
        for start, method, checksum, size in ((at, 10, 16, 24), (one.header_offset, 8, 14, 22)):
            data[start + method] = 8
            data[start + checksum : start + checksum + 4] = facts[0]
            data[start + size : start + size + 4] = facts[1]
        at += 46 + len(one.filename)

    assert refusal(bytes(data)).code == "checksum"
