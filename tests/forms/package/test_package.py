"""A package: whole, reproducible, checkable by tools that do not know us; a withdrawal that only the same key can make."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from forms import canonical
from forms.answers import Attachment
from forms.contribution import finalise, to_json
from forms.filling import Filling
from forms.package import package as packages
from forms.package import signature
from forms.package.bag import SIGNATURE
from forms.package.container import write
from forms.package.package import pack, unpack
from forms.package.refusal import PackageRefused
from forms.package.withdrawal import take_withdrawal, withdraw
from forms.reading import read
from forms.trouble import Trouble
from tests.forms.package.packing import (
    FOLDER,
    PUBLIC,
    RECEIPT,
    members,
    relisted,
    sample,
    sign,
    sign_as_another,
    zipped,
)
from tests.samples import CONTRIBUTION_ID, PAPER, ngo_answers, questionnaire

NOW = "2026-12-01T09:00:00+01:00"


def test_what_it_holds() -> None:
    """A package read again says what was packed, by whom, and under which identity."""
    package, data = sample()
    again = unpack(io.BytesIO(data))

    assert again == package
    assert again.signer == signature.fingerprint(PUBLIC)
    assert again.identity == canonical.digest(members(data)["tagmanifest-sha256.txt"])
    assert again.contribution.sheet["anything-else"] == ngo_answers()["anything-else"]
    assert again.attachments == {canonical.digest(PAPER): PAPER}
    assert again.receipt == RECEIPT
    assert again.name == f"{FOLDER}.contribution.zip"


def test_same_answers_same_bytes() -> None:
    """Packing the same contribution again gives the same bytes, whatever the order of the attachments."""
    package, data = sample()

    assert pack(package.contribution_bytes, questionnaire(), RECEIPT, package.attachments, sign)[1] == data
    files = {f"a/{name}": content for name, content in members(data).items()}
    assert write(files) == write(dict(files))


def test_the_helpers_of_these_tests_are_right() -> None:
    """Taking a package apart and putting it together gives the same bytes: what the hostile tests refuse is their change."""
    _, data = sample()

    assert zipped(relisted(members(data))) == data


@pytest.mark.parametrize("tool", ["unzip", "sha256sum", "bagit", "ssh-keygen"])
def test_tools_that_do_not_know_us(tool: str, tmp_path: Path) -> None:
    """unzip, sha256sum, bagit and ssh-keygen each find the package right, and wrong once a byte is changed."""
    if tool != "bagit" and shutil.which(tool) is None:
        pytest.skip(f"{tool} is not on this machine")
    packed = tmp_path / "p.zip"
    packed.write_bytes(sample()[1])
    with zipfile.ZipFile(packed) as found:
        found.extractall(tmp_path)
    folder = tmp_path / FOLDER
    allowed = tmp_path / "allowed"
    allowed.write_text(f"sender {signature.public_line(PUBLIC)}\n")
    commands = {
        "unzip": ["unzip", "-tq", str(packed)],
        "sha256sum": ["sha256sum", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt"],
        "bagit": [sys.executable, "-m", "bagit", "--validate", "."],
        "ssh-keygen": ["ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", "sender", "-n", signature.NAMESPACE,
                       "-s", SIGNATURE],
    }  # fmt: skip

    def run() -> int:
        given = (folder / "tagmanifest-sha256.txt").read_bytes()
        return subprocess.run(commands[tool], cwd=folder, input=given, capture_output=True, check=False).returncode

    assert run() == 0
    target = folder / ("tagmanifest-sha256.txt" if tool == "ssh-keygen" else "data/receipt.pdf")
    target.write_bytes(target.read_bytes()[:-1] + b"x")
    packed.write_bytes(sample()[1].replace(b"receipt\n", b"receipd\n"))
    assert run() != 0


def test_fingerprint_is_that_of_ssh_keygen(tmp_path: Path) -> None:
    """The fingerprint we print is the one that `ssh-keygen -l` prints."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not on this machine")
    (tmp_path / "key.pub").write_text(signature.public_line(PUBLIC) + " sender\n")
    told = subprocess.run(
        ["ssh-keygen", "-l", "-f", "key.pub"], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert signature.fingerprint(PUBLIC) in told.stdout.split()


def test_signature_made_by_ssh_keygen(tmp_path: Path) -> None:
    """What `ssh-keygen -Y sign` writes with an Ed25519 key, we verify, byte for byte as we would have written it."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not on this machine")
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    (tmp_path / "words").write_bytes(b"words")
    subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", signature.NAMESPACE, str(tmp_path / "words")],
        check=True,
        capture_output=True,
    )
    public = signature.verify((tmp_path / "words.sig").read_bytes(), b"words", signature.NAMESPACE)

    assert signature.public_line(public) == " ".join((tmp_path / "key.pub").read_text().split()[:2])


def test_a_file_handed_in_stays_open() -> None:
    """Reading from an open file leaves it open; its owner closes it."""
    file = io.BytesIO(sample()[1])
    unpack(file)

    assert not file.closed


def test_what_is_no_file(tmp_path: Path) -> None:
    """A missing file, a folder and a pipe, which would make the reader wait for ever, are refused at once."""
    places = [tmp_path / "missing.contribution.zip", tmp_path]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        places.append(tmp_path / "pipe")
    for place in places:
        with pytest.raises(PackageRefused) as refused:
            unpack(place)
        assert refused.value.code == "unreadable"


def test_a_disk_that_fails_while_reading() -> None:
    """An error of the disk in the middle of a file is a refusal, not a crash."""

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(PackageRefused) as refused:
        unpack(Failing(sample()[1]))
    assert refused.value.code == "unreadable"


def test_attachments_too_many_for_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attachments that no package could hold are told to the respondent when packing, in the respondent's terms."""
    package, _ = sample()
    monkeypatch.setattr(packages, "MAX_ATTACHED", 10)
    with pytest.raises(Trouble) as told:
        pack(package.contribution_bytes, questionnaire(), RECEIPT, package.attachments, sign)

    assert told.value.code == "attachments-too-large"


def test_one_file_attached_twice() -> None:
    """The same file under two names is in the package once, and both names come back."""
    small = read(
        b'{"satchel": 1, "id": "small", "version": "1", "language": "en", "title": "Small", "sections": [{"id": "all", "title": "All",'
        b'"items": [{"kind": "attachment", "id": "files", "label": "Files", "max_files": 2}]}]}',
        {},
    )
    digest = canonical.digest(PAPER)
    twice = (Attachment(digest, "paper.pdf", len(PAPER), "pdf"), Attachment(digest, "copy.pdf", len(PAPER), "pdf"))
    made = finalise(
        Filling(small, {"files": twice}), contribution_id=CONTRIBUTION_ID, revision=1, supersedes=None, finalised=NOW
    )
    package, data = pack(to_json(made, small), small, RECEIPT, {digest: PAPER}, sign)

    assert [one.name for _, one in package.contribution.attachments()] == ["paper.pdf", "copy.pdf"]
    assert sum(name.startswith("data/attachments/") for name in members(data)) == 1


def test_withdrawal() -> None:
    """A withdrawal names the very package, is signed for that purpose alone, and is no package."""
    package, data = sample()
    name, withdrawal = withdraw(package, NOW, sign)
    found = take_withdrawal(io.BytesIO(withdrawal))

    assert name == f"{FOLDER}.withdrawal.zip"
    assert (found.package, found.signer, found.revision) == (package.identity, package.signer, 1)
    assert found.takes_back(package)
    with pytest.raises(PackageRefused):
        unpack(io.BytesIO(withdrawal))
    with pytest.raises(PackageRefused):
        take_withdrawal(io.BytesIO(data))
    with pytest.raises(PackageRefused):
        take_withdrawal(io.BytesIO(withdrawal.replace(b"2026-12-01", b"2026-12-02")))


def test_withdrawal_with_another_key() -> None:
    """Only the key that signed a contribution can withdraw it; another is refused before anything is given out."""
    with pytest.raises(Trouble) as told:
        withdraw(sample()[0], NOW, sign_as_another)

    assert told.value.code == "other-key"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("contribution", "3C64D917-628E-47DB-8E38-4CABD92C1090"),
        ("package", "0" * 63),
        ("package", ["x"]),
        ("questionnaire", None),
        ("reference", "AAAA-AAAA-A"),
        ("revision", "01"),
        ("revision", 1),
        ("satchel_withdrawal", "2"),
        ("withdrawn", "2026-12-01T09:00:00"),
        ("withdrawn", "2026-13-01T09:00:00+01:00"),
        ("audience", 3),
        ("more", "x"),
    ],
)
def test_withdrawal_that_lies(key: str, value: object) -> None:
    """A rightly signed withdrawal whose words cannot be is refused."""
    files = members(withdraw(sample()[0], NOW, sign)[1])
    told = canonical.decode(files["data/withdrawal.json"])
    told[key] = value
    files["data/withdrawal.json"] = canonical.encode(told)
    lie = zipped(relisted(files, signature.WITHDRAWAL_NAMESPACE), f"{FOLDER}-withdrawal")
    with pytest.raises(PackageRefused) as refused:
        take_withdrawal(io.BytesIO(lie))

    assert refused.value.code == "withdrawal"
