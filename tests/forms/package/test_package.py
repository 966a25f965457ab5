"""A package: whole, reproducible, checkable by tools that do not know us, and refused when a single byte is another."""

from __future__ import annotations

import io
import random
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from forms import canonical
from forms.answers import Attachment
from forms.contribution import from_json, reference, to_json
from forms.package import container, signature
from forms.package.package import Package, pack, unpack
from forms.package.refusal import REFUSALS, PackageRefused
from forms.package.withdrawal import take_withdrawal, withdraw
from forms.trouble import Trouble
from tests.samples import PAPER, contribution, ngo_answers, questionnaire

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
RECEIPT = b"%PDF-1.7\nreceipt\n%%EOF\n"


def sign(message: bytes, namespace: str) -> bytes:
    """Sign with the key of these tests."""
    return signature.sign(message, namespace, PUBLIC, KEY.sign)


@cache
def sample() -> tuple[Package, bytes]:
    """A package of the whole seed with a position paper."""
    paper = Attachment(canonical.digest(PAPER), "paper.pdf", len(PAPER), "pdf")
    made = contribution(sheet={**ngo_answers(), "position-paper": (paper,)})
    return pack(to_json(made, questionnaire()), questionnaire(), RECEIPT, {paper.digest: PAPER}, sign)


def members(data: bytes) -> dict[str, bytes]:
    """The files of a package by their names without the folder."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name.partition("/")[2]: found.read(name) for name in found.namelist()}


def rebuilt(files: dict[str, bytes], *, resign: bool = True) -> bytes:
    """A package of these files with right lists and, unless told otherwise, a right signature: only the meaning is wrong."""
    files = dict(files)
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}"
    info = [oxum if line.startswith("Payload-Oxum") else line for line in files["bag-info.txt"].decode().splitlines()]
    files["bag-info.txt"] = "".join(f"{line}\n" for line in info).encode()
    files["manifest-sha256.txt"] = "".join(f"{canonical.digest(payload[name])}  {name}\n" for name in sorted(payload)).encode()
    tags = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
    files["tagmanifest-sha256.txt"] = "".join(f"{canonical.digest(files[name])}  {name}\n" for name in tags).encode()
    if resign:
        files["signatures/submitter.sshsig"] = sign(files["tagmanifest-sha256.txt"], signature.NAMESPACE)
    order = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", *sorted(payload), "signatures/submitter.sshsig"]
    order += [name for name in files if name not in order]
    return container.write({f"{FOLDER}/{name}": files[name] for name in order if name in files})


FOLDER = "micro-credentials-3c64d917"


def test_what_it_holds() -> None:
    """A package read again says what was packed, by whom, and under which identity."""
    package, data = sample()
    again = unpack(io.BytesIO(data))

    assert again == package
    assert again.signer == signature.fingerprint(PUBLIC)
    assert again.identity == canonical.digest(members(data)["tagmanifest-sha256.txt"])
    assert again.contribution.sheet["anything-else"] == ngo_answers()["anything-else"]
    assert again.attachments == {canonical.digest(PAPER): PAPER}


def test_same_answers_same_bytes() -> None:
    """Packing the same contribution again gives the same bytes."""
    package, data = sample()

    assert pack(package.contribution_bytes, questionnaire(), RECEIPT, package.attachments, sign)[1] == data


@pytest.mark.parametrize("tool", ["unzip", "sha256sum", "bagit", "ssh-keygen"])
def test_tools_that_do_not_know_us(tool: str, tmp_path: Path) -> None:
    """unzip, sha256sum, bagit and ssh-keygen each find the package right, and wrong once a byte is changed."""
    if tool != "bagit" and shutil.which(tool) is None:
        pytest.skip(f"{tool} is not on this machine")
    (tmp_path / "p.zip").write_bytes(sample()[1])
    with zipfile.ZipFile(tmp_path / "p.zip") as found:
        found.extractall(tmp_path)
    folder = tmp_path / FOLDER
    (tmp_path / "allowed").write_text(f"sender {signature.public_line(PUBLIC)}\n")
    verify = ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "allowed"), "-I", "sender", "-n", signature.NAMESPACE, "-s", "signatures/submitter.sshsig"]
    commands = {
        "unzip": ["unzip", "-tq", str(tmp_path / "p.zip")],
        "sha256sum": ["sha256sum", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt"],
        "bagit": [sys.executable, "-m", "bagit", "--validate", "."],
        "ssh-keygen": verify,
    }

    def run() -> int:
        given = (folder / "tagmanifest-sha256.txt").read_bytes()
        return subprocess.run(commands[tool], cwd=folder, input=given, capture_output=True, check=False).returncode

    assert run() == 0
    target = folder / ("tagmanifest-sha256.txt" if tool == "ssh-keygen" else "data/receipt.pdf")
    target.write_bytes(target.read_bytes()[:-1] + b"x")
    (tmp_path / "p.zip").write_bytes(sample()[1].replace(b"receipt\n", b"receipd\n"))
    assert run() != 0


Change = Callable[[dict[str, bytes]], object]


def contribution_with(**facts: object) -> Change:
    """Change the contribution's own fields."""

    def change(files: dict[str, bytes]) -> None:
        told = canonical.decode(files["data/contribution.json"])
        told.update(facts)
        files["data/contribution.json"] = canonical.encode(told)

    return change


def answers_with(**facts: object) -> Change:
    """Change answers; None removes one."""

    def change(files: dict[str, bytes]) -> None:
        told = canonical.decode(files["data/contribution.json"])
        told["answers"].update({key.replace("_", "-"): value for key, value in facts.items()})
        told["answers"] = {key: value for key, value in told["answers"].items() if value is not None}
        files["data/contribution.json"] = canonical.encode(told)

    return change


def put(name: str, data: bytes) -> Change:
    """Replace or add a file."""
    return lambda files: files.update({name: data})


PAPER_NAME = f"data/attachments/{canonical.digest(PAPER)}.pdf"
LYING: list[tuple[str, Change, str]] = [
    ("another answer of another kind", answers_with(country=3), "contribution"),
    ("a choice that is not there", answers_with(country="zz"), "contribution"),
    ("a required answer missing", answers_with(surname=None), "contribution"),
    ("an answer to a hidden question", answers_with(personal_capacity="no"), "contribution"),
    ("a text too long", answers_with(anything_else="x" * 501), "contribution"),
    ("an unknown question", answers_with(secret="x"), "contribution"),
    ("an unknown field", contribution_with(note="x"), "contribution"),
    ("another reference", contribution_with(reference="AAAA-AAAA-A"), "contribution"),
    ("revision 0", contribution_with(revision="0"), "contribution"),
    ("revision 01", contribution_with(revision="01"), "contribution"),
    ("no zone", contribution_with(finalised="2026-11-24T10:30:00"), "contribution"),
    ("id in capitals", contribution_with(contribution="3C64D917-628E-47DB-8E38-4CABD92C1090"), "contribution"),
    ("a privacy of its own", contribution_with(privacy="secret"), "contribution"),
    ("supersedes a word", contribution_with(supersedes="yes"), "contribution"),
    ("another consent text", contribution_with(consents={"data-protection": {"text": "x", "sha256": "0" * 64}}), "contribution"),
    ("another questionnaire named", contribution_with(questionnaire={"id": "micro-credentials", "version": "2021-04", "digest": "0" * 64}), "contribution"),
    ("an attachment of no question", contribution_with(attachments=[{"question": "country", "name": "x.pdf", "sha256": "0" * 64, "size": "1", "type": "pdf"}]), "contribution"),
    ("an attachment that is not there", lambda files: files.pop(PAPER_NAME), "attachment"),
    ("an attachment of another size", contribution_with(attachments=[{"question": "position-paper", "name": "paper.pdf", "sha256": canonical.digest(PAPER), "size": "9", "type": "pdf"}]), "attachment"),
    ("an attachment that is no pdf", put(PAPER_NAME, b"x" * len(PAPER)), "attachment"),
    ("a file that no answer names", put(f"data/attachments/{'0' * 64}.pdf", PAPER), "attachment"),
    ("not canonical", lambda files: files.update({"data/contribution.json": files["data/contribution.json"].replace(b'":"', b'": "', 1)}), "contribution"),
    ("a key twice", lambda files: files.update({"data/contribution.json": files["data/contribution.json"].replace(b'{"answers"', b'{"privacy":"public","answers"', 1)}), "contribution"),
    ("half a character", lambda files: files.update({"data/contribution.json": files["data/contribution.json"].replace(b"Ana", b"\\ud800", 1)}), "contribution"),
    ("deep nesting", put("data/contribution.json", b"[" * 500 + b"]" * 500), "contribution"),
    ("a number", put("data/contribution.json", b"1e999"), "contribution"),
    ("another word in the questionnaire", lambda files: files.update({"data/questionnaire.json": files["data/questionnaire.json"].replace(b"Bulgaria", b"Bolgaria", 1)}), "contribution"),
    ("a broken questionnaire", put("data/questionnaire.json", b"{}"), "questionnaire"),
    ("a questionnaire written otherwise", lambda files: files.update({"data/questionnaire.json": files["data/questionnaire.json"].replace(b'":"', b'": "', 1)}), "questionnaire"),
    ("a receipt that is none", put("data/receipt.pdf", b"<html>"), "receipt"),
    ("another name", put("data/receipt.exe", b"x"), "name"),
    ("a name upwards", put("data/../x", b"x"), "name"),
    ("a program", put("data/attachments/x.sh", b"x"), "name"),
    ("fetch.txt", put("fetch.txt", b"x"), "name"),
    ("another bagit", put("bagit.txt", b"BagIt-Version: 0.97\n"), "bagit"),
    ("no bag-info", lambda files: files.update({"bag-info.txt": b"x\n"}), "bagit"),
    ("info of another contribution", lambda files: files.update({"bag-info.txt": files["bag-info.txt"].replace(b"3c64", b"4c64")}), "bagit"),
    ("no receipt", lambda files: files.pop("data/receipt.pdf"), "missing-file"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "change", "code"), LYING, ids=[one[0] for one in LYING])
def test_wrong_in_meaning(case: str, change: Change, code: str) -> None:
    """A package with right hashes and a right signature whose content lies is refused with its code."""
    files = members(sample()[1])
    change(files)
    with pytest.raises(PackageRefused) as refused:
        unpack(io.BytesIO(rebuilt(files)))

    assert refused.value.code == code
    assert refused.value.happened.startswith(REFUSALS[code])


def patched(old: bytes, new: bytes, count: int = 1) -> Callable[[bytes], bytes]:
    """Exchange bytes."""
    return lambda data: data.replace(old, new, count)


def zipped(compression: int = zipfile.ZIP_STORED, extra: str = "", twice: bool = False) -> Callable[[bytes], bytes]:  # noqa: FBT001, FBT002
    """The same files written by another program."""

    def make(data: bytes) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", compression) as out:
            for name, content in members(data).items():
                out.writestr(f"{FOLDER}/{name}", content)
            if extra:
                out.writestr(extra, b"x")
        return file.getvalue()

    return make


def header(offset: int, value: bytes) -> Callable[[bytes], bytes]:
    """Exchange bytes in the first entry of the directory."""

    def change(data: bytes) -> bytes:
        at = data.index(b"PK\x01\x02") + offset
        return data[:at] + value + data[at + len(value) :]

    return change


def local(offset: int, value: bytes) -> Callable[[bytes], bytes]:
    """Exchange bytes in the first local header."""
    return lambda data: data[:offset] + value + data[offset + len(value) :]


def bomb(data: bytes) -> bytes:
    """An end record that promises 60,000 files."""
    at = data.rindex(b"PK\x05\x06")
    return data[: at + 8] + struct.pack("<HH", 60_000, 60_000) + data[at + 12 :]


HOSTILE: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("nothing", lambda data: b"", "not-a-zip"),
    ("a text", lambda data: b"hello" * 100, "not-a-zip"),
    ("cut short", lambda data: data[:-30], "not-a-zip"),
    ("something before", lambda data: b"#!/bin/sh\n" + data, "overlap"),
    ("something after", lambda data: data + b"x", "trailing-bytes"),
    ("a comment", lambda data: data[:-2] + b"\x00\x00"[:0] + b"\x05\x00hello", "trailing-bytes"),
    ("60,000 files", bomb, "too-many-files"),
    ("another program's zip", zipped(), "header-mismatch"),
    ("compressed", zipped(zipfile.ZIP_DEFLATED), "compressed"),
    ("an encrypted flag", header(8, b"\x01\x00"), "encrypted"),
    ("an odd flag", header(8, b"\x00\x08"), "flags"),
    ("a symbolic link", header(38, struct.pack("<I", 0o120777 << 16)), "not-a-file"),
    ("a folder", header(38, struct.pack("<I", 0o040755 << 16)), "not-a-file"),
    ("extra data", header(30, b"\x04\x00"), "extra-field"),
    ("a lying size", header(24, struct.pack("<I", 10)), "header-mismatch"),
    ("two sizes that lie", header(20, struct.pack("<II", 10, 10)), "header-mismatch"),
    ("a name beyond ASCII", header(46, b"\xff"), "name"),
    ("a local name of its own", local(30, b"x"), "header-mismatch"),
    ("a local method of its own", local(8, b"\x08\x00"), "compressed"),
    ("a local flag of its own", local(6, b"\x01\x00"), "encrypted"),
    ("a date", header(12, b"\x11\x11"), "header-mismatch"),
    ("a changed receipt", patched(b"receipt\n%%EOF", b"receipd\n%%EOF"), "checksum"),
    ("an offset elsewhere", header(42, struct.pack("<I", 5)), "not-at-start"),
    ("more than one disk", lambda data: data[:-18] + b"\x01" + data[-17:], "header-mismatch"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "change", "code"), HOSTILE, ids=[one[0] for one in HOSTILE])
def test_hostile_container(case: str, change: Callable[[bytes], bytes], code: str) -> None:
    """A container that plays tricks is refused with its code before anything in it is used."""
    with pytest.raises(PackageRefused) as refused:
        unpack(io.BytesIO(change(sample()[1])))

    assert refused.value.code == code


def test_two_files_of_one_name() -> None:
    """A name that stands twice is refused: two readers would see two contributions."""
    files = members(sample()[1])
    data = container.write({f"{FOLDER}/{name}": content for name, content in files.items()})
    longer = data.replace(b"data/receipt.pdf", b"data/receipt.pdg")
    doubled = longer.replace(b"data/receipt.pdg", b"bag-info.txtxxxx")
    with pytest.raises(PackageRefused):
        unpack(io.BytesIO(doubled))
    first = f"{FOLDER}/bagit.txt".encode()
    twice = data.replace(f"{FOLDER}/bag-info.txt".encode(), first + b"/xx")
    with pytest.raises(PackageRefused):
        unpack(io.BytesIO(twice))


def test_altered_lists_and_signatures() -> None:
    """A list altered without its own hash, a foreign signature, one for another purpose, one over other bytes, none at all."""
    files = members(sample()[1])
    other = dict(files, **{"manifest-sha256.txt": files["manifest-sha256.txt"].replace(b"a", b"b", 1)})
    cases = {
        "tag-manifest": container.write({f"{FOLDER}/{name}": data for name, data in other.items()}),
        "not-signed": rebuilt({name: data for name, data in files.items() if "signatures" not in name}, resign=False),
    }
    for code, data in cases.items():
        with pytest.raises(PackageRefused) as refused:
            unpack(io.BytesIO(data))
        assert refused.value.code == code
    wrong = [
        sign(files["tagmanifest-sha256.txt"], signature.WITHDRAWAL_NAMESPACE),
        sign(b"other", signature.NAMESPACE),
        b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n",
        b"x",
        sign(files["tagmanifest-sha256.txt"], signature.NAMESPACE).replace(b"\n", b"\r\n"),
    ]
    for one in wrong:
        with pytest.raises(PackageRefused) as refused:
            unpack(io.BytesIO(rebuilt({**files, "signatures/submitter.sshsig": one}, resign=False)))
        assert refused.value.code == "signature"


@pytest.mark.parametrize("count", [pytest.param(400), pytest.param(100_000, marks=pytest.mark.long)])
def test_mutated_packages(count: int) -> None:
    """Bytes changed at random: refused with a code, never another exception, never an altered package accepted."""
    chance = random.Random(11)
    package, data = sample()
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 3)):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        if bytes(changed) == data:
            continue
        with pytest.raises(PackageRefused):
            unpack(io.BytesIO(bytes(changed)))
    assert package.identity


def test_withdrawal() -> None:
    """A withdrawal names the very package, is signed for that purpose alone, and is no package."""
    package, _ = sample()
    name, data = withdraw(package, "2026-12-01T09:00:00+01:00", sign)
    found = take_withdrawal(io.BytesIO(data))

    assert name.endswith(".withdrawal.zip")
    assert (found.package, found.signer, found.revision) == (package.identity, package.signer, 1)
    with pytest.raises(PackageRefused):
        unpack(io.BytesIO(data))
    with pytest.raises(PackageRefused):
        take_withdrawal(io.BytesIO(sample()[1]))
    with pytest.raises(PackageRefused):
        take_withdrawal(io.BytesIO(data.replace(b"2026-12-01", b"2026-12-02")))


def test_contribution_there_and_back() -> None:
    """The canonical bytes give the contribution back; other bytes are a Trouble."""
    made = contribution("every-kind")
    data = to_json(made, questionnaire("every-kind"))

    assert from_json(data, questionnaire("every-kind")) == made
    with pytest.raises(Trouble):
        from_json(data[:-1] + b" }", questionnaire("every-kind"))


def test_reference_is_for_people() -> None:
    """Short, without look-alikes, the same for the same id, with the revision from the second on."""
    one = reference("3c64d917-628e-47db-8e38-4cabd92c1090", 1)

    assert one == reference("3c64d917-628e-47db-8e38-4cabd92c1090", 1)
    assert reference("3c64d917-628e-47db-8e38-4cabd92c1090", 2) == one + "-R2"
    assert not set(one) & set("01ILOU")
