"""The container: one reproducible zip, and a reader that trusts nothing in it.

Written from the public description of the format (APPNOTE.TXT 4.3). The reader takes only what the writer makes: local headers
that tile the file from its first byte, then the directory, then the end record, and not a byte more. Packages are not compressed;
what colleagues exchange may be, and may have been packed again by another program.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from forms.package.refusal import PackageRefused

MAX_FILES = 300
MAX_BYTES = 500_000_000
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_DATE = (0 << 9) | (1 << 5) | 1
_MODE = 0o100644 << 16
_VERSION = 20
_DEFLATE = 8
_LEVEL = 6
_RATIO = 100
_SMALL = 1_000_000
"""What unpacks to no more than this may be as dense as it likes."""
_FOLDER = 0x10
_MADE_BY = (3 << 8) | _VERSION


@dataclass(frozen=True, slots=True)
class Rules:
    """What a reader takes: so many files, so many bytes packed and unpacked. `exact`: as `write` makes it without compression;
    else deflated files too, and the dates, systems and permissions that other programs write."""

    files: int
    size: int
    exact: bool


PACKAGE = Rules(MAX_FILES, MAX_BYTES, exact=True)


@dataclass(frozen=True, slots=True)
class Member:
    """Where one file lies in the container: `size` bytes, which take `packed` bytes there."""

    name: str
    offset: int
    size: int
    checksum: int
    packed: int
    method: int


def write(members: Mapping[str, bytes], deflated: Container[str] = ()) -> bytes:
    """The bytes of a container with these files in this order: all dates 1980-01-01, mode 0644. Those named in `deflated` are
    compressed where that helps and a reader will take it."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, data in members.items():
        encoded = name.encode("ascii")
        checksum = zlib.crc32(data)
        packed = _packed(data) if name in deflated else data
        method = _DEFLATE if packed is not data else 0
        facts = (0, method, 0, _DATE, checksum, len(packed), len(data), len(encoded), 0)
        parts += [_LOCAL.pack(b"PK\x03\x04", _VERSION, *facts), encoded, packed]
        directory.append(_CENTRAL.pack(b"PK\x01\x02", _MADE_BY, _VERSION, *facts, 0, 0, 0, _MODE, at) + encoded)
        at += _LOCAL.size + len(encoded) + len(packed)
    listed = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), len(listed), at, 0)
    return b"".join([*parts, listed, end])


def members(file: BinaryIO, rules: Rules = PACKAGE) -> tuple[Member, ...]:
    """The files of a container, in order. Raises `PackageRefused`; reads headers only."""
    size = file.seek(0, 2)
    if size > rules.size:
        raise PackageRefused("too-large", f"{size:,} bytes")
    if size < _END.size:
        raise PackageRefused("not-a-zip")
    file.seek(size - _END.size)
    signature, disk, start_disk, here, total, length, start, comment = _END.unpack(file.read(_END.size))
    if signature != b"PK\x05\x06":
        raise PackageRefused(_why_no_end(file, size))
    if comment:
        raise PackageRefused("comment")
    if total > rules.files or here > rules.files:
        raise PackageRefused("too-many-files", str(total))
    if disk or start_disk or here != total:
        raise PackageRefused("zip64" if 0xFFFF in (disk, start_disk, here, total) else "header-mismatch")
    if start + length + _END.size != size:
        raise PackageRefused("zip64" if 0xFFFFFFFF in (start, length) else "overlap")
    file.seek(start)
    found = _tile(file, _directory(file.read(length), total, rules), start, rules)
    if sum(one.size for one in found) > rules.size:
        raise PackageRefused("too-large", "unpacked")
    return found


def read(file: BinaryIO, member: Member, limit: int) -> bytes:
    """The bytes of one file. Raises `PackageRefused` when it is larger than `limit` or damaged."""
    if member.size > limit:
        raise PackageRefused("too-large", member.name)
    file.seek(member.offset)
    data = file.read(member.packed)
    if member.method:
        data = _unpacked(data, member)
    if len(data) != member.size or zlib.crc32(data) != member.checksum:
        raise PackageRefused("checksum", member.name)
    return data


def _packed(data: bytes) -> bytes:
    """The deflated bytes; `data` itself where those are no fewer, or so few that a reader would suspect them."""
    # A history is mostly ids, in which short repetitions are chance: not to follow them makes the file a twelfth smaller.
    writer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_FILTERED)
    packed = writer.compress(data) + writer.flush()
    return data if len(packed) >= len(data) or len(data) > _most(len(packed)) else packed


def _most(packed: int) -> int:
    return max(_RATIO * packed, _SMALL)


def _unpacked(packed: bytes, member: Member) -> bytes:
    reader = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # One byte more than was told is enough to see that there are more.
        data = reader.decompress(packed, member.size + 1)
    except zlib.error as fault:
        raise PackageRefused("checksum", member.name) from fault
    if not reader.eof or reader.unused_data:
        raise PackageRefused("checksum", member.name)
    return data


def _why_no_end(file: BinaryIO, size: int) -> str:
    file.seek(max(0, size - 66_000))
    return "trailing-bytes" if b"PK\x05\x06" in file.read(66_000) else "not-a-zip"


def _directory(listed: bytes, total: int, rules: Rules) -> tuple[Member, ...]:
    found: list[Member] = []
    names: set[str] = set()
    at = 0
    for _ in range(total):
        if at + _CENTRAL.size > len(listed):
            raise PackageRefused("header-mismatch", "the directory ends early")
        (signature, made_by, needed, flags, method, time, date, checksum, packed, size, name_length, extra, comment, disk,
         _internal, mode, offset) = _CENTRAL.unpack_from(listed, at)  # fmt: skip
        if signature != b"PK\x01\x02":
            raise PackageRefused("header-mismatch", "the directory")
        if rules.exact and (made_by, needed, time, date) != (_MADE_BY, _VERSION, 0, _DATE):
            raise PackageRefused("repacked")
        _refuse_oddities(flags, method, packed, size, extra, rules)
        if comment or disk or (_internal and rules.exact):
            raise PackageRefused("comment" if comment else "header-mismatch")
        if mode != _MODE and (rules.exact or not _is_ordinary(mode)):
            raise PackageRefused("not-a-file")
        raw = listed[at + _CENTRAL.size : at + _CENTRAL.size + name_length]
        name = _name(raw, name_length)
        if name in names:
            raise PackageRefused("duplicate-name", name)
        names.add(name)
        found.append(Member(name, offset, size, checksum, packed, method))
        at += _CENTRAL.size + name_length
    if at != len(listed):
        raise PackageRefused("overlap", "the directory")
    return tuple(found)


def _is_ordinary(mode: int) -> bool:
    """Whether these attributes are those of a file: programs that know no kinds of files leave the upper bits empty."""
    return mode >> 28 in (0, _MODE >> 28) and not mode & _FOLDER


def _refuse_oddities(flags: int, method: int, packed: int, size: int, extra: int, rules: Rules) -> None:
    if flags & 1:
        raise PackageRefused("encrypted")
    if flags:
        raise PackageRefused("flags")
    if method and (rules.exact or method != _DEFLATE):
        raise PackageRefused("compressed")
    if extra:
        raise PackageRefused("extra-field")
    if packed != size and not method:
        raise PackageRefused("header-mismatch", "two sizes")
    if size > _most(packed):
        raise PackageRefused("too-large", "a file that unpacks to more than a hundred times its size")


def _name(raw: bytes, length: int) -> str:
    if len(raw) != length or not raw.isascii():
        raise PackageRefused("name")
    return raw.decode("ascii")


def _tile(file: BinaryIO, found: tuple[Member, ...], end: int, rules: Rules) -> tuple[Member, ...]:
    """Local headers must agree with the directory and, with their files, fill everything before it."""
    placed: list[Member] = []
    at = 0
    for position, member in enumerate(found):
        if member.offset != at:
            raise PackageRefused("not-at-start" if not position else "overlap", member.name)
        file.seek(at)
        header = file.read(_LOCAL.size)
        if len(header) < _LOCAL.size:
            raise PackageRefused("overlap", member.name)
        signature, needed, flags, method, time, date, checksum, packed, size, name_length, extra = _LOCAL.unpack(header)
        if signature != b"PK\x03\x04":
            raise PackageRefused("not-at-start" if not position else "overlap", member.name)
        _refuse_oddities(flags, method, packed, size, extra, rules)
        name = _name(file.read(name_length), name_length)
        if rules.exact and (needed, time, date) != (_VERSION, 0, _DATE):
            raise PackageRefused("header-mismatch", member.name)
        if (name, checksum, packed, size, method) != (
            member.name,
            member.checksum,
            member.packed,
            member.size,
            member.method,
        ):
            raise PackageRefused("header-mismatch", member.name)
        at += _LOCAL.size + name_length
        placed.append(replace(member, offset=at))
        at += packed
    if at != end:
        raise PackageRefused("overlap", "before the directory")
    return tuple(placed)
