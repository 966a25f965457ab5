"""Disks after a power cut: what the system was asked to write, and every disk that could be there when the power fails between.

The model. A file holds everything up to its last fsync or fdatasync, and any of the writes and truncations since, each whole, not
at all, or torn between sectors of 512 bytes. The names of a folder are a prefix of what happened to them, at least up to the
folder's last fsync; the fsync of a file makes its own creation durable, as on ext4, and nothing else. A disk that lies about fsync,
or rots, is not in it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SECTOR = 512
CALLS = (
    "openat,pwrite64,write,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,lseek,close,mkdir,mkdirat,"
    "fallocate,copy_file_range,sendfile,link,linkat"
)
STRACE = ["strace", "-f", "-xx", "-s", "50000000", "-e", f"trace={CALLS}", "-e", "signal=none"]
_LINE = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")
_UNFINISHED = re.compile(r"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Call:
    """One thing the disk was asked to do, or one line that the program said (`say`)."""

    kind: str
    path: str = ""
    file: int = 0
    at: int = 0
    data: bytes = b""
    to: str = ""


@dataclass(slots=True)
class _Bytes:
    """One file: what is durable, and what came since."""

    durable: bytearray = field(default_factory=bytearray)
    since: list[Call] = field(default_factory=list)
    synced: bool = False


def calls(trace: Path, home: Path) -> Iterator[Call]:
    """What a recorded program did below `home`, in order, with what it said on its standard output between."""
    reader = _Reader(str(home))
    with trace.open(encoding="ascii") as lines:
        for name, given, result in _whole_calls(lines):
            yield from reader.read(name, given, result)


def _whole_calls(lines: Iterator[str]) -> Iterator[tuple[str, str, int]]:
    waiting: dict[tuple[str, str], str] = {}
    for line in lines:
        begun = _UNFINISHED.match(line.rstrip("\n"))
        if begun:
            waiting[begun[1], begun[2]] = begun[3]
            continue
        again = _RESUMED.match(line)
        if again:
            line = f"{again[1]} {again[2]}({waiting.pop((again[1], again[2]))}{again[3]}"  # noqa: PLW2901
        found = _LINE.match(line)
        if found and int(found[4]) >= 0:
            yield found[2], found[3], int(found[4])


class _Reader:
    """Follows file descriptors to files."""

    def __init__(self, home: str) -> None:
        self._home = home
        self._open: dict[int, tuple[int, str]] = {}
        self._offset: dict[int, int] = {}
        self._names: dict[str, int] = {}
        self._count = 0

    def read(self, name: str, given: str, result: int) -> Iterator[Call]:
        texts = [bytes.fromhex(one.replace("\\x", "")) for one in _TEXT.findall(given)]
        numbers = re.sub(r'"[^"]*"', "", given).split(",")
        first = numbers[0].strip()
        number = int(first) if first.isdigit() else -1
        if name == "openat":
            yield from self._opened(texts[0].decode(), given, result)
        elif name == "close":
            self._open.pop(number, None)
        elif name == "write" and number == 1:
            yield Call("say", data=texts[0])
        elif number in self._open:
            yield from self._on_file(name, number, numbers, texts, result)
        elif name.startswith("rename"):
            a, b = (one.decode() for one in texts)
            if a.startswith(self._home):
                self._names[b] = self._names.pop(a)
                yield Call("rename", a, to=b)
        elif name.startswith("unlink") and texts[0].decode().startswith(self._home):
            self._names.pop(texts[0].decode(), None)
            yield Call("unlink", texts[0].decode())
        elif name.startswith("link") and texts[0].decode().startswith(self._home):
            a, b = (one.decode() for one in texts)
            self._names[b] = self._names[a]
            yield Call("link", a, to=b)

    def _opened(self, path: str, given: str, result: int) -> Iterator[Call]:
        self._open.pop(result, None)
        if not path.startswith(self._home):
            return
        if path not in self._names:
            if "O_CREAT" not in given:
                self._open[result] = (-1, path)  # a folder, opened to be flushed
                return
            self._count += 1
            self._names[path] = self._count
            yield Call("create", path, self._count)
        self._open[result], self._offset[result] = (self._names[path], path), 0
        if "O_TRUNC" in given:
            yield Call("truncate", file=self._names[path])

    def _on_file(self, name: str, number: int, numbers: list[str], texts: list[bytes], result: int) -> Iterator[Call]:
        file, path = self._open[number]
        if name == "pwrite64":
            yield Call("write", file=file, at=int(numbers[-1]), data=texts[0][:result])
        elif name == "write":
            yield Call("write", file=file, at=self._offset[number], data=texts[0][:result])
            self._offset[number] += result
        elif name == "lseek":
            self._offset[number] = result
        elif name == "ftruncate":
            yield Call("truncate", file=file, at=int(numbers[1]))
        elif name in ("fsync", "fdatasync"):
            yield Call("flush names", path) if file < 0 else Call("flush", file=file)
        else:
            raise NotImplementedError(name)


class Disk:
    """The disk while the calls are done one by one; `after_cut` is one of the disks that could be there if the power failed now."""

    def __init__(self) -> None:
        self._files: dict[int, _Bytes] = {}
        self._names: dict[str, int] = {}
        self._later: dict[str, list[Call]] = {}

    def do(self, call: Call) -> None:
        """Carry out one call."""
        if call.kind in ("create", "rename", "unlink", "link"):
            self._later.setdefault(str(PurePosixPath(call.path).parent), []).append(call)
            if call.kind == "create":
                self._files[call.file] = _Bytes()
        elif call.kind in ("write", "truncate"):
            self._files[call.file].since.append(call)
        elif call.kind == "flush":
            file = self._files[call.file]
            for one in file.since:
                _apply(file.durable, one)
            file.since.clear()
            file.synced = True
        elif call.kind == "flush names":
            for one in self._later.pop(call.path, []):
                _rename(self._names, one)

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files on one possible disk, by path."""
        names = dict(self._names)
        for later in self._later.values():
            kept = chance.choice((0, len(later), chance.randint(0, len(later))))
            for position, one in enumerate(later):
                if position < kept or (one.kind == "create" and self._files[one.file].synced):
                    _rename(names, one)
        likely = chance.choice((0.0, 0.5, 0.95, 1.0))
        contents = {file: self._contents(file, likely, chance) for file in set(names.values())}
        return {path: contents[file] for path, file in names.items()}

    def _contents(self, number: int, likely: float, chance: random.Random) -> bytes:
        file = self._files[number]
        data = bytearray(file.durable)
        for one in file.since:
            if chance.random() < likely:
                _apply(data, one)
            elif one.kind == "write" and chance.random() < 0.5:
                _tear(data, one, chance)
        return bytes(data)


def _rename(names: dict[str, int], call: Call) -> None:
    if call.kind == "create":
        names[call.path] = call.file
    elif call.kind == "unlink":
        names.pop(call.path, None)
    elif call.path in names:
        names[call.to] = names[call.path] if call.kind == "link" else names.pop(call.path)


def _apply(data: bytearray, call: Call) -> None:
    if call.kind == "truncate":
        del data[call.at :]
        data.extend(bytes(call.at - len(data)))
        return
    data.extend(bytes(max(0, call.at - len(data))))
    data[call.at : call.at + len(call.data)] = call.data


def _tear(data: bytearray, call: Call, chance: random.Random) -> None:
    """Keep some sectors of a write and not others."""
    start = call.at
    while start < call.at + len(call.data):
        end = min((start // SECTOR + 1) * SECTOR, call.at + len(call.data))
        if chance.random() < 0.5:
            _apply(data, Call("write", at=start, data=call.data[start - call.at : end - call.at]))
        start = end
