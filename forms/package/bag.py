"""The bag: payload files with a list of their hashes (BagIt 1.0, RFC 8493) in one container, signed over the lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from forms import canonical
from forms.package import container
from forms.package.refusal import PackageRefused
from forms.package.signature import Sign, verify

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAG_FILES = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")
SIGNATURE = "signatures/submitter.sshsig"
MAX_TAG_BYTES = 100_000
_FOLDER = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


@dataclass(frozen=True, slots=True)
class Bag:
    """A verified bag. `identity` is the sha-256 of its tag manifest, `signer` the public key (32 bytes) that signed it, `info`
    its bag-info without the sum of sizes, `payload` its files below `data/`."""

    name: str
    identity: str
    signer: bytes
    info: Mapping[str, str]
    payload: Mapping[str, bytes]


def build(
    name: str, payload: Mapping[str, bytes], info: Mapping[str, str], sign: Sign, namespace: str
) -> tuple[str, bytes]:
    """Identity and bytes of a bag. `payload` maps names below `data/` to bytes; the order of writing is fixed."""
    files = {f"data/{one}": payload[one] for one in sorted(payload)}
    told = {"Payload-Oxum": f"{sum(map(len, files.values()))}.{len(files)}", **info}
    tags = {
        "bagit.txt": BAGIT,
        "bag-info.txt": "".join(f"{key}: {told[key]}\n" for key in sorted(told)).encode(),
        "manifest-sha256.txt": _listing(files),
    }
    tags["tagmanifest-sha256.txt"] = _listing(dict(sorted(tags.items())))
    listed = tags["tagmanifest-sha256.txt"]
    everything = {**tags, **files, SIGNATURE: sign(listed, namespace)}
    return canonical.digest(listed), container.write({f"{name}/{one}": data for one, data in everything.items()})


def take(file: BinaryIO, namespace: str, limit_of: Callable[[str], int | None], required: Iterable[str]) -> Bag:
    """The verified bag in a container. `limit_of` gives the largest size of a payload file by its name below `data/`, or None
    where the name does not belong; `required` must be there. Raises `PackageRefused`."""
    found = container.members(file)
    name = found[0].name.split("/")[0] if found else ""
    if not _FOLDER.fullmatch(name):
        raise PackageRefused("name", name)
    inside: dict[str, container.Member] = {}
    for member in found:
        inner = member.name.removeprefix(name + "/")
        belongs = (
            inner in TAG_FILES
            or inner == SIGNATURE
            or (inner.startswith("data/") and limit_of(inner.removeprefix("data/")) is not None)
        )
        if inner == member.name or not belongs:
            raise PackageRefused("name", member.name)
        inside[inner] = member
    for needed in (*TAG_FILES, *(f"data/{one}" for one in required)):
        if needed not in inside:
            raise PackageRefused("missing-file", needed)
    tags = {one: container.read(file, inside[one], MAX_TAG_BYTES) for one in TAG_FILES}
    if tags["bagit.txt"] != BAGIT:
        raise PackageRefused("bagit", "bagit.txt")
    signed = tuple(one for one in TAG_FILES if one != "tagmanifest-sha256.txt")
    if tags["tagmanifest-sha256.txt"] != _listing({one: tags[one] for one in sorted(signed)}):
        raise PackageRefused("tag-manifest")
    if SIGNATURE not in inside:
        raise PackageRefused("not-signed")
    try:
        signer = verify(
            container.read(file, inside[SIGNATURE], MAX_TAG_BYTES), tags["tagmanifest-sha256.txt"], namespace
        )
    except ValueError as fault:
        raise PackageRefused("signature", str(fault)) from fault
    payload = _payload(file, inside, tags["manifest-sha256.txt"], limit_of)
    expected = [f"{name}/{one}" for one in (*TAG_FILES, *(f"data/{one}" for one in sorted(payload)), SIGNATURE)]
    if [member.name for member in found] != expected:
        raise PackageRefused("bagit", "the order of its files")
    info = _info(tags["bag-info.txt"], payload)
    return Bag(name, canonical.digest(tags["tagmanifest-sha256.txt"]), signer, info, payload)


@contextmanager
def opened(source: BinaryIO | Path) -> Iterator[BinaryIO]:
    """The file to read from; one that is handed in stays open. Raises `PackageRefused("unreadable")`, also for what is no
    ordinary file: opening a pipe would wait for ever."""
    try:
        if not isinstance(source, Path):
            yield source
            return
        if not source.is_file():
            raise PackageRefused("unreadable", "there is no ordinary file of that name")
        with source.open("rb") as file:
            yield file
    except OSError as fault:
        raise PackageRefused("unreadable", fault.strerror or "") from fault


def _listing(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{canonical.digest(data)}  {name}\n" for name, data in files.items()).encode()


def _payload(
    file: BinaryIO, inside: Mapping[str, container.Member], manifest: bytes, limit_of: Callable[[str], int | None]
) -> dict[str, bytes]:
    payload: dict[str, bytes] = {}
    for inner in sorted(inside):
        if inner.startswith("data/"):
            short = inner.removeprefix("data/")
            payload[short] = container.read(file, inside[inner], limit_of(short) or 0)
    listed = _listing({f"data/{name}": data for name, data in payload.items()})
    if listed != manifest:
        wrong = set(listed.decode().splitlines()) ^ set(manifest.decode("utf-8", "replace").splitlines())
        first = min(wrong, default="").rpartition("  ")[2]
        raise PackageRefused("manifest", first)
    return payload


def _pair(line: str) -> tuple[str, str]:
    key, _, value = line.partition(": ")
    return key, value


def _info(data: bytes, payload: Mapping[str, bytes]) -> dict[str, str]:
    try:
        info = dict([_pair(line) for line in data.decode("utf-8").splitlines()])
    except (UnicodeDecodeError, ValueError) as fault:
        raise PackageRefused("bagit", "bag-info.txt") from fault
    if "".join(f"{key}: {info[key]}\n" for key in sorted(info)).encode() != data:
        raise PackageRefused("bagit", "bag-info.txt")
    if info.pop("Payload-Oxum", "") != f"{sum(map(len, payload.values()))}.{len(payload)}":
        raise PackageRefused("bagit", "Payload-Oxum")
    return info
