"""docs/package-format.md tells the truth: its commands are run, its codes, limits and names are those of the program."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from forms.contribution import _KEYS
from forms.package import container, package, signature
from forms.package.bag import MAX_TAG_BYTES, TAG_FILES
from forms.package.file_types import PLAIN_TYPES
from forms.package.refusal import REFUSALS
from forms.package.withdrawal import _KEYS as WITHDRAWAL_KEYS
from tests.forms.package.packing import FOLDER, PUBLIC, members, sample
from tests.forms.package.test_hostile_containers import HOSTILE
from tests.forms.package.test_lying_packages import LYING

ROOT = Path(__file__).parent.parent.parent.parent
PAGE = (ROOT / "docs" / "package-format.md").read_text(encoding="utf-8")
TOOLS = ("unzip", "sha256sum", "ssh-keygen", "sh")
ELSEWHERE = {"not-signed", "tag-manifest", "signature", "manifest", "too-large", "unreadable", "withdrawal"}


def blocks() -> list[str]:
    """The commands of the page."""
    return re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)


def run(tmp_path: Path, data: bytes, key: bytes) -> subprocess.CompletedProcess[str]:
    """Run all commands of the page over a package, as one would who reads it from top to bottom."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)}")
    (tmp_path / "p.contribution.zip").write_bytes(data)
    bin_folder = str(Path(sys.executable).parent)
    environment = {
        "PATH": f"{bin_folder}:/usr/local/bin:/usr/bin:/bin",
        "PACKAGE": "p.contribution.zip",
        "FOLDER": FOLDER,
        "KEY": signature.public_line(key),
        "LC_ALL": "C.UTF-8",
    }
    script = "set -e\n" + "".join(blocks()).replace("python3 ", f"{sys.executable} ")
    return subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )


def test_commands(tmp_path: Path) -> None:
    """The commands of the page find a package right, and print its key and its identity."""
    done = run(tmp_path, sample()[1], PUBLIC)

    assert done.returncode == 0, done.stdout + done.stderr
    assert signature.fingerprint(PUBLIC) in done.stdout + done.stderr
    assert sample()[0].identity in done.stdout


@pytest.mark.parametrize("change", ["a byte", "another key"])
def test_commands_find_a_change(tmp_path: Path, change: str) -> None:
    """The same commands fail over an altered package, and where the key is another."""
    data = sample()[1].replace(b"receipt\n", b"receipd\n") if change == "a byte" else sample()[1]
    done = run(tmp_path, data, PUBLIC if change == "a byte" else bytes(32))

    assert done.returncode != 0


def test_codes() -> None:
    """The table of codes is that of the program, sentence by sentence."""
    table = PAGE.partition("## Why a package is refused")[2]

    assert dict(re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \|$", table, re.MULTILINE)) == REFUSALS


def test_every_code_is_tested() -> None:
    """Each code has a hostile package that brings it about."""
    assert {one[2] for one in [*HOSTILE, *LYING]} | ELSEWHERE == set(REFUSALS)


def test_names() -> None:
    """The files, fields and types of the page are those of the program."""
    layout = PAGE.split("```")[1]
    fields = re.findall(
        r"^\| `([a-z_]+)` \|", PAGE.partition("## contribution.json")[2].partition("**Reference**")[0], re.MULTILINE
    )
    withdrawing = PAGE.partition("## Withdrawing")[2].partition("## Attached")[0]
    unseen = PAGE.partition("attached unseen")[2].partition(")")[0]
    info = members(sample()[1])["bag-info.txt"].decode()

    assert all(name in layout for name in (*TAG_FILES, "signatures/submitter.sshsig", "data/receipt.pdf"))
    assert set(fields) == _KEYS
    assert {f"`{key}`" for key in WITHDRAWAL_KEYS} <= set(re.findall(r"`[a-z_]+`", withdrawing))
    assert set(re.findall(r"`([a-z0-9]+)`", unseen)) == PLAIN_TYPES
    assert all(f"`{line.partition(':')[0]}`" in PAGE for line in info.splitlines())
    assert signature.NAMESPACE in PAGE
    assert signature.WITHDRAWAL_NAMESPACE in PAGE


def test_limits() -> None:
    """The limits of the page are those of the program."""
    told = PAGE.partition("Limits: ")[2].partition("\n\n")[0]
    numbers = {
        int(number) * {"MB": 1_000_000, "kB": 1_000}[unit] for number, unit in re.findall(r"([0-9]+) (MB|kB)", told)
    }

    assert numbers == {
        container.MAX_BYTES,
        package.MAX_JSON,
        package.MAX_RECEIPT,
        package.MAX_ATTACHMENT,
        MAX_TAG_BYTES,
    }
    assert f"{container.MAX_FILES} files" in told
